#include "scores/timestamp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <limits>

#include "scores/cell_trim.h"
#include "scores/score_number.h"

namespace verbatim {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

// A number of at most nine digits, and how many there were.
struct Digits {
  int value = 0;
  int count = 0;
};

// Reads from left to right; every `take_` leaves the text as it was if it does not fit.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool at_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
  bool at_letter() const { return !rest_.empty() && is_letter(rest_.front()); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool take(char c) {
    if (rest_.empty() || lower(rest_.front()) != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_spaces() {
    bool taken = false;
    while (const std::size_t length = space_length(rest_)) {
      rest_.remove_prefix(length);
      taken = true;
    }
    return taken;
  }

  std::optional<Digits> take_digits(int most) {
    Digits digits;
    while (at_digit()) {
      if (digits.count == most) return std::nullopt;
      digits.value = digits.value * 10 + (rest_.front() - '0');
      ++digits.count;
      rest_.remove_prefix(1);
    }
    if (digits.count == 0) return std::nullopt;
    return digits;
  }

  std::string_view take_word() {
    std::size_t length = 0;
    while (length < rest_.size() && is_letter(rest_[length])) ++length;
    const std::string_view word = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return word;
  }

  // Nothing, or the year of "Jan 01 00:00:00 CST 2020", is left.
  bool at_zone_end() const { return rest_.empty() || rest_.front() == ' ' || rest_.front() == ')'; }

  void skip_digits() {
    while (at_digit()) rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

bool same_word(std::string_view typed, std::string_view small) {
  if (typed.size() != small.size()) return false;
  for (std::size_t i = 0; i < small.size(); ++i) {
    if (lower(typed[i]) != small[i]) return false;
  }
  return true;
}

// Position of `word` in `names`, whole or as its first three letters.
template <std::size_t N>
std::optional<int> name_index(std::string_view word, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (same_word(word, names[i]) || same_word(word, names[i].substr(0, 3))) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::optional<int> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  if (same_word(word, "sept")) return 9;
  const auto index = name_index(word, kMonths);
  if (!index) return std::nullopt;
  return *index + 1;
}

bool is_week_day(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  return same_word(word, "tues") || same_word(word, "thur") || same_word(word, "thurs") ||
         name_index(word, kDays).has_value();
}

// The three parts of a date as they stand, before the order says which is which.
struct Parts {
  Digits first, second, third;
};

struct Clock {
  bool written = false;
  int seconds = 0;  // of the day
  std::optional<std::int32_t> offset_seconds;
};

// What a cell holds before it is known whether the date exists.
struct Written {
  bool needs_order = false;  // `parts` are to be sorted out; else year, month and day stand
  Parts parts;
  Digits year;
  int month = 0;
  int day = 0;
  Clock clock;
};

using Fit = tl::expected<void, DateFault>;

Fit misfit(DateFault fault) {
  return tl::unexpected(fault);
}

std::optional<int> full_year(Digits year) {
  if (year.count == 4) return year.value;
  if (year.count == 2) return year.value + (year.value < 69 ? 2000 : 1900);
  return std::nullopt;
}

// "am", "p.m.", ...: true for the afternoon.
std::optional<bool> take_half_of_day(Cursor& cursor) {
  Cursor ahead = cursor;
  const bool afternoon = ahead.peek() == 'p' || ahead.peek() == 'P';
  if (!ahead.take('p') && !ahead.take('a')) return std::nullopt;
  const bool dotted = ahead.take('.');
  if (!ahead.take('m') || ahead.at_letter()) return std::nullopt;
  if (dotted && !ahead.take('.')) return std::nullopt;
  cursor = ahead;
  return afternoon;
}

struct Zone {
  std::string_view name;
  int minutes = 0;  // east of UTC
};

// Names with one meaning. Left out, because they have several: CST (Chicago, China, Cuba), IST (India,
// Israel, Ireland), BST (Britain, Bangladesh), AST, GST, SST, PST in the Philippines being all but unused.
constexpr std::array<Zone, 29> kZones = {
    {{"est", -300}, {"edt", -240},  {"cdt", -300},  {"mst", -420}, {"mdt", -360}, {"pst", -480},
     {"pdt", -420}, {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"wet", 0},    {"west", 60},
     {"cet", 60},   {"cest", 120},  {"eet", 120},   {"eest", 180}, {"msk", 180},  {"sast", 120},
     {"jst", 540},  {"kst", 540},   {"hkt", 480},   {"sgt", 480},  {"awst", 480}, {"acst", 570},
     {"acdt", 630}, {"aest", 600},  {"aedt", 660},  {"nzst", 720}, {"nzdt", 780}}};

// "Z", "UTC", "GMT+3", "+05:45", "-0800", "EST".
Fit take_zone(Cursor& cursor, Clock& clock) {
  const bool named = cursor.at_letter();
  if (named) {
    const std::string_view word = cursor.take_word();
    if (!same_word(word, "z") && !same_word(word, "utc") && !same_word(word, "gmt")) {
      for (const Zone& zone : kZones) {
        if (!same_word(word, zone.name)) continue;
        clock.offset_seconds = zone.minutes * 60;
        return {};
      }
      const bool looks_like_zone =
          word.size() >= 3 && word.size() <= 5 && cursor.at_zone_end() &&
          std::all_of(word.begin(), word.end(), [](char c) { return lower(c) != c; });
      return misfit(looks_like_zone ? DateFault::unknown_zone : DateFault::not_a_date);
    }
    clock.offset_seconds = 0;
  }
  const char sign = cursor.peek();
  if (sign != '+' && sign != '-') return named ? Fit{} : misfit(DateFault::not_a_date);
  cursor.take(sign);
  const auto hours = cursor.take_digits(4);
  if (!hours || hours->count == 3) return misfit(DateFault::not_a_date);
  int minutes = hours->value % 100;
  int whole = hours->value / 100;
  if (hours->count <= 2) {
    whole = hours->value;
    minutes = 0;
    if (cursor.take(':')) {
      const auto part = cursor.take_digits(2);
      if (!part || part->count != 2) return misfit(DateFault::not_a_date);
      minutes = part->value;
    }
  }
  if (whole > 18 || minutes > 59) return misfit(DateFault::impossible);
  const int seconds = whole * 3600 + minutes * 60;
  clock.offset_seconds = sign == '-' ? -seconds : seconds;
  return {};
}

// "H:MM[:SS[.fraction]] [AM|PM]"
Fit take_time(Cursor& cursor, Clock& clock) {
  const auto hour = cursor.take_digits(2);
  if (!hour || !cursor.take(':')) return misfit(DateFault::not_a_date);
  const auto minute = cursor.take_digits(2);
  if (!minute || minute->count != 2) return misfit(DateFault::not_a_date);
  int second = 0;
  if (cursor.take(':')) {
    const auto part = cursor.take_digits(2);
    if (!part || part->count != 2) return misfit(DateFault::not_a_date);
    second = part->value;
    if (cursor.take('.') || cursor.take(',')) {
      if (!cursor.at_digit()) return misfit(DateFault::not_a_date);
      cursor.skip_digits();
    }
  }
  int hours = hour->value;
  Cursor ahead = cursor;
  ahead.take_spaces();
  if (const auto afternoon = take_half_of_day(ahead)) {
    cursor = ahead;
    if (hours > 12) return misfit(DateFault::impossible);
    hours = hours % 12 + (*afternoon ? 12 : 0);
  }
  if (hours > 23 || minute->value > 59 || second > 60) return misfit(DateFault::impossible);
  if (second == 60) second = 59;  // a leap second has no place on a plain time line
  clock.written = true;
  clock.seconds = hours * 3600 + minute->value * 60 + second;
  return {};
}

// All that may follow a date: nothing, a time, a time and a zone.
Fit take_rest(Cursor& cursor, Written& written) {
  const bool comma = cursor.take(',');
  const bool spaces = cursor.take_spaces();
  if (cursor.at_end()) return comma ? misfit(DateFault::not_a_date) : Fit{};
  if (!spaces && !comma && !cursor.take('t')) return misfit(DateFault::not_a_date);
  if (const Fit fit = take_time(cursor, written.clock); !fit) return fit;
  cursor.take_spaces();
  if (cursor.at_end()) return {};
  const bool in_brackets = cursor.take('(');  // "(UTC)"
  if (const Fit fit = take_zone(cursor, written.clock); !fit) return fit;
  if (in_brackets && !cursor.take(')')) return misfit(DateFault::not_a_date);
  Cursor ahead = cursor;  // mail repeats the zone: "+0000 (UTC)"
  if (!in_brackets && ahead.take_spaces() && ahead.take('(')) {
    ahead.take_word();
    if (ahead.take(')')) cursor = ahead;
  }
  return cursor.at_end() ? Fit{} : misfit(DateFault::not_a_date);
}

// "2024-02-29", "26/08/2023", "26-Aug-23", "26 Aug 2023", from the first digit on.
Fit read_number_first(Cursor& cursor, Written& written) {
  const auto first = cursor.take_digits(4);
  if (!first || first->count == 3) return misfit(DateFault::not_a_date);
  const char mark = cursor.peek();
  const bool spaced = cursor.take_spaces();
  if (!spaced) {
    if (mark != '-' && mark != '/' && mark != '.') return misfit(DateFault::not_a_date);
    cursor.take(mark);
  }
  const auto take_mark = [&] { return spaced ? cursor.take_spaces() : cursor.take(mark); };
  if (cursor.at_letter()) {
    const auto month = month_of(cursor.take_word());
    if (!month) return misfit(DateFault::not_a_date);
    if (spaced) cursor.take(',');
    if (!take_mark()) return misfit(DateFault::not_a_date);
    const auto last = cursor.take_digits(4);
    if (!last) return misfit(DateFault::not_a_date);
    const bool year_first = first->count == 4;
    if ((year_first ? last : first)->count > 2) return misfit(DateFault::not_a_date);
    written.year = year_first ? *first : *last;
    written.month = *month;
    written.day = (year_first ? last : first)->value;
    return take_rest(cursor, written);
  }
  if (spaced) return misfit(DateFault::not_a_date);  // "26 08 2023" is three numbers
  const auto second = cursor.take_digits(2);
  if (!second || !take_mark()) return misfit(DateFault::not_a_date);
  const auto third = cursor.take_digits(4);
  if (!third) return misfit(DateFault::not_a_date);
  if (first->count == 4) {
    if (third->count > 2) return misfit(DateFault::not_a_date);
    written.year = *first;
    written.month = second->value;
    written.day = third->value;
  } else {
    const bool year_somewhere = first->count == 2 || third->count == 2 || third->count == 4;
    if (third->count == 3 || !year_somewhere) return misfit(DateFault::not_a_date);
    written.needs_order = true;
    written.parts = Parts{*first, *second, *third};
  }
  return take_rest(cursor, written);
}

// "Aug 26, 2023 6:39 PM" and "Jan 01 00:00:00 UTC 2020", from the month on.
Fit read_month_first(Cursor& cursor, Written& written) {
  const auto month = month_of(cursor.take_word());
  if (!month) return misfit(DateFault::not_a_date);
  cursor.take('.');
  if (!cursor.take_spaces()) return misfit(DateFault::not_a_date);
  const auto day = cursor.take_digits(2);
  if (!day) return misfit(DateFault::not_a_date);
  written.month = *month;
  written.day = day->value;
  cursor.take(',');
  if (!cursor.take_spaces()) return misfit(DateFault::not_a_date);
  Cursor ahead = cursor;
  if (ahead.take_digits(2) && ahead.peek() == ':') {  // the year comes last
    if (const Fit fit = take_time(cursor, written.clock); !fit) return fit;
    cursor.take_spaces();
    if (!cursor.at_digit()) {
      if (const Fit fit = take_zone(cursor, written.clock); !fit) return fit;
      cursor.take_spaces();
    }
    const auto year = cursor.take_digits(4);
    if (!year || year->count != 4 || !cursor.at_end()) return misfit(DateFault::not_a_date);
    written.year = *year;
    return {};
  }
  const auto year = cursor.take_digits(4);
  if (!year) return misfit(DateFault::not_a_date);
  written.year = *year;
  return take_rest(cursor, written);
}

Fit read_cell(std::string_view text, Written& written) {
  Cursor cursor(text);
  if (cursor.at_letter()) {
    Cursor ahead = cursor;
    if (is_week_day(ahead.take_word())) {
      ahead.take('.');
      ahead.take(',');
      if (!ahead.take_spaces()) return misfit(DateFault::not_a_date);
      cursor = ahead;
    }
  }
  if (cursor.at_letter()) return read_month_first(cursor, written);
  return read_number_first(cursor, written);
}

// Gives `written` its year, month and day. False if the parts cannot stand in this order.
bool put_in_order(Written& written, DateOrder order) {
  const Parts& parts = written.parts;
  switch (order) {
    case DateOrder::dmy:
      written.year = parts.third;
      written.month = parts.second.value;
      written.day = parts.first.value;
      return true;
    case DateOrder::mdy:
      written.year = parts.third;
      written.month = parts.first.value;
      written.day = parts.second.value;
      return true;
    case DateOrder::ymd:
      written.year = parts.first;
      written.month = parts.second.value;
      written.day = parts.third.value;
      return parts.third.count <= 2;
  }
  return false;
}

std::optional<Timestamp> make_timestamp(const Written& written) {
  const auto year = full_year(written.year);
  if (!year || *year < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(written.month)},
                                         std::chrono::day{static_cast<unsigned>(written.day)}};
  if (!date.ok()) return std::nullopt;
  Timestamp result;
  result.day = static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
  result.seconds = std::int64_t{result.day} * 86400 + written.clock.seconds;
  result.has_time = written.clock.written;
  result.offset_seconds = written.clock.offset_seconds;
  return result;
}

tl::expected<Timestamp, DateFault> read_epoch(std::string_view text, EpochUnit unit) {
  constexpr std::int64_t kFirst = -62135596800;  // 0001-01-01
  constexpr std::int64_t kLast = 253402300799;   // 9999-12-31 23:59:59
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::int64_t value = 0;
  if (text.empty() || point == 0 || point + 1 == text.size()) return tl::unexpected(DateFault::not_a_date);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == point) continue;
    if (!is_digit(text[i])) return tl::unexpected(DateFault::not_a_date);
    if (i > point && point != std::string_view::npos) continue;  // the fraction is cut
    if (value > (std::numeric_limits<std::int64_t>::max() - 9) / 10)
      return tl::unexpected(DateFault::impossible);
    value = value * 10 + (text[i] - '0');
  }
  if (negative) value = -value;
  const auto floor_divide = [](std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); };
  if (unit == EpochUnit::millisecond) value = floor_divide(value, 1000);
  if (value < kFirst || value > kLast) return tl::unexpected(DateFault::impossible);
  Timestamp result;
  result.seconds = value;
  result.day = static_cast<std::int32_t>(floor_divide(value, 86400));
  result.has_time = true;
  result.offset_seconds = 0;
  return result;
}

// Excel counts 1900-01-01 as day 1 and knows a 29 February 1900 (60) that never was.
tl::expected<Timestamp, DateFault> read_excel_day(std::string_view text) {
  const auto number = parse_score_number(text, DecimalMark::point, 9);
  if (!number || number->percent) return tl::unexpected(DateFault::not_a_date);
  constexpr std::int64_t kBillion = 1'000'000'000;
  constexpr std::int64_t kLastDay = 2'958'465;  // 9999-12-31
  const std::int64_t serial = number->milli / kBillion;
  if (number->milli < kBillion || serial > kLastDay || serial == 60)
    return tl::unexpected(DateFault::impossible);
  constexpr std::int64_t kDayOf1970 = 25'569;
  Timestamp result;
  std::int64_t day = serial - kDayOf1970 + (serial < 60 ? 1 : 0);
  std::int64_t seconds = ((number->milli % kBillion) * 86'400 + kBillion / 2) / kBillion;
  if (seconds == 86'400) {
    seconds = 0;
    ++day;
  }
  result.day = static_cast<std::int32_t>(day);
  result.seconds = day * 86'400 + seconds;
  result.has_time = !number->whole;
  return result;
}

std::string_view bare_cell(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.starts_with('\'')) cell = trim_cell(cell.substr(1));  // a spreadsheet's "this is text"
  return cell;
}

std::string seen_at(std::string_view cell, std::uint64_t line) {
  return std::string(cell) + " in line " + std::to_string(line);
}

}  // namespace

