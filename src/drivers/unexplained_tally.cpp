#include "drivers/unexplained_tally.h"

#include <cassert>

#include "drivers/score_band.h"

namespace verbatim {
namespace {

constexpr ScoreValue kLowest{true, 0};

// Without a score, what the words say.
std::optional<ScoreBand> band_of(SentimentLabel label) {
  if (label == SentimentLabel::negative) return ScoreBand::bad;
  if (label == SentimentLabel::positive) return ScoreBand::good;
  return std::nullopt;
}

}  // namespace

UnexplainedTally::UnexplainedTally(std::span<const ScoreMeaning> scores, std::size_t sample)
    : unexplained_(sample), explained_(sample), good_sample_(sample) {
  for (std::size_t s = 0; s < scores.size() && score_ < 0; ++s) {
    if (scores[s].kind == ScoreKind::event || !score_band(scores[s], kLowest)) continue;
    score_ = static_cast<int>(s);
    meaning_ = scores[s];
  }
}

void UnexplainedTally::add(const UnitFacts& unit, bool has_complaint, std::uint64_t hash,
                           std::string_view text) {
  const std::optional<ScoreBand> band =
      score_ < 0 ? band_of(unit.label) : score_band(meaning_, unit.scores[static_cast<std::size_t>(score_)]);
  if (!band) return;
  if (*band == ScoreBand::good) {
    ++good_;
    good_sample_.add(hash, text);
  } else if (*band == ScoreBand::bad) {
    ++bad_;
    if (!has_complaint) ++bad_unexplained_;
    (has_complaint ? explained_ : unexplained_).add(hash, text);
  }
}

void UnexplainedTally::merge(const UnexplainedTally& other) {
  assert(score_ == other.score_);
  bad_ += other.bad_;
  bad_unexplained_ += other.bad_unexplained_;
  good_ += other.good_;
  unexplained_.merge(other.unexplained_);
  explained_.merge(other.explained_);
  good_sample_.merge(other.good_sample_);
}

UnexplainedSummary UnexplainedTally::finish(const Tokenizer& tokenizer, const FormSet& function_words,
                                            const KeynessOptions& options) const {
  UnexplainedSummary summary;
  summary.bad = bad_;
  summary.unexplained = bad_unexplained_;
  const std::vector<std::string_view> unexplained = unexplained_.texts();
  const std::vector<std::string_view> explained = explained_.texts();
  const std::vector<std::string_view> good = good_sample_.texts();
  std::vector<std::string_view> bad = unexplained;
  bad.insert(bad.end(), explained.begin(), explained.end());
  std::vector<std::string_view> others = explained;
  others.insert(others.end(), good.begin(), good.end());
  summary.missed = key_phrases(unexplained, others, tokenizer, function_words, options);
  summary.bad_phrases = key_phrases(bad, good, tokenizer, function_words, options);
  return summary;
}

}  // namespace verbatim
