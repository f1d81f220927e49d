// The CX index of an area of contact: one number from 0 to 100 for what customers say of it, and the
// difference of two such numbers. Pure functions of four counts.
//
// With pos and neg the mentions that praise and that complain, and k = 10:
//
//   index = 50 + 50 (pos - neg) / (pos + neg + k)
//
// 50 is neither good nor bad. k draws what few customers speak of towards 50: one complaint alone gives 45,
// not 0; with 90 mentions a tenth of the way to 50 is left.
#pragma once

#include <cstdint>
#include <optional>

#include "drivers/statistics.h"

namespace verbatim {

inline constexpr double kCxNeutralMentions = 10;     // k
inline constexpr std::uint64_t kCxMinShown = 10;     // records with a mention, as everywhere in the report
inline constexpr std::uint64_t kCxMinCompared = 30;  // of either side

// Records that speak of an area, each in one class. One with praise and complaint counts as a mention of
// each.
struct CxCounts {
  std::uint64_t praise = 0;     // praise only
  std::uint64_t complaint = 0;  // complaint only
  std::uint64_t both = 0;
  std::uint64_t neutral = 0;  // neither: it names the area and says nothing of it. No part of the index

  std::uint64_t positive_mentions() const { return praise + both; }
  std::uint64_t negative_mentions() const { return complaint + both; }
  // Records that the index rests on.
  std::uint64_t judging() const { return praise + complaint + both; }
  std::uint64_t records() const { return judging() + neutral; }

  void merge(const CxCounts& other);
  bool operator==(const CxCounts&) const = default;
};

// 0..100; 50 without any mention. Shown from kCxMinShown judging records on.
double cx_index(const CxCounts& counts);

// 95 %. The net share R = sum x / sum m over records, x being 1, -1 or 0 and m the record's mentions, 1 or 2,
// has by the delta method for ratios (Cochran 1977, 6.8) Var R = sum (x - R m)^2 / (sum m)^2: a record with
// both is one unit, since its praise and its complaint are not independent. R and Var R are taken after two
// praising and two complaining records more (Agresti and Coull 1998, for a share), then R +- z SE is drawn
// towards 0 by sum m / (sum m + k), as the index is. So it tells where the index of as many other mentions by
// the same customers would lie. Without the records more it would hold that in 64 % of samples of 100 that
// are nearly all praise, with them in 94 % or more from 10 records on. Widened, if need be, to hold the
// index; 0..100 without any judging record.
Interval cx_interval(const CxCounts& counts);

// The difference of two indices, a minus b, in points of the index, with its 95 % interval and p; empty if
// either side has fewer than kCxMinCompared judging records.
//
// It is the difference without k, 50 (R_a - R_b) with R = (pos - neg) / (pos + neg): k draws the smaller side
// more towards 50, so that two sides on which customers say the same would differ (30 and 1,000 records that
// are nine tenths praise: p < .05 in more than half of the samples; without k in 5 %). So it is not the
// difference of the two printed indices. Interval and p are those after one praising and one complaining
// record more on either side (Agresti and Caffo 2000, for shares). Without them two sides that are all praise
// would have no width. The interval is widened, if need be, to hold the value.
std::optional<Estimate> cx_difference(const CxCounts& a, const CxCounts& b);

}  // namespace verbatim
