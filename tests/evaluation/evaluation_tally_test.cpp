#include "evaluation/evaluation_tally.h"

#include <doctest/doctest.h>

#include <vector>

namespace verbatim {
namespace {

using Said = SaidSentiment;
using Coded = CodedSentiment;

TEST_CASE("evaluation_tally: the views that the codes allow, the finest first") {
  using View = SentimentView;
  CHECK(views_of({true, false, true, false}) == std::vector<View>{View::two_way});
  CHECK(views_of({true, true, true, false}) == std::vector<View>{View::three_way, View::two_way});
  CHECK(views_of({true, true, true, true}) ==
        std::vector<View>{View::four_way, View::three_way, View::two_way});
}

TEST_CASE("evaluation_tally: mixed counts by its sign in two ways, as neutral in three, as itself in four") {
  CHECK(agrees(SentimentView::two_way, Coded::negative, Said::mixed_negative) == true);
  CHECK(agrees(SentimentView::two_way, Coded::negative, Said::mixed) == false);
  CHECK(agrees(SentimentView::two_way, Coded::positive, Said::none) == false);
  CHECK_FALSE(agrees(SentimentView::two_way, Coded::neutral, Said::neutral).has_value());
  CHECK(agrees(SentimentView::three_way, Coded::neutral, Said::mixed_positive) == true);
  CHECK(agrees(SentimentView::three_way, Coded::neutral, Said::none) == true);
  CHECK_FALSE(agrees(SentimentView::three_way, Coded::mixed, Said::mixed).has_value());
  CHECK(agrees(SentimentView::four_way, Coded::mixed, Said::mixed_negative) == true);
  CHECK(agrees(SentimentView::four_way, Coded::neutral, Said::mixed) == false);
}

TEST_CASE("evaluation_tally: figures of merged parts are those of the whole") {
  EvaluationTally a(1), b(1);
  for (int i = 0; i < 8; ++i) a.add_sentiment(Coded::negative, Said::negative);
  b.add_sentiment(Coded::negative, Said::none);
  b.add_sentiment(Coded::neutral, Said::negative);
  b.add_sentiment(Coded::positive, Said::positive);
  a.add_label(0, true, true);
  a.add_polarity(0, Polarity::negative, Polarity::positive);
  b.add_label(0, true, false);
  b.add_label(0, false, true);
  b.add_label(0, false, false);
  EvaluationTally all(1);
  all.merge(b);
  all.merge(a);

  const Agreement two = all.sentiment(SentimentView::two_way);
  CHECK(two.n == 10);
  CHECK(two.classes[0].coded == 9);
  CHECK(two.classes[0].said == 8);
  CHECK(two.matrix[0] == std::vector<std::uint64_t>{8, 0, 1});
  CHECK(all.sentiment(SentimentView::three_way).n == 11);
  const Agreement label = all.label(0);
  CHECK(label.classes.size() == 1);
  CHECK(label.classes[0].f1.value() == doctest::Approx(0.5));
  CHECK(all.micro_f1().value() == doctest::Approx(0.5));
  CHECK(all.polarity(0)->matrix[0] == std::vector<std::uint64_t>{0, 0, 1, 0});
  CHECK_FALSE(EvaluationTally(1).all_polarity().has_value());
  // One class against the others, by the label in comments.csv.
  const ConfusionMatrix negative = all.sentiment_errors(Coded::negative);
  CHECK(negative.at(0, 0) == 8);
  CHECK(negative.at(1, 0) == 1);
  CHECK(negative.n() == 11);
}

TEST_CASE(
    "evaluation_tally: an answer that says nothing is compared, and has no part in the correction of a "
    "report") {
  EvaluationTally tally(1);
  tally.add_sentiment(Coded::negative, Said::none, Content::no_content);
  tally.add_sentiment(Coded::negative, Said::negative, Content::no_issue);
  tally.add_label(0, false, false, Content::no_content);
  tally.add_label(0, true, true);
  EvaluationTally all(1);
  all.merge(tally);
  CHECK(all.sentiment(SentimentView::two_way).n == 2);
  CHECK(all.sentiment_errors(Coded::negative).n() == 1);
  CHECK(all.label(0).n == 2);
  CHECK(all.label_errors(0).n() == 1);
}

}  // namespace
}  // namespace verbatim
