// Numbers of a sheet as text: what a cell shows depends on its number format. Dates and times come in ISO
// form, percentages with their sign and all their digits, other numbers plainly with the 15 digits that Excel
// keeps. Whole numbers stay as they are written in the file, however long. A format that shows words in place
// of a number, as [=1]"Yes";[=2]"No" does, gives the words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

enum class SheetNumberKind : std::uint8_t { plain, percent, date, date_time, time, elapsed, padded };

// A part of a format's code between semicolons.
struct SheetSection {
  enum class Test : std::uint8_t { none, less, less_equal, equal, not_equal, greater_equal, greater };

  Test test = Test::none;  // none: by its place, for numbers above, below and at zero
  double limit = 0;
  std::string words;  // shown in place of the number; empty: the number is shown

  bool operator==(const SheetSection&) const = default;
};

struct SheetNumberFormat {
  SheetNumberKind kind = SheetNumberKind::plain;
  unsigned digits = 0;                 // of `padded`: 00000 shows 42 as 00042
  std::vector<SheetSection> sections;  // empty, unless one of them has words

  bool operator==(const SheetNumberFormat&) const = default;
};

// The formats that have a number and no code in the file (ECMA-376, 18.8.30).
SheetNumberFormat builtin_sheet_format(unsigned id);

// A format's code, such as dd/mm/yyyy, 0.0%, [h]:mm or #,##0.00 "kg".
SheetNumberFormat parse_sheet_format(std::string_view code);

// Appends a cell's number. `is_1904`: day 0 is 1904-01-01. False if a date was wanted and there is none for
// the number (below 0, or beyond the year 9999): then it is written as a number. Day 60 of 1900 is the 29th
// of February that did not exist, and is written so.
bool append_sheet_number(std::string_view number, const SheetNumberFormat& format, bool is_1904,
                         std::string& out);

// Appends what a cell holds in ISO form already (2024-03-06T18:00:00), as far as its format shows it.
void append_sheet_moment(std::string_view moment, const SheetNumberFormat& format, std::string& out);

}  // namespace verbatim
