// Rows of CSV as RFC 4180 has them: UTF-8, comma, LF, a field quoted where it must be. Safe to open in a
// spreadsheet: a text that would be read as a formula gets a leading apostrophe (CWE-1236), a number never.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verbatim {

// Appends one row to a buffer of the caller's, field by field; allocates only where the buffer grows.
//
//   CsvRow row(out);
//   row.text(id).number_milli(-321).empty().end();   // R-1,-0.321,
//
// REQUIRES: `out` outlives the row and is not touched between the first field and end().
class CsvRow {
 public:
  explicit CsvRow(std::string& out) : out_(out), begin_(out.size()) {}

  // A text from data. A leading = + - @ tab or return is guarded by an apostrophe. Newlines, returns and
  // tabs stay; NUL and ill-formed UTF-8 become U+FFFD, other control characters their picture (U+241B for
  // escape), so that the file can be shown in a terminal.
  CsvRow& text(std::string_view value);

  // A word of ours (a column's name, "leaf"): quoted where it must be, never guarded.
  CsvRow& word(std::string_view value);

  // Thousandths with three decimals: -321 is -0.321.
  CsvRow& number_milli(std::int64_t milli);

  // Fixed decimals; an absent or a non-finite value is an empty field.
  CsvRow& number(std::optional<double> value, int decimals);

  // Four significant digits, as number_text.h has them; empty where absent.
  CsvRow& probability(std::optional<double> value);

  CsvRow& integer(std::uint64_t value);
  CsvRow& integer(std::int64_t value);
  CsvRow& integer(int value) { return integer(std::int64_t{value}); }
  CsvRow& integer(unsigned value) { return integer(std::uint64_t{value}); }

  CsvRow& empty();

  // Ends the line. The row may then be filled anew.
  void end();

 private:
  void separate();
  void append_clean(std::string_view value, bool quoted);

  std::string& out_;
  std::size_t begin_;     // where this row begins in `out_`
  bool is_first_ = true;  // no field yet
};

}  // namespace verbatim
