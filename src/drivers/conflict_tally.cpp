#include "drivers/conflict_tally.h"

#include <algorithm>
#include <cassert>

#include "drivers/score_band.h"

namespace verbatim {
namespace {

constexpr std::int32_t kClearly = 400;

}  // namespace

std::optional<ConflictKind> conflict_of(const ScoreMeaning& meaning, ScoreValue score, SentimentLabel label,
                                        std::int32_t sentiment_milli, std::span<const ThemeFinding> themes) {
  const std::optional<ScoreBand> band = score_band(meaning, score);
  if (!band || *band == ScoreBand::middle) return std::nullopt;
  const auto has = [&](Polarity polarity) {
    return std::any_of(themes.begin(), themes.end(),
                       [&](const ThemeFinding& theme) { return theme.polarity == polarity; });
  };
  if (*band == ScoreBand::good) {
    if (label == SentimentLabel::negative && sentiment_milli <= -kClearly && !has(Polarity::positive))
      return ConflictKind::good_score_complaint;
    return std::nullopt;
  }
  if (label != SentimentLabel::positive || sentiment_milli < kClearly) return std::nullopt;
  if (has(Polarity::negative) || has(Polarity::mixed)) return ConflictKind::praise_on_complaint;
  return ConflictKind::bad_score_praise;
}

ConflictTally::ConflictTally(std::span<const ScoreMeaning> scores)
    : meanings_(scores.begin(), scores.end()), cells_(scores.size() * kConflictKinds.size()) {}

void ConflictTally::add(const UnitFacts& unit, const QuoteUnit& quote, const QuoteEditor& edit) {
  for (std::size_t s = 0; s < meanings_.size(); ++s) {
    const auto kind =
        conflict_of(meanings_[s], unit.scores[s], unit.label, unit.sentiment_milli, unit.themes);
    if (!kind) continue;
    Cell& at = cell(s, *kind);
    at.sums.add(meanings_[s], unit.scores[s], unit.weight);
    if (at.examples.size() == kShown && at.examples.back().hash < quote.hash) continue;
    const ByteRange whole{0, static_cast<std::uint32_t>(quote.text.size())};
    QuoteText shown = edit ? edit(quote.text, whole) : QuoteText{std::string(quote.text), whole};
    shown = cut_quote(shown.text, shown.clause);
    Example example{quote.hash, quote.source, quote.row, std::string(quote.id), std::move(shown.text)};
    at.examples.insert(std::upper_bound(at.examples.begin(), at.examples.end(), example), std::move(example));
    if (at.examples.size() > kShown) at.examples.pop_back();
  }
}

void ConflictTally::merge(const ConflictTally& other) {
  assert(meanings_ == other.meanings_);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    Cell& at = cells_[i];
    at.sums.merge(other.cells_[i].sums);
    at.examples.insert(at.examples.end(), other.cells_[i].examples.begin(), other.cells_[i].examples.end());
    std::sort(at.examples.begin(), at.examples.end());
    if (at.examples.size() > kShown) at.examples.resize(kShown);
  }
}

std::vector<ConflictSummary> ConflictTally::finish(std::size_t score, const ScoreSums& analysed,
                                                   std::span<const std::string> sources) const {
  std::vector<ConflictSummary> summaries;
  const ScoreMeaning& meaning = meanings_[score];
  const std::optional<GroupFigure> all = group_figure(meaning, analysed);
  for (const ConflictKind kind : kConflictKinds) {
    const Cell& at = cells_[score * kConflictKinds.size() + static_cast<std::size_t>(kind)];
    ConflictSummary summary;
    summary.kind = kind;
    summary.comments = at.sums.n;
    const std::optional<GroupFigure> others = group_figure(meaning, difference(analysed, at.sums));
    if (all && others) summary.effect = others->value - all->value;
    for (const Example& example : at.examples) {
      Quote quote;
      quote.source = sources[example.source];
      quote.row = example.row;
      quote.id = example.id;
      quote.text = example.text;
      quote.highlight = {0, 0};
      summary.examples.push_back(std::move(quote));
    }
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace verbatim
