#include "drivers/score_curve.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"
#include "support/oracle.h"

namespace verbatim {
namespace {

using nlohmann::json;
using testing::Draw;
using testing::near;
using testing::points;

constexpr ScoreMeaning kStars{ScoreKind::stars5, TimeUnit::none, false};
constexpr ScoreMeaning kMinutes{ScoreKind::ttr, TimeUnit::minute, true};
constexpr ScoreMeaning kDaysLate{ScoreKind::delay, TimeUnit::day, true};

}  // namespace

TEST_CASE("score_curve: the knee as a search with NumPy finds it") {
  const json row = testing::read_oracle("drivers").at("curve");
  CurveTally tally(kStars, kMinutes);
  for (std::size_t i = 0; i < row["stars"].size(); ++i)
    tally.add(points(row["stars"][i]), {true, row["minutes_milli"][i]});
  const ScoreCurve curve = tally.finish(tally);
  REQUIRE(curve.knee);
  CHECK(near(curve.knee->at, row["at"]));
  CHECK(near(curve.knee->low, row["low"]));
  CHECK(near(curve.knee->high, row["high"]));
  CHECK(near(curve.knee->slope_before, row["slope_before"]));
  CHECK(near(curve.knee->slope_after, row["slope_after"]));
  CHECK(curve.knee->slope_is_per_tenfold);
  CHECK(curve.records == row["stars"].size());
  REQUIRE(curve.bands.size() == 3);
  CHECK(curve.bands[0].label == "under 5 min");
  CHECK(curve.bands[1].label == "5 min to 1 h");
  CHECK(curve.bands[2].label == "1 h to 24 h");
}

TEST_CASE("score_curve: no knee where a line explains as much, or where there is little") {
  Draw draw(7);
  CurveTally straight(kStars, kMinutes);
  CurveTally few(kStars, kMinutes);
  for (int i = 0; i < 3000; ++i) {
    const std::int64_t minutes = static_cast<std::int64_t>(draw.below(3000)) + 1;
    const ScoreValue stars = points(static_cast<std::int64_t>(draw.below(5)) + 1);
    straight.add(stars, {true, minutes * 60'000});
    if (i < 20) few.add(stars, {true, minutes * 60'000});
  }
  CHECK_FALSE(straight.finish(straight).knee);
  CHECK_FALSE(few.finish(few).knee);
  CHECK(few.finish(few).records == 20);
}

TEST_CASE("score_curve: days late and early, and the day itself") {
  CurveTally tally(kStars, kDaysLate);
  for (const int day : {-20, -2, -1, 0, 0, 1, 3, 4, 30}) tally.add(points(3), {true, day * 1000});
  tally.add({}, {true, 0});
  tally.add(points(3), {});
  std::vector<std::string> labels;
  std::vector<std::uint64_t> counts;
  for (const CurveBand& band : tally.finish(tally).bands) {
    labels.push_back(band.label);
    counts.push_back(band.figures.main.n);
  }
  CHECK(labels == std::vector<std::string>{"15 or more days early", "8 to 14 days early", "4 to 7 days early",
                                           "1 to 3 days early", "on the day", "1 to 3 days late",
                                           "4 to 7 days late", "8 to 14 days late", "15 or more days late"});
  CHECK(counts == std::vector<std::uint64_t>{1, 0, 0, 2, 2, 2, 1, 0, 1});
}

TEST_CASE("score_curve: parts merge to the whole") {
  Draw draw(3);
  CurveTally whole(kStars, kMinutes);
  std::vector<CurveTally> parts(4, CurveTally(kStars, kMinutes));
  for (int i = 0; i < 500; ++i) {
    const ScoreValue stars = points(static_cast<std::int64_t>(draw.below(5)) + 1);
    const ScoreValue time{true, static_cast<std::int64_t>(draw.below(400'000'000))};
    whole.add(stars, time);
    parts[draw.below(3)].add(stars, time);  // the last part stays empty
  }
  CurveTally merged = parts[3];
  for (const int i : {2, 0, 1}) merged.merge(parts[static_cast<std::size_t>(i)]);
  CHECK(merged == whole);
}

}  // namespace verbatim
