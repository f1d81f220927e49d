#include "drivers/sentiment_fit.h"

#include <doctest/doctest.h>

#include <cmath>

#include "scores/score_spec.h"

using namespace verbatim;

namespace {

ScoreMeaning meaning_of(std::string_view kind) {
  return parse_score_kind(kind).value();
}

// 40 records in which a good comment has the score `good`, and one in four does not fit.
SentimentFit fit_of(std::int64_t good, std::int64_t bad) {
  SentimentFit fit;
  for (int i = 0; i < 40; ++i) {
    const bool is_good = i % 2 == 0;
    const bool fits = i % 4 != 3;
    fit.add(is_good ? 500 : -500, (is_good == fits ? good : bad) * 1000);
  }
  return fit;
}

}  // namespace

TEST_CASE("sentiment_fit: the correlation is that of the textbook, with Fisher's interval") {
  // 20 good comments with 5; 10 bad ones with 1 and 10 with 5: r = 1 / sqrt(3).
  const Figure figure = fit_of(5, 1).finish(meaning_of("csat5"));
  CHECK(figure.n == 40);
  REQUIRE(figure.value);
  CHECK(*figure.value == doctest::Approx(1 / std::sqrt(3.0)).epsilon(1e-12));
  CHECK(*figure.low ==
        doctest::Approx(std::tanh(std::atanh(1 / std::sqrt(3.0)) - 1.959964 / std::sqrt(37.0))));
  CHECK(*figure.high ==
        doctest::Approx(std::tanh(std::atanh(1 / std::sqrt(3.0)) + 1.959964 / std::sqrt(37.0))));
}

TEST_CASE("sentiment_fit: above 0 is right, whichever end of the scale is good") {
  CHECK(*fit_of(5, 1).finish(meaning_of("csat5")).value > 0.5);
  CHECK(*fit_of(1, 5).finish(meaning_of("csat5")).value < -0.5);
  CHECK(*fit_of(1, 5).finish(meaning_of("csat5:low")).value > 0.5);
  CHECK(*fit_of(1, 5).finish(meaning_of("ces5:hard")).value > 0.5);
  CHECK(*fit_of(5, 1).finish(meaning_of("csat5:reversed")).value > 0.5);  // turned when it was read
}

TEST_CASE("sentiment_fit: few records, or none that differ, give no figure") {
  SentimentFit few;
  for (int i = 0; i < 29; ++i) few.add(i % 2 == 0 ? 500 : -500, i % 2 == 0 ? 5000 : 1000);
  CHECK(few.finish(meaning_of("csat5")).n == 29);
  CHECK(!few.finish(meaning_of("csat5")).value);
  few.add(500, 5000);
  CHECK(*few.finish(meaning_of("csat5")).value == 1);
  CHECK(*few.finish(meaning_of("csat5")).low == 1);
  SentimentFit same;
  for (int i = 0; i < 100; ++i) same.add(i % 2 == 0 ? 500 : -500, 5000);
  CHECK(!same.finish(meaning_of("csat5")).value);
}

TEST_CASE("sentiment_fit: parts merge to the same in any order") {
  SentimentFit all, left, right;
  for (int i = 0; i < 200; ++i) {
    const std::int32_t sentiment = (i * 37) % 2001 - 1000;
    const std::int64_t score = (i * 7) % 11 * 1000;
    all.add(sentiment, score);
    (i % 3 == 0 ? left : right).add(sentiment, score);
  }
  SentimentFit a = left, b = right, c = all;
  a.merge(right);
  b.merge(left);
  c.merge(SentimentFit{});
  CHECK(a == all);
  CHECK(b == all);
  CHECK(c == all);
}

TEST_CASE("sentiment_fit: a clearly wrong sign is told with the kind to use") {
  const auto warning = [](std::string_view kind) {
    const ScoreMeaning meaning = meaning_of(kind);
    const bool is_low = meaning.low_is_good;
    return direction_warning("s", meaning, fit_of(is_low ? 5 : 1, is_low ? 1 : 5).finish(meaning))
        .value_or("");
  };
  CHECK(warning("csat5") ==
        "score 's': comments with good scores read worse than those with bad ones (correlation -0.58 over 40 "
        "comments); is 1 the best answer here? If so, write csat5:reversed, which reads 1..5 as 5..1");
  const auto ends = [&](std::string_view kind, std::string_view with) {
    CAPTURE(kind);
    CHECK(warning(kind).ends_with(with));
  };
  ends("csat7", "write csat7:reversed, which reads 1..7 as 7..1");
  ends("csat5:reversed", "is 1 the worst answer after all? If so, write csat5");
  ends("csat5:low", "is the high end the good one? If so, write csat5");
  ends("ces5:easy", "is the high end the hard one? If so, write ces5:hard");
  ends("ces5:hard", "is the high end the easy one? If so, write ces5:easy");
  ends("rating10", "is the low end the good one? If so, write rating10:low");
  ends("csat2", "is the low end the good one? If so, write csat2:low");
  ends("nps", "write nps:low");
  ends("nps-group", "1 is read as detractor, 3 as promoter");
  const ScoreMeaning csat = meaning_of("csat5");
  CHECK(!direction_warning("s", csat, fit_of(5, 1).finish(csat)));
  // Wrong, but not clearly.
  Figure weak;
  weak.n = 40;
  weak.value = -0.25;
  weak.low = -0.52;
  weak.high = 0.06;
  CHECK(!direction_warning("s", csat, weak));
  weak.value = -0.1;
  weak.high = -0.05;
  CHECK(!direction_warning("s", csat, weak));
}

TEST_CASE("sentiment_fit: kinds without two ends have no direction to check") {
  CHECK(has_ends(ScoreKind::nps));
  CHECK(has_ends(ScoreKind::nps_group));
  CHECK(has_ends(ScoreKind::csat2));
  CHECK(!has_ends(ScoreKind::number));
  CHECK(!has_ends(ScoreKind::ttr));
  CHECK(!has_ends(ScoreKind::delay));
  CHECK(!has_ends(ScoreKind::event));
}
