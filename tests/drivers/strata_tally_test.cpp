#include "drivers/strata_tally.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;
using testing::kFood;
using testing::kHold;
using testing::points;
using testing::small_tree;

const std::vector<ScoreMeaning> kNps = {{ScoreKind::nps, TimeUnit::none, false}};

void add(StrataTally& strata, DriverTally& whole, std::string_view value, bool hold, int nps) {
  const std::vector<ThemeFinding> themes = {{ThemeId{hold ? kHold : kFood}, Polarity::negative}};
  const std::vector<ScoreValue> scores = {points(nps)};
  UnitFacts unit;
  unit.analysed = unit.wrote = true;
  unit.themes = themes;
  unit.scores = scores;
  strata.add(value, unit);
  whole.add(unit);
}

}  // namespace

TEST_CASE("strata_tally: what only stands for a group loses its impact within the groups") {
  // The north is unhappy and waits; within each region waiting changes nothing.
  StrataTally strata(small_tree(), kNps);
  DriverTally whole(small_tree(), kNps);
  Draw draw(1);
  for (int i = 0; i < 8000; ++i) {
    const bool north = draw.chance(0.5);
    add(strata, whole, north ? "north" : "south", draw.chance(north ? 0.6 : 0.1),
        draw.chance(north ? 0.7 : 0.2) ? 0 : 10);
  }
  const ThemeId hold{kHold};
  const ScoreSums& with = whole.sums(hold, DriverKind::complaint, CellLevel::leaf, 0);
  const ScoreSums& all = whole.commenters(0).sums();
  const Estimate raw = leave_out_impact(group_figure(kNps[0], with).value(),
                                        group_figure(kNps[0], difference(all, with)).value())
                           .value();
  CHECK(raw.value < -15);
  const Estimate adjusted = strata.impact(hold, DriverKind::complaint, CellLevel::leaf, 0).value();
  CHECK(std::abs(adjusted.value) < 2.5);
  CHECK(adjusted.low < 0);
  CHECK(adjusted.high > 0);
  CHECK(strata.severity(hold, DriverKind::complaint, CellLevel::leaf, 0).has_value());
  CHECK(strata.values() == 2);
}

TEST_CASE("strata_tally: a single group gives the plain impact, a theme that fills a group gives none") {
  StrataTally one(small_tree(), kNps);
  DriverTally whole(small_tree(), kNps);
  Draw draw(2);
  for (int i = 0; i < 500; ++i) add(one, whole, "all", draw.chance(0.4), draw.chance(0.5) ? 0 : 10);
  const ThemeId hold{kHold};
  const ScoreSums& with = whole.sums(hold, DriverKind::complaint, CellLevel::leaf, 0);
  const ScoreSums& all = whole.commenters(0).sums();
  const Estimate plain = leave_out_impact(group_figure(kNps[0], with).value(),
                                          group_figure(kNps[0], difference(all, with)).value())
                             .value();
  const Estimate adjusted = one.impact(hold, DriverKind::complaint, CellLevel::leaf, 0).value();
  CHECK(adjusted.value == doctest::Approx(plain.value));
  CHECK(adjusted.low == doctest::Approx(plain.low));

  StrataTally filled(small_tree(), kNps);
  for (int i = 0; i < 20; ++i) add(filled, whole, i % 2 == 0 ? "a" : "b", i % 2 == 0, i % 3);
  CHECK_FALSE(filled.impact(hold, DriverKind::complaint, CellLevel::leaf, 0));
}

TEST_CASE("strata_tally: a column of ids is no column of groups, whoever sees it") {
  DriverTally whole(small_tree(), kNps);
  StrataTally a(small_tree(), kNps);
  StrataTally b(small_tree(), kNps);
  for (int i = 0; i < 150; ++i) {
    add(a, whole, "a" + std::to_string(i), true, 1);
    add(b, whole, "b" + std::to_string(i), true, 1);
  }
  CHECK_FALSE(a.has_too_many());
  a.merge(b);
  CHECK(a.has_too_many());
  CHECK(a.values() == 0);
}

}  // namespace verbatim
