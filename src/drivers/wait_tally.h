// Waiting times that customers state ("45 minutes on hold"), as data: by theme, beside the score, and beside
// the recorded time where there is one. A record counts once for each theme, with the longest time that one
// of its clauses names together with that theme.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "drivers/correlation_sums.h"
#include "drivers/score_band.h"
#include "drivers/score_curve.h"
#include "drivers/score_tally.h"
#include "verbatim/finding.h"
#include "verbatim/report.h"

namespace verbatim {

class WaitTally {
 public:
  explicit WaitTally(std::span<const ScoreMeaning> scores);

  // The texts of one analysed record are added between these two.
  void begin_record();
  void add(const Analysis& analysis);
  void end_record(std::span<const ScoreValue> scores);
  void merge(const WaitTally& other);

  // `theme_ids` and labels by ThemeId.
  WaitSummary finish(std::span<const std::string> theme_ids, std::span<const std::string> labels,
                     std::span<const std::string> score_names) const;

  bool operator==(const WaitTally& other) const;

 private:
  // Stated against recorded minutes, both as log_minutes.
  struct Pairs {
    std::uint64_t stated_longer = 0;
    CorrelationSums sums;
    LogBuckets stated, recorded;
    bool operator==(const Pairs&) const = default;
  };

  std::vector<ScoreMeaning> meanings_;
  std::map<ThemeId, LogBuckets> by_theme_;  // minutes
  LogBuckets all_;
  std::vector<std::array<LogBuckets, 3>> by_band_;  // by score, then band
  std::vector<CurveTally> curves_;                  // by score
  std::vector<Pairs> recorded_;                     // by score: filled for ttr by the clock

  // Of the record at hand.
  std::map<ThemeId, std::int64_t> record_;  // longest minutes
};

}  // namespace verbatim
