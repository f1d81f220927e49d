#include "drivers/comparison_statistics.h"

#include <algorithm>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <cstdint>

namespace verbatim {
namespace {

constexpr double kFewExpected = 5;  // hits below which a normal approximation of shares is too bold
constexpr double kPower = 0.8;

// Twice the smaller tail of the hypergeometric distribution.
double fisher_p(std::uint64_t hits_a, std::uint64_t n_a, std::uint64_t hits_b, std::uint64_t n_b) {
  const std::uint64_t hits = hits_a + hits_b;
  if (hits == 0 || hits == n_a + n_b) return 1;
  const boost::math::hypergeometric_distribution<double> chance(hits, n_a, n_a + n_b);
  const double at_most = boost::math::cdf(chance, hits_a);
  const double at_least = 1 - at_most + boost::math::pdf(chance, hits_a);
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

}  // namespace

double share_p(double hits_a, double n_a, double hits_b, double n_b) {
  const double hits = hits_a + hits_b;
  const double n = n_a + n_b;
  const double expected = std::min(hits, n - hits) * std::min(n_a, n_b) / n;
  if (expected >= kFewExpected) return share_difference(hits_a, n_a, hits_b, n_b).p;
  const auto whole = [](double value) { return static_cast<std::uint64_t>(std::llround(value)); };
  return fisher_p(whole(hits_a), whole(n_a), whole(hits_b), whole(n_b));
}

Moments moments_of_interval(double n, double mean, const Interval& interval) {
  assert(n >= 2);
  const double half = (interval.high - interval.low) / 2;
  const double error = half / boost::math::quantile(boost::math::students_t(n - 1), 0.975);
  return {.n = n, .mean = mean, .variance = n * error * error};
}

Estimate interval_difference(const Estimate& a, const Estimate& b) {
  const double value = a.value == b.value ? 0 : a.value - b.value;
  const double se = std::hypot(a.high - a.low, b.high - b.low) / (2 * kZ95);
  const double p = se > 0 ? 2 * normal_cdf(-std::abs(value) / se) : value == 0 ? 1 : 0;
  return {.value = value, .low = value - kZ95 * se, .high = value + kZ95 * se, .p = p};
}

double smallest_seen(double se, double alpha) {
  return (normal_quantile(1 - alpha / 2) + normal_quantile(kPower)) * se;
}

}  // namespace verbatim
