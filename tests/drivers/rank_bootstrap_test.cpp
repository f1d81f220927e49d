#include "drivers/rank_bootstrap.h"

#include <doctest/doctest.h>

#include <cmath>

#include "drivers/unit_maker.h"
#include "support/oracle.h"

namespace verbatim {
namespace {

using nlohmann::json;
using testing::Draw;
using testing::near;

constexpr ScoreMeaning kNps{ScoreKind::nps, TimeUnit::none, false};

BucketSums sums_of(const json& records, const json& value) {
  BucketSums sums;
  for (std::size_t i = 0; i < kBuckets; ++i)
    sums.add(i, {records[i].get<std::uint64_t>(), static_cast<Int128>(value[i].get<std::int64_t>())});
  return sums;
}

// A driver whose records score -100 with this chance, and else 0, beside everybody else at 0 to 100.
struct Drawn {
  BucketSums all;
  std::vector<BucketSums> drivers;
};

Drawn draw_run(std::uint64_t seed, const std::vector<double>& shares, double bad) {
  Draw draw(seed);
  Drawn run;
  run.drivers.resize(shares.size());
  for (int i = 0; i < 6000; ++i) {
    const std::size_t bucket = bucket_of(draw.next());
    const double u = draw.unit();
    double from = 0;
    std::size_t driver = shares.size();
    for (std::size_t d = 0; d < shares.size(); ++d) {
      if (u >= from && u < from + shares[d]) driver = d;
      from += shares[d];
    }
    const bool is_driver = driver < shares.size();
    const BucketSum sum{1, is_driver ? (draw.chance(bad) ? -1 : 0) : (draw.chance(0.5) ? 1 : 0)};
    run.all.add(bucket, sum);
    if (is_driver) run.drivers[driver].add(bucket, sum);
  }
  return run;
}

std::vector<const BucketSums*> pointers(const std::vector<BucketSums>& sums) {
  std::vector<const BucketSums*> all;
  for (const BucketSums& one : sums) all.push_back(&one);
  return all;
}

}  // namespace

TEST_CASE("rank_bootstrap: clustered errors by the plain definition") {
  const json row = testing::read_oracle("drivers").at("jackknife");
  const BucketSums all = sums_of(row["all_records"], row["all_value"]);
  const BucketSums with = sums_of(row["with_records"], row["with_value"]);
  BucketSums others;
  for (std::size_t i = 0; i < kBuckets; ++i)
    others.add(i, {all.at(i).records - with.at(i).records, all.at(i).value - with.at(i).value});
  CHECK(near(clustered_impact_error(kNps, all, with).value(), row["impact_error"]));
  CHECK(near(clustered_difference_error(kNps, with, others).value(), row["difference_error"]));
}

TEST_CASE("rank_bootstrap: drivers far apart keep their ranks, equal ones change places") {
  const Drawn apart = draw_run(1, {0.30, 0.10, 0.02}, 0.9);
  const std::vector<RankFirmness> firm = bootstrap_ranks(kNps, apart.all, pointers(apart.drivers), -1);
  REQUIRE(firm.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(firm[i].low == i + 1);
    CHECK(firm[i].high == i + 1);
    CHECK(firm[i].stability > 0.99);
  }
  CHECK(firm[0].next_p.value() < 0.01);
  CHECK_FALSE(firm[2].next_p);

  const Drawn equal = draw_run(2, {0.1, 0.1, 0.1}, 0.5);
  const std::vector<RankFirmness> loose = bootstrap_ranks(kNps, equal.all, pointers(equal.drivers), -1);
  CHECK(loose[1].low == 1);
  CHECK(loose[1].high == 3);
  CHECK(loose[0].next_p.value() > 0.05);
  CHECK(bootstrap_ranks(kNps, equal.all, {}, -1).empty());
}

TEST_CASE("rank_bootstrap: the jackknife of single records is close to the formula") {
  const Drawn run = draw_run(5, {0.2}, 0.7);
  double n = 0, value = 0, records = 0, total = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    n += static_cast<double>(run.drivers[0].at(i).records);
    value += static_cast<double>(run.drivers[0].at(i).value);
    records += static_cast<double>(run.all.at(i).records);
    total += static_cast<double>(run.all.at(i).value);
  }
  const double t = value / n;
  const double e = (total - value) / (records - n);
  // Scores of -1 and 0 with, of 0 and 1 without.
  const GroupFigure with{n, n, 100 * t, 1e4 * -t * (1 + t) / n};
  const GroupFigure others{records - n, records - n, 100 * e, 1e4 * e * (1 - e) / (records - n)};
  const Estimate impact = leave_out_impact(with, others).value();
  const double formula = (impact.high - impact.low) / (2 * kZ95);
  CHECK(clustered_impact_error(kNps, run.all, run.drivers[0]).value() ==
        doctest::Approx(formula).epsilon(0.12));
}

