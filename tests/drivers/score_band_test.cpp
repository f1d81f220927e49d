#include "drivers/score_band.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {

using testing::points;

TEST_CASE("score_band: ends of each scale, mirrored where low is good") {
  const auto band = [](ScoreKind kind, int value, bool low = false) {
    return score_band({kind, TimeUnit::none, low}, points(value));
  };
  CHECK(band(ScoreKind::nps, 6) == ScoreBand::bad);
  CHECK(band(ScoreKind::nps, 7) == ScoreBand::middle);
  CHECK(band(ScoreKind::nps, 9) == ScoreBand::good);
  CHECK(band(ScoreKind::stars5, 2) == ScoreBand::bad);
  CHECK(band(ScoreKind::stars5, 2, true) == ScoreBand::good);
  CHECK(band(ScoreKind::csat7, 6) == ScoreBand::good);
  CHECK(band(ScoreKind::event, 1, true) == ScoreBand::bad);  // churned
  CHECK(band(ScoreKind::csat2, 1) == ScoreBand::good);
  CHECK_FALSE(band(ScoreKind::number, 3));
  CHECK_FALSE(score_band({ScoreKind::nps, TimeUnit::none, false}, {}));
}

}  // namespace verbatim
