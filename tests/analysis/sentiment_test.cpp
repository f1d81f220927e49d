#include "analysis/sentiment.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analysis/reading.h"
#include "lexicon/lexicon_folder.h"

namespace verbatim {
namespace {

// The values of the sentiment words of a text, by a lexicon in which good weighs 2 and bad -2.
class Values {
 public:
  Values() {
    folder_.write("m.json", R"({"kind": "modifiers", "schema_version": 1,
     "negators": {"terms": ["not", "without", "never", "didn't"]}, "contrast": {"terms": ["but"]}, "concession": {"terms": ["although"]},
     "coordination": {"terms": ["and"]}, "carrying": {"terms": ["or"]}, "intensifiers": {"terms": {"very": 1.5, "so": 1.3}},
     "ever_negators": {"terms": ["never"]}, "degrees": {"terms": ["so"]},
     "diminishers": {"terms": {"slightly": 0.5}}, "wishes": {"terms": {"should be": -0.5}}})");
    folder_.write_sentiment(
        "s.json", R"({"good": 2, "nice": 2, "bad": -2, "problems": -2, "told": -0.3, "not a bad word": 0})");
    folder_.write("e.json", "{\"kind\": \"emoji\", \"schema_version\": 1, \"emoji\": {\"\U0001F621\": -3}}");
    auto loaded = load_lexicon(folder_.options());
    REQUIRE(loaded);
    lexicon_ = std::make_unique<Lexicon>(std::move(*loaded));
  }

  std::vector<SentimentHit> hits(std::string_view text) const {
    Reading reading;
    read_comment(text, QuestionKind{}, lexicon_->data(), reading);
    weigh_clauses(reading);
    std::vector<SentimentHit> hits;
    find_sentiment(lexicon_->data(), reading, hits);
    return hits;
  }

  // The values in hundredths: rounded, so that rows can be read.
  std::vector<int> operator()(std::string_view text) const {
    std::vector<int> values;
    for (const SentimentHit& hit : hits(text))
      values.push_back(static_cast<int>(hit.value * 100 + (hit.value > 0 ? 0.5F : -0.5F)));
    return values;
  }

 private:
  testing::LexiconFolder folder_;
  std::unique_ptr<Lexicon> lexicon_;
};

using Row = std::vector<int>;

Analysis summed(const std::vector<float>& values) {
  std::vector<SentimentHit> hits;
  for (const float value : values) {
    SentimentHit hit;
    hit.weight = hit.value = hit.said = value;
    hits.push_back(hit);
  }
  Analysis analysis;
  sum_up(hits, analysis);
  return analysis;
}

}  // namespace

TEST_CASE("sentiment: negation turns what follows in its clause, as far as it reaches") {
  const Values values;
  CHECK(values("good") == Row{200});
  CHECK(values("not good") == Row{-150});
  CHECK(values("not bad") == Row{70});
  CHECK(values("not a b c d e f good") == Row{-80});
  CHECK(values("not a b c d e f g h good") == Row{200});
  CHECK(values("not here. good") == Row{200});
  CHECK(values("not here, good") == Row{200});
  CHECK(values("not here and good") == Row{200});
  CHECK(values("good not") == Row{200});
}

TEST_CASE("sentiment: the farther off the negator, the less it turns, and a complaint far off stands") {
  const Values values;
  CHECK(values("not a good") == Row{-150});
  CHECK(values("not a b good") == Row{-120});
  CHECK(values("not a b c good") == Row{-80});
  CHECK(values("not a bad") == Row{60});
  CHECK(values("not a b bad") == Row{});
  CHECK(values("not a b c bad") == Row{-80});
}

TEST_CASE("sentiment: never with a degree word says more than ever, and turns nothing") {
  const Values values;
  CHECK(values("never had so good") == Row{260});
  CHECK(values("never had so bad") == Row{-260});
  CHECK(values("never so good") == Row{-150});
  CHECK(values("not had so good") == Row{-120});
  CHECK(values("never had very good") == Row{-120});
}

TEST_CASE("sentiment: a question praises nothing and complains less") {
  const Values values;
  CHECK(values("is it good?") == Row{});
  CHECK(values("is it bad?") == Row{-140});
  CHECK(values("is it good? it is nice") == Row{200});
  CHECK(values("good ????") == Row{200});
  CHECK(values("good????") == Row{200});
}

