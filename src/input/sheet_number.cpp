#include "input/sheet_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::int64_t kSecondsOfDay = 86400;
constexpr int kDigits = 15;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// -17, 17: not 017, 1.5 or 1E5.
bool is_whole(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return false;
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return true;
}

// 15 digits; without an exponent unless the number is very large or very small.
void append_plain(double value, std::string& out) {
  char text[64];
  const auto written =
      std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, kDigits - 1);
  const std::string_view all(text, static_cast<std::size_t>(written.ptr - text));
  const std::size_t e = all.find('e');
  if (e == std::string_view::npos) {  // not finite
    out += all;
    return;
  }
  int exponent = 0;
  const char* from = all.data() + e + 1;
  if (*from == '+') ++from;
  std::from_chars(from, all.data() + all.size(), exponent);
  std::string digits;
  bool is_negative = false;
  for (const char c : all.substr(0, e)) {
    if (c == '-') is_negative = true;
    if (is_digit(c)) digits += c;
  }
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (digits == "0") {
    out += '0';
    return;
  }
  if (is_negative) out += '-';
  const auto size = static_cast<int>(digits.size());
  if (exponent > 20 || exponent < -9) {
    out += digits[0];
    if (size > 1) out += "." + digits.substr(1);
    out += fmt::format("E{:+03}", exponent);
  } else if (exponent < 0) {
    out += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  } else if (size <= exponent + 1) {
    out += digits + std::string(static_cast<std::size_t>(exponent + 1 - size), '0');
  } else {
    out += digits.substr(0, static_cast<std::size_t>(exponent) + 1) + "." +
           digits.substr(static_cast<std::size_t>(exponent) + 1);
  }
}

// Of days since 1970-01-01 (Hinnant's civil_from_days).
void append_civil(std::int64_t days, std::string& out) {
  days += 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t doe = days - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  const std::int64_t day = doy - (153 * mp + 2) / 5 + 1;
  const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
  const std::int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  out += fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

void append_clock(std::int64_t seconds, std::string& out) {
  out += fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

bool append_moment(double value, SheetNumberKind kind, bool is_1904, std::string& out) {
  constexpr double kLastDay = 2958466;  // 10000-01-01
  if (!(value >= 0) || value >= kLastDay) return false;
  const auto total = static_cast<std::int64_t>(std::llround(value * static_cast<double>(kSecondsOfDay)));
  std::int64_t day = total / kSecondsOfDay;
  const std::int64_t seconds = total % kSecondsOfDay;
  if (kind == SheetNumberKind::elapsed) {
    append_clock(total, out);
    return true;
  }
  if (kind == SheetNumberKind::time || (!is_1904 && day == 0)) {
    if (kind == SheetNumberKind::date) return false;  // the 0th of January 1900
    append_clock(seconds, out);
    return true;
  }
  // A date that does not show its time is not rounded up to the next day.
  if (kind == SheetNumberKind::date) day = static_cast<std::int64_t>(value);
  if (is_1904) {
    append_civil(day - 24107, out);
  } else if (day == 60) {
    out += "1900-02-29";
  } else {
    append_civil(day - (day > 60 ? 25569 : 25568), out);
  }
  if (kind == SheetNumberKind::date_time) {
    out += ' ';
    append_clock(seconds, out);
  }
  return true;
}

// ">=10" in a code's brackets; false for a colour or a language.
bool parse_test(std::string_view inside, SheetSection& section) {
  using Test = SheetSection::Test;
  static constexpr std::pair<std::string_view, Test> kTests[] = {
      {"<=", Test::less_equal}, {">=", Test::greater_equal}, {"<>", Test::not_equal},
      {"<", Test::less},        {">", Test::greater},        {"=", Test::equal}};
  for (const auto& [sign, test] : kTests) {
    if (!inside.starts_with(sign)) continue;
    inside.remove_prefix(sign.size());
    while (inside.starts_with(' ')) inside.remove_prefix(1);
    const auto read = std::from_chars(inside.data(), inside.data() + inside.size(), section.limit);
    if (read.ec != std::errc()) return false;
    section.test = test;
    return true;
  }
  return false;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// The section at the start of the code, which is taken off. It has words only where it has letters and no
// place for a number: a dash in place of zero would lose the zero.
SheetSection take_section(std::string_view& code, bool& is_for_text) {
  SheetSection section;
  bool shows_number = false;
  is_for_text = false;
  std::size_t i = 0;
  for (; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      const std::size_t close = std::min(code.find('"', i + 1), code.size());
      section.words += code.substr(i + 1, close - i - 1);
      i = close;
    } else if (c == '\\') {
      if (++i < code.size()) section.words += code[i];
    } else if (c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      const bool is_elapsed = !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      shows_number |= is_elapsed;
      if (!is_elapsed) parse_test(inside, section);
      i = close;
    } else if (c == '@') {
      is_for_text = true;
    } else if (std::string_view("0#?%/").find(c) != std::string_view::npos || is_letter(c)) {
      shows_number = true;  // or a date, or General
    } else {
      section.words += c;
    }
  }
  code.remove_prefix(std::min(i + 1, code.size()));
  if (shows_number || !std::any_of(section.words.begin(), section.words.end(), is_letter))
    section.words.clear();
  return section;
}

std::vector<SheetSection> sections_of(std::string_view code) {
  constexpr std::size_t kMostSections = 3;  // the fourth is for texts
  std::vector<SheetSection> sections;
  while (!code.empty() && sections.size() < kMostSections) {
    bool is_for_text = false;
    SheetSection section = take_section(code, is_for_text);
    if (!is_for_text) sections.push_back(std::move(section));
  }
  const bool has_words = std::any_of(sections.begin(), sections.end(),
                                     [](const SheetSection& section) { return !section.words.empty(); });
  if (!has_words) sections.clear();
  return sections;
}

bool passes(const SheetSection& section, double value) {
  using Test = SheetSection::Test;
  switch (section.test) {
    case Test::none:
      return true;
    case Test::less:
      return value < section.limit;
    case Test::less_equal:
      return value <= section.limit;
    case Test::equal:
      return value == section.limit;
    case Test::not_equal:
      return value != section.limit;
    case Test::greater_equal:
      return value >= section.limit;
    case Test::greater:
      return value > section.limit;
  }
  return false;
}

// What the format shows in place of the number; empty: the number.
std::string_view words_for(double value, const std::vector<SheetSection>& sections) {
  const bool has_tests = std::any_of(sections.begin(), sections.end(), [](const SheetSection& section) {
    return section.test != SheetSection::Test::none;
  });
  if (!has_tests) {
    std::size_t place = 0;
    if (value < 0 && sections.size() > 1) place = 1;
    if (value == 0 && sections.size() > 2) place = 2;
    return sections[place].words;
  }
  for (std::size_t i = 0; i < sections.size(); ++i) {
    // The second of three is for what is below zero, unless it has a test of its own.
    const bool is_below = i == 1 && sections.size() > 2 && sections[i].test == SheetSection::Test::none;
    if (is_below ? value < 0 : passes(sections[i], value)) return sections[i].words;
  }
  return {};
}

SheetNumberFormat format_of(SheetNumberKind kind, unsigned digits = 0) {
  return {kind, digits, {}};
}

SheetNumberFormat parse_first_section(std::string_view code) {
  bool has_date = false;
  bool has_clock = false;
  bool has_months = false;  // or minutes
  bool is_elapsed = false;
  bool is_percent = false;
  bool only_zeros = !code.empty();
  unsigned zeros = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = static_cast<char>(code[i] >= 'A' && code[i] <= 'Z' ? code[i] - 'A' + 'a' : code[i]);
    if (c == ';') break;  // the section for negative numbers
    if (c == '0') {
      ++zeros;
      continue;
    }
    only_zeros = false;
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t close = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      is_elapsed |= !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      i = close;
    } else if (c == 'g' && code.substr(i).size() >= 7 && (code[i + 1] == 'e' || code[i + 1] == 'E')) {
      i += 6;  // General
    } else if (c == 'e' && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) {
      ++i;  // 0.00E+00
    } else if (c == '%') {
      is_percent = true;
    } else if (c == 'y' || c == 'd' || c == 'e') {
      has_date = true;
    } else if (c == 'h' || c == 's') {
      has_clock = true;
    } else if (c == 'm') {
      has_months = true;
    }
  }
  using Kind = SheetNumberKind;
  if (is_elapsed) return format_of(Kind::elapsed);
  if (has_date && has_clock) return format_of(Kind::date_time);
  if (has_clock) return format_of(Kind::time);
  if (has_date || has_months) return format_of(Kind::date);
  if (is_percent) return format_of(Kind::percent);
  if (only_zeros && zeros > 1) return format_of(Kind::padded, zeros);
  return {};
}

}  // namespace

