// How firm a ranking is: ranks of the drivers in resampled runs.
//
// The run's records lie in 256 buckets by cluster. Each of 1,000 draws weighs every bucket by a Poisson(1)
// number (the Poisson bootstrap; fixed seed), and ranks the drivers anew. In simulation as wide as a
// bootstrap of records.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "drivers/bucket_sums.h"
#include "verbatim/score.h"

namespace verbatim {

inline constexpr std::size_t kBootstrapDraws = 1000;

struct RankFirmness {
  std::uint32_t low = 1;  // of the ranks in 95 % of the draws, from 1
  std::uint32_t high = 1;
  double stability = 0;          // share of the draws in which it keeps its rank, 0..1
  std::optional<double> next_p;  // two-sided p of "the next one is as strong"; empty for the last
};

// `drivers` are sums of the drivers' records in the order of their ranks, `all` of all analysed records that
// have the score. `strength_sign` is +1 where a positive impact ranks high, else -1.
std::vector<RankFirmness> bootstrap_ranks(const ScoreMeaning& meaning, const BucketSums& all,
                                          std::span<const BucketSums* const> drivers, double strength_sign);

// Standard error of the leave-out impact score(all) - score(others), by leaving out one bucket after the
// other (delete-a-group jackknife): it allows for clusters of any size, since a cluster lies in one bucket.
// Empty where fewer than 10 buckets hold records of the driver, or nobody else is scored.
std::optional<double> clustered_impact_error(const ScoreMeaning& meaning, const BucketSums& all,
                                             const BucketSums& driver);

// The same of figure(a) - figure(b), where no record is in both.
std::optional<double> clustered_difference_error(const ScoreMeaning& meaning, const BucketSums& a,
                                                 const BucketSums& b);

}  // namespace verbatim
