#include "input/csv_lexer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <limits>
#include <ostream>
#include <random>

#include "support/cut_everywhere.h"

using namespace verbatim;

namespace {

struct Found {
  LexKind kind = LexKind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;
  std::uint64_t lines = 0;
  std::vector<CsvField> fields;
  std::uint64_t stray_quotes = 0;
  std::size_t quote = 0;

  bool operator==(const Found&) const = default;
};

// The lexer's rules once more, a byte at a time over the whole input and without memory of what was searched.
class NaiveLexer {
 public:
  NaiveLexer(std::string_view bytes, const CsvDialect& dialect) : bytes_(bytes), d_(dialect) {}

  std::vector<Found> all() {
    std::vector<Found> found;
    std::size_t at = 0;
    while (at < bytes_.size()) {
      Found record = one(at);
      at = record.next;
      if (record.kind == LexKind::too_long) {
        found.push_back(record);
        Found rest;
        rest.kind = LexKind::skipped;
        rest.begin = at;
        while (at < bytes_.size() && line_end(at) == 0) ++at;
        rest.end = at;
        at += line_end(at);
        rest.next = at;
        rest.lines = 1;
        found.push_back(rest);
        continue;
      }
      found.push_back(record);
    }
    return found;
  }

 private:
  std::size_t line_end(std::size_t at) const {
    const std::string_view rest = bytes_.substr(std::min(at, bytes_.size()));
    if (rest.starts_with("\r\r\n")) return 3;
    if (rest.starts_with("\r\n")) return 2;
    return rest.starts_with("\n") || rest.starts_with("\r") ? 1 : 0;
  }
  bool is(std::size_t at, char c) const { return c != 0 && at < bytes_.size() && bytes_[at] == c; }

  Found one(std::size_t at) {
    Found r;
    for (int i = 0; i < 8 && bytes_.substr(at).starts_with("\xEF\xBB\xBF"); ++i) at += 3;
    r.begin = at;
    const std::size_t hard = at + d_.max_record_bytes;
    const auto too_long = [&] {
      r.kind = LexKind::too_long;
      r.end = r.next = hard;
      r.fields.clear();
      r.stray_quotes = 0;
      return r;
    };
    while (true) {
      if (d_.skip_initial_space) {
        while (is(at, ' ')) ++at;
      }
      if (at > hard) return too_long();
      if (is(at, d_.quote)) {
        if (at == hard) return too_long();
        const std::size_t open = at;
        std::size_t i = open + 1;
        std::uint64_t lines = 0;
        std::uint64_t strays = 0;
        std::size_t first_line_end = bytes_.size();
        std::size_t closing = 0;
        bool escaped = false;
        bool failed = false;
        while (!failed && closing == 0) {
          if (i >= bytes_.size() || i >= hard) {
            failed = true;
          } else if (const std::size_t length = line_end(i)) {
            if (lines == 0) first_line_end = i;
            ++lines;
            i += length;
            failed = lines > d_.max_quoted_lines || i - open > d_.max_quoted_bytes;
          } else if (d_.escape != 0 && is(i, d_.escape)) {
            if (i + 1 >= bytes_.size()) {
              failed = true;
            } else {
              escaped = true;
              i += line_end(i + 1) != 0 ? 1 : 2;
            }
          } else if (is(i, d_.quote)) {
            std::size_t run = i;
            while (is(run, d_.quote)) ++run;
            const std::size_t count = run - i;
            if (count > 1) escaped = true;
            if (run - 1 >= hard || count % 2 == 0) {
              i = run;
            } else {
              std::size_t after = run;
              while ((is(after, ' ') || is(after, '\t')) && bytes_[after] != d_.delimiter) ++after;
              std::size_t before = i;
              if (d_.skip_initial_space) {
                while (bytes_[before - 1] == ' ') --before;
              }
              if (after > hard) {
                failed = true;
                i = hard;
              } else if (after == bytes_.size() || is(after, d_.delimiter) || line_end(after) != 0) {
                closing = run - 1;
                failed = lines > 0 && closing - open > d_.max_quoted_bytes;
              } else if (lines > 0 &&
                         (is(before - 1, d_.delimiter) || is(before - 1, '\n') || is(before - 1, '\r'))) {
                failed = true;
              } else {
                ++strays;
                i = run;
              }
            }
          } else {
            ++i;
          }
        }
        if (failed && lines == 0 && bytes_.size() > hard) return too_long();
        if (failed) {
          r.kind = LexKind::unclosed_quote;
          r.end = first_line_end;
          r.next = r.end + line_end(r.end);
          r.quote = open;
          r.fields.clear();
          r.stray_quotes = 0;
          ++r.lines;
          return r;
        }
        r.lines += lines;
        r.stray_quotes += strays;
        r.fields.push_back({bytes_.substr(open + 1, closing - open - 1), true, escaped});
        at = closing + 1;
        while ((is(at, ' ') || is(at, '\t')) && bytes_[at] != d_.delimiter) ++at;
      } else {
        const std::size_t from = at;
        while (at < bytes_.size() && !is(at, d_.delimiter) && line_end(at) == 0) ++at;
        r.fields.push_back({bytes_.substr(from, at - from), false, false});
      }
      if (at > hard || (at == hard && is(at, d_.delimiter))) return too_long();
      if (is(at, d_.delimiter)) {
        ++at;
        continue;
      }
      r.end = at;
      r.next = at + line_end(at);
      ++r.lines;
      r.kind = r.end == r.begin ? LexKind::blank : LexKind::record;
      if (r.kind == LexKind::blank) r.fields.clear();
      return r;
    }
  }

