#include "evaluation/corrected_share.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "drivers/statistics.h"
#include "evaluation/agreement.h"

namespace verbatim {

namespace {

struct Rate {
  double value = 0;
  double n = 0;

  double variance() const { return value * (1 - value) / n; }
};

// The rate after adding `extra` to its hits and as much to its misses.
Rate padded(std::uint64_t hits, std::uint64_t n, double extra) {
  const double size = static_cast<double>(n) + 2 * extra;
  return {(static_cast<double>(hits) + extra) / size, size};
}

Interval interval_of(const Rate& share, const Rate& sensitivity, const Rate& specificity) {
  const double youden = sensitivity.value + specificity.value - 1;
  const double p = (share.value + specificity.value - 1) / youden;
  const double shift = 2 * kZ95 * kZ95 * (p * sensitivity.variance() - (1 - p) * specificity.variance());
  const double half = kZ95 *
                      std::sqrt(share.variance() + p * p * sensitivity.variance() +
                                (1 - p) * (1 - p) * specificity.variance()) /
                      youden;
  return {p + shift - half, p + shift + half};
}

double cut(double share) {
  return std::clamp(share, 0.0, 1.0);
}

}  // namespace

CorrectedShare correct_share(std::string name, std::uint64_t comments, std::uint64_t of,
                             const MeasuredErrors& errors) {
  CorrectedShare out;
  out.name = std::move(name);
  out.comments = comments;
  out.of = of;
  const std::uint64_t without = errors.rows - errors.coded;
  const std::uint64_t left_alone = without - (errors.said - errors.both);
  out.sensitivity = make_proportion(errors.both, errors.coded);
  out.specificity = make_proportion(left_alone, without);
  if (of == 0) {
    out.why_not = "the report has no comments";
    return out;
  }
  out.share = static_cast<double>(comments) / static_cast<double>(of);
  if (errors.coded < kMinCoded) {
    out.why_not = fmt::format("{} rows are coded so; at least {} are needed", errors.coded, kMinCoded);
    return out;
  }
  if (without < kMinCoded) {
    out.why_not = fmt::format("{} rows are coded otherwise; at least {} are needed", without, kMinCoded);
    return out;
  }
  const double youden = *out.sensitivity.value + *out.specificity.value - 1;
  if (youden < kMinYouden) {
    out.why_not = "it is found hardly more often where people coded it than where they did not";
    return out;
  }
  const Interval interval = interval_of(padded(comments, of, kZ95 * kZ95 / 2),
                                        padded(errors.both, errors.coded, 1), padded(left_alone, without, 1));
  out.value = cut((out.share + *out.specificity.value - 1) / youden);
  out.low = std::min(*out.value, cut(interval.low));
  out.high = std::max(*out.value, cut(interval.high));
  return out;
}

}  // namespace verbatim
