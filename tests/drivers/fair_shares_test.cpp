#include "drivers/fair_shares.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;
using testing::kAttitude;
using testing::kFood;
using testing::kHold;
using testing::kQueue;
using testing::points;
using testing::small_tree;

constexpr ScoreMeaning kNps{ScoreKind::nps, TimeUnit::none, false};

// On hold hurts much, food little; queues come with holding, attitude with nothing and hurts nobody.
DriverTally drawn(std::uint64_t seed) {
  const std::vector<ScoreMeaning> meanings = {kNps};
  DriverTally tally(small_tree(), meanings);
  Draw draw(seed);
  for (int i = 0; i < 8000; ++i) {
    const bool hold = draw.chance(0.2);
    const bool queue = draw.chance(hold ? 0.5 : 0.05);
    const bool food = draw.chance(0.1);
    std::vector<ThemeFinding> themes;
    if (hold) themes.push_back({ThemeId{kHold}, Polarity::negative});
    if (queue) themes.push_back({ThemeId{kQueue}, Polarity::negative});
    if (food) themes.push_back({ThemeId{kFood}, Polarity::negative});
    if (draw.chance(0.1)) themes.push_back({ThemeId{kAttitude}, Polarity::negative});
    const bool bad = draw.chance(hold ? 0.8 : food ? 0.4 : 0.2);
    const std::vector<ScoreValue> scores = {points(bad ? 2 : 10)};
    UnitFacts unit;
    unit.analysed = unit.wrote = true;
    unit.label = SentimentLabel::negative;
    unit.themes = themes;
    unit.scores = scores;
    unit.cluster = draw.next();
    tally.add(unit);
  }
  return tally;
}

const std::vector<ThemeId> kLeaves = {ThemeId{kHold}, ThemeId{kQueue}, ThemeId{kFood}, ThemeId{kAttitude}};

}  // namespace

TEST_CASE("fair_shares: what hurts gets the share, and what only stands beside it gets little") {
  const ComplaintShares shares = complaint_shares(drawn(1), 0, kLeaves);
  REQUIRE(shares.shares.size() == 4);
  CHECK(shares.shares[0] < -70);
  CHECK(shares.shares[1] > -30);  // its plain correlation is nearly half of the other's
  CHECK(shares.shares[2] < -1);
  CHECK(std::abs(shares.shares[3]) < 1);
  CHECK(shares.together.themes == 4);
  CHECK(shares.together.r_squared > 0.15);
  CHECK(shares.together.r_squared < 0.35);
}

TEST_CASE("fair_shares: a score that never varies gives none") {
  const std::vector<ScoreMeaning> meanings = {kNps};
  DriverTally tally(small_tree(), meanings);
  const std::vector<ThemeFinding> themes = {{ThemeId{kHold}, Polarity::negative}};
  const std::vector<ScoreValue> scores = {points(10)};
  for (int i = 0; i < 50; ++i) {
    UnitFacts unit;
    unit.analysed = unit.wrote = true;
    if (i % 2 == 0) unit.themes = themes;
    unit.scores = scores;
    tally.add(unit);
  }
  CHECK(complaint_shares(tally, 0, kLeaves).shares.empty());
}

TEST_CASE("fair_shares: pairs are told that chance does not explain") {
  const std::vector<DriverTheme> tree = small_tree();
  const std::vector<ThemePair> pairs = theme_pairs(drawn(2), tree, kLeaves);
  REQUIRE(pairs.size() >= 1);
  CHECK(pairs[0].theme == "wait.hold");
  CHECK(pairs[0].other == "wait.queue");
  CHECK(pairs[0].comments > 2 * pairs[0].expected);
  CHECK(pairs[0].q < 1e-6);
}

}  // namespace verbatim