  std::string_view bytes_;
  CsvDialect d_;
};

// All that the lexer finds, seeing `step` bytes more each time that it asks.
std::vector<Found> lex_all(std::string_view bytes, const CsvDialect& dialect, std::size_t step,
                           bool with_fields) {
  CsvLexer lexer(dialect);
  std::vector<Found> all;
  std::vector<CsvField> fields;
  std::size_t at = 0;
  std::size_t seen = std::min(step, bytes.size());
  while (true) {
    const std::string_view window = bytes.substr(at, seen - at);
    const bool at_end = seen == bytes.size();
    const LexedRecord r = with_fields
                              ? lexer.next(window, at_end, fields, std::numeric_limits<std::size_t>::max())
                              : lexer.next(window, at_end);
    if (r.kind == LexKind::end) return all;
    if (r.kind == LexKind::need_more) {
      REQUIRE(!at_end);
      seen += std::min(step, bytes.size() - seen);
      continue;
    }
    if (r.kind == LexKind::skipped && !all.empty() && all.back().kind == LexKind::skipped &&
        all.back().lines == 0) {
      all.back().end = at + r.end;
      all.back().next = at + r.next;
      all.back().lines = r.lines;
    } else {
      Found f{r.kind, at + r.begin, at + r.end, at + r.next, r.lines, {}, 0, 0};
      if (r.kind == LexKind::record && with_fields) f.fields = fields;
      if (r.kind == LexKind::record && with_fields) f.stray_quotes = r.stray_quotes;
      if (r.kind == LexKind::unclosed_quote) f.quote = at + r.quote;
      all.push_back(f);
    }
    at += r.next;
  }
}

std::string show(const std::vector<Found>& all) {
  std::string text;
  for (const Found& f : all) {
    for (const CsvField& field : f.fields) {
      text += (field.quoted ? "q" : "") + std::string(field.escaped ? "e" : "") + "<" +
              std::string(field.text) + ">";
    }
    text += "[kind " + std::to_string(static_cast<int>(f.kind)) + " " + std::to_string(f.begin) + ".." +
            std::to_string(f.end) + " next " + std::to_string(f.next) + " lines " + std::to_string(f.lines) +
            " fields " + std::to_string(f.fields.size()) + " stray " + std::to_string(f.stray_quotes) +
            " quote " + std::to_string(f.quote) + "]";
  }
  return text;
}

Rows rows_of(const std::string& bytes, const CsvDialect& dialect = {}) {
  Rows rows;
  for (const ReadRecord& record : read_everywhere(bytes, CsvLayout{dialect, 0, false, {}, {}})) {
    if (record.kind == CsvKind::record) rows.push_back(record.fields);
  }
  return rows;
}

std::vector<CsvKind> kinds_of(const std::string& bytes, const CsvDialect& dialect = {}) {
  std::vector<CsvKind> kinds;
  for (const ReadRecord& record : read_everywhere(bytes, CsvLayout{dialect, 0, false, {}, {}}))
    kinds.push_back(record.kind);
  return kinds;
}

}  // namespace

