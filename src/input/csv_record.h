// The records of a block, with their place in the file and their fields as slices of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/block_reader.h"
#include "input/csv_dialect.h"
#include "input/csv_lexer.h"

namespace verbatim {

// What every record of a file is measured against: part of the detection, the same for all blocks.
struct CsvLayout {
  CsvDialect dialect;
  std::size_t width = 0;            // fields per record; 0 = any number
  bool trailing_delimiter = false;  // one more, empty field at the end of a record is no field
  std::string header_line;          // the header as it stands, without its line end; empty = no header
  std::vector<std::string> more_header_lines;  // its second and third row, likewise
  bool has_place = false;  // rows as in table_row.h; shorter ones are filled up to the width

  bool operator==(const CsvLayout&) const = default;
};

enum class CsvKind : std::uint8_t {
  record,
  blank,            // an empty line: no record, has no row number
  repeated_header,  // the header line again, as in concatenated files
  ragged,           // rejected: too few or too many fields
  unclosed_quote,   // rejected
  too_long,         // rejected; `raw` holds its first bytes
  unreadable,       // rejected: a record of JSON that is not valid; `fault` says why
};

constexpr bool is_rejected(CsvKind kind) {
  return kind == CsvKind::ragged || kind == CsvKind::unclosed_quote || kind == CsvKind::too_long ||
         kind == CsvKind::unreadable;
}

// One record. Views point into the block that it was read from. Reused from record to record.
struct CsvRecord {
  CsvKind kind = CsvKind::record;
  std::uint64_t row = 0;     // from 1 at the first record after the header; 0 for blank lines
  std::uint64_t line = 0;    // physical line of its first byte; of an unclosed quote the line of that quote
  std::uint64_t column = 1;  // byte of that line, from 1: the opening quote's if that is never closed
  std::uint64_t byte = 0;    // offset of its first byte in the (decoded) file
  std::string_view raw;      // as it stands, without U+FEFF before it and the line end behind it
  std::vector<CsvField> fields;  // of `record`: exactly the layout's width (all fields if that is 0)
  std::uint64_t expected = 0;    // of `ragged`
  std::uint64_t found = 0;       // of `ragged`
  std::uint64_t stray_quotes = 0;
  std::string fault;       // of `unreadable`: what is wrong,
  std::string unreadable;  // and where `raw` stands
  CsvDialect dialect;

  // The value of field i; see `unescape`. REQUIRES: i < fields.size().
  std::string_view field(std::size_t i, std::string& scratch) const {
    return unescape(fields[i], dialect, scratch);
  }
};

// What is wrong with a rejected record, for the reject file; empty for others.
//   reason:  "ragged", "unclosed_quote", "too_long", "unreadable"
//   message: "expected 5 fields, found 7; unquoted comma?"
std::string_view reject_reason(CsvKind kind);
std::string reject_message(const CsvRecord& record);

class CsvRecordParser {
 public:
  explicit CsvRecordParser(CsvLayout layout);

  // Starts with a block. REQUIRES: the block outlives its records.
  void open(const Block& block);

  // Gives the block's next record or blank line, in order; false after the last.
  bool next(CsvRecord& record);

 private:
  void take_place(CsvRecord& record) const;
  bool is_header(std::string_view raw) const;

  CsvLayout layout_;
  CsvLexer lexer_;
  const Block* block_ = nullptr;
  std::size_t at_ = 0;
  std::uint64_t row_ = 1;
  std::uint64_t line_ = 1;
};

}  // namespace verbatim