TEST_CASE("sentiment: a faint word is neither turned nor wished for, and makes no comment mixed") {
  const Values values;
  CHECK(values("told good") == Row{-30, 200});
  CHECK(values("not told good") == Row{-30, -150});
  SentimentHit strong;
  strong.entry = 0;
  strong.weight = strong.said = strong.value = 2;
  SentimentHit faint;
  faint.entry = 0;
  faint.weight = faint.said = faint.value = -0.5F;
  CHECK(faint.is_faint());
  CHECK_FALSE(strong.is_faint());
  Analysis analysis;
  sum_up({strong, faint, faint, faint, faint}, analysis);
  CHECK(analysis.label == SentimentLabel::neutral);
  strong.weight = strong.said = strong.value = -2;
  SentimentHit praise = strong;
  praise.weight = praise.said = praise.value = 2;
  sum_up({strong, praise}, analysis);
  CHECK(analysis.label == SentimentLabel::mixed);
}

TEST_CASE("sentiment: a negation goes on over or, and to the word behind, but not over a new statement") {
  const Values values;
  CHECK(values("not good or nice") == Row{-150, -150});
  CHECK(values("not good very nice") == Row{-150, -150});
  CHECK(values("not good that was nice") == Row{-150, 200});
  CHECK(values("not good bad") == Row{-150, -200});
  CHECK(values("not good and nice") == Row{-150, 200});
}

TEST_CASE("sentiment: two negators take each other back") {
  const Values values;
  CHECK(values("not without problems") == Row{-200});
  CHECK(values("didn't come without problems") == Row{-200});
}

TEST_CASE("sentiment: strength counts beside its word, and does not survive a turn") {
  const Values values;
  CHECK(values("very good") == Row{300});
  CHECK(values("very a b good") == Row{200});
  CHECK(values("slightly bad") == Row{-100});
  CHECK(values("not very good") == Row{-150});
}

TEST_CASE("sentiment: a wish turns good words, and leaves bad ones") {
  const Values values;
  CHECK(values("should be good") == Row{-100});
  CHECK(values("should be bad") == Row{-200});
}

TEST_CASE("sentiment: but outweighs what stands before it, although yields") {
  const Values values;
  CHECK(values("good but bad") == Row{120, -280});
  CHECK(values("although good, bad") == Row{120, -200});
  CHECK(values("good. but bad") == Row{200, -280});
  CHECK(values("good but bad but nice") == Row{120, -168, 280});
}

TEST_CASE("sentiment: exclamation and capitals add, emoji are never turned") {
  const Values values;
  CHECK(values("good!") == Row{220});
  CHECK(values("it was all GOOD here") == Row{230});
  CHECK(values("IT WAS ALL GOOD HERE") == Row{200});
  CHECK(values("not \U0001F621") == Row{-300});
}

TEST_CASE("sentiment: a term of weight nothing hides the words that it holds") {
  const Values values;
  CHECK(values("not a bad word") == Row{});
}

TEST_CASE("sentiment: each hit says what became of it") {
  const Values values;
  const auto hits = values.hits("not good but very nice");
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].negator == 0);
  CHECK(hits[0].strength == kNoIndex);
  CHECK(hits[0].weight == 2);
  CHECK(hits[0].said == doctest::Approx(-1.5));
  CHECK(hits[0].value == doctest::Approx(-0.9));
  CHECK(hits[1].strength != kNoIndex);
  CHECK(hits[1].clause == 1);
}

TEST_CASE(
    "sentiment: the figure is that of the mean, between -1 and 1, odd, rising, and the label follows it") {
  CHECK(summed({}).label == SentimentLabel::none);
  CHECK(summed({2}).label == SentimentLabel::positive);
  CHECK(summed({-2}).label == SentimentLabel::negative);
  CHECK(summed({0.1F}).label == SentimentLabel::neutral);
  CHECK(summed({2, -2}).label == SentimentLabel::mixed);
  CHECK(summed({2, -2}).sentiment_milli == 0);
  CHECK(summed({4, -0.5F}).label == SentimentLabel::positive);
  std::int32_t last = -1000;
  for (int i = -60; i <= 60; ++i) {
    const float value = static_cast<float>(i) / 10;
    const std::int32_t figure = summed({value}).sentiment_milli;
    CHECK(figure >= last);
    CHECK(figure == -summed({-value}).sentiment_milli);
    // A comment said thrice says the same; a faint word said thrice says it at most as loud as a full one.
    const std::int32_t thrice = summed({value, value, value}).sentiment_milli;
    if (std::abs(value) >= 1) CHECK(thrice == figure);
    CHECK(std::abs(thrice) >= std::abs(figure));
    CHECK(std::abs(thrice) <= std::max(std::abs(figure), summed({1}).sentiment_milli));
    CHECK(std::abs(figure) <= 1000);
    last = figure;
  }
}

TEST_CASE("sentiment: masses far beyond any comment stay in range") {
  const Analysis analysis = summed(std::vector<float>(3'000'000, -4));
  CHECK(analysis.negative_milli == 2'000'000'000);
  CHECK(analysis.label == SentimentLabel::negative);
}

}  // namespace verbatim
