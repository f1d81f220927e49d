#include "drivers/cx_index.h"

#include <algorithm>
#include <cmath>

namespace verbatim {
namespace {

constexpr double kHalf = 50;  // points from 50 to either end

struct Ratio {
  double value = 0;
  double variance = 0;
};

// The sum of x over that of m, both over records.
Ratio net_share(const CxCounts& counts) {
  const auto praise = static_cast<double>(counts.praise);
  const auto complaint = static_cast<double>(counts.complaint);
  const auto both = static_cast<double>(counts.both);
  const double mentions = praise + complaint + 2 * both;
  const double r = (praise - complaint) / mentions;
  const double squares = praise * (1 - r) * (1 - r) + complaint * (1 + r) * (1 + r) + both * 4 * r * r;
  return {r, squares / (mentions * mentions)};
}

CxCounts with_more(CxCounts counts, std::uint64_t of_each) {
  counts.praise += of_each;
  counts.complaint += of_each;
  return counts;
}

}  // namespace

void CxCounts::merge(const CxCounts& other) {
  praise += other.praise;
  complaint += other.complaint;
  both += other.both;
  neutral += other.neutral;
}

double cx_index(const CxCounts& counts) {
  const auto positive = static_cast<double>(counts.positive_mentions());
  const auto negative = static_cast<double>(counts.negative_mentions());
  return kHalf + kHalf * (positive - negative) / (positive + negative + kCxNeutralMentions);
}

Interval cx_interval(const CxCounts& counts) {
  if (counts.judging() == 0) return {0, 2 * kHalf};
  const Ratio net = net_share(with_more(counts, 2));
  const double half = kZ95 * std::sqrt(net.variance);
  const auto mentions = static_cast<double>(counts.positive_mentions() + counts.negative_mentions());
  const double scale = kHalf * mentions / (mentions + kCxNeutralMentions);
  const double index = cx_index(counts);
  return {std::min(index, kHalf + scale * std::max(-1.0, net.value - half)),
          std::max(index, kHalf + scale * std::min(1.0, net.value + half))};
}

std::optional<Estimate> cx_difference(const CxCounts& a, const CxCounts& b) {
  if (a.judging() < kCxMinCompared || b.judging() < kCxMinCompared) return std::nullopt;
  const Ratio adjusted_a = net_share(with_more(a, 1));
  const Ratio adjusted_b = net_share(with_more(b, 1));
  const double centre = kHalf * (adjusted_a.value - adjusted_b.value);
  const double error = kHalf * std::sqrt(adjusted_a.variance + adjusted_b.variance);
  Estimate estimate;
  estimate.value = kHalf * (net_share(a).value - net_share(b).value);
  estimate.low = std::min(estimate.value, centre - kZ95 * error);
  estimate.high = std::max(estimate.value, centre + kZ95 * error);
  estimate.p = 2 * normal_cdf(-std::abs(centre) / error);
  return estimate;
}

}  // namespace verbatim
