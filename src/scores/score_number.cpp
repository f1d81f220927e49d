#include "scores/score_number.h"

#include <cassert>
#include <cstddef>
#include <limits>
#include <optional>

#include "scores/cell_trim.h"

namespace verbatim {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Bytes of a thousands mark at the start of `text`, 0 if there is none.
std::size_t thousands_mark_length(std::string_view text, DecimalMark mark) {
  const char first = text.front();
  if (first == (mark == DecimalMark::point ? ',' : '.') || first == ' ' || first == '\'') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;  // no-break space
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89"))
    return 3;                                      // narrow and thin space
  if (text.starts_with("\xE2\x80\x99")) return 3;  // curly apostrophe
  return 0;
}

bool append_digit(std::uint64_t& value, char digit) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  const auto add = static_cast<std::uint64_t>(digit - '0');
  if (value > (kMax - add) / 10) return false;
  value = value * 10 + add;
  return true;
}

// Reads the digits and thousands marks before the decimal mark and removes them from `text`.
bool read_integer_part(std::string_view& text, DecimalMark mark, std::uint64_t& value) {
  const char decimal = mark == DecimalMark::point ? '.' : ',';
  const bool zero_first = !text.empty() && text.front() == '0';
  std::string_view grouped_by;
  std::size_t group = 0;
  while (!text.empty() && text.front() != decimal) {
    if (is_digit(text.front())) {
      if (!append_digit(value, text.front())) return false;
      ++group;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t length = thousands_mark_length(text, mark);
    if (length == 0) return false;
    const std::string_view here = text.substr(0, length);
    const bool first_mark = grouped_by.empty();
    if (first_mark ? (group < 1 || group > 3 || zero_first) : (group != 3 || here != grouped_by))
      return false;
    grouped_by = here;
    group = 0;
    text.remove_prefix(length);
  }
  return grouped_by.empty() || group == 3;
}

std::optional<ScoreNumber> read_number(std::string_view text, DecimalMark mark, int decimals) {
  ScoreNumber number;
  bool negative = false;
  if (text.starts_with("\xE2\x88\x92")) {  // the minus sign U+2212
    negative = true;
    text.remove_prefix(3);
  } else if (text.front() == '-' || text.front() == '+') {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.ends_with('%')) {
    number.percent = true;
    text.remove_suffix(1);
    text = trim_cell(text);
  }
  if (text.empty() || space_length(text) != 0) return std::nullopt;

  const bool has_integer_part = is_digit(text.front());
  std::uint64_t value = 0;
  if (!read_integer_part(text, mark, value)) return std::nullopt;
  std::string_view fraction;
  if (!text.empty()) {
    fraction = text.substr(1);
    if (fraction.empty()) return std::nullopt;  // "5." is the end of a sentence
  } else if (!has_integer_part) {
    return std::nullopt;
  }
  int kept = 0;
  bool round_up = false;
  for (const char c : fraction) {
    if (!is_digit(c)) return std::nullopt;
    if (c != '0') number.whole = false;
    if (kept < decimals) {
      if (!append_digit(value, c)) return std::nullopt;
    } else if (kept == decimals) {
      round_up = c >= '5';
    }
    if (kept <= decimals) ++kept;
  }
  for (; kept < decimals; ++kept) {
    if (!append_digit(value, '0')) return std::nullopt;
  }
  if (round_up) {
    if (value == static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
    ++value;
  }
  number.milli = static_cast<std::int64_t>(value);
  if (negative) number.milli = -number.milli;
  return number;
}

// What is left to read of a cell: no white space around it, no spreadsheet apostrophe before it.
std::string_view bare_cell(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.starts_with('\'')) cell = trim_cell(cell.substr(1));
  return cell;
}

DecimalMark other(DecimalMark mark) {
  return mark == DecimalMark::point ? DecimalMark::comma : DecimalMark::point;
}

std::string fitting(std::uint64_t count, std::string_view what) {
  return std::to_string(count) + (count == 1 ? " fits " : " fit ") + std::string(what);
}

}  // namespace

tl::expected<ScoreNumber, NumberFault> parse_score_number(std::string_view cell, DecimalMark mark,
                                                          int decimals) {
  assert(decimals >= 0 && decimals <= 9);
  const std::string_view text = bare_cell(cell);
  if (text.empty()) return tl::unexpected(NumberFault::empty);
  if (const auto number = read_number(text, mark, decimals)) return *number;
  const bool fits_other = read_number(text, other(mark), decimals).has_value();
  return tl::unexpected(fits_other ? NumberFault::other_format : NumberFault::not_a_number);
}

std::string NumberFormat::evidence() const {
  return std::string(mark == DecimalMark::point ? "decimal point" : "decimal comma") + " (of the cells " +
         fitting(only_comma, "only a comma, ") + fitting(only_point, "only a point, ") +
         fitting(both, "both)");
}

void NumberFormatVote::add(std::string_view cell) {
  const std::string_view text = bare_cell(cell);
  if (text.empty()) return;
  const bool point = read_number(text, DecimalMark::point, 3).has_value();
  const bool comma = read_number(text, DecimalMark::comma, 3).has_value();
  only_point_ += point && !comma;
  only_comma_ += comma && !point;
  both_ += point && comma;
}

void NumberFormatVote::merge(const NumberFormatVote& other) {
  only_point_ += other.only_point_;
  only_comma_ += other.only_comma_;
  both_ += other.both_;
}

NumberFormat NumberFormatVote::finish() const {
  const DecimalMark mark = only_comma_ > only_point_ ? DecimalMark::comma : DecimalMark::point;
  return NumberFormat{mark, only_point_, only_comma_, both_};
}

}  // namespace verbatim