TEST_CASE("csv_lexer: a newline inside quotes does not end a record, and stays byte for byte") {
  CHECK(rows_of("a,\"b\nc\"\n") == Rows{{"a", "b\nc"}});
  CHECK(rows_of("a,\"b\r\nc\"\r\nd,e") == Rows{{"a", "b\r\nc"}, {"d", "e"}});
  CHECK(rows_of("a,\"b\rc\"\rd,e\r") == Rows{{"a", "b\rc"}, {"d", "e"}});
}

TEST_CASE("csv_lexer: LF, CR LF, CR and CR CR LF each end a record once") {
  CHECK(rows_of("a\nb\r\nc\rd\r\r\ne") == Rows{{"a"}, {"b"}, {"c"}, {"d"}, {"e"}});
  CHECK(kinds_of("a\r\rb") == std::vector{CsvKind::record, CsvKind::blank, CsvKind::record});
  CHECK(kinds_of("a\r\r\n\r\r\nb") == std::vector{CsvKind::record, CsvKind::blank, CsvKind::record});
}

TEST_CASE("csv_lexer: doubled quotes are one quote, and quotes alone are a value") {
  CHECK(rows_of("\"a\"\"b\",\"\"\"\"\"\",\"\"\n") == Rows{{"a\"b", "\"\"", ""}});
}

TEST_CASE("csv_lexer: a quote inside an unquoted field is text") {
  CHECK(rows_of("1,it is 6\" wide,\"x\"\n") == Rows{{"1", "it is 6\" wide", "x"}});
}

TEST_CASE("csv_lexer: blanks and tabs may stand between a closing quote and the delimiter") {
  CHECK(rows_of("\"a\" ,\"b\"\t\n\"c\"  ") == Rows{{"a", "b"}, {"c"}});
  CsvDialect tab;
  tab.delimiter = '\t';
  CHECK(rows_of("\"a\" \t\"b\"\t\n", tab) == Rows{{"a", "b", ""}});
}

TEST_CASE("csv_lexer: a quote that closes nothing is kept as text and counted") {
  const auto records = read_everywhere("1,\"He said \"no\" twice\",5\n", CsvLayout{});
  REQUIRE(records.size() == 1);
  CHECK(records[0].fields == std::vector<std::string>{"1", "He said \"no\" twice", "5"});
  CHECK(records[0].stray_quotes == 2);
}

TEST_CASE("csv_lexer: an escape takes the next character with it, inside quoted fields only") {
  CsvDialect dialect;
  dialect.escape = '\\';
  CHECK(rows_of("\"a\\\"b\",c\\d,\"\\\\\",\"e\\\nf\"\n", dialect) == Rows{{"a\"b", "c\\d", "\\", "e\nf"}});
}

TEST_CASE("csv_lexer: with skip_initial_space a quote after blanks opens a field") {
  CsvDialect dialect;
  dialect.skip_initial_space = true;
  CHECK(rows_of("1, \"a, b\",  c d \n  \"x\"\n", dialect) == Rows{{"1", "a, b", "c d "}, {"x"}});
  CHECK(rows_of("1, \"a\n") == Rows{{"1", " \"a"}});
}

TEST_CASE("csv_lexer: U+FEFF at a record's start is not part of it, elsewhere it is text") {
  CHECK(rows_of("\xEF\xBB\xBF"
                "a\n\xEF\xBB\xBF\xEF\xBB\xBF\"b\"\nc\xEF\xBB\xBF\n") ==
        Rows{{"a"}, {"b"}, {"c\xEF\xBB\xBF"}});
  CHECK(kinds_of("\xEF\xBB\xBF") == std::vector{CsvKind::blank});
  CHECK(rows_of("\xEF\xBB") == Rows{{"\xEF\xBB"}});
}

TEST_CASE("csv_lexer: NUL is an ordinary byte, also without delimiter and quote") {
  CsvDialect plain;
  plain.delimiter = 0;
  plain.quote = 0;
  const std::string bytes("a\0b,\"c\nd\n", 9);
  CHECK(rows_of(bytes, plain) == Rows{{std::string("a\0b,\"c", 6)}, {"d"}});
  CHECK(rows_of(std::string("\0,x\n", 4)) == Rows{{std::string("\0", 1), "x"}});
}

