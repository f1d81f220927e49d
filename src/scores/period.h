// Days, weeks, months and quarters as numbers that follow each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "verbatim/breakdown.h"

namespace verbatim {

// The number of the period that holds a day (civil days since 1970-01-01): neighbours differ by one. Weeks
// are those of ISO 8601 and begin on Monday. REQUIRES: a unit other than none.
std::int32_t period_of(std::int32_t day, PeriodUnit unit);

std::int32_t first_day_of(std::int32_t period, PeriodUnit unit);
std::int32_t last_day_of(std::int32_t period, PeriodUnit unit);

// "2026-03-06", "2026-W10", "2026-03", "2026-Q1".
std::string period_label(std::int32_t period, PeriodUnit unit);

// "2026-03-06".
std::string day_text(std::int32_t day);

// The same season a year before: 12 months, 4 quarters, 52 weeks, 364 days (the same day of the week).
std::int32_t periods_per_year(PeriodUnit unit);

// How many days before and after an event are compared: 7 for days, 28 for weeks, 90 for months, 180 for
// quarters.
std::int32_t event_days(PeriodUnit unit);

}  // namespace verbatim
