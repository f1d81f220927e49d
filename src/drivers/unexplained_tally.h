// What the lexicon does not explain: records with a bad score (without scores: with negative words) in which
// no theme was complained of, and the phrases that stand out in them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "drivers/comment_sample.h"
#include "drivers/driver_tally.h"
#include "drivers/keyness.h"

namespace verbatim {

class UnexplainedTally {
 public:
  // Good and bad are by the first score that has ends (see score_band); without one by sentiment.
  explicit UnexplainedTally(std::span<const ScoreMeaning> scores, std::size_t sample = CommentSample::kEach);

  // An analysed record, whether it complains of any theme that is not general, and its text.
  void add(const UnitFacts& unit, bool has_complaint, std::uint64_t hash, std::string_view text);
  void merge(const UnexplainedTally& other);

  // The score that says what is bad; -1: sentiment.
  int score() const { return score_; }
  UnexplainedSummary finish(const Tokenizer& tokenizer, const FormSet& function_words,
                            const KeynessOptions& options = {}) const;

  bool operator==(const UnexplainedTally&) const = default;

 private:
  int score_ = -1;
  ScoreMeaning meaning_;
  std::uint64_t bad_ = 0;
  std::uint64_t bad_unexplained_ = 0;
  std::uint64_t good_ = 0;
  CommentSample unexplained_;
  CommentSample explained_;
  CommentSample good_sample_;
};

}  // namespace verbatim
