#include "scores/business_calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <random>

using namespace verbatim;

namespace {

constexpr std::int32_t kHour = 3600;
constexpr std::int64_t kDay = 86'400;

std::int64_t at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  return std::chrono::sys_days{date}.time_since_epoch().count() * kDay + hour * kHour + minute * 60;
}

// Monday to Friday, 9 to 12:30 and 13:30 to 18.
CalendarHours office() {
  CalendarHours hours;
  for (std::size_t d = 0; d < 5; ++d)
    hours.week[d] = {{9 * kHour, 12 * kHour + 1800}, {13 * kHour + 1800, 18 * kHour}};
  return hours;
}

CalendarHours always() {
  CalendarHours hours;
  hours.week.fill({{0, 24 * kHour}});
  return hours;
}

BusinessCalendar calendar_of(CalendarHours hours) {
  const ZoneOffsets zone = hours.zone.empty() ? ZoneOffsets{} : find_zone(hours.zone).value();
  return BusinessCalendar(std::move(hours), zone);
}

double hours_between(const BusinessCalendar& calendar, std::int64_t from, std::int64_t until) {
  return static_cast<double>(calendar.business_seconds(from, until)) / kHour;
}

// Is it open in this minute? By the words of the definition, day by day.
bool is_open(const CalendarHours& hours, std::int64_t local) {
  const std::int64_t day = local >= 0 ? local / kDay : -((-local + kDay - 1) / kDay);
  const std::chrono::sys_days date{std::chrono::days{day}};
  const std::chrono::year_month_day civil{date};
  const OpenDay* open = &hours.week[std::chrono::weekday{date}.iso_encoding() - 1];
  for (const int year : {0, static_cast<int>(civil.year())}) {
    for (const Holiday& holiday : hours.holidays) {
      if (holiday.year == year && holiday.month == static_cast<unsigned>(civil.month()) &&
          holiday.day == static_cast<unsigned>(civil.day()))
        open = &holiday.open;
    }
  }
  const std::int64_t second = local - day * kDay;
  return std::any_of(open->begin(), open->end(),
                     [&](const OpenSpan& span) { return span.begin <= second && second < span.end; });
}

std::int64_t loop_minutes(const CalendarHours& hours, std::int64_t from, std::int64_t until) {
  std::int64_t seconds = 0;
  for (std::int64_t minute = from; minute < until; minute += 60) seconds += is_open(hours, minute) ? 60 : 0;
  return seconds;
}

std::int64_t loop_minutes_utc(const CalendarHours& hours, const ZoneOffsets& zone, std::int64_t from,
                              std::int64_t until) {
  std::int64_t seconds = 0;
  for (std::int64_t minute = from; minute < until; minute += 60) {
    std::int32_t offset = zone.first_seconds;
    for (const ZoneChange& change : zone.changes) {
      if (change.at > minute) break;
      offset = change.offset_seconds;
    }
    seconds += is_open(hours, minute + offset) ? 60 : 0;
  }
  return seconds;
}

class RandomCalendar {
 public:
  explicit RandomCalendar(unsigned seed) : random_(seed) {}

  std::int64_t number(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }

  OpenDay day() {
    std::vector<std::int32_t> edges;
    const std::int64_t spans = number(0, 3);
    while (edges.size() < 2 * static_cast<std::size_t>(spans)) {
      const auto edge = static_cast<std::int32_t>(number(0, 1440) * 60);
      if (std::find(edges.begin(), edges.end(), edge) == edges.end()) edges.push_back(edge);
    }
    std::sort(edges.begin(), edges.end());
    OpenDay open;
    for (std::size_t i = 0; i < edges.size(); i += 2) open.push_back({edges[i], edges[i + 1]});
    return open;
  }

