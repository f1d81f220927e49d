// The formulas of a comparison of two reports: what is left of them are printed figures and intervals. As in
// statistics.h, shares are 0..1 and intervals 95 %.
#pragma once

#include "drivers/statistics.h"

namespace verbatim {

// p of "both shares are the same": the pooled z test of share_difference where at least 5 hits are to be
// expected in each group, else Fisher's exact test, the smaller tail doubled. REQUIRES: as share_difference.
double share_p(double hits_a, double n_a, double hits_b, double n_b);

// The moments behind a printed mean: the variance is that of the t interval, n (half / t(n - 1))^2. REQUIRES:
// n >= 2.
Moments moments_of_interval(double n, double mean, const Interval& interval);

// Two figures of independent groups with normal intervals: a minus b, SE^2 = the sum of the squares of the
// intervals' halves / z.
Estimate interval_difference(const Estimate& a, const Estimate& b);

// The smallest true difference that a two-sided test at level `alpha` finds with a chance of 80 %, for
// estimates with this standard error. REQUIRES: 0 < alpha < 1.
double smallest_seen(double se, double alpha);

}  // namespace verbatim
