// What Excel does to cells on their way into a file, as far as it can be seen: apostrophes that keep a text a
// text, and long ids that became 1.23E+18.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// Whether the cell begins with an apostrophe that Excel takes for "this is text": before = + - @ or a digit.
bool has_text_mark(std::string_view cell);

// The cell without it: ids and join keys are compared so.
std::string_view without_text_mark(std::string_view cell);

// Whether the cell is a long whole number as Excel shortens it: "1.23E+18". Its other digits are lost.
bool is_shortened_number(std::string_view cell);

// Counts both in a column of the file's first rows, and says so in sentences.
class ExcelMarks {
 public:
  explicit ExcelMarks(std::size_t columns) : columns_(columns) {}

  // REQUIRES: rows come in order; cells beyond the columns are not looked at.
  void add(std::uint64_t line, std::span<const std::string> cells);
  std::vector<std::string> notes(const std::vector<std::string>& names) const;

 private:
  struct Column {
    std::uint64_t marked = 0;
    std::uint64_t shortened = 0;
    std::uint64_t first_line = 0;  // of a shortened one
    std::string example;
  };

  std::vector<Column> columns_;
  std::uint64_t rows_ = 0;
};

}  // namespace verbatim
