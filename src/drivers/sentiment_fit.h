// Do the comments read as the score says? The correlation of the comments' sentiment with the score, kept as
// integer sums. Below zero it is the mark of a scale whose 1 is the best answer: that is said, never mended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/correlation_sums.h"
#include "verbatim/report.h"
#include "verbatim/score.h"

namespace verbatim {

// Kinds with two ends; an unbounded number or a time says nothing about direction.
bool has_ends(ScoreKind kind);

// Whether a low value, as it is kept, is the good one.
bool is_low_value_good(const ScoreMeaning& meaning);

// A plain value; `merge` is associative and commutative, to the bit.
class SentimentFit {
 public:
  // `sentiment_milli` is -1000..1000; the score is one of a kind with ends, so all sums fit.
  void add(std::int32_t sentiment_milli, std::int64_t score_milli);
  void merge(const SentimentFit& other);

  // Pearson's correlation with Fisher's 95 % interval, turned so that above 0 means: better scores, better
  // comments. Only n below 30 records, or where one of the two does not vary.
  Figure finish(const ScoreMeaning& meaning) const;

  bool operator==(const SentimentFit&) const = default;

 private:
  CorrelationSums sums_;  // of sentiment and score
};

// What to tell about a score whose figure is clearly on the wrong side: at -0.2 or below, with the whole
// interval below 0. Names the kind to use instead.
std::optional<std::string> direction_warning(std::string_view name, const ScoreMeaning& meaning,
                                             const Figure& fit);

}  // namespace verbatim
