#include "report/evaluation_text.h"

#include <doctest/doctest.h>

#include <string>

#include "evaluation/agreement.h"
#include "evaluation/corrected_share.h"

namespace verbatim {
namespace {

Evaluation sample() {
  Evaluation out;
  out.ledger.analysed = 25;
  out.sentiment_rows = CodeCounts{20, 3, 1, 1, 0};
  ConfusionMatrix two(3);
  two.add(0, 0, 9);
  two.add(0, 2, 1);
  two.add(1, 1, 8);
  two.add(1, 0, 2);
  out.sentiment.push_back(
      make_agreement("two-way", "all else is a miss", {"negative", "positive", "neither"}, 2, two));
  out.theme_rows = CodeCounts{25, 0, 0, 0, 0};
  LabelAgreement label;
  label.label = "Hold\x1b[31m";
  label.themes = {"wait.hold"};
  ConfusionMatrix theme(2);
  theme.add(0, 0, 4);
  theme.add(0, 1, 2);
  theme.add(1, 1, 19);
  label.agreement = make_agreement("theme", "", {"with", "without"}, 1, theme);
  label.missed.push_back({{"in.csv", 7, "", "on\x1b[2J the line", {}}, "Hold", ""});
  out.labels.push_back(label);
  out.themes_macro_f1 = 0.8;
  out.themes_micro_f1 = 0.8;
  out.correction = Correction{"report/report.json",
                              {correct_share("Hold", 100, 1000, {1000, 200, 100, 100}),
                               correct_share("Food", 10, 1000, {1000, 5, 5, 5})}};
  return out;
}

std::string text_of(const Evaluation& evaluation) {
  std::string out;
  write_evaluation_text(evaluation, 10, out);
  return out;
}

TEST_CASE("evaluation_text: rows, figures, confusion and themes are told") {
  const std::string text = text_of(sample());
  for (const char* line : {
           "25 records = 25 analysed\n",
           "Sentiment: 20 rows compared, 3 with a text and no code, 1 with a code that stands for no class, "
           "1 with a "
           "code and no text\n",
           "two-way (all else is a miss)\n  n 20, macro-F1 0.873, accuracy 0.85 (",
           "    coded \\ said    negative  positive   neither\n    negative               9         0        "
           " 1\n"
           "    positive               2         8         0\n\n",
           "Themes: macro-F1 0.800 over 1 label, micro-F1 0.800\n",
           "10.0 %     20.0 %",
           "Food                                   1.0 % cannot be corrected: 5 rows are coded so; at least "
           "20 are needed\n",
           "code a random draw of the same comments",
           "missed: 2 rows\n  in.csv row 7: coded Hold, said no theme\n",
       }) {
    CAPTURE(line);
    CAPTURE(text);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("evaluation_text: nothing from data drives a terminal") {
  CHECK(text_of(sample()).find('\x1b') == std::string::npos);
}

TEST_CASE("evaluation_text: a figure below its limit, or without one") {
  CHECK(failure_text({"themes", 0.6, 0.512}) == "themes: F1 0.512 is below --fail-under 0.600");
  CHECK(failure_text({"Hold", 0.6, std::nullopt}) == "Hold: F1 - is below --fail-under 0.600");
}

}  // namespace
}  // namespace verbatim
