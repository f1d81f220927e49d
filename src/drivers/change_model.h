// When a series changed, and how: the few components that explain one figure over evenly spaced periods.
//
// The model. For the periods i that have data,
//
//     y_i = level + sum over components j of size_j x_j(i) + e_i,   Var e_i = phi v_i,
//
// with v_i the sampling variance and phi >= 1 the dispersion: what real series vary by beyond sampling. A
// component has one of four shapes, t its date:
//     step    x(i) = 1 from t on                       a release
//     drift   x(i) = i - t + 1 from t on, 0 before     a hinge: so much per period
//     season  x(i) = 1 at the same neighbouring places of every year
//     spike   x(i) = 1 in one or two periods only
//
// Finding them. Greedy forward selection by weighted least squares. With the components found so far, r their
// residuals and x' what they leave unexplained of a candidate x (all dates, all shapes),
//     z = sum x'_i r_i / v_i / sqrt(I),   I = sum x'_i^2 / v_i,   phi = max(1, (sum r_i^2 / v_i - z^2) / df).
// Kinds are compared by z' below, dates of a step or drift by their sum of squares. After each addition every
// component is dated anew given the others, its kind included (backfitting; Bai and Perron 1998 for steps),
// two are replaced by one that explains as much (2 ln of the number of candidates, times phi), and what the
// others have made needless is dropped. The candidates of one kind cost one pass over the series, whatever
// their number: no date is left out. The skewness is worked out for the 256 with the largest |z|.
//
// Its p. A share of few records is skewed: at 2 expected and 10 seen, a normal z of 5.7 says 1 in 10^8 where
// Poisson says 5 in 10^5. So z is read from a Pearson III (shifted gamma) distribution with the skewness that
// z has under the model without the candidate, g = sum (x'_i / v_i)^3 m_i / I^1.5 with m_i the third central
// moments, made normal by the cube root of Wilson and Hilferty (1931):
//     z' = 6 / g ((1 + g z / 2)^(1/3) - 1) + g / 6     -> 3.87, 5 in 10^5.
// On the side of the short tail z stays: that distribution ends there, a difference of shares does not. phi >
// 1 divides z by sqrt(phi) and multiplies g by it (as if records came in clumps of phi; quasi-likelihood,
// McCullagh and Nelder 1989, 9.2). Where phi is clearly above 1 (chi-squared, 5 %) the tail is that of t with
// df degrees of freedom, else the normal one. p is two-sided and multiplied by the number of candidates
// (Bonferroni).
//
// Variances of shares are those of the fitted share, m (100 - m) / n, not of the share seen: 0 of n has one.
//
// Intervals: of a size, estimate +- t or z times sqrt(phi / I). Of a date, those dates whose fit is worse by
// at most 7.35 phi in the sum of squares (step, spike: Hansen 2000) or 3.84 phi (drift: chi-squared, since a
// hinge moves smoothly). The places of a season have no interval.
//
// What it does not know: a series whose periods resemble their neighbours beyond these four shapes (a slow
// wander) has steps and drifts by this model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "drivers/statistics.h"
#include "verbatim/breakdown.h"

namespace verbatim {

// One period. Where trials is 0, `variance` and `third` are the variance and the third central moment of the
// value. Else the value is, or contains, a share in percent of `trials`; it is expected to be `offset` above
// the fitted value, and the fit adds the moments of such a share to `variance` and `third`.
struct SeriesPoint {
  bool present = false;  // a period without data takes no part
  double value = 0;
  double variance = 0;
  double third = 0;
  double trials = 0;
  double offset = 0;
};

struct ShareCount {
  double hits = 0;    // 0..trials
  double trials = 0;  // 0: no data
};

// Shares in percent.
std::vector<SeriesPoint> share_series(std::span<const ShareCount> counts);

// Share of the segment minus share of the rest, in percent points. A period needs both. The rest's share
// behind the variances is smoothed, (k + 20) / (n + 20 / m) with m its share over all periods. REQUIRES:
// equal sizes.
std::vector<SeriesPoint> share_difference_series(std::span<const ShareCount> segment,
                                                 std::span<const ShareCount> rest);

// Figures such as NPS or means, with one variance per record pooled over all periods: that of a period with
// few records is too unsure to weigh it by. A period needs n > 0.
std::vector<SeriesPoint> figure_series(std::span<const GroupFigure> figures);

// Where in the year the periods stand.
struct SeriesShape {
  std::size_t periods_per_year = 0;  // 12, 4, 52; 7 for days of the week; 0: no seasons
  std::size_t first_place = 0;       // of the first period, from 0
};

struct ChangeOptions {
  double alpha = 0.01;             // of the corrected p
  std::size_t max_components = 4;  // of one series
  std::size_t min_periods = 8;     // with data: fewer, and nothing is found
  std::size_t min_side = 2;        // periods with data before a step, and from it on
};

struct ChangeComponent {
  ChangeKind kind = ChangeKind::step;
  std::size_t at = 0;  // index of the first period in which it holds; season: of the first that begins one
  std::size_t length = 0;  // periods: spike 1 or 2, season the places of one year, else up to the end
  std::size_t at_low = 0;  // 95 % interval of `at`; season: `at`
  std::size_t at_high = 0;
  double size = 0;  // in units of the value; drift: per period
  double low = 0;   // 95 %
  double high = 0;
  double p = 1;       // two-sided, given the other components, corrected for the number of candidates
  double before = 0;  // the fit in period `at` without this component, and with it;
  double after = 0;   // drift: both in the last period with data
};

struct SeriesChanges {
  std::vector<ChangeComponent> components;  // by `at`, then kind and length
  // The last period stands apart from what the components say: too early to tell a spike from a step.
  std::optional<ChangeComponent> last_apart;
  double strongest_p = 1;  // corrected p of the strongest single candidate, found or not
  double dispersion = 1;   // of the residuals, at least 1
};

SeriesChanges find_changes(std::span<const SeriesPoint> points, const SeriesShape& shape,
                           const ChangeOptions& options = {});

}  // namespace verbatim