tl::expected<Timestamp, DateFault> parse_timestamp(std::string_view cell, const DateFormat& format) {
  const std::string_view text = bare_cell(cell);
  if (text.empty()) return tl::unexpected(DateFault::empty);
  if (format.epoch == EpochUnit::excel_day) return read_excel_day(text);
  if (format.epoch != EpochUnit::none) return read_epoch(text, format.epoch);
  Written written;
  if (const Fit fit = read_cell(text, written); !fit) return tl::unexpected(fit.error());
  if (written.needs_order) {
    if (!format.order) return tl::unexpected(DateFault::unknown_order);
    if (!put_in_order(written, *format.order) || !make_timestamp(written)) {
      for (const DateOrder order : {DateOrder::dmy, DateOrder::mdy}) {
        if (put_in_order(written, order) && make_timestamp(written))
          return tl::unexpected(DateFault::other_order);
      }
      return tl::unexpected(DateFault::impossible);
    }
  } else if (written.year.count != 4 && written.year.count != 2) {
    return tl::unexpected(DateFault::not_a_date);
  }
  if (const auto result = make_timestamp(written)) return *result;
  return tl::unexpected(DateFault::impossible);
}

Result<DateOrder> parse_date_order(std::string_view text) {
  for (const DateOrder order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd}) {
    if (text == name(order)) return order;
  }
  return fail(Fault::usage, "'" + std::string(text) + "' is no date order; use dmy, mdy or ymd");
}

