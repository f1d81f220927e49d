#include "drivers/score_tally.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "drivers/unit_maker.h"
#include "support/oracle.h"

namespace verbatim {
namespace {

using testing::Draw;
using testing::points;

ScoreTally tally_of(const ScoreMeaning& meaning, const std::vector<std::int64_t>& values) {
  ScoreTally tally(meaning);
  for (const std::int64_t value : values) tally.add(points(value));
  return tally;
}

constexpr ScoreMeaning meaning(ScoreKind kind, bool low_is_good = false, TimeUnit unit = TimeUnit::none) {
  return {.kind = kind, .unit = unit, .low_is_good = low_is_good};
}

}  // namespace

TEST_CASE("score_tally: NPS counts 9-10 against 0-6") {
  const ScoreFigures figures = tally_of(meaning(ScoreKind::nps), {10, 9, 8, 7, 6, 0, 9, 10}).finish();
  CHECK(figures.main.n == 8);
  CHECK(*figures.main.value == 25);
  CHECK(*figures.promoters == 50);
  CHECK(*figures.passives == 25);
  CHECK(*figures.detractors == 25);
  CHECK(*figures.mean == doctest::Approx(7.375));
  CHECK(*figures.main.low < 25);
  CHECK(*figures.main.high > 25);
  CHECK_FALSE(figures.top_box);
  CHECK_FALSE(figures.median);
}

TEST_CASE("score_tally: CSAT is the share of the top two boxes, mirrored where 1 is best") {
  CHECK(*tally_of(meaning(ScoreKind::csat5), {5, 4, 3, 1}).finish().main.value == 50);
  CHECK(*tally_of(meaning(ScoreKind::csat7), {7, 6, 5, 4, 3}).finish().main.value == 40);
  CHECK(*tally_of(meaning(ScoreKind::csat5, true), {1, 2, 3, 5}).finish().main.value == 50);
  CHECK(*tally_of(meaning(ScoreKind::csat2), {1, 0, 0, 0}).finish().main.value == 25);
  CHECK(*tally_of(meaning(ScoreKind::csat2, true), {1, 0, 0, 0}).finish().main.value == 75);
  CHECK(*tally_of(meaning(ScoreKind::csat5), {5, 4, 3, 1}).finish().mean == doctest::Approx(3.25));
  CHECK_FALSE(tally_of(meaning(ScoreKind::csat2), {1, 0}).finish().mean);
}

TEST_CASE("score_tally: an event counts yes, and fewer are good") {
  CHECK(*tally_of(meaning(ScoreKind::event, true), {1, 0, 0, 0}).finish().main.value == 25);
  CHECK(is_low_figure_good(meaning(ScoreKind::event, true)));
  CHECK_FALSE(is_low_figure_good(meaning(ScoreKind::csat5, true)));
  CHECK_FALSE(is_low_figure_good(meaning(ScoreKind::nps, true)));
  CHECK(is_low_figure_good(meaning(ScoreKind::ces7, true)));
  CHECK(is_low_figure_good(meaning(ScoreKind::ttr, true, TimeUnit::hour)));
}

TEST_CASE("score_tally: CES is a mean with the share of the easy boxes beside it") {
  const ScoreFigures easy = tally_of(meaning(ScoreKind::ces7), {7, 5, 4, 1}).finish();
  CHECK(*easy.main.value == doctest::Approx(4.25));
  CHECK(*easy.top_box == 50);
  const ScoreFigures hard = tally_of(meaning(ScoreKind::ces7, true), {7, 5, 4, 1}).finish();
  CHECK(*hard.main.value == doctest::Approx(4.25));
  CHECK(*hard.top_box == 25);
  CHECK(*tally_of(meaning(ScoreKind::ces5), {5, 4, 3, 2}).finish().top_box == 50);
  CHECK(*tally_of(meaning(ScoreKind::ces5, true), {5, 4, 3, 2}).finish().top_box == 25);
}

TEST_CASE("score_tally: durations are printed in their unit, days of a dated delay are days already") {
  ScoreTally ttr(meaning(ScoreKind::ttr, true, TimeUnit::minute));
  for (const std::int64_t minutes : {1, 2, 3, 4, 100}) ttr.add({true, minutes * 60'000});
  CHECK(*ttr.finish().main.value == doctest::Approx(22));
  CHECK(*ttr.finish().median == doctest::Approx(3));
  CHECK(*ttr.finish().p90 == doctest::Approx(4 + 0.6 * 96));
  CHECK(*tally_of(meaning(ScoreKind::delay, true, TimeUnit::day), {-2, 3}).finish().main.value == 0.5);
  CHECK(*tally_of(meaning(ScoreKind::delay, true, TimeUnit::hour), {-7200, 14400}).finish().main.value == 1);
}

TEST_CASE("score_tally: median and p90 are within 1 % of the oracle over six orders of size") {
  std::ifstream file(std::string(VERBATIM_SOURCE_DIR) + "/tests/oracles/statistics.json");
  const nlohmann::json rows = nlohmann::json::parse(file).at("quantiles");
  REQUIRE(rows.size() == 4);
  for (const nlohmann::json& row : rows) {
    LogBuckets buckets;
    for (const std::int64_t value : row.at("values")) buckets.add(value);
    CHECK(std::abs(buckets.quantile(50) / row["median"].get<double>() - 1) < 0.01);
    CHECK(std::abs(buckets.quantile(90) / row["p90"].get<double>() - 1) < 0.01);
  }
}

TEST_CASE("score_tally: every single value is its own quantile, up to the largest") {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{1}, std::int64_t{127}, std::int64_t{128},
                                   std::int64_t{255}, std::int64_t{256}, std::int64_t{300'000}, INT64_MAX}) {
    LogBuckets buckets;
    buckets.add(value);
    buckets.add(value);
    CHECK(buckets.quantile(0) == static_cast<double>(value));
    CHECK(buckets.quantile(50) == static_cast<double>(value));
    CHECK(buckets.quantile(100) == static_cast<double>(value));
  }
}

TEST_CASE("score_tally: neighbours more than 0.8 % apart never share a bucket") {
  for (std::int64_t value = 1; value < INT64_MAX / 2; value += value / 50 + 1) {
    LogBuckets buckets;
    buckets.add(value);
    buckets.add(value + value / 127 + 1);
    CHECK(buckets.quantile(0) == static_cast<double>(value));
  }
}

TEST_CASE("score_tally: without values there is a count of 0 and nothing else") {
  for (const ScoreKind kind : {ScoreKind::nps, ScoreKind::csat5, ScoreKind::stars5, ScoreKind::ttr}) {
    ScoreTally tally(meaning(kind));
    tally.add(ScoreValue{});
    CHECK(tally == ScoreTally(meaning(kind)));
    CHECK(tally.finish().main.n == 0);
    CHECK_FALSE(tally.finish().main.value);
    CHECK_FALSE(tally.finish().main.low);
  }
}

TEST_CASE("score_tally: one value has a mean and no interval") {
  const ScoreFigures figures = tally_of(meaning(ScoreKind::stars5), {4}).finish();
  CHECK(*figures.main.value == 4);
  CHECK_FALSE(figures.main.low);
}

TEST_CASE("score_tally: merging with an empty tally on either side changes nothing") {
  for (const ScoreKind kind : {ScoreKind::nps, ScoreKind::csat5, ScoreKind::stars5, ScoreKind::ttr}) {
    const ScoreTally some = tally_of(meaning(kind), {1, 2, 5, 3});
    ScoreTally left(meaning(kind));
    left.merge(some);
    ScoreTally right = some;
    right.merge(ScoreTally(meaning(kind)));
    CHECK(left == some);
    CHECK(right == some);
  }
}

TEST_CASE("score_tally: any cut and any order give the same tally") {
  Draw draw(5);
  std::vector<std::int64_t> values;
  for (int i = 0; i < 60; ++i) values.push_back(static_cast<std::int64_t>(draw.below(100'000)));
  const ScoreMeaning ttr = meaning(ScoreKind::ttr, true, TimeUnit::second);
  const ScoreTally whole = tally_of(ttr, values);
  for (std::size_t cut = 0; cut <= values.size(); ++cut) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(cut);
    const ScoreTally head = tally_of(ttr, {values.begin(), middle});
    ScoreTally both = tally_of(ttr, {middle, values.end()});
    both.merge(head);
    CHECK(both == whole);
  }
}

TEST_CASE("score_tally: squares that do not fit spoil the mean of the whole, in any order") {
  const ScoreMeaning number = meaning(ScoreKind::number);
  ScoreTally huge(number);
  for (int i = 0; i < 5; ++i) huge.add({true, INT64_MIN});
  const ScoreTally small = tally_of(number, {1, 2});
  ScoreTally one = huge;
  one.merge(small);
  ScoreTally other = small;
  other.merge(huge);
  CHECK(one == other);
  CHECK(one.sums().spoiled);
  CHECK(one.finish().main.n == 7);
  CHECK_FALSE(one.finish().main.value);

  // Two halves that fit each, and do not fit together.
  ScoreTally half(number);
  for (int i = 0; i < 3; ++i) half.add({true, INT64_MIN});
  CHECK_FALSE(half.sums().spoiled);
  CHECK(*half.finish().main.value == doctest::Approx(-9.223372036854776e15));
  half.merge(half);
  CHECK(half.sums().spoiled);
}

TEST_CASE("score_tally: weighed figures as NumPy and SciPy have them") {
  const nlohmann::json row = testing::read_oracle("drivers").at("weighted");
  ScoreTally nps(meaning(ScoreKind::nps));
  ScoreTally rating(meaning(ScoreKind::rating10));
  for (std::size_t i = 0; i < row["scores"].size(); ++i) {
    const ScoreValue value{true, 1000 * row["scores"][i].get<std::int64_t>()};
    nps.add(value, row["weights"][i]);
    rating.add(value, row["weights"][i]);
  }
  nps.add({true, 0}, 0);  // weighs nothing
  const ScoreFigures of_nps = nps.finish();
  const ScoreFigures of_rating = rating.finish();
  CHECK(of_nps.main.n == 60);
  CHECK(testing::near(of_nps.effective.value(), row["effective"]));
  CHECK(testing::near(of_nps.main.value.value(), row["nps"]));
  CHECK(testing::near(of_nps.main.low.value(), row["nps_low"]));
  CHECK(testing::near(of_nps.main.high.value(), row["nps_high"]));
  CHECK(testing::near(of_rating.main.value.value(), row["mean"]));
  CHECK(testing::near(of_rating.main.low.value(), row["low"]));
  CHECK(testing::near(of_rating.main.high.value(), row["high"]));
}

TEST_CASE("score_tally: equal weights change nothing but the effective size's mention") {
  ScoreTally plain(meaning(ScoreKind::csat5));
  ScoreTally heavy(meaning(ScoreKind::csat5));
  for (const std::int64_t value : {1, 4, 5, 5, 2, 3, 4}) {
    plain.add({true, value * 1000});
    heavy.add({true, value * 1000}, 2500);
  }
  CHECK_FALSE(plain.finish().effective);
  CHECK(heavy.finish().effective.value() == doctest::Approx(7));
  CHECK(heavy.finish().main.value.value() == doctest::Approx(*plain.finish().main.value));
  CHECK(heavy.finish().main.low.value() == doctest::Approx(*plain.finish().main.low));
}

TEST_CASE("score_tally: a difference is what the other records would have given") {
  const ScoreMeaning nps = meaning(ScoreKind::nps);
  CHECK(difference(tally_of(nps, {10, 3, 7, 9}).sums(), tally_of(nps, {3, 9}).sums()) ==
        tally_of(nps, {10, 7}).sums());
}

TEST_CASE("score_tally: coarse buckets are within 1 / 16, small values exact, and merge in any order") {
  using Resolution = LogBuckets::Resolution;
  for (std::int64_t value = 1; value < INT64_MAX / 2; value += value / 20 + 1) {
    LogBuckets buckets(Resolution::coarse);
    buckets.add(value);
    buckets.add(value + value / 15 + 1);
    CHECK(buckets.quantile(0) == static_cast<double>(value));
  }
  LogBuckets whole(Resolution::coarse);
  LogBuckets low(Resolution::coarse);
  LogBuckets high(Resolution::coarse);
  std::vector<std::int64_t> values;
  for (std::int64_t i = 0; i < 1000; ++i) {
    const std::int64_t value = (i * 7919 % 1000) * (i * 7919 % 1000) * 50;
    values.push_back(value);
    whole.add(value);
    (value < 1'000'000 ? low : high).add(value);
  }
  std::sort(values.begin(), values.end());
  for (unsigned percent = 0; percent <= 100; percent += 5) {
    const double exact = static_cast<double>(values[999 * percent / 100]);
    const double next = static_cast<double>(values[std::min<std::size_t>(999 * percent / 100 + 1, 999)]);
    CAPTURE(percent);
    CHECK(whole.quantile(percent) >= exact * (1 - 1 / 16.0));
    CHECK(whole.quantile(percent) <= next * (1 + 1 / 16.0));
  }
  LogBuckets forward = low;
  forward.merge(high);
  LogBuckets backward = high;
  backward.merge(low);
  backward.merge(LogBuckets(Resolution::coarse));
  CHECK(forward == whole);
  CHECK(backward == whole);
}

}  // namespace verbatim
