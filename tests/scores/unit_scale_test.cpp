#include "scores/unit_scale.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("unit_scale: times are kept in seconds, calendar delays in days, all else in points") {
  CHECK(kept_per_unit({ScoreKind::ttr, TimeUnit::second, true}) == 1);
  CHECK(kept_per_unit({ScoreKind::ttr, TimeUnit::minute, true}) == 60);
  CHECK(kept_per_unit({ScoreKind::ttr, TimeUnit::day, true}) == 86400);
  CHECK(kept_per_unit({ScoreKind::ttr, TimeUnit::business_hour, true}) == 3600);
  CHECK(kept_per_unit({ScoreKind::delay, TimeUnit::hour, true}) == 3600);
  CHECK(kept_per_unit({ScoreKind::delay, TimeUnit::day, true}) == 1);
  CHECK(kept_per_unit({ScoreKind::nps, TimeUnit::none, false}) == 1);
}
