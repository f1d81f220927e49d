#include "scores/period.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

// Days since 1970-01-01, from `date -d ... +%s` / 86400.
constexpr std::int32_t k2026March6 = 20518;    // a Friday
constexpr std::int32_t k2026January1 = 20454;  // a Thursday
constexpr std::int32_t k2027January1 = 20819;  // a Friday
constexpr std::int32_t k1969December31 = -1;

}  // namespace

TEST_CASE("period: every unit labels a day as people do") {
  const auto label = [](std::int32_t day, PeriodUnit unit) {
    return period_label(period_of(day, unit), unit);
  };
  CHECK(label(k2026March6, PeriodUnit::day) == "2026-03-06");
  CHECK(label(k2026March6, PeriodUnit::week) == "2026-W10");
  CHECK(label(k2026March6, PeriodUnit::month) == "2026-03");
  CHECK(label(k2026March6, PeriodUnit::quarter) == "2026-Q1");
}

TEST_CASE("period: ISO weeks belong to the year of their Thursday") {
  const auto week = [](std::int32_t day) {
    return period_label(period_of(day, PeriodUnit::week), PeriodUnit::week);
  };
  CHECK(week(k2026January1) == "2026-W01");
  CHECK(week(k2026January1 - 4) == "2025-W52");  // Sunday 2025-12-28
  CHECK(week(k2027January1) == "2026-W53");
  CHECK(week(0) == "1970-W01");
}

TEST_CASE("period: each day lies within its period, and neighbours follow each other, before 1970 too") {
  for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter}) {
    for (std::int32_t day = -1500; day < 1500; ++day) {
      const std::int32_t period = period_of(day, unit);
      CHECK(first_day_of(period, unit) <= day);
      CHECK(last_day_of(period, unit) >= day);
      CHECK(first_day_of(period + 1, unit) == last_day_of(period, unit) + 1);
    }
  }
  CHECK(period_label(period_of(k1969December31, PeriodUnit::month), PeriodUnit::month) == "1969-12");
}

TEST_CASE("period: units are named as they are typed") {
  CHECK(period_unit_of("week") == PeriodUnit::week);
  CHECK_FALSE(period_unit_of("year"));
  CHECK_FALSE(period_unit_of(""));
  CHECK(name(PeriodUnit::quarter) == "quarter");
}

}  // namespace verbatim
