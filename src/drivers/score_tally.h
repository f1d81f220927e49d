// What is kept of a score over a group of records: integers only, so that parts merge to the same bits in any
// order, and the figures that come of it at the end.
//
// Direction. The raw scale of a score says which end is good; the *figure* of NPS and CSAT is always the
// share of the satisfied (net of detractors), so for `nps:low`, `csat5:low` ... the boxes are mirrored and a
// high figure is still good. Means (CES, stars, faces, ratings, numbers, times) and events stay as they are
// on their own scale: there low_is_good of the meaning holds for the figure, too.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "drivers/statistics.h"
#include "verbatim/report.h"
#include "verbatim/score.h"

namespace verbatim {

// What the main figure of a score is.
enum class FigureKind : std::uint8_t {
  net,    // NPS
  share,  // CSAT, event: % in the top boxes
  mean,   // everything else
};

FigureKind figure_kind(ScoreKind kind);

// Whether a lower main figure is the better one (see above).
bool is_low_figure_good(const ScoreMeaning& meaning);

// How many thousandths (of a point, a second, a day) make one point of the printed figure: 60,000 for
// minutes.
double milli_per_point(const ScoreMeaning& meaning);

// Sums over a group of records. A plain value; `merge` is associative and commutative, to the bit.
struct ScoreSums {
  std::uint64_t n = 0;
  std::uint64_t weight = 0;  // sum of the records' weights: n, where there are none
  UInt128 weight_squares = 0;
  std::uint64_t top = 0;         // weight of promoters; of records in the good top boxes; of "yes"
  std::uint64_t detractors = 0;  // NPS only
  Int128 sum = 0;                // of weights times thousandths
  UInt128 sum_squares = 0;
  // The squares did not fit: sum_squares passed 2^128, as a million records of 1e13 points would. Sticks, and
  // a mean is then absent as a whole. Since squares only add up, it does not depend on the order of merging.
  bool spoiled = false;

  // A value that is not present changes nothing, nor does one without weight. Only the weights' proportions
  // matter; REQUIRES: below 2^32.
  void add(const ScoreMeaning& meaning, ScoreValue value, std::uint64_t weight = 1);
  // (sum of weights)^2 / sum of their squares: n where they are equal.
  double effective() const;
  void merge(const ScoreSums& other);
  bool operator==(const ScoreSums&) const = default;
};

// The records of `whole` that are not in `part`. REQUIRES: `part` counts a subset of the records of `whole`.
ScoreSums difference(const ScoreSums& whole, const ScoreSums& part);

// Counts for the NPS formulas.
NpsCounts nps_counts(const ScoreSums& sums);

// Mean and variance of the raw score in printed points. REQUIRES: n > 0, not spoiled.
Moments moments(const ScoreMeaning& meaning, const ScoreSums& sums);

// The main figure and the variance of it; the share's variance is 1e4 p (1 - p) / n, the mean's s^2 / n (0
// for one record). Empty if nothing was scored, or a mean is spoiled.
std::optional<GroupFigure> group_figure(const ScoreMeaning& meaning, const ScoreSums& sums);

// Figure of `a` minus figure of `b`, by nps_difference, share_difference (in percent points) or
// welch_difference as the score's kind asks. Empty if a group is empty, or has one record where Welch needs
// two.
std::optional<Estimate> figure_difference(const ScoreMeaning& meaning, const ScoreSums& a,
                                          const ScoreSums& b);

// Everything of a group's summary that comes of its sums: the main figure with its interval, and what stands
// beside it. Medians are not among it.
ScoreFigures figures_of(const ScoreMeaning& meaning, const ScoreSums& sums);

// Counts of values >= 0 in buckets that grow with the value, 2^`bits` of them per doubling, and one for each
// value below 2^bits: a bucket's ends differ by less than 1 / 2^bits. A bucket keeps its count and sum and
// stands for the mean of what fell into it, so a quantile is within 1 / 2^bits of that of the values, and
// exact where a bucket holds equal values: within 0.8 % if fine, within 6.3 % if coarse.
class LogBuckets {
 public:
  enum class Resolution : std::uint8_t { coarse = 4, fine = 7 };

  explicit LogBuckets(Resolution resolution = Resolution::fine) : resolution_(resolution) {}

  // Values below 0 count as 0; one counts `weight` times. Memory: 32 bytes x 2^bits x the doublings between
  // the smallest value and the largest (for 1 min to 1 month, 16 doublings: 64 KB fine, 8 KB coarse); nothing
  // before the first `add`.
  void add(std::int64_t value, std::uint64_t weight = 1);
  // REQUIRES: the same resolution.
  void merge(const LogBuckets& other);

  std::uint64_t count() const { return count_; }

  // Quantile at percent / 100, linear between neighbours at rank (n - 1) percent / 100, as spreadsheets do.
  // REQUIRES: count() > 0, percent <= 100.
  double quantile(unsigned percent) const;

  bool operator==(const LogBuckets&) const = default;

 private:
  struct Bucket {
    std::uint64_t count = 0;
    Int128 sum = 0;
    bool operator==(const Bucket&) const = default;
  };

  // Makes room for buckets first..last.
  void cover(std::size_t first, std::size_t last);
  double value_at(std::uint64_t rank) const;

  Resolution resolution_;
  std::size_t first_ = 0;        // which bucket buckets_[0] is: the lowest in use
  std::vector<Bucket> buckets_;  // up to the highest in use
  std::uint64_t count_ = 0;
};

// One score over one group of records, with all that its summary needs.
class ScoreTally {
 public:
  explicit ScoreTally(const ScoreMeaning& meaning) : meaning_(meaning) {}

  void add(ScoreValue value, std::uint64_t weight = 1);
  // REQUIRES: the same meaning.
  void merge(const ScoreTally& other);

  // Main figure: NPS with adjusted Wald, share in % with Wilson, mean with Student's t. Beside it, where it
  // says more: the mean of the raw score (NPS, CSAT), the parts of NPS, the top-box share of CES (easy boxes:
  // 5-7 of 7, 4-5 of 5; 1-3 and 1-2 where high is hard), median and p90 of a ttr in printed points.
  ScoreFigures finish() const;

  const ScoreSums& sums() const { return sums_; }
  bool operator==(const ScoreTally&) const = default;

 private:
  ScoreMeaning meaning_;
  ScoreSums sums_;
  LogBuckets times_;  // ttr only
};

}  // namespace verbatim
