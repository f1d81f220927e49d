#include "drivers/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace verbatim {
namespace {

constexpr double kNpsExtraRecords = 3;
constexpr double kNpsExtraEach = 0.75;  // to promoters, and to detractors

double two_sided_p(double value, double se) {
  if (se > 0) return 2 * normal_cdf(-std::abs(value) / se);
  return value == 0 ? 1 : 0;
}

// -0.0 would be printed with its sign.
double without_negative_zero(double value) {
  return value == 0 ? 0 : value;
}

GroupFigure nps_figure(double n, double promoters, double detractors) {
  const double p = promoters / n;
  const double d = detractors / n;
  return {.n = n,
          .weight = n,
          .value = 100 * (p - d),
          .variance = std::max(0.0, 1e4 * (p + d - (p - d) * (p - d)) / n)};
}

GroupFigure adjusted_nps_figure(const NpsCounts& counts) {
  return nps_figure(counts.n + kNpsExtraRecords, counts.promoters + kNpsExtraEach,
                    counts.detractors + kNpsExtraEach);
}

double t_quantile_975(double df) {
  return boost::math::quantile(boost::math::students_t(df), 0.975);
}

double t_two_sided_p(double t, double df) {
  return 2 * boost::math::cdf(boost::math::students_t(df), -std::abs(t));
}

}  // namespace

double normal_cdf(double z) {
  return boost::math::cdf(boost::math::normal(), z);
}

double normal_quantile(double p) {
  assert(p > 0 && p < 1);
  return boost::math::quantile(boost::math::normal(), p);
}

double nps_value(const NpsCounts& counts) {
  assert(counts.n > 0);
  return 100 * (counts.promoters - counts.detractors) / counts.n;
}

double nps_variance(const NpsCounts& counts) {
  assert(counts.n > 0);
  return nps_figure(counts.n, counts.promoters, counts.detractors).variance;
}

Interval nps_interval(const NpsCounts& counts) {
  const double value = nps_value(counts);
  const GroupFigure adjusted = adjusted_nps_figure(counts);
  const double half = kZ95 * std::sqrt(adjusted.variance);
  return {.low = std::min(value, std::max(-100.0, adjusted.value - half)),
          .high = std::max(value, std::min(100.0, adjusted.value + half))};
}

Estimate nps_difference(const NpsCounts& a, const NpsCounts& b) {
  const double value = without_negative_zero(nps_value(a) - nps_value(b));
  const GroupFigure adjusted_a = adjusted_nps_figure(a);
  const GroupFigure adjusted_b = adjusted_nps_figure(b);
  const double centre = adjusted_a.value - adjusted_b.value;
  const double se = std::sqrt(adjusted_a.variance + adjusted_b.variance);
  return {.value = value,
          .low = std::min(value, std::max(-200.0, centre - kZ95 * se)),
          .high = std::max(value, std::min(200.0, centre + kZ95 * se)),
          .p = two_sided_p(centre, se)};
}

Interval wilson_interval(double hits, double n) {
  assert(n > 0 && hits <= n);
  const double size = n;
  const double share = hits / size;
  constexpr double kZ2 = kZ95 * kZ95;
  const double centre = (share + kZ2 / (2 * size)) / (1 + kZ2 / size);
  const double half =
      kZ95 * std::sqrt(share * (1 - share) / size + kZ2 / (4 * size * size)) / (1 + kZ2 / size);
  // The ends are exact where rounding would leave 1e-18 beyond them.
  return {.low = hits == 0 ? 0 : std::max(0.0, centre - half),
          .high = hits == n ? 1 : std::min(1.0, centre + half)};
}

Estimate share_difference(double hits_a, double n_a, double hits_b, double n_b) {
  assert(n_a > 0 && n_b > 0);
  const double share_a = hits_a / n_a;
  const double share_b = hits_b / n_b;
  const double value = without_negative_zero(share_a - share_b);
  const Interval a = wilson_interval(hits_a, n_a);
  const Interval b = wilson_interval(hits_b, n_b);
  const double down =
      std::sqrt((share_a - a.low) * (share_a - a.low) + (b.high - share_b) * (b.high - share_b));
  const double up =
      std::sqrt((a.high - share_a) * (a.high - share_a) + (share_b - b.low) * (share_b - b.low));
  const double pooled = (hits_a + hits_b) / (n_a + n_b);
  const double se = std::sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b));
  return {.value = value, .low = value - down, .high = value + up, .p = two_sided_p(value, se)};
}