  // Holidays of 2023 to 2025, of every year, and the leap day.
  CalendarHours hours() {
    CalendarHours hours;
    for (OpenDay& open : hours.week) open = day();
    const auto add = [&](int year, unsigned month, unsigned on) {
      const auto same = [&](const Holiday& other) {
        return other.year == year && other.month == month && other.day == on;
      };
      if (std::none_of(hours.holidays.begin(), hours.holidays.end(), same))
        hours.holidays.push_back({year, month, on, day()});
    };
    add(0, 2, 29);
    for (int i = 0; i < 12; ++i)
      add(static_cast<int>(number(2023, 2025)), static_cast<unsigned>(number(1, 12)),
          static_cast<unsigned>(number(1, 28)));
    for (int i = 0; i < 12; ++i)
      add(0, static_cast<unsigned>(number(1, 12)), static_cast<unsigned>(number(1, 28)));
    return hours;
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("business_calendar: a span counts where it is open, and nowhere else") {
  const BusinessCalendar calendar = calendar_of(office());
  CHECK(hours_between(calendar, at(2024, 1, 5, 16), at(2024, 1, 8, 10)) == 3);  // Friday to Monday
  CHECK(hours_between(calendar, at(2024, 1, 5, 12), at(2024, 1, 5, 14)) == 1);  // over lunch
  CHECK(hours_between(calendar, at(2024, 1, 5, 18), at(2024, 1, 8, 9)) == 0);   // a weekend
  CHECK(hours_between(calendar, at(2024, 1, 6, 3), at(2024, 1, 7, 23)) == 0);
  CHECK(hours_between(calendar, at(2024, 1, 1), at(2024, 1, 8)) == 40);  // a week
  CHECK(hours_between(calendar, at(2024, 1, 3, 7), at(2025, 1, 1, 7)) == 8.0 * 5 * 52);
  CHECK(hours_between(calendar, at(2024, 1, 5, 10), at(2024, 1, 5, 10)) == 0);
  CHECK(hours_between(calendar, at(2024, 1, 8, 10), at(2024, 1, 5, 16)) == -3);
}

TEST_CASE("business_calendar: holidays have hours of their own, and one year's go before every year's") {
  CalendarHours hours = office();
  hours.holidays = {{0, 12, 25, {}},
                    {2026, 12, 24, {{9 * kHour, 13 * kHour}}},
                    {2027, 12, 25, {{10 * kHour, 11 * kHour}}},
                    {0, 2, 29, {}}};
  const BusinessCalendar calendar = calendar_of(hours);
  const auto of_day = [&](int year, unsigned month, unsigned day) {
    const std::int64_t start = at(year, month, day);
    return hours_between(calendar, start, start + kDay);
  };
  CHECK(of_day(2026, 12, 24) == 4);
  CHECK(of_day(2026, 12, 25) == 0);
  CHECK(of_day(2027, 12, 24) == 8);  // a Friday
  CHECK(of_day(2027, 12, 25) == 1);  // a Saturday
  CHECK(of_day(2028, 12, 25) == 0);
  CHECK(of_day(2024, 2, 29) == 0);  // a Thursday
  CHECK(of_day(2023, 3, 1) == 8);
  CHECK(hours_between(calendar, at(2026, 12, 21), at(2026, 12, 28)) == 28);
}

TEST_CASE("business_calendar: it is what counting minute by minute gives, and spans add up") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    RandomCalendar random(seed);
    const CalendarHours hours = random.hours();
    const BusinessCalendar calendar = calendar_of(hours);
    for (int i = 0; i < 6; ++i) {
      const std::int64_t from = at(2022, 12, 1) + random.number(0, 1500 * 1440) * 60;
      const std::int64_t until = from + random.number(0, 12 * 1440) * 60;
      CHECK(calendar.business_seconds(from, until) == loop_minutes(hours, from, until));
    }
    for (int i = 0; i < 20; ++i) {
      std::array<std::int64_t, 3> times{};
      for (std::int64_t& time : times) time = random.number(at(1, 1, 1), at(9999, 12, 31));
      CHECK(calendar.business_seconds(times[0], times[1]) + calendar.business_seconds(times[1], times[2]) ==
            calendar.business_seconds(times[0], times[2]));
    }
  }
}

TEST_CASE("business_calendar: before 1970, and around the ends of its 400 years, it counts as elsewhere") {
  RandomCalendar random(7);
  const CalendarHours hours = random.hours();
  const BusinessCalendar calendar = calendar_of(hours);
  for (const int year : {1, 1600, 1899, 1970, 2000, 2399, 2400, 9998}) {
    CAPTURE(year);
    const std::int64_t from = at(year, 2, 20);
    CHECK(calendar.business_seconds(from, at(year, 3, 5)) == loop_minutes(hours, from, at(year, 3, 5)));
    CHECK(calendar.business_seconds(at(year, 12, 28), at(year + 1, 1, 4)) ==
          loop_minutes(hours, at(year, 12, 28), at(year + 1, 1, 4)));
  }
  CHECK(calendar_of(always()).business_seconds(at(1, 1, 1), at(10000, 1, 1)) ==
        at(10000, 1, 1) - at(1, 1, 1));
}

TEST_CASE("business_calendar: the day on which clocks change has the hours that went by") {
  CalendarHours hours = always();
  hours.zone = "Europe/Berlin";
  const BusinessCalendar berlin = calendar_of(hours);
  const auto of_day = [&](std::int64_t midnight, int offset, int next_offset) {
    return berlin.business_seconds_utc(midnight - offset * kHour, midnight + kDay - next_offset * kHour);
  };
  CHECK(of_day(at(2024, 3, 31), 1, 2) == 23 * kHour);
  CHECK(of_day(at(2024, 10, 27), 2, 1) == 25 * kHour);
  CHECK(of_day(at(2024, 7, 1), 2, 2) == 24 * kHour);
  // A shift of 2 to 4 in the night: the skipped hour is lost, the doubled one counts twice.
  hours.week.fill({{2 * kHour, 4 * kHour}});
  const BusinessCalendar night = calendar_of(hours);
  CHECK(night.business_seconds_utc(at(2024, 3, 30, 23), at(2024, 3, 31, 22)) == 1 * kHour);
  CHECK(night.business_seconds_utc(at(2024, 10, 26, 22), at(2024, 10, 27, 23)) == 3 * kHour);
}

TEST_CASE("business_calendar: with a zone, too, it is what counting minute by minute gives") {
  for (const char* zone_name :
       {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "-03:30"}) {
    CAPTURE(zone_name);
    const ZoneOffsets zone = find_zone(zone_name).value();
    RandomCalendar random(99);
    CalendarHours hours = random.hours();
    hours.zone = zone_name;
    const BusinessCalendar calendar(hours, zone);
    for (const std::int64_t around : {at(2024, 3, 10), at(2024, 3, 31), at(2024, 4, 7), at(2024, 10, 6),
                                      at(2024, 10, 27), at(2024, 11, 3), at(1950, 1, 1), at(2500, 3, 28)}) {
      const std::int64_t from = around - random.number(0, 2000) * 60;
      const std::int64_t until = around + random.number(0, 3000) * 60;
      CHECK(calendar.business_seconds_utc(from, until) == loop_minutes_utc(hours, zone, from, until));
    }
    const std::int64_t middle = random.number(at(1, 1, 1), at(9999, 12, 31));
    CHECK(calendar.business_seconds_utc(at(1, 1, 1), middle) +
              calendar.business_seconds_utc(middle, at(9999, 12, 31)) ==
          calendar.business_seconds_utc(at(1, 1, 1), at(9999, 12, 31)));
  }
}