TEST_CASE(
    "rank_bootstrap: with customers who answer often, clustered intervals hold the truth and plain ones do "
    "not") {
  // Half of the customers never complain; the others do in half of their answers and are less happy
  // throughout.
  constexpr int kRuns = 400;
  constexpr int kCustomers = 700;
  struct Seen {
    double impact = 0;
    double clustered = 0;
    double plain = 0;
  };
  std::vector<Seen> seen;
  double sum = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    Draw draw(1000 + run);
    BucketSums all, with;
    double n = 0, nt = 0, up = 0, down = 0, up_t = 0, down_t = 0;
    for (int customer = 0; customer < kCustomers; ++customer) {
      const std::size_t bucket = bucket_of(draw.next());
      const bool complains = draw.chance(0.5);
      const double mood = draw.unit();
      const std::uint64_t answers = 1 + draw.below(20);
      for (std::uint64_t a = 0; a < answers; ++a) {
        const bool is_complaint = complains && draw.chance(0.5);
        const double happy = (mood < 0.5 ? 0.1 : 0.9) - (is_complaint ? 0.05 : 0);
        const int value = draw.chance(happy) ? 1 : draw.chance(0.6) ? -1 : 0;
        all.add(bucket, {1, value});
        n += 1;
        up += value > 0 ? 1 : 0;
        down += value < 0 ? 1 : 0;
        if (!is_complaint) continue;
        with.add(bucket, {1, value});
        nt += 1;
        up_t += value > 0 ? 1 : 0;
        down_t += value < 0 ? 1 : 0;
      }
    }
    const NpsCounts theme{nt, up_t, down_t};
    const NpsCounts rest{n - nt, up - up_t, down - down_t};
    const Estimate impact = leave_out_impact({nt, nt, nps_value(theme), nps_variance(theme)},
                                             {n - nt, n - nt, nps_value(rest), nps_variance(rest)})
                                .value();
    seen.push_back({impact.value, clustered_impact_error(kNps, all, with).value(),
                    (impact.high - impact.low) / (2 * kZ95)});
    sum += impact.value;
  }
  const double truth = sum / kRuns;
  double clustered = 0, plain = 0;
  for (const Seen& one : seen) {
    clustered += std::abs(one.impact - truth) <= kZ95 * one.clustered ? 1.0 / kRuns : 0;
    plain += std::abs(one.impact - truth) <= kZ95 * one.plain ? 1.0 / kRuns : 0;
  }
  CAPTURE(clustered);
  CAPTURE(plain);
  CHECK(clustered > 0.92);
  CHECK(clustered < 0.98);
  CHECK(plain < clustered - 0.03);
}

TEST_CASE("rank_bootstrap: too few buckets say nothing of errors") {
  BucketSums all, with;
  for (std::size_t i = 0; i < kBuckets; ++i) all.add(i, {4, 1});
  for (std::size_t i = 0; i < 9; ++i) with.add(i, {1, -1});
  CHECK_FALSE(clustered_impact_error(kNps, all, with));
}

}  // namespace verbatim