std::string_view name(DateOrder order) {
  switch (order) {
    case DateOrder::dmy:
      return "dmy";
    case DateOrder::mdy:
      return "mdy";
    case DateOrder::ymd:
      break;
  }
  return "ymd";
}

Result<EpochUnit> parse_epoch_unit(std::string_view text) {
  for (const EpochUnit unit : {EpochUnit::second, EpochUnit::millisecond, EpochUnit::excel_day}) {
    if (text == name(unit)) return unit;
  }
  return fail(Fault::usage,
              "'" + std::string(text) + "' is no count of time; use seconds, milliseconds or excel");
}

std::string_view name(EpochUnit unit) {
  switch (unit) {
    case EpochUnit::second:
      return "seconds";
    case EpochUnit::millisecond:
      return "milliseconds";
    case EpochUnit::excel_day:
      return "excel";
    case EpochUnit::none:
      break;
  }
  return "";
}

void EpochVote::add(std::string_view cell) {
  const std::string_view text = bare_cell(cell);
  if (text.empty()) return;
  ++filled_;
  const auto number = parse_score_number(text, DecimalMark::point);
  // A fraction is that of a second; thousands marks are those of an amount.
  if (!number || number->percent || text.find_first_not_of("0123456789.") != std::string_view::npos) return;
  ++numbers_;
  constexpr std::int64_t kFirst = 631'152'000;   // 1990-01-01
  constexpr std::int64_t kLast = 4'102'444'800;  // 2100-01-01
  const std::int64_t value = number->milli / 1000;
  seconds_ += value >= kFirst && value < kLast;
  millis_ += value >= kFirst * 1000 && value < kLast * 1000;
  days_ += value >= 20'000 && value < 80'000;
}