TEST_CASE("csv_lexer: an unclosed quote costs its own line") {
  const auto records = read_everywhere("1,ok\n2,\"open\n3,ok\n4,ok", CsvLayout{});
  REQUIRE(records.size() == 4);
  CHECK(records[1].kind == CsvKind::unclosed_quote);
  CHECK(records[1].raw == "2,\"open");
  CHECK(records[1].line == 2);
  CHECK(records[1].column == 3);
  CHECK(records[2].fields == std::vector<std::string>{"3", "ok"});
  CHECK(records[2].line == 3);
}

TEST_CASE("csv_lexer: an unclosed quote does not close at the next quoted field") {
  // Read to the letter, lines 1 and 2 would be one record of three fields.
  CHECK(kinds_of("1,\"open,5\n2,\"fine\",5\n") == std::vector{CsvKind::unclosed_quote, CsvKind::record});
  CHECK(kinds_of("\"open,5\n\"fine\",5\n") == std::vector{CsvKind::unclosed_quote, CsvKind::record});
  CHECK(kinds_of("1,\"text\"after,5\n2,\"fine\",5\n") ==
        std::vector{CsvKind::unclosed_quote, CsvKind::record});
  CHECK(kinds_of("1,\"open,5\n2,\"\"\"fine\"\" x\",5\n") ==
        std::vector{CsvKind::unclosed_quote, CsvKind::record});
}

TEST_CASE("csv_lexer: a sound field before an unclosed one on a later line is rejected with it") {
  const auto records = read_everywhere("1,\"two\nlines\",\"open\n2,ok\n", CsvLayout{});
  REQUIRE(records.size() == 2);
  CHECK(records[0].kind == CsvKind::unclosed_quote);
  CHECK(records[0].raw == "1,\"two\nlines\",\"open");
  CHECK(records[0].line == 2);
  CHECK(records[0].column == 8);
  CHECK(records[1].line == 3);
}

TEST_CASE("csv_lexer: a field over several lines must close within its limits") {
  CsvDialect dialect;
  dialect.max_quoted_lines = 2;
  CHECK(kinds_of("\"a\nb\nc\"\n", dialect) == std::vector{CsvKind::record});
  CHECK(kinds_of("\"a\nb\nc\nd\"\n", dialect) ==
        std::vector{CsvKind::unclosed_quote, CsvKind::record, CsvKind::record, CsvKind::record});
  CsvDialect bytes;
  bytes.max_quoted_bytes = 6;
  CHECK(kinds_of("\"a\nbcd\"\n", bytes) == std::vector{CsvKind::record});
  CHECK(kinds_of("\"a\nbcde\"\n", bytes) == std::vector{CsvKind::unclosed_quote, CsvKind::record});
  CHECK(kinds_of("\"a long one, but on one line\"\n", bytes) == std::vector{CsvKind::record});
}

TEST_CASE("csv_lexer: a record that is too long is passed over to its line end") {
  CsvDialect dialect;
  dialect.max_record_bytes = 10;
  const auto records =
      read_everywhere("1,2345678\n0123456789\n01234567890\r\nok,\"\n\"\n" + std::string(300, 'x'),
                      CsvLayout{dialect, 0, false, {}, {}});
  REQUIRE(records.size() == 5);
  CHECK(records[0].kind == CsvKind::record);
  CHECK(records[1].kind == CsvKind::record);
  CHECK(records[2].kind == CsvKind::too_long);
  CHECK(records[2].raw == "0123456789");
  CHECK(records[2].row == 3);
  CHECK(records[2].message == "record is longer than 10 bytes; its rest was passed over");
  CHECK(records[3].fields == std::vector<std::string>{"ok", "\n"});
  CHECK(records[3].line == 4);
  CHECK(records[3].byte == 34);
  CHECK(records[4].kind == CsvKind::too_long);
  CHECK(records[4].line == 6);
}

