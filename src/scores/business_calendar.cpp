#include "scores/business_calendar.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <limits>

namespace verbatim {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
// The Gregorian calendar repeats after 400 years, and these are whole weeks: each date falls on the same
// week-day.
constexpr std::int32_t kCycleDays = 146'097;
static_assert(kCycleDays % 7 == 0);
constexpr int kCycleYear = 2000;

std::int32_t day_number(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// 0: Monday.
std::size_t weekday_of(std::int32_t day) {
  return static_cast<std::size_t>((day % 7 + 10) % 7);  // 1970-01-01 was a Thursday
}

std::int64_t open_until(const OpenDay& open, std::int64_t second) {
  std::int64_t sum = 0;
  for (const OpenSpan& span : open) {
    if (second <= span.begin) break;
    sum += std::min<std::int64_t>(second, span.end) - span.begin;
  }
  return sum;
}

std::int64_t whole_day(const OpenDay& open) {
  return open_until(open, kDaySeconds);
}

std::size_t yearly_place(unsigned month, unsigned day) {
  return (month - 1) * 31 + day - 1;
}

}  // namespace

void BusinessCalendar::OddDays::add(std::int32_t day, std::int64_t seconds) {
  assert(days.empty() || days.back().day < day);
  days.push_back({day, all});
  all += seconds;
}

std::int64_t BusinessCalendar::OddDays::before(std::int32_t day) const {
  const auto next = std::lower_bound(days.begin(), days.end(), day,
                                     [](const OddDay& odd, std::int32_t of) { return odd.day < of; });
  return next == days.end() ? all : next->before;
}

BusinessCalendar::BusinessCalendar(CalendarHours hours, const ZoneOffsets& zone) : hours_(std::move(hours)) {
  for (std::size_t d = 0; d < 7; ++d) week_before_[d + 1] = week_before_[d] + whole_day(hours_.week[d]);
  add_yearly();
  add_dated();
  zone_.push_back({std::numeric_limits<std::int64_t>::min(), zone.first_seconds, 0});
  for (const ZoneChange& change : zone.changes) {
    const std::int64_t before = open_before_utc(change.at);
    zone_.push_back(
        {change.at, change.offset_seconds, before - open_before(change.at + change.offset_seconds)});
  }
}

void BusinessCalendar::add_yearly() {
  for (std::size_t h = 0; h < hours_.holidays.size(); ++h) {
    const Holiday& holiday = hours_.holidays[h];
    if (holiday.year == 0)
      yearly_[yearly_place(holiday.month, holiday.day)] = static_cast<std::int16_t>(h + 1);
  }
  const std::int32_t start = day_number(kCycleYear, 1, 1);
  for (int year = kCycleYear; year < kCycleYear + 400; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      for (unsigned day = 1; day <= 31; ++day) {
        const std::int16_t index = yearly_[yearly_place(month, day)];
        if (index == 0) continue;
        if (month == 2 && day == 29 && !std::chrono::year{year}.is_leap()) continue;
        const std::int32_t number = day_number(year, month, day);
        const OpenDay& open = hours_.holidays[static_cast<std::size_t>(index - 1)].open;
        cycle_.add(number - start, whole_day(open) - whole_day(hours_.week[weekday_of(number)]));
      }
    }
  }
}

void BusinessCalendar::add_dated() {
  for (std::size_t h = 0; h < hours_.holidays.size(); ++h) {
    const Holiday& holiday = hours_.holidays[h];
    if (holiday.year != 0) dated_.emplace_back(day_number(holiday.year, holiday.month, holiday.day), h);
  }
  std::sort(dated_.begin(), dated_.end());
  for (const auto& [day, index] : dated_)
    dated_days_.add(day, whole_day(hours_.holidays[index].open) - whole_day(hours_without_dated(day)));
}

const OpenDay& BusinessCalendar::hours_without_dated(std::int32_t day) const {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const std::int16_t index =
      yearly_[yearly_place(static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()))];
  if (index != 0) return hours_.holidays[static_cast<std::size_t>(index - 1)].open;
  return hours_.week[weekday_of(day)];
}

const OpenDay& BusinessCalendar::hours_of(std::int32_t day) const {
  const auto dated =
      std::lower_bound(dated_.begin(), dated_.end(), day,
                       [](const auto& entry, std::int32_t wanted) { return entry.first < wanted; });
  if (dated != dated_.end() && dated->first == day) return hours_.holidays[dated->second].open;
  return hours_without_dated(day);
}

std::int64_t BusinessCalendar::open_before(std::int64_t local) const {
  const std::int64_t day = floor_divide(local, kDaySeconds);
  const auto civil = static_cast<std::int32_t>(day);
  const std::int64_t since_monday = day + 3;
  const std::int64_t week = floor_divide(since_monday, 7);
  const std::int64_t since_cycle = day - day_number(kCycleYear, 1, 1);
  const std::int64_t cycle = floor_divide(since_cycle, kCycleDays);
  return week * week_before_[7] + week_before_[static_cast<std::size_t>(since_monday - week * 7)] +
         cycle * cycle_.all + cycle_.before(static_cast<std::int32_t>(since_cycle - cycle * kCycleDays)) +
         dated_days_.before(civil) + open_until(hours_of(civil), local - day * kDaySeconds);
}

std::int64_t BusinessCalendar::open_before_utc(std::int64_t utc) const {
  const auto next =
      std::upper_bound(zone_.begin(), zone_.end(), utc,
                       [](std::int64_t at, const ZonePeriod& period) { return at < period.from; });
  const ZonePeriod& period = *std::prev(next);
  return open_before(utc + period.offset_seconds) + period.lead;
}

}  // namespace verbatim