void EpochVote::merge(const EpochVote& other) {
  filled_ += other.filled_;
  numbers_ += other.numbers_;
  seconds_ += other.seconds_;
  millis_ += other.millis_;
  days_ += other.days_;
}

EpochUnit EpochVote::finish() const {
  if (filled_ == 0) return EpochUnit::none;
  if (seconds_ == filled_) return EpochUnit::second;
  return millis_ == filled_ ? EpochUnit::millisecond : EpochUnit::none;
}

void DateOrderVote::Sample::add(std::string_view seen, std::uint64_t seen_line) {
  if (count++ != 0 && line <= seen_line) return;
  line = seen_line;
  cell = seen;
}

void DateOrderVote::Sample::merge(const Sample& other) {
  if (other.count == 0) return;
  if (count == 0 || other.line < line) {
    line = other.line;
    cell = other.cell;
  }
  count += other.count;
}

void DateOrderVote::add(std::string_view cell, std::uint64_t line) {
  const std::string_view text = bare_cell(cell);
  if (text.empty()) return;
  ++filled_;
  Written written;
  if (!read_cell(text, written)) return;
  if (!written.needs_order) {
    dates_ += make_timestamp(written) ? 1 : 0;
    return;
  }
  const int first = written.parts.first.value;
  const int second = written.parts.second.value;
  const auto month = [](int part) { return part >= 1 && part <= 12; };
  const auto day = [](int part) { return part >= 1 && part <= 31; };
  const std::uint64_t before = without_order();
  if (first > 31 && month(second)) {
    year_first_.add(text, line);
  } else if (month(first) && month(second)) {
    either_.add(text, line);
  } else if (day(first) && month(second)) {
    day_first_.add(text, line);
  } else if (month(first) && day(second)) {
    month_first_.add(text, line);
  }
  dates_ += without_order() - before;
}

