#include "drivers/statistics.h"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "drivers/unit_maker.h"
#include "support/oracle.h"

namespace verbatim {
namespace {

using nlohmann::json;
using testing::Draw;
using testing::near;

// The rows of one formula, by value: a part of a temporary would be gone before a loop reads it.
json oracle(const char* formula) {
  json rows = testing::read_oracle("statistics").at(formula);
  REQUIRE_FALSE(rows.empty());
  return rows;
}

NpsCounts counts_of(const json& row) {
  return {row[0], row[1], row[2]};
}

Moments moments_of(const std::vector<std::int64_t>& milli) {
  Int128 sum = 0;
  UInt128 squares = 0;
  for (const std::int64_t v : milli) {
    sum += v;
    squares += static_cast<UInt128>(static_cast<Int128>(v) * v);
  }
  return make_moments(milli.size(), sum, squares, 1000);
}

}  // namespace

TEST_CASE("statistics: the two published NPS intervals") {
  const Interval small = nps_interval({20, 10, 5});
  CHECK(std::abs((small.low + small.high) / 2 - 21.7) < 0.05);
  CHECK(std::abs((small.high - small.low) / 2 - 33.5) < 0.05);
  const Interval large = nps_interval({400, 180, 70});
  CHECK(std::abs((large.low + large.high) / 2 - 27.3) < 0.05);
  CHECK(std::abs((large.high - large.low) / 2 - 7.24) < 0.005);
}

TEST_CASE("statistics: NPS, its variance and interval as the oracle has them") {
  for (const json& row : oracle("nps")) {
    CAPTURE(row.dump());
    const NpsCounts counts{row["n"], row["promoters"], row["detractors"]};
    CHECK(near(nps_value(counts), row["value"]));
    CHECK(near(nps_variance(counts), row["variance"]));
    CHECK(near(nps_interval(counts).low, row["low"]));
    CHECK(near(nps_interval(counts).high, row["high"]));
  }
}

TEST_CASE("statistics: NPS differences as the oracle has them") {
  for (const json& row : oracle("nps_difference")) {
    CAPTURE(row.dump());
    const Estimate got = nps_difference(counts_of(row["a"]), counts_of(row["b"]));
    CHECK(near(got.value, row["value"]));
    CHECK(near(got.low, row["low"]));
    CHECK(near(got.high, row["high"]));
    CHECK(near(got.p, row["p"]));
  }
}

TEST_CASE("statistics: Wilson intervals as the oracle has them, exact at the ends") {
  for (const json& row : oracle("wilson")) {
    CAPTURE(row.dump());
    const Interval got = wilson_interval(row["hits"], row["n"]);
    CHECK(near(got.low, row["low"]));
    CHECK(near(got.high, row["high"]));
  }
  CHECK(wilson_interval(0, 10).low == 0);
  CHECK(wilson_interval(30, 30).high == 1);
}

TEST_CASE("statistics: differences of shares as the oracle has them") {
  for (const json& row : oracle("shares")) {
    CAPTURE(row.dump());
    const Estimate got = share_difference(row["a"][0], row["a"][1], row["b"][0], row["b"][1]);
    CHECK(near(got.value, row["value"]));
    CHECK(near(got.low, row["low"]));
    CHECK(near(got.high, row["high"]));
    CHECK(near(got.p, row["p"]));
  }
}

TEST_CASE("statistics: Welch differences and means as the oracle has them, also a billion points from zero") {
  for (const json& row : oracle("welch")) {
    const Moments a = moments_of(row["a"]);
    const Moments b = moments_of(row["b"]);
    const auto got = welch_difference(a, b);
    REQUIRE(got);
    CAPTURE(got->t);
    CHECK(near(a.mean, row["mean_a"], 1e-12));
    CHECK(near(a.variance, row["variance_a"]));
    CHECK(near(mean_interval(a)->low, row["low_a"]));
    CHECK(near(mean_interval(a)->high, row["high_a"]));
    // A mean near 1e9 has six decimals in a double: so has the difference of two.
    const double tolerance = std::abs(a.mean) > 1e6 ? 2e-6 : 1e-9;
    CHECK(near(got->df, row["df"]));
    CHECK(near(got->t, row["t"], tolerance));
    CHECK(near(got->estimate.value, row["value"], tolerance));
    CHECK(near(got->estimate.p, row["p"], tolerance));
    CHECK(near(got->estimate.low, row["low"], tolerance));
    CHECK(near(got->estimate.high, row["high"], tolerance));
  }
}

TEST_CASE("statistics: Welch without spread is sure, with one value silent") {
  const Moments three{.n = 5, .mean = 3, .variance = 0};
  const Moments four{.n = 7, .mean = 4, .variance = 0};
  CHECK(welch_difference(three, three)->estimate.p == 1);
  CHECK(welch_difference(three, four)->estimate.p == 0);
  CHECK(welch_difference(three, four)->estimate.low == -1);
  CHECK_FALSE(welch_difference({.n = 1, .mean = 3, .variance = 0}, four));
  CHECK_FALSE(mean_interval({.n = 1, .mean = 3, .variance = 0}));
}

TEST_CASE("statistics: moments keep the spread of values near the limits") {
  const std::int64_t top = INT64_MAX - 10;
  CHECK(moments_of({top, top + 1, top + 2}).variance == doctest::Approx(1e-6));
  CHECK(moments_of({-top, -top - 1, -top - 2}).variance == doctest::Approx(1e-6));
  CHECK(moments_of({-3000, 3000}).mean == 0);
  CHECK(moments_of({-3000, 3000}).variance == doctest::Approx(18));
  CHECK(moments_of({7, 7, 7, 7}).variance == 0);
}

TEST_CASE("statistics: impact is the score of all less that of the others, as the oracle has it") {
  for (const json& row : oracle("impact")) {
    CAPTURE(row.dump());
    const GroupFigure with{row["with_n"], row["with_n"], row["with_value"], row["with_variance"]};
    const GroupFigure others{row["others_n"], row["others_n"], row["others_value"], row["others_variance"]};
    const auto got = leave_out_impact(with, others);
    REQUIRE(got);
    CHECK(near(got->value, row["value"]));
    CHECK(near(got->low, row["low"]));
    CHECK(near(got->high, row["high"]));
    CHECK(near(got->p, row["p"]));
  }
  CHECK_FALSE(leave_out_impact({.n = 0, .weight = 0, .value = 0, .variance = 0},
                               {.n = 3, .weight = 3, .value = 1, .variance = 1}));
  CHECK_FALSE(leave_out_impact({.n = 3, .weight = 3, .value = 1, .variance = 1},
                               {.n = 0, .weight = 0, .value = 0, .variance = 0}));
  CHECK(leave_out_impact({.n = 3, .weight = 3, .value = 1, .variance = 0},
                         {.n = 3, .weight = 3, .value = 1, .variance = 0})
            ->p == 1);
}

TEST_CASE("statistics: Benjamini-Hochberg as the oracle has it") {
  for (const json& row : oracle("benjamini_hochberg")) {
    const std::vector<double> p = row["p"];
    const std::vector<double> q = benjamini_hochberg(p);
    REQUIRE(q.size() == p.size());
    for (std::size_t i = 0; i < p.size(); ++i) CHECK(near(q[i], row["q"][i]));
  }
  CHECK(benjamini_hochberg({}).empty());
}

TEST_CASE("statistics: the normal distribution and its inverse as the oracle has them") {
  const json normal = oracle("normal");
  for (const json& row : normal["cdf"]) CHECK(near(normal_cdf(row["z"]), row["p"]));
  for (const json& row : normal["quantile"]) CHECK(near(normal_quantile(row["p"]), row["z"]));
  CHECK(std::abs(normal_quantile(0.975) - kZ95) < 1e-6);
}

namespace {

// A score from 1..5 (or an NPS group, for NPS) with the chances given.
struct Population {
  std::vector<double> chances;

