#include "drivers/driver_tally.h"

#include <doctest/doctest.h>

#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using namespace testing;

constexpr ScoreMeaning kNps{.kind = ScoreKind::nps, .unit = TimeUnit::none, .low_is_good = false};
constexpr ScoreMeaning kTtr{.kind = ScoreKind::ttr, .unit = TimeUnit::minute, .low_is_good = true};

DriverTally empty_tally() {
  return DriverTally(small_tree(), std::vector<ScoreMeaning>{kNps, kTtr});
}

DriverTally tally_of(const std::vector<Unit>& units) {
  DriverTally tally = empty_tally();
  for (const Unit& unit : units) tally.add(unit.facts());
  return tally;
}

Unit unit_with(std::vector<ThemeFinding> themes, std::int64_t nps) {
  Unit unit;
  unit.themes = std::move(themes);
  unit.scores = {points(nps), ScoreValue{}};
  return unit;
}

}  // namespace

TEST_CASE("driver_tally: a parent is counted once per record with any of its children") {
  const DriverTally tally = tally_of({unit_with({{ThemeId{kWait}, Polarity::negative},
                                                 {ThemeId{kHold}, Polarity::negative},
                                                 {ThemeId{kQueue}, Polarity::negative}},
                                                3)});
  CHECK(tally.count(ThemeId{kWait}, DriverKind::complaint, CellLevel::rolled).records == 1);
  CHECK(tally.count(ThemeId{kWait}, DriverKind::complaint, CellLevel::leaf).records == 0);
  CHECK(tally.count(ThemeId{kHold}, DriverKind::complaint, CellLevel::leaf).records == 1);
  CHECK(tally.sums(ThemeId{kWait}, DriverKind::complaint, CellLevel::rolled, 0).n == 1);
  CHECK(tally.theme(ThemeId{kWait}).negative == 1);
  CHECK(tally.theme(ThemeId{kWait}).comments() == 1);
}

TEST_CASE("driver_tally: a mention of the parent alone is a leaf under the parent's id") {
  const DriverTally tally = tally_of({unit_with({{ThemeId{kWait}, Polarity::negative}}, 3)});
  CHECK(tally.count(ThemeId{kWait}, DriverKind::complaint, CellLevel::leaf).records == 1);
  CHECK(tally.count(ThemeId{kWait}, DriverKind::complaint, CellLevel::rolled).records == 1);
  CHECK(tally.count(ThemeId{kWait}, DriverKind::praise, CellLevel::rolled).records == 0);
}

TEST_CASE("driver_tally: polarities of children unite in the parent") {
  const DriverTally tally =
      tally_of({unit_with({{ThemeId{kHold}, Polarity::negative}, {ThemeId{kQueue}, Polarity::positive}}, 3),
                unit_with({{ThemeId{kHold}, Polarity::neutral}, {ThemeId{kQueue}, Polarity::positive}}, 3),
                unit_with({{ThemeId{kQueue}, Polarity::neutral}}, 3)});
  const ThemeCounts wait = tally.theme(ThemeId{kWait});
  CHECK(wait == ThemeCounts{.negative = 0, .neutral = 1, .positive = 1, .mixed = 1});
  CHECK(tally.theme(ThemeId{kHold}) == ThemeCounts{.negative = 1, .neutral = 1, .positive = 0, .mixed = 0});
}

TEST_CASE("driver_tally: mixed counts as complaint and as praise, once among all complaints") {
  const DriverTally tally =
      tally_of({unit_with({{ThemeId{kFood}, Polarity::mixed}, {ThemeId{kHold}, Polarity::negative}}, 5),
                unit_with({{ThemeId{kGeneral}, Polarity::negative}}, 2), unit_with({}, 10)});
  CHECK(tally.count(ThemeId{kFood}, DriverKind::complaint, CellLevel::leaf).records == 1);
  CHECK(tally.count(ThemeId{kFood}, DriverKind::praise, CellLevel::leaf).records == 1);
  CHECK(tally.any(DriverKind::complaint, 0).n == 2);
  CHECK(tally.any(DriverKind::praise, 0).n == 1);
}

TEST_CASE("driver_tally: official is commenters and silent, and the silent have no themes") {
  Unit silent = unit_with({{ThemeId{kFood}, Polarity::negative}}, 10);
  silent.analysed = false;
  const DriverTally tally = tally_of({unit_with({}, 0), silent, silent});
  CHECK(tally.analysed() == 1);
  CHECK(tally.official(0).finish().main.n == 3);
  CHECK(*tally.commenters(0).finish().main.value == -100);
  CHECK(*tally.silent(0).finish().main.value == 100);
  CHECK(tally.official(1).finish().main.n == 0);
  CHECK(tally.theme(ThemeId{kFood}).comments() == 0);
}

TEST_CASE("driver_tally: the mean sentiment leaves out records without evidence") {
  Unit none = unit_with({}, 5);
  none.label = SentimentLabel::none;
  none.sentiment_milli = 999;
  Unit good = unit_with({}, 5);
  good.label = SentimentLabel::positive;
  good.sentiment_milli = 750;
  const SentimentSummary summary = tally_of({none, good, unit_with({}, 5)}).sentiment();
  CHECK(summary.none == 1);
  CHECK(summary.positive == 1);
  CHECK(summary.negative == 1);
  CHECK(*summary.mean == doctest::Approx(0.125));
  CHECK_FALSE(tally_of({none}).sentiment().mean);

  none.themes = {{ThemeId{kFood}, Polarity::negative}};
  const DriverTally themed = tally_of({none, unit_with({{ThemeId{kFood}, Polarity::negative}}, 5)});
  const CellCount& food = themed.count(ThemeId{kFood}, DriverKind::complaint, CellLevel::leaf);
  CHECK(food == CellCount{.records = 2, .with_sentiment = 1, .sentiment_milli = -500});
}

TEST_CASE("driver_tally: merging with an empty tally on either side changes nothing") {
  const DriverTally some = tally_of(random_units(200, 3));
  DriverTally left = empty_tally();
  left.merge(some);
  DriverTally right = some;
  right.merge(empty_tally());
  CHECK(left == some);
  CHECK(right == some);
  CHECK_FALSE(empty_tally() == some);
}

TEST_CASE("driver_tally: any partition merged in any order gives the same tally") {
  const std::vector<Unit> units = random_units(300, 4);
  const DriverTally whole = tally_of(units);
  Draw draw(9);
  for (int round = 0; round < 20; ++round) {
    std::vector<DriverTally> parts(1 + draw.below(7), empty_tally());
    for (const Unit& unit : units) parts[draw.below(parts.size())].add(unit.facts());
    while (parts.size() > 1) {
      const std::size_t from = draw.below(parts.size());
      const DriverTally part = parts[from];
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(from));
      parts[draw.below(parts.size())].merge(part);
    }
    CHECK(parts[0] == whole);
  }
}

}  // namespace verbatim