void DateOrderVote::merge(const DateOrderVote& other) {
  day_first_.merge(other.day_first_);
  month_first_.merge(other.month_first_);
  year_first_.merge(other.year_first_);
  either_.merge(other.either_);
  filled_ += other.filled_;
  dates_ += other.dates_;
}

Result<DateOrder> DateOrderVote::finish(std::string_view column, std::optional<DateOrder> asked,
                                        std::string_view file) const {
  if (asked) return *asked;
  const std::string dates = "dates in column " + std::string(column);
  const std::string advice = "add --date-order dmy or mdy";
  const auto place = [&](std::uint64_t line) { return Place{std::string(file), line}; };
  if (day_first_.count != 0 && month_first_.count != 0) {
    return fail(Fault::usage,
                dates + " are written both day/month (" + seen_at(day_first_.cell, day_first_.line) +
                    ") and month/day (" + seen_at(month_first_.cell, month_first_.line) + "); " + advice,
                place(std::max(day_first_.line, month_first_.line)));
  }
  if (year_first_.count != 0) {
    if (day_first_.count == 0 && month_first_.count == 0) return DateOrder::ymd;
    const Sample& late = day_first_.count != 0 ? day_first_ : month_first_;
    return fail(Fault::usage,
                dates + " begin with the year (" + seen_at(year_first_.cell, year_first_.line) +
                    ") and with the day or month (" + seen_at(late.cell, late.line) +
                    "); add --date-order dmy, mdy or ymd",
                place(std::max(year_first_.line, late.line)));
  }
  if (day_first_.count != 0) return DateOrder::dmy;
  if (month_first_.count != 0) return DateOrder::mdy;
  if (either_.count != 0) {
    return fail(Fault::usage,
                dates + " can be read as day/month or month/day (for example " +
                    seen_at(either_.cell, either_.line) + "); " + advice,
                place(either_.line));
  }
  return DateOrder::ymd;
}

}  // namespace verbatim
