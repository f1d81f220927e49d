#include "evaluation/evaluation_tally.h"

namespace verbatim {

namespace {

// The class of a view that something counts as: negative, neutral, positive, mixed as they are coded; in the
// two-way view 0, 1 and 2 are negative, positive and neither. Empty: left out.
std::optional<std::size_t> coded_class(SentimentView view, CodedSentiment coded) {
  if (view == SentimentView::two_way) {
    if (coded == CodedSentiment::negative) return 0;
    if (coded == CodedSentiment::positive) return 1;
    return std::nullopt;
  }
  if (view == SentimentView::three_way && coded == CodedSentiment::mixed) return std::nullopt;
  return static_cast<std::size_t>(coded);
}

std::size_t said_class(SentimentView view, SaidSentiment said) {
  if (view == SentimentView::two_way) {
    if (said == SaidSentiment::negative || said == SaidSentiment::mixed_negative) return 0;
    if (said == SaidSentiment::positive || said == SaidSentiment::mixed_positive) return 1;
    return 2;
  }
  switch (said) {
    case SaidSentiment::negative:
      return static_cast<std::size_t>(CodedSentiment::negative);
    case SaidSentiment::positive:
      return static_cast<std::size_t>(CodedSentiment::positive);
    case SaidSentiment::mixed_negative:
    case SaidSentiment::mixed:
    case SaidSentiment::mixed_positive:
      return static_cast<std::size_t>(view == SentimentView::four_way ? CodedSentiment::mixed
                                                                      : CodedSentiment::neutral);
    case SaidSentiment::neutral:
    case SaidSentiment::none:
      break;
  }
  return static_cast<std::size_t>(CodedSentiment::neutral);
}

Agreement polarity_agreement(const ConfusionMatrix& matrix) {
  return make_agreement("polarity", "of rows on which both have the theme",
                        {"negative", "neutral", "positive", "mixed"}, 4, matrix);
}

}  // namespace

SaidSentiment said_sentiment(const Analysis& analysis) {
  switch (analysis.label) {
    case SentimentLabel::negative:
      return SaidSentiment::negative;
    case SentimentLabel::neutral:
      return SaidSentiment::neutral;
    case SentimentLabel::positive:
      return SaidSentiment::positive;
    case SentimentLabel::mixed:
      return analysis.sentiment_milli < 0   ? SaidSentiment::mixed_negative
             : analysis.sentiment_milli > 0 ? SaidSentiment::mixed_positive
                                            : SaidSentiment::mixed;
    case SentimentLabel::none:
      break;
  }
  return SaidSentiment::none;
}

std::vector<SentimentView> views_of(const CodedClasses& classes) {
  std::vector<SentimentView> views;
  if (classes[static_cast<std::size_t>(CodedSentiment::mixed)]) views.push_back(SentimentView::four_way);
  if (classes[static_cast<std::size_t>(CodedSentiment::neutral)]) views.push_back(SentimentView::three_way);
  views.push_back(SentimentView::two_way);
  return views;
}

std::optional<bool> agrees(SentimentView view, CodedSentiment coded, SaidSentiment said) {
  const auto as_coded = coded_class(view, coded);
  if (!as_coded) return std::nullopt;
  return *as_coded == said_class(view, said);
}

void merge_counts(CodeCounts& into, const CodeCounts& from) {
  into.compared += from.compared;
  into.without_code += from.without_code;
  into.code_unread += from.code_unread;
  into.coded_no_text += from.coded_no_text;
  into.neither += from.neither;
}

void EvaluationTally::add_sentiment(CodedSentiment coded, SaidSentiment said, Content says) {
  const auto c = static_cast<std::size_t>(coded);
  const auto s = static_cast<std::size_t>(said);
  ++sentiment_[c][s];
  if (says != Content::no_content) ++analysed_[c][s];
}

void EvaluationTally::add_label(std::size_t label, bool coded, bool said, Content says) {
  Label& counts = labels_[label];
  counts.found.add(coded ? 0 : 1, said ? 0 : 1);
  if (says != Content::no_content) counts.analysed.add(coded ? 0 : 1, said ? 0 : 1);
}

void EvaluationTally::merge(const EvaluationTally& other) {
  merge_counts(sentiment_rows, other.sentiment_rows);
  merge_counts(theme_rows, other.theme_rows);
  for (std::size_t c = 0; c < kCodedSentiments; ++c) {
    for (std::size_t s = 0; s < kSaidSentiments; ++s) {
      sentiment_[c][s] += other.sentiment_[c][s];
      analysed_[c][s] += other.analysed_[c][s];
    }
  }
  for (std::size_t l = 0; l < labels_.size(); ++l) {
    labels_[l].found.merge(other.labels_[l].found);
    labels_[l].analysed.merge(other.labels_[l].analysed);
    labels_[l].polarity.merge(other.labels_[l].polarity);
  }
}

Agreement EvaluationTally::sentiment(SentimentView view) const {
  const bool is_four = view == SentimentView::four_way;
  ConfusionMatrix matrix(is_four ? 4 : 3);
  for (std::size_t c = 0; c < kCodedSentiments; ++c) {
    const auto coded = coded_class(view, static_cast<CodedSentiment>(c));
    if (!coded) continue;
    for (std::size_t s = 0; s < kSaidSentiments; ++s)
      matrix.add(*coded, said_class(view, static_cast<SaidSentiment>(s)), sentiment_[c][s]);
  }
  switch (view) {
    case SentimentView::four_way:
      return make_agreement("four-way", "no evidence counts as neutral",
                            {"negative", "neutral", "positive", "mixed"}, 4, matrix);
    case SentimentView::three_way:
      return make_agreement(
          "three-way", "rows coded negative, neutral or positive; mixed and no evidence count as neutral",
          {"negative", "neutral", "positive"}, 3, matrix);
    case SentimentView::two_way:
      break;
  }
  return make_agreement("two-way",
                        "rows coded negative or positive; mixed counts by its sign, all else is a miss",
                        {"negative", "positive", "neither"}, 2, matrix);
}

Agreement EvaluationTally::label(std::size_t label) const {
  return make_agreement("theme", "the theme is there, or not", {"with", "without"}, 1, labels_[label].found);
}

std::optional<Agreement> EvaluationTally::polarity(std::size_t label) const {
  if (labels_[label].polarity.n() == 0) return std::nullopt;
  return polarity_agreement(labels_[label].polarity);
}

std::optional<Agreement> EvaluationTally::all_polarity() const {
  ConfusionMatrix all(4);
  for (const Label& label : labels_) all.merge(label.polarity);
  if (all.n() == 0) return std::nullopt;
  return polarity_agreement(all);
}

std::optional<double> EvaluationTally::micro_f1() const {
  ConfusionMatrix all(2);
  for (const Label& label : labels_) all.merge(label.found);
  return f1_score(all.coded(0), all.said(0), all.at(0, 0));
}

ConfusionMatrix EvaluationTally::sentiment_errors(CodedSentiment is) const {
  ConfusionMatrix out(2);
  for (std::size_t c = 0; c < kCodedSentiments; ++c) {
    for (std::size_t s = 0; s < kSaidSentiments; ++s) {
      const auto said = static_cast<SaidSentiment>(s);
      // The label in comments.csv, whatever way a mixed comment leans.
      const bool said_so = is == CodedSentiment::negative   ? said == SaidSentiment::negative
                           : is == CodedSentiment::positive ? said == SaidSentiment::positive
                           : is == CodedSentiment::mixed    ? said >= SaidSentiment::mixed_negative &&
                                                               said <= SaidSentiment::mixed_positive
                                                         : said == SaidSentiment::neutral;
      out.add(static_cast<CodedSentiment>(c) == is ? 0 : 1, said_so ? 0 : 1, analysed_[c][s]);
    }
  }
  return out;
}

}  // namespace verbatim
