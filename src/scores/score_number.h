// Numbers as they stand in the cells of exports, read strictly and without floating point.
//
//   [sign] digits [decimal mark digits] [%]        8,5   1,000.50   1 000   -3   +0.25   .5   85%
//
// The decimal mark is decided once for a column: '.' or ','. The other one of the two, an apostrophe or a
// space may stand between correct groups of three digits. Exponents, hexadecimals, "inf", "nan" and words are
// no numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace verbatim {

enum class DecimalMark : std::uint8_t { point, comma };

enum class NumberFault : std::uint8_t {
  empty,         // nothing but white space
  not_a_number,  // words, exponents, wrong groups of digits, or too large for the type
  other_format,  // a number only with the other decimal mark
};

struct ScoreNumber {
  std::int64_t milli =
      0;  // in units of 10^-decimals (thousandths unless asked otherwise), rounded half away from zero
  bool whole = true;     // no digit but 0 after the decimal mark, before rounding
  bool percent = false;  // a '%' stood at the end; the value is not divided

  bool operator==(const ScoreNumber&) const = default;
};

// Reads a whole cell. White space around it (see trim_cell) and one leading spreadsheet apostrophe are
// dropped. `decimals` is how many digits after the mark are kept, 0..9.
tl::expected<ScoreNumber, NumberFault> parse_score_number(std::string_view cell, DecimalMark mark,
                                                          int decimals = 3);

// How a column writes its numbers, and why that was concluded.
struct NumberFormat {
  DecimalMark mark = DecimalMark::point;
  std::uint64_t only_point = 0;  // cells that are numbers only with a decimal point
  std::uint64_t only_comma = 0;
  std::uint64_t both = 0;  // and those that are numbers either way

  // "decimal comma (of the cells 12 fit only a comma, 1 fits only a point, 30 fit both)"
  std::string evidence() const;

  bool operator==(const NumberFormat&) const = default;
};

// Collects a column's evidence, cell by cell; parts of a column may be collected apart and merged in any
// order.
class NumberFormatVote {
 public:
  void add(std::string_view cell);
  void merge(const NumberFormatVote& other);
  // The mark with more evidence; a point where there is as much for both, or none.
  NumberFormat finish() const;

 private:
  std::uint64_t only_point_ = 0;
  std::uint64_t only_comma_ = 0;
  std::uint64_t both_ = 0;
};

}  // namespace verbatim