Moments make_moments(std::uint64_t n, Int128 sum, UInt128 sum_squares, double scale) {
  assert(n > 0 && scale > 0);
  const Int128 count = n;
  const Int128 whole = sum / count;
  const Int128 rest = sum - whole * count;
  // Sum of (v - whole)^2. Unsigned arithmetic wraps, and the true result fits, so the steps between may pass
  // 2^128.
  const UInt128 centred = sum_squares - static_cast<UInt128>(whole) * static_cast<UInt128>(sum) -
                          static_cast<UInt128>(whole) * static_cast<UInt128>(rest);
  const double size = static_cast<double>(n);
  const double rest_points = static_cast<double>(rest);
  Moments moments{
      .n = size, .mean = (static_cast<double>(whole) + rest_points / size) / scale, .variance = 0};
  if (n > 1) {
    const double squares = static_cast<double>(centred) - rest_points * (rest_points / size);
    moments.variance = std::max(0.0, squares) / (size - 1) / (scale * scale);
  }
  return moments;
}

Moments make_weighed_moments(std::uint64_t weight, Int128 sum, UInt128 sum_squares, double scale,
                             double effective) {
  Moments moments = make_moments(weight, sum, sum_squares, scale);
  const double size = static_cast<double>(weight);
  // Not every unit of weight is a record of its own.
  moments.variance =
      effective > 1 ? moments.variance * ((size - 1) / size) * (effective / (effective - 1)) : 0;
  moments.n = effective;
  return moments;
}

std::optional<Interval> mean_interval(const Moments& moments) {
  if (moments.n < 2) return std::nullopt;
  const double size = moments.n;
  if (moments.variance == 0) return Interval{.low = moments.mean, .high = moments.mean};
  const double half = t_quantile_975(size - 1) * std::sqrt(moments.variance / size);
  return Interval{.low = moments.mean - half, .high = moments.mean + half};
}

std::optional<WelchDifference> welch_difference(const Moments& a, const Moments& b) {
  if (a.n < 2 || b.n < 2) return std::nullopt;
  const double size_a = a.n;
  const double size_b = b.n;
  const double value = without_negative_zero(a.mean - b.mean);
  const double square_a = a.variance / size_a;
  const double square_b = b.variance / size_b;
  const double square = square_a + square_b;
  if (square == 0) {
    const Estimate estimate{.value = value, .low = value, .high = value, .p = two_sided_p(value, 0)};
    return WelchDifference{.estimate = estimate, .t = 0, .df = size_a + size_b - 2};
  }
  // Shares of the sum, so that squares of very small or very large variances stay in range.
  const double part_a = square_a / square;
  const double part_b = square_b / square;
  const double df = 1 / (part_a * part_a / (size_a - 1) + part_b * part_b / (size_b - 1));
  const double se = std::sqrt(square);
  const double t = value / se;
  const double half = t_quantile_975(df) * se;
  const Estimate estimate{
      .value = value, .low = value - half, .high = value + half, .p = t_two_sided_p(t, df)};
  return WelchDifference{.estimate = estimate, .t = t, .df = df};
}

std::optional<Estimate> leave_out_impact(const GroupFigure& with, const GroupFigure& others) {
  if (with.n <= 0 || others.n <= 0) return std::nullopt;
  const double weight = with.weight + others.weight;
  const double q = with.weight / weight;
  const double all =
      weight * weight / (with.weight * with.weight / with.n + others.weight * others.weight / others.n);
  const double gap = with.value - others.value;
  const double value = without_negative_zero(q * gap);
  const double se = std::sqrt(q * q * (with.variance + others.variance) + gap * gap * q * (1 - q) / all);
  return Estimate{
      .value = value, .low = value - kZ95 * se, .high = value + kZ95 * se, .p = two_sided_p(value, se)};
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [p](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] < p[b] : a < b; });
  std::vector<double> adjusted(p.size());
  double smallest = 1;
  for (std::size_t i = order.size(); i-- > 0;) {
    const double candidate = p[order[i]] * static_cast<double>(p.size()) / static_cast<double>(i + 1);
    smallest = std::min(smallest, candidate);
    adjusted[order[i]] = smallest;
  }
  return adjusted;
}

}  // namespace verbatim
