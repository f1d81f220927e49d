#include "scores/period.h"

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace verbatim {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int32_t kMonthsPerYear = 12;
constexpr std::int32_t kMonthsPerQuarter = 3;
constexpr std::int32_t kDaysPerWeek = 7;
// 1970-01-01 was a Thursday: the first Monday came four days later.
constexpr std::int32_t kFirstMonday = 4;

std::int32_t floor_div(std::int32_t a, std::int32_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

year_month_day date_of(std::int32_t day) {
  return sys_days{days{day}};
}

std::int32_t month_of(std::int32_t day) {
  const year_month_day date = date_of(day);
  return (static_cast<int>(date.year()) - 1970) * kMonthsPerYear +
         static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
}

std::int32_t first_day_of_month(std::int32_t month) {
  const std::int32_t year = floor_div(month, kMonthsPerYear);
  const auto in_year = static_cast<unsigned>(month - year * kMonthsPerYear);
  const sys_days day = std::chrono::year{1970 + year} / std::chrono::month{in_year + 1} / std::chrono::day{1};
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

}  // namespace

std::string_view name(PeriodUnit unit) {
  static constexpr std::array<std::string_view, 5> kNames = {"", "day", "week", "month", "quarter"};
  return kNames[static_cast<std::size_t>(unit)];
}

std::optional<PeriodUnit> period_unit_of(std::string_view text) {
  for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter}) {
    if (name(unit) == text) return unit;
  }
  return std::nullopt;
}

std::int32_t period_of(std::int32_t day, PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::week:
      return floor_div(day - kFirstMonday, kDaysPerWeek);
    case PeriodUnit::month:
      return month_of(day);
    case PeriodUnit::quarter:
      return floor_div(month_of(day), kMonthsPerQuarter);
    case PeriodUnit::day:
    case PeriodUnit::none:
      break;
  }
  return day;
}

std::int32_t first_day_of(std::int32_t period, PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::week:
      return period * kDaysPerWeek + kFirstMonday;
    case PeriodUnit::month:
      return first_day_of_month(period);
    case PeriodUnit::quarter:
      return first_day_of_month(period * kMonthsPerQuarter);
    case PeriodUnit::day:
    case PeriodUnit::none:
      break;
  }
  return period;
}

std::int32_t last_day_of(std::int32_t period, PeriodUnit unit) {
  return first_day_of(period + 1, unit) - 1;
}

std::string day_text(std::int32_t day) {
  const year_month_day date = date_of(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string period_label(std::int32_t period, PeriodUnit unit) {
  const std::int32_t begin = first_day_of(period, unit);
  const std::string date = day_text(begin);
  const std::string_view year_and_month = std::string_view(date).substr(0, date.size() - 3);
  switch (unit) {
    case PeriodUnit::week: {
      // A week belongs to the year of its Thursday.
      const year_month_day thursday = date_of(begin + 3);
      const sys_days new_year = thursday.year() / std::chrono::January / std::chrono::day{1};
      const auto day_in_year = begin + 3 - static_cast<std::int32_t>(new_year.time_since_epoch().count());
      return fmt::format("{:04}-W{:02}", static_cast<int>(thursday.year()), day_in_year / kDaysPerWeek + 1);
    }
    case PeriodUnit::month:
      return std::string(year_and_month);
    case PeriodUnit::quarter: {
      const year_month_day first = date_of(begin);
      return fmt::format("{:04}-Q{}", static_cast<int>(first.year()),
                         (static_cast<unsigned>(first.month()) - 1) / kMonthsPerQuarter + 1);
    }
    case PeriodUnit::day:
    case PeriodUnit::none:
      break;
  }
  return date;
}

std::int32_t periods_per_year(PeriodUnit unit) {
  static constexpr std::array<std::int32_t, 5> kPeriods = {0, 364, 52, 12, 4};
  return kPeriods[static_cast<std::size_t>(unit)];
}

std::int32_t event_days(PeriodUnit unit) {
  static constexpr std::array<std::int32_t, 5> kDays = {90, 7, 28, 90, 180};
  return kDays[static_cast<std::size_t>(unit)];
}

}  // namespace verbatim
