// Finds where records and fields end. The one place that knows quoting: the block reader, the record parser
// and the sniffer all ask it.
//
// The rules
//  * A record ends at LF, CR LF, CR, or CR CR LF (text translated twice); any mixture is fine.
//  * U+FEFF at the start of a record is not part of it (a byte order mark, or files that were concatenated).
//  * A field whose first byte is the quote is quoted. Inside, a doubled quote stands for one; a quote closes
//    the field if a delimiter, a line end or the end of the file follows, blanks and tabs aside. Any other
//    quote there is kept as text and counted as stray. A quote inside an unquoted field is text.
//  * Where delimiters are merged, a run of them parts two fields, and none at either end of a record does.
//  * A quoted field that holds a line end must close within the dialect's limits. It is taken for unclosed,
//  too,
//    when a later line has a quote that can only open a field (a single quote after a delimiter or a line
//    end, with text behind it): else a forgotten quote would join rows up to the next quoted field into one,
//    and often into one of the right width.
//  * Of a record with an unclosed quote only the physical lines up to the quote's own are the (rejected)
//  record;
//    reading resumes on the next line. So one forgotten quote costs one record, never the file.
//
// Linear, also where every line holds an unclosed quote. What closes a field on a later line does not depend
// on where the field began, so the lexer remembers up to where it has looked in vain, and goes on from there.
//
// Decisions depend on the bytes alone, not on how the caller cut them into windows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/csv_dialect.h"

namespace verbatim {

enum class LexKind : std::uint8_t {
  record,
  blank,           // a line without a byte
  unclosed_quote,  // rejected
  too_long,        // rejected; the rest of its line comes as `skipped`
  skipped,         // bytes of a record that was too long
  need_more,       // cannot decide: call again with more bytes after the same ones
  end,             // the window is empty and at the end
};

// What the lexer found at the start of the window. Offsets are into that window.
struct LexedRecord {
  LexKind kind = LexKind::end;
  std::size_t begin = 0;           // its first byte, after U+FEFF
  std::size_t end = 0;             // after its last byte, before the line end
  std::size_t next = 0;            // where the next window must begin
  std::uint64_t lines = 0;         // line ends up to `next`; the end of the file counts as one
  std::uint64_t fields = 0;        // counted only where fields are asked for
  std::uint64_t stray_quotes = 0;  // likewise
  std::size_t quote = 0;           // of unclosed_quote: where the opening quote stands,
  std::uint64_t quote_line = 0;    // how many lines below the record's first line,
  std::uint64_t quote_column = 0;  // and at which byte of its physical line, from 1
};

// A field as it stands in the file, without its enclosing quotes. Lives as long as the window it was cut
// from.
struct CsvField {
  std::string_view text;
  bool quoted = false;
  bool escaped = false;  // holds doubled or escaped quotes: see `unescape`

  bool operator==(const CsvField&) const = default;
};

// The field's value: its text, with doubled and escaped characters made single. Uses `scratch` only where
// something has to change; the result lives as long as the field and the scratch.
std::string_view unescape(const CsvField& field, const CsvDialect& dialect, std::string& scratch);

class CsvLexer {
 public:
  // REQUIRES: delimiter, quote and escape differ, and none of them is CR or LF.
  explicit CsvLexer(const CsvDialect& dialect);

  const CsvDialect& dialect() const { return dialect_; }

  // Forgets everything, for the start of another input or block.
  void reset();

  // Finds the record at the start of the window. `at_end` says that no byte follows the window.
  // REQUIRES: the window begins where the last one's `next` stood (at the same byte after need_more) and
  // ends no earlier in the input than the last one did.
  LexedRecord next(std::string_view window, bool at_end);

  // The same, with the record's fields: up to `max_fields` of them; all are counted. Fields of anything but
  // `record` are unspecified.
  LexedRecord next(std::string_view window, bool at_end, std::vector<CsvField>& fields,
                   std::size_t max_fields);

 private:
  struct Window;
  struct FieldSink;
  struct Quoted;
  struct DenseHits;
  // Four bytes to look for, each spread over a vector register's width.
  struct Needles {
    alignas(16) char bytes[4][16];
    void set(char a, char b, char c, char d);
    std::size_t find(const char* data, std::size_t begin, std::size_t end) const;
    std::uint64_t find_64(const char* data, std::size_t size) const;
  };

  template <bool kWithFields>
  LexedRecord lex(const Window& window, FieldSink* sink);
  LexedRecord skip(const Window& window);
  Quoted close(const Window& window, std::size_t open, std::size_t hard_end, std::uint64_t open_line);
  void count_text(std::string_view text, Quoted& quoted) const;
  bool could_open(const Window& window, std::size_t quote) const;
  void remember(std::uint64_t from, std::size_t offset, std::uint64_t line);

  bool is_delimiter(char c) const { return has_delimiter_ && c == dialect_.delimiter; }
  bool is_quote(char c) const { return has_quote_ && c == dialect_.quote; }
  bool is_escape(char c) const { return has_escape_ && c == dialect_.escape; }
  std::size_t pass_delimiters(std::string_view bytes, std::size_t at) const;
  bool is_padding(char c) const { return (c == ' ' || c == '\t') && !is_delimiter(c); }

  CsvDialect dialect_;
  bool has_delimiter_;
  bool has_quote_;
  bool has_escape_;
  Needles outside_;           // quote, CR, LF: where only the record's end is wanted
  Needles outside_fields_;    // delimiter, CR, LF
  Needles inside_;            // quote, escape, CR, LF
  bool skipping_ = false;     // inside a record that was too long
  std::uint64_t offset_ = 0;  // of the window's begin in the input
  std::uint64_t line_ = 0;    // line ends before it
  // No quote on a later line closes a field that opens at or after `from`, before this offset (and the line
  // ends before it). Fields before `from` may have closed since: a record is looked at again after need_more.
  std::uint64_t searched_from_ = 0;
  std::uint64_t searched_offset_ = 0;
  std::uint64_t searched_line_ = 0;
};

}  // namespace verbatim
