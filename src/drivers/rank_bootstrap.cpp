#include "drivers/rank_bootstrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace verbatim {
namespace {

constexpr std::uint64_t kSeed = 0x766572626174696DULL;
constexpr std::size_t kMinBuckets = 10;

// A group's sums as doubles, for many weighted sums of them.
struct Group {
  std::array<double, kBuckets> records{};
  std::array<double, kBuckets> value{};

  explicit Group(const BucketSums& sums) {
    for (std::size_t i = 0; i < kBuckets; ++i) {
      const BucketSum at = sums.at(i);
      records[i] = static_cast<double>(at.records);
      value[i] = static_cast<double>(at.value);
    }
  }
};

struct Total {
  double records = 0;
  double value = 0;
};

Total weigh(const Group& group, const std::array<double, kBuckets>& weights) {
  Total total;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    total.records += weights[i] * group.records[i];
    total.value += weights[i] * group.value[i];
  }
  return total;
}

// score(all) - score(others); nothing where one of them is empty.
std::optional<double> impact(const ScoreMeaning& meaning, const Total& all, const Total& with) {
  const double others = all.records - with.records;
  if (all.records <= 0 || others <= 0) return std::nullopt;
  return bucket_figure(meaning, all.records, all.value) -
         bucket_figure(meaning, others, all.value - with.value);
}

class Draw {
 public:
  // SplitMix64 (Steele, Lea and Flood).
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }

  // A Poisson(1) number by inversion.
  double poisson() {
    const double u = static_cast<double>(next() >> 11U) * 0x1.0p-53;
    double probability = 0.36787944117144233;  // exp(-1)
    double below = probability;
    double count = 0;
    while (u >= below && count < 20) {
      ++count;
      probability /= count;
      below += probability;
    }
    return count;
  }

 private:
  std::uint64_t state_ = kSeed;
};

// Which place each driver takes, the strongest first; of equals the one that stands first.
std::vector<std::size_t> places_of(const std::vector<double>& strengths) {
  std::vector<std::size_t> order(strengths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return strengths[a] > strengths[b]; });
  std::vector<std::size_t> places(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) places[order[place]] = place;
  return places;
}

template <typename Figure>
std::optional<double> jackknife_error(const Group& group, Figure figure) {
  std::array<double, kBuckets> values{};
  std::size_t count = 0;
  std::size_t filled = 0;
  for (std::size_t k = 0; k < kBuckets; ++k) {
    if (group.records[k] > 0) ++filled;
    const std::optional<double> without = figure(k);
    if (!without) return std::nullopt;
    values[count++] = *without;
  }
  if (filled < kMinBuckets) return std::nullopt;
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / kBuckets;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares * (kBuckets - 1.0) / kBuckets);
}

Total without(const Total& total, const Group& group, std::size_t bucket) {
  return {total.records - group.records[bucket], total.value - group.value[bucket]};
}

std::array<double, kBuckets> ones() {
  std::array<double, kBuckets> weights{};
  weights.fill(1);
  return weights;
}

}  // namespace

std::vector<RankFirmness> bootstrap_ranks(const ScoreMeaning& meaning, const BucketSums& all,
                                          std::span<const BucketSums* const> drivers, double strength_sign) {
  const std::size_t count = drivers.size();
  std::vector<RankFirmness> firmness(count);
  if (count == 0) return firmness;
  const Group whole(all);
  std::vector<Group> groups;
  groups.reserve(count);
  for (const BucketSums* driver : drivers) groups.emplace_back(*driver);

  std::vector<std::vector<std::uint32_t>> held(count, std::vector<std::uint32_t>(count));  // driver, place
  std::vector<std::uint32_t> next_stronger(count);
  Draw draw;
  std::array<double, kBuckets> weights{};
  std::vector<double> strengths(count);
  for (std::size_t b = 0; b < kBootstrapDraws; ++b) {
    for (double& weight : weights) weight = draw.poisson();
    const Total total = weigh(whole, weights);
    for (std::size_t i = 0; i < count; ++i) {
      strengths[i] = strength_sign * impact(meaning, total, weigh(groups[i], weights)).value_or(0);
    }
    const std::vector<std::size_t> places = places_of(strengths);
    for (std::size_t i = 0; i < count; ++i) {
      ++held[i][places[i]];
      if (i + 1 < count && strengths[i + 1] >= strengths[i]) ++next_stronger[i];
    }
  }

  constexpr std::size_t kTail = kBootstrapDraws / 40;  // 2.5 %
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t passed = 0;
    std::size_t low = 0;
    while (passed + held[i][low] <= kTail) passed += held[i][low++];
    passed = 0;
    std::size_t high = count - 1;
    while (passed + held[i][high] <= kTail) passed += held[i][high--];
    firmness[i].low = static_cast<std::uint32_t>(low + 1);
    firmness[i].high = static_cast<std::uint32_t>(high + 1);
    firmness[i].stability = static_cast<double>(held[i][i]) / kBootstrapDraws;
    if (i + 1 == count) continue;
    // One draw more on either side: no p of zero comes of a thousand draws.
    const double tail =
        std::min(next_stronger[i], static_cast<std::uint32_t>(kBootstrapDraws) - next_stronger[i]);
    firmness[i].next_p = std::min(1.0, 2 * (tail + 1) / (kBootstrapDraws + 1));
  }
  return firmness;
}

std::optional<double> clustered_impact_error(const ScoreMeaning& meaning, const BucketSums& all,
                                             const BucketSums& driver) {
  const Group whole(all);
  const Group with(driver);
  const Total total = weigh(whole, ones());
  const Total part = weigh(with, ones());
  return jackknife_error(
      with, [&](std::size_t k) { return impact(meaning, without(total, whole, k), without(part, with, k)); });
}

std::optional<double> clustered_difference_error(const ScoreMeaning& meaning, const BucketSums& a,
                                                 const BucketSums& b) {
  const Group first(a);
  const Group second(b);
  const Total total_a = weigh(first, ones());
  const Total total_b = weigh(second, ones());
  return jackknife_error(first, [&](std::size_t k) -> std::optional<double> {
    const Total left = without(total_a, first, k);
    const Total right = without(total_b, second, k);
    if (left.records <= 0 || right.records <= 0) return std::nullopt;
    return bucket_figure(meaning, left.records, left.value) -
           bucket_figure(meaning, right.records, right.value);
  });
}

}  // namespace verbatim
