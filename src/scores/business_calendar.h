// Opening hours, and how much of a span of time lies within them.
//
// The time open before any moment is a sum of whole weeks, of holidays counted once at the start, and of one
// day's hours, so a span takes a few look-ups whether it is a minute or ten thousand years.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "scores/zone_offsets.h"

namespace verbatim {

// Seconds of a day, 0..86400; the end is not open any more.
struct OpenSpan {
  std::int32_t begin = 0;
  std::int32_t end = 0;

  bool operator==(const OpenSpan&) const = default;
};

using OpenDay = std::vector<OpenSpan>;  // ascending, none touching another's inside; empty: closed

// A date with hours of its own. A date of one year goes before one of every year.
struct Holiday {
  int year = 0;  // 0: every year
  unsigned month = 1;
  unsigned day = 1;
  OpenDay open;

  bool operator==(const Holiday&) const = default;
};

// What a calendar file says.
struct CalendarHours {
  std::array<OpenDay, 7> week;    // from Monday
  std::vector<Holiday> holidays;  // each date once
  std::string zone;               // as written; empty: none

  bool operator==(const CalendarHours&) const = default;
};

class BusinessCalendar {
 public:
  // `zone` is that of hours.zone. REQUIRES: spans and dates as said above.
  BusinessCalendar(CalendarHours hours, const ZoneOffsets& zone);

  const CalendarHours& hours() const { return hours_; }
  bool has_zone() const { return !hours_.zone.empty(); }

  // Seconds open from `from` until `until`, both in seconds since 1970-01-01 00:00 by the calendar's own
  // clock. Negative where `until` is the earlier; a..b and b..c add up to a..c.
  std::int64_t business_seconds(std::int64_t from, std::int64_t until) const {
    return open_before(until) - open_before(from);
  }
  // The same for moments in UTC. An hour that the clocks skip does not count, one that they go through twice
  // counts twice. REQUIRES: has_zone().
  std::int64_t business_seconds_utc(std::int64_t from, std::int64_t until) const {
    return open_before_utc(until) - open_before_utc(from);
  }

 private:
  // A day that differs from its week-day by so many seconds, and all such days before it.
  struct OddDay {
    std::int32_t day = 0;
    std::int64_t before = 0;
  };
  // Days that differ, and how much all of them do.
  struct OddDays {
    std::vector<OddDay> days;
    std::int64_t all = 0;

    void add(std::int32_t day, std::int64_t seconds);
    std::int64_t before(std::int32_t day) const;
  };
  // From a change of the clocks on, the time open before a moment is that of the local clock and `lead`.
  struct ZonePeriod {
    std::int64_t from = 0;
    std::int32_t offset_seconds = 0;
    std::int64_t lead = 0;
  };

  void add_yearly();
  void add_dated();
  const OpenDay& hours_of(std::int32_t day) const;
  const OpenDay& hours_without_dated(std::int32_t day) const;
  std::int64_t open_before(std::int64_t local) const;
  std::int64_t open_before_utc(std::int64_t utc) const;

  CalendarHours hours_;
  std::array<std::int64_t, 8> week_before_{};   // open before each day of a week; of the whole week
  std::array<std::int16_t, 12 * 31> yearly_{};  // index of the holiday of every year, from 1; 0: none
  OddDays cycle_;                               // of yearly holidays, by the day of a cycle of 400 years
  std::vector<std::pair<std::int32_t, std::size_t>> dated_;  // days with hours of their own, and whose
  OddDays dated_days_;
  std::vector<ZonePeriod> zone_;
};

}  // namespace verbatim
