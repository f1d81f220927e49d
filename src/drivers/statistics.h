// The formulas behind every figure of the drivers, as pure functions of counts and sums. Integers come in,
// floating point happens here and only here: equal tallies give equal bits, however they were merged.
//
// Shares are 0..1 unless a name says percent; NPS is in points, -100..100. Intervals are 95 %.
//
// Sizes of groups are numbers of records, whole unless the records have weights: then a size is the effective
// one, (sum of weights)^2 / sum of their squares, and counts are shares of it (Kish).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace verbatim {

// Sums of values in thousandths outgrow 64 bits.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

inline constexpr double kZ95 = 1.959964;

struct Interval {
  double low = 0;
  double high = 0;
};

// A value with its 95 % interval and the two-sided p of "it is zero".
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
  double p = 1;
};

// A group's figure (NPS, percent, mean) and the variance of that figure, in its unit squared.
struct GroupFigure {
  double n = 0;       // effective size
  double weight = 0;  // sum of weights: the size, where there are none
  double value = 0;
  double variance = 0;
};

// Distribution function of the standard normal.
double normal_cdf(double z);

// Its inverse. REQUIRES: 0 < p < 1.
double normal_quantile(double p);

// --- Net promoter score ---

struct NpsCounts {
  double n = 0;
  double promoters = 0;
  double detractors = 0;  // promoters + detractors <= n
};

// 100 (p - d), in points. REQUIRES: n > 0.
double nps_value(const NpsCounts& counts);

// Variance of that figure: 1e4 (p + d - (p - d)^2) / n, the variance of scores of -100, 0 and 100 over n.
// REQUIRES: n > 0.
double nps_variance(const NpsCounts& counts);

// Adjusted Wald: the two lines above after adding 3 to n and 0.75 to promoters and to detractors (Lewis and
// Sauro). Cut at -100 and 100; widened, if need be, to hold the plain value (n = 1). REQUIRES: n > 0.
Interval nps_interval(const NpsCounts& counts);

// The figures of a and b, a minus b, in points. Interval and p are adjusted Wald, each group adjusted as in
// nps_interval: centre = adjusted a - adjusted b, SE^2 = the sum of their adjusted variances, p = 2
// Phi(-|centre| / SE). `value` is the plain difference. Welch on scores of -100, 0 and 100 would cover 83-94
// % for groups of 30 to 40 that are detractors nearly throughout; this covers 95-98 %. REQUIRES: both n > 0.
Estimate nps_difference(const NpsCounts& a, const NpsCounts& b);

// --- Shares ---

// Wilson's score interval of hits / n. REQUIRES: n > 0, hits <= n.
Interval wilson_interval(double hits, double n);

// Share a minus share b, 0..1. Interval: Newcombe's hybrid of two Wilson intervals (1998, method 10). p: the
// pooled two-proportion z test. REQUIRES: both n > 0.
Estimate share_difference(double hits_a, double n_a, double hits_b, double n_b);

// --- Means ---

// Sample mean and sample variance (n - 1 below) of n values; the variance is 0 for n = 1.
struct Moments {
  double n = 0;
  double mean = 0;
  double variance = 0;
};

// Moments of integer values, divided by `scale` (1000: thousandths to points). The squares are centred on the
// whole part of the mean in integers first, so that large values with a small spread keep their digits.
// REQUIRES: n > 0, scale > 0, and sum and sum_squares are those of n values below 2^63 in size.
Moments make_moments(std::uint64_t n, Int128 sum, UInt128 sum_squares, double scale);

// The same of weighed values: sums of w, w v and w v^2, and the effective size. REQUIRES: as above, weight >
// 0.
Moments make_weighed_moments(std::uint64_t weight, Int128 sum, UInt128 sum_squares, double scale,
                             double effective);

// Mean +- t(n - 1) s / sqrt(n). Empty for n < 2.
std::optional<Interval> mean_interval(const Moments& moments);

struct WelchDifference {
  Estimate estimate;
  double t = 0;   // 0 where neither group varies
  double df = 0;  // Welch-Satterthwaite
};

// Mean a minus mean b by Welch's unequal-variances t. Where neither group varies, the interval is the value
// and p is 1 or 0. Empty if either n < 2.
std::optional<WelchDifference> welch_difference(const Moments& a, const Moments& b);

// --- Drivers ---

// What a theme's records do to the whole: score(all) - score(others) = q (T - E), with q = n_T / N, T the
// figure of the theme's records and E that of the others. It is in the figure's own points and keeps their
// sign: below 0 the records pull the figure down, which hurts where high is good and helps where low is good.
// SE = sqrt(q^2 (Var_T + Var_E) + (T - E)^2 q (1 - q) / N): the second part is there since n_T is not fixed.
// With weights q is of their sums, and N the effective size of both groups together.
// value +- z SE; p = 2 Phi(-|value| / SE). Empty if either group is empty.
std::optional<Estimate> leave_out_impact(const GroupFigure& with, const GroupFigure& others);

// Adjusted p values ("q") after Benjamini and Hochberg, in the order given. REQUIRES: each p is 0..1.
std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace verbatim