  std::size_t draw(Draw& from) const {
    double u = from.unit();
    for (std::size_t i = 0; i + 1 < chances.size(); ++i) {
      if (u < chances[i]) return i;
      u -= chances[i];
    }
    return chances.size() - 1;
  }
};

struct NpsGroup {
  NpsCounts counts;
  void add(std::size_t which) {  // 0 detractor, 1 passive, 2 promoter
    ++counts.n;
    counts.detractors += which == 0 ? 1U : 0U;
    counts.promoters += which == 2 ? 1U : 0U;
  }
  GroupFigure figure() const { return {counts.n, counts.n, nps_value(counts), nps_variance(counts)}; }
};

struct StarGroup {
  std::uint64_t n = 0;
  Int128 sum = 0;
  UInt128 squares = 0;
  void add(std::size_t which) {
    const auto milli = static_cast<std::int64_t>(which + 1) * 1000;
    ++n;
    sum += milli;
    squares += static_cast<UInt128>(milli) * static_cast<UInt128>(milli);
  }
  Moments moments() const { return make_moments(n, sum, squares, 1000); }
  GroupFigure figure() const {
    const Moments m = moments();
    return {m.n, m.n, m.mean, m.variance / m.n};
  }
};

struct Coverage {
  int drawn = 0;
  int held = 0;
  void add(const Estimate& estimate, double truth) {
    ++drawn;
    held += estimate.low <= truth && truth <= estimate.high ? 1 : 0;
  }
  double share() const { return held / static_cast<double>(drawn); }
};

}  // namespace

TEST_CASE("statistics: intervals of impact hold the truth in 93 to 97 % of draws at n >= 30") {
  struct World {
    double theme_share;
    Population theme, others;  // detractor, passive, promoter
  };
  const World worlds[] = {{0.10, {{0.8, 0.15, 0.05}}, {{0.3, 0.3, 0.4}}},
                          {0.12, {{0.5, 0.3, 0.2}}, {{0.4, 0.3, 0.3}}},
                          {0.30, {{0.7, 0.2, 0.1}}, {{0.1, 0.3, 0.6}}}};
  Draw draw(1);
  for (const World& world : worlds) {
    CAPTURE(world.theme_share);
    const double truth = world.theme_share * 100 *
                         ((world.theme.chances[2] - world.theme.chances[0]) -
                          (world.others.chances[2] - world.others.chances[0]));
    Coverage coverage;
    while (coverage.drawn < 4000) {
      NpsGroup theme;
      NpsGroup others;
      for (int i = 0; i < 400; ++i) {
        if (draw.chance(world.theme_share)) {
          theme.add(world.theme.draw(draw));
        } else {
          others.add(world.others.draw(draw));
        }
      }
      if (theme.counts.n < 30) continue;
      coverage.add(*leave_out_impact(theme.figure(), others.figure()), truth);
    }
    CHECK(coverage.share() > 0.93);
    CHECK(coverage.share() < 0.97);
  }
}

TEST_CASE("statistics: intervals of severity hold the truth in 93 to 97 % of draws at n = 30 and 60") {
  Draw draw(2);
  const Population few_promoters{{0.75, 0.17, 0.08}};
  const Population more_promoters{{0.6, 0.25, 0.15}};
  const Population bad_stars{{0.55, 0.2, 0.1, 0.1, 0.05}};
  const Population fair_stars{{0.35, 0.25, 0.2, 0.1, 0.1}};
  for (const int n : {30, 60}) {
    CAPTURE(n);
    Coverage nps;
    Coverage stars;
    Coverage shares;
    for (int round = 0; round < 4000; ++round) {
      NpsGroup with_nps;
      NpsGroup other_nps;
      StarGroup with_stars;
      StarGroup other_stars;
      std::uint64_t with_hits = 0;
      std::uint64_t other_hits = 0;
      for (int i = 0; i < n; ++i) {
        with_nps.add(few_promoters.draw(draw));
        with_stars.add(bad_stars.draw(draw));
        with_hits += draw.chance(0.25) ? 1U : 0U;
      }
      for (int i = 0; i < 200; ++i) {
        other_nps.add(more_promoters.draw(draw));
        other_stars.add(fair_stars.draw(draw));
        other_hits += draw.chance(0.4) ? 1U : 0U;
      }
      nps.add(nps_difference(with_nps.counts, other_nps.counts), -67.0 + 45.0);
      stars.add(welch_difference(with_stars.moments(), other_stars.moments())->estimate, 1.9 - 2.35);
      shares.add(share_difference(static_cast<double>(with_hits), n, static_cast<double>(other_hits), 200),
                 -0.15);
    }
    CAPTURE(nps.share());
    CAPTURE(stars.share());
    CAPTURE(shares.share());
    CHECK(nps.share() > 0.93);
    CHECK(nps.share() < 0.97);
    CHECK(stars.share() > 0.93);
    CHECK(stars.share() < 0.97);
    CHECK(shares.share() > 0.93);
    CHECK(shares.share() < 0.97);
  }
}

}  // namespace verbatim
