#include "input/excel_marks.h"

#include <algorithm>

#include <fmt/format.h>

namespace verbatim {
namespace {

// Excel writes whole numbers of up to 11 digits in full.
constexpr std::size_t kMostDigitsInFull = 11;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool has_text_mark(std::string_view cell) {
  if (cell.size() < 2 || cell.front() != '\'') return false;
  const char next = cell[1];
  return is_digit(next) || next == '=' || next == '+' || next == '-' || next == '@';
}

std::string_view without_text_mark(std::string_view cell) {
  return has_text_mark(cell) ? cell.substr(1) : cell;
}

bool is_shortened_number(std::string_view cell) {
  const std::size_t sign = cell.find("E+");
  if (sign == std::string_view::npos || sign == 0 || !is_digit(cell.front())) return false;
  const std::string_view exponent = cell.substr(sign + 2);
  if (exponent.empty() || exponent.size() > 2 || !std::all_of(exponent.begin(), exponent.end(), is_digit))
    return false;
  const std::string_view digits = cell.substr(1, sign - 1);
  const bool is_short =
      digits.empty() || (digits.size() > 1 && (digits.front() == '.' || digits.front() == ',') &&
                         std::all_of(digits.begin() + 1, digits.end(), is_digit));
  std::size_t power = 0;
  for (const char c : exponent) power = power * 10 + static_cast<std::size_t>(c - '0');
  return is_short && power >= kMostDigitsInFull;
}

void ExcelMarks::add(std::uint64_t line, std::span<const std::string> cells) {
  ++rows_;
  for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i) {
    Column& column = columns_[i];
    if (has_text_mark(cells[i])) ++column.marked;
    if (!is_shortened_number(cells[i])) continue;
    if (column.shortened++ == 0) {
      column.first_line = line;
      column.example = cells[i];
    }
  }
}

std::vector<std::string> ExcelMarks::notes(const std::vector<std::string>& names) const {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < std::min(names.size(), columns_.size()); ++i) {
    const Column& column = columns_[i];
    if (column.marked > 0) {
      notes.push_back(fmt::format(
          "column '{}': {} of its first {} cells begin with the apostrophe by which Excel keeps a "
          "text; it is no part of an id or a key",
          names[i], column.marked, rows_));
    }
    if (column.shortened > 0) {
      notes.push_back(
          fmt::format("column '{}': {} of its first {} cells are like {} (line {}): Excel has shortened long "
                      "numbers, so different ids may look the same; export again with the column as text",
                      names[i], column.shortened, rows_, column.example, column.first_line));
    }
  }
  return notes;
}

}  // namespace verbatim
