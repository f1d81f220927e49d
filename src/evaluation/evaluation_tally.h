// What is kept of the rows that are compared: counts only. Parts merge in any order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evaluation/agreement.h"
#include "evaluation/sentiment_code.h"
#include "verbatim/evaluation.h"
#include "verbatim/finding.h"

namespace verbatim {

// What the program says of a comment's sentiment, as it is compared. A mixed comment leans to the sign of its
// sentiment.
enum class SaidSentiment : std::uint8_t {
  negative,
  neutral,
  positive,
  mixed_negative,
  mixed,
  mixed_positive,
  none
};
inline constexpr std::size_t kSaidSentiments = 7;

SaidSentiment said_sentiment(const Analysis& analysis);

// Which classes people used.
using CodedClasses = std::array<bool, kCodedSentiments>;

// How classes are compared:
//   four_way   all four; no evidence counts as neutral
//   three_way  rows coded negative, neutral or positive; mixed and no evidence count as neutral
//   two_way    rows coded negative or positive; mixed counts by its sign, all else is neither
enum class SentimentView : std::uint8_t { four_way, three_way, two_way };

// The views that these codes allow, the finest first.
std::vector<SentimentView> views_of(const CodedClasses& classes);

// Do the two agree? Empty where the view leaves the row out.
std::optional<bool> agrees(SentimentView view, CodedSentiment coded, SaidSentiment said);

class EvaluationTally {
 public:
  explicit EvaluationTally(std::size_t labels) : labels_(labels) {}

  // `says` what the ledger knows of the row: an answer that says nothing is compared, but a report's shares
  // are not of it, and so it must not weigh in their correction.
  void add_sentiment(CodedSentiment coded, SaidSentiment said, Content says = Content::text);
  // Of every label of a row that is compared.
  void add_label(std::size_t label, bool coded, bool said, Content says = Content::text);
  // Of a label that both have.
  void add_polarity(std::size_t label, Polarity coded, Polarity said) {
    labels_[label].polarity.add(static_cast<std::size_t>(coded), static_cast<std::size_t>(said));
  }
  void merge(const EvaluationTally& other);

  CodeCounts sentiment_rows;
  CodeCounts theme_rows;

  Agreement sentiment(SentimentView view) const;
  // Two classes: with the theme, without.
  Agreement label(std::size_t label) const;
  std::optional<Agreement> polarity(std::size_t label) const;
  std::optional<Agreement> all_polarity() const;
  std::optional<double> micro_f1() const;
  // For the correction of a report, over the rows that it would analyse: a class against all others, by the
  // program's own labels, and a theme.
  ConfusionMatrix sentiment_errors(CodedSentiment is) const;
  const ConfusionMatrix& label_errors(std::size_t label) const { return labels_[label].analysed; }

 private:
  struct Label {
    ConfusionMatrix found{2};
    ConfusionMatrix analysed{2};  // of these, the rows that say something
    ConfusionMatrix polarity{4};
  };
  using SentimentCounts = std::array<std::array<std::uint64_t, kSaidSentiments>, kCodedSentiments>;
  SentimentCounts sentiment_{};
  SentimentCounts analysed_{};
  std::vector<Label> labels_;
};

void merge_counts(CodeCounts& into, const CodeCounts& from);

}  // namespace verbatim
