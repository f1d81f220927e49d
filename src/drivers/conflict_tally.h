// Records whose text and score say different things: counted, a few shown, and what they do to the score.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/quote_sample.h"
#include "drivers/score_tally.h"
#include "verbatim/report.h"

namespace verbatim {

inline constexpr std::array<ConflictKind, 3> kConflictKinds = {
    ConflictKind::good_score_complaint, ConflictKind::bad_score_praise, ConflictKind::praise_on_complaint};

// What a record is in conflict about, if it is: the first kind that fits.
//   good_score_complaint  a good score, and clearly negative words (sentiment -0.4 or less, none positive)
//   bad_score_praise      a bad score, and clearly positive words without a complaint
//   praise_on_complaint   a bad score, and words that are positive on the whole beside a complaint theme
// REQUIRES: `themes` are the record's findings, united.
std::optional<ConflictKind> conflict_of(const ScoreMeaning& meaning, ScoreValue score, SentimentLabel label,
                                        std::int32_t sentiment_milli, std::span<const ThemeFinding> themes);

class ConflictTally {
 public:
  explicit ConflictTally(std::span<const ScoreMeaning> scores);

  // An analysed record; `quote` is its text.
  void add(const UnitFacts& unit, const QuoteUnit& quote, const QuoteEditor& edit);
  void merge(const ConflictTally& other);

  // By kind. `analysed` are the sums of all analysed records that have the score.
  std::vector<ConflictSummary> finish(std::size_t score, const ScoreSums& analysed,
                                      std::span<const std::string> sources) const;

  bool operator==(const ConflictTally&) const = default;

 private:
  static constexpr std::size_t kShown = 5;

  struct Example {
    std::uint64_t hash = 0;
    std::uint32_t source = 0;
    std::uint64_t row = 0;
    std::string id;
    std::string text;
    auto operator<=>(const Example&) const = default;
  };
  struct Cell {
    ScoreSums sums;
    std::vector<Example> examples;  // those with the smallest hash, sorted
    bool operator==(const Cell&) const = default;
  };

  Cell& cell(std::size_t score, ConflictKind kind) {
    return cells_[score * kConflictKinds.size() + static_cast<std::size_t>(kind)];
  }

  std::vector<ScoreMeaning> meanings_;
  std::vector<Cell> cells_;  // by score, then kind
};

}  // namespace verbatim