SheetNumberFormat builtin_sheet_format(unsigned id) {
  using Kind = SheetNumberKind;
  if (id == 9 || id == 10) return format_of(Kind::percent);
  if (id >= 14 && id <= 17) return format_of(Kind::date);
  if (id >= 18 && id <= 21) return format_of(Kind::time);
  if (id == 22) return format_of(Kind::date_time);
  if ((id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
    return format_of(Kind::date);
  if ((id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56) return format_of(Kind::time);
  if (id == 46) return format_of(Kind::elapsed);
  return {};
}

SheetNumberFormat parse_sheet_format(std::string_view code) {
  SheetNumberFormat format = parse_first_section(code);
  format.sections = sections_of(code);
  return format;
}

void append_sheet_moment(std::string_view moment, const SheetNumberFormat& format, std::string& out) {
  using Kind = SheetNumberKind;
  const std::size_t t = moment.find('T');
  if (t == std::string_view::npos) {
    out += moment;
    return;
  }
  std::string_view clock = moment.substr(t + 1);
  if (clock.ends_with('Z')) clock.remove_suffix(1);
  const bool has_date = format.kind != Kind::time && format.kind != Kind::elapsed;
  const bool has_clock = format.kind != Kind::date;
  if (has_date) out += moment.substr(0, t);
  if (has_date && has_clock) out += ' ';
  if (has_clock) out += clock;
}

bool append_sheet_number(std::string_view number, const SheetNumberFormat& format, bool is_1904,
                         std::string& out) {
  using Kind = SheetNumberKind;
  if (format.kind == Kind::plain && format.sections.empty() && is_whole(number)) {
    out += number;
    return true;
  }
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc() || read.ptr != number.data() + number.size() || !std::isfinite(value)) {
    out += number;
    return format.kind == Kind::plain;
  }
  if (!format.sections.empty()) {
    if (const std::string_view words = words_for(value, format.sections); !words.empty()) {
      out += words;
      return true;
    }
  }
  switch (format.kind) {
    case Kind::plain:
      break;
    case Kind::percent:
      append_plain(value * 100, out);
      out += '%';
      return true;
    case Kind::padded:
      if (value >= 0 && value < 1e15) {
        out += fmt::format("{:0{}}", static_cast<std::uint64_t>(std::llround(value)), format.digits);
        return true;
      }
      break;
    default:
      if (append_moment(value, format.kind, is_1904, out)) return true;
      append_plain(value, out);
      return false;
  }
  if (is_whole(number)) {
    out += number;
  } else {
    append_plain(value, out);
  }
  return true;
}

}  // namespace verbatim
