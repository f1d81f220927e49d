// The times of one group of records (a theme's complaints, a segment's value, a period): how long they took,
// and how the scores of these records go with them. One for each of hundreds of groups, so it is kept small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/correlation_sums.h"
#include "drivers/number_bands.h"
#include "drivers/score_tally.h"
#include "verbatim/report.h"
#include "verbatim/score.h"

namespace verbatim {

// A score with two ends beside a time, over the records that have both.
struct ScoreBesideTime {
  std::size_t score = 0;  // place among the scores of the run
  ScoreFigures figures;
  // Of the log of the time and the score, with Fisher's 95 % interval: below 0 where longer times go with
  // worse scores, whichever end of the score is the good one. Only n below 30 records.
  Figure correlation;
};

// Records in one of the bands that tables use (NumberBands::coarse).
struct TimeBand {
  std::string label;  // "under 5 min"
  std::uint64_t n = 0;
  double share = 0;  // of the group's records with a time, %
};

struct TimeFigures {
  std::size_t score = 0;  // the time's place among the scores of the run
  ScoreFigures figures;   // in the time's unit: mean with interval; median and p90, within 6.3 %
  std::vector<TimeBand> bands;
  double under_hour = 0;                // %: under 1 h, or 1 business hour
  double long_share = 0;                // %: 24 h and over; of business hours 8 and over
  std::vector<ScoreBesideTime> beside;  // in the order of the scores; those that no record has, too
};

// Which scores of a run are times, and which stand beside them; shared by all groups of it.
class TimeLayout {
 public:
  // Times are those of ttr, in whatever unit.
  explicit TimeLayout(std::span<const ScoreMeaning> scores);

  const std::vector<ScoreMeaning>& meanings() const { return meanings_; }
  const std::vector<std::size_t>& times() const { return times_; }
  const std::vector<std::size_t>& scores() const { return scores_; }
  const std::vector<NumberBands>& bands() const { return bands_; }  // by time

 private:
  std::vector<ScoreMeaning> meanings_;
  std::vector<std::size_t> times_;
  std::vector<std::size_t> scores_;
  std::vector<NumberBands> bands_;
};

// Of one group. A plain value of integers; `merge` is associative and commutative, to the bit. A record
// counts once, whatever it weighs. Memory: nothing before the first time, then some 10 KB per time.
class TimeGroup {
 public:
  // One record; `scores` are all of the run's, in their order. REQUIRES: always the same layout.
  void add(const TimeLayout& layout, std::span<const ScoreValue> scores);
  // REQUIRES: the same layout.
  void merge(const TimeGroup& other);

  // One row for each time of the layout; a time that no record has gives n of 0 and no bands.
  std::vector<TimeFigures> finish(const TimeLayout& layout) const;

  bool operator==(const TimeGroup&) const = default;

 private:
  struct Beside {
    CorrelationSums sums;  // of log_minutes and thousandths of a point
    ScoreSums score;
    bool operator==(const Beside&) const = default;
  };
  struct Time {
    ScoreSums sums;
    LogBuckets times{LogBuckets::Resolution::coarse};
    std::vector<std::uint64_t> bands;
    std::vector<Beside> beside;
    bool operator==(const Time&) const = default;
  };

  std::vector<Time> times_;  // empty, or one for each of the layout
};

}  // namespace verbatim