TEST_CASE("csv_lexer: equals a naive lexer on generated files, however they are cut, and loses no byte") {
  std::mt19937 random(20240501);
  const auto below = [&random](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const std::string_view alphabets[] = {",\"\n\ra ;", "\",\n", "\"\"\"\"\",\n\ra\\", ",\"\na \\;'"};
  for (int file = 0; file < 20000; ++file) {
    CsvDialect dialect;
    dialect.delimiter = ",;\0\t"[below(4)];
    dialect.quote = "\"\"\"'\0"[below(5)];
    if (below(3) == 0) dialect.escape = '\\';
    dialect.skip_initial_space = below(3) == 0;
    if (below(2) == 0) dialect.max_quoted_lines = 1 + below(3);
    if (below(2) == 0) dialect.max_quoted_bytes = 1 + below(20);
    if (below(4) == 0) dialect.max_record_bytes = 1 + below(24);
    const std::string_view alphabet = alphabets[below(4)];
    std::string bytes;
    const std::uint32_t length = below(60);
    for (std::uint32_t i = 0; i < length; ++i)
      bytes.push_back(alphabet[below(static_cast<std::uint32_t>(alphabet.size()))]);

    std::vector<Found> expected = NaiveLexer(bytes, dialect).all();
    const std::vector<Found> whole = lex_all(bytes, dialect, bytes.size() + 1, true);
    const bool same = whole == expected && lex_all(bytes, dialect, 1, true) == expected &&
                      lex_all(bytes, dialect, 1 + below(9), true) == expected;
    for (Found& f : expected) f.fields.clear(), f.stray_quotes = 0;
    const bool same_bare = lex_all(bytes, dialect, bytes.size() + 1, false) == expected &&
                           lex_all(bytes, dialect, 1, false) == expected;
    std::size_t at = 0;
    bool no_loss = true;
    for (const Found& f : whole) {
      const std::string_view end = std::string_view(bytes).substr(f.end, f.next - f.end);
      no_loss = no_loss && f.begin == at && f.begin <= f.end &&
                end.find_first_not_of("\r\n") == std::string_view::npos;
      at = f.next;
    }
    no_loss = no_loss && at == bytes.size();
    if (same && same_bare && no_loss) continue;
    CAPTURE(file);
    CAPTURE(bytes);
    CAPTURE(static_cast<int>(dialect.delimiter));
    CAPTURE(static_cast<int>(dialect.quote));
    CAPTURE(static_cast<int>(dialect.escape));
    CAPTURE(dialect.skip_initial_space);
    CAPTURE(dialect.max_quoted_lines);
    CAPTURE(dialect.max_quoted_bytes);
    CAPTURE(dialect.max_record_bytes);
    CAPTURE(show(NaiveLexer(bytes, dialect).all()));
    CAPTURE(show(whole));
    CAPTURE(show(lex_all(bytes, dialect, 1, true)));
    REQUIRE(same);
    REQUIRE(same_bare);
    REQUIRE(no_loss);
  }
}

TEST_CASE("csv_lexer: blocks of generated files give the same records") {
  std::mt19937 random(7);
  const std::string_view alphabet = ",\"\n\ra \"\n";
  for (int file = 0; file < 40; ++file) {
    CsvDialect dialect;
    dialect.max_quoted_lines = 3 + random() % 4;
    if (file % 4 == 0) dialect.max_record_bytes = 30;
    dialect.skip_initial_space = file % 3 == 0;
    std::string bytes;
    for (int i = 0; i < 3000; ++i) bytes.push_back(alphabet[random() % alphabet.size()]);
    CAPTURE(file);
    const auto records = read_everywhere(bytes, CsvLayout{dialect, 0, false, {}, {}});
    CHECK(!records.empty());
  }
}

TEST_CASE("csv_lexer: stays linear where every line has an unclosed quote") {
  for (const std::string_view line : {"1,\"open\n", "1,\"\"open\n", "\"\"x\n", "1,\"a\"\"\"\"b\n"}) {
    std::string bytes;
    while (bytes.size() < 8000000) bytes += line;
    for (const bool with_fields : {false, true}) {
      const auto start = std::chrono::steady_clock::now();
      CsvLexer lexer(CsvDialect{});
      std::vector<CsvField> fields;
      std::size_t at = 0;
      while (at < bytes.size()) {
        const std::string_view window = std::string_view(bytes).substr(at);
        const LexedRecord r = with_fields ? lexer.next(window, true, fields, 10) : lexer.next(window, true);
        if (r.kind != LexKind::unclosed_quote && at + r.next < bytes.size()) FAIL("not rejected");
        at += r.next;
      }
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      CHECK(seconds.count() < 10);  // milliseconds if linear, many minutes if not
    }
  }
}
