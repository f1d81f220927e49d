#include "evaluation/sentiment_code.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

// "negative", or "none".
std::string read(const SentimentCode& code, std::string_view cell) {
  const auto is = code.read(cell);
  return is ? std::string(name(*is)) : "none";
}

SentimentCode parsed(const std::string& typed) {
  auto code = SentimentCode::parse(typed);
  REQUIRE(code.has_value());
  return *code;
}

TEST_CASE("sentiment_code: the words that everybody uses are guessed, in any letter case") {
  SentimentCode code = parsed("label");
  CHECK(code.is_open());
  REQUIRE(code.guess({"NEG", "Positive", "neutral", "mixed"}).has_value());
  CHECK(read(code, " NEG ") == "negative");
  CHECK(read(code, "Positive") == "positive");
  CHECK(read(code, "neu") == "neutral");
  CHECK(read(code, "MIXED") == "mixed");
  CHECK(read(code, "0") == "none");
}

TEST_CASE("sentiment_code: -1, 0 and 1 speak for themselves; 0 and 1 alone, stars and words do not") {
  SentimentCode code = parsed("label");
  REQUIRE(code.guess({"-1", "0", "1"}).has_value());
  CHECK(read(code, "-1.0") == "negative");
  CHECK(read(code, "+1") == "positive");
  for (const std::vector<std::string>& values :
       {std::vector<std::string>{"0", "1"}, {"1", "2", "5"}, {"bad", "good"}}) {
    SentimentCode open = parsed("label");
    const auto guessed = open.guess(values);
    REQUIRE_FALSE(guessed.has_value());
    CHECK(guessed.error().fault == Fault::usage);
    CHECK(guessed.error().message.find("'" + values.front() + "'") != std::string::npos);
    CHECK(guessed.error().message.find("--truth-sentiment 'label:") != std::string::npos);
  }
}

TEST_CASE("sentiment_code: words of one's own, numbers as numbers") {
  const SentimentCode code = parsed("Comment sentiment:positive=1|2,neutral=3,negative=4|5");
  CHECK(code.column() == "Comment sentiment");
  CHECK(read(code, "1.0") == "positive");
  CHECK(read(code, "3") == "neutral");
  CHECK(read(code, "5") == "negative");
  CHECK(read(code, "6") == "none");
  // A comma before a value that is no class goes on with the class before.
  const SentimentCode listed = parsed("c:neg=bad,very bad,pos=good");
  CHECK(read(listed, "Very  Bad") == "negative");
  CHECK(read(listed, "good") == "positive");
}

TEST_CASE("sentiment_code: thresholds; what lies between them is neutral, unless neutral is told") {
  const SentimentCode stars = parsed("stars:neg<=2,pos>=4");
  CHECK(read(stars, "2") == "negative");
  CHECK(read(stars, "2.5") == "neutral");
  CHECK(read(stars, "4") == "positive");
  CHECK(read(stars, "good") == "none");
  const SentimentCode told = parsed("stars:neg<=2,pos>=4,neutral=3");
  CHECK(read(told, "3") == "neutral");
  CHECK(read(told, "2.5") == "none");
  CHECK(read(parsed("s:neg<-0.2,pos>0.2"), "-0.2") == "neutral");
}

TEST_CASE("sentiment_code: a colon may be part of the column's name") {
  CHECK(parsed("Q1: overall").column() == "Q1: overall");
  CHECK(parsed("Q1: overall:neg=bad,pos=good").column() == "Q1: overall");
  CHECK(parsed("#3:neg<=2,pos>=4").column() == "#3");
}

TEST_CASE("sentiment_code: what cannot be meant is refused") {
  for (const char* typed : {"", ":neg<=2", "c:neg<=low", "c:neg=", "c:neg<=2,3"}) {
    CAPTURE(typed);
    const auto code = SentimentCode::parse(typed);
    REQUIRE_FALSE(code.has_value());
    CHECK(code.error().fault == Fault::usage);
  }
}

}  // namespace
}  // namespace verbatim
