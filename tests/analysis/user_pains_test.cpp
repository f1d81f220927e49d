// What users of other tools complained of, sentence by sentence. Each case names the row it stands for and
// what must come out here. Sources are issues of public projects: V = vaderSentiment, SR = sentimentr, QD =
// quanteda.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "analysis/sentiment.h"
#include "analysis/shipped_lexicon.h"

namespace verbatim {
namespace {

using namespace testing;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

// The parts of the result that a reader sees.
std::string shown(std::string_view text) {
  const Analysis analysis = analysis_of(text);
  return std::string(name(analysis.label)) + ' ' + std::to_string(analysis.sentiment_milli) + ' ' +
         themes_of(analysis);
}

}  // namespace

TEST_CASE("user_pains: customers' complaints without an angry word are complaints, each with its theme") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"The wait was long", "wait"},
      {"Waited 45 minutes on hold", "wait.hold"},
      {"long wait times", "wait"},
      {"wait time was too long, took forever", "wait"},
      {"It took 3 weeks to get a refund", "billing.refund"},
      {"They never answered the phone", "contact.reach"},
      {"I had to call three times to get it fixed", "resolution.repeat"},
      {"Need more staff", "staff.availability"},
  };
  for (const auto& [text, theme] : rows) {
    CAPTURE(text);
    CAPTURE(themes_of(text));
    CHECK(label_of(text) == "negative");
    CHECK(says(text, theme, "neg"));
  }
}

TEST_CASE("user_pains: thanks and great around a two hour wait do not make it good news") {
  const std::string text = "Great, another 2 hour wait. Thanks a lot!";
  CAPTURE(shown(text));
  CHECK(says(text, "wait", "neg"));
  CHECK_FALSE(says(text, "wait", "pos"));
  CHECK(label_of(text) == "negative");
}

TEST_CASE("user_pains: a wish for better waiting is no praise") {
  CHECK(label_of("Please improve the wait") == "negative");
  CHECK(says("Please improve the wait", "wait", "neg"));
}

TEST_CASE("user_pains: one good and one bad clause are mixed, each theme with its own polarity") {
  CHECK(label_of("Great service, terrible wait") == "mixed");
  CHECK(says("Great service, terrible wait", "wait", "neg"));
  CHECK(label_of("The agent was lovely but I waited two hours") == "mixed");
  CHECK(themes_of("The agent was lovely but I waited two hours") == "staff.attitude:pos|wait:neg");
}

TEST_CASE("user_pains 1: never reaches the verb behind it") {
  CHECK(label_of("I never liked how they treat me") == "negative");
}

TEST_CASE("user_pains 2: nobody negates") {
  CHECK(label_of("nobody loves her") == "negative");
}

TEST_CASE("user_pains 3: not the worst is neutral at best, and no plain complaint") {
  const Analysis analysis = analysis_of("Not the worst show I've seen");
  CAPTURE(analysis.sentiment_milli);
  CHECK(analysis.label != SentimentLabel::negative);
  CHECK(std::abs(analysis.sentiment_milli) <= 500);
}

TEST_CASE("user_pains 4: the clause behind but decides") {
  CHECK(label_of("Not the worst ever but definitely worst this year") == "negative");
}

TEST_CASE("user_pains 5: no problem and no complaints are good news and no problem theme") {
  for (const std::string text : {"no problem", "no complaints", "Very clean, no problem"}) {
    CAPTURE(text);
    CAPTURE(themes_of(text));
    CHECK(label_of(text) == "positive");
    CHECK(themes_of(text).find(":neg") == std::string::npos);
    CHECK(themes_of(text).find("resolution") == std::string::npos);
  }
}

TEST_CASE("user_pains 6: no bad smell, nothing to worry about") {
  const std::string label = label_of("No bad smell. Nothing to worry about");
  CAPTURE(label);
  CHECK(label != "negative");
}

TEST_CASE("user_pains 7: without a doubt does not negate") {
  CHECK(label_of("Without a doubt excellent idea") == "positive");
}

// Disputed upstream: the reporter reads "no problems with payment or returns", the maintainer "there is no
// payment, and there are problems". The carried negation speaks for the reporter; nothing is asserted but
// that it is no certain thing.
TEST_CASE("user_pains 8: no payment and returning problems is never strong (disputed)") {
  const std::string text = "No payment and returning problems";
  const Analyzer analyzer(shipped_lexicon());
  Scratch scratch;
  const Explanation explanation = analyzer.explain(text, "", scratch);
  CAPTURE(explanation.analysis.sentiment_milli);
  CHECK(std::abs(explanation.analysis.sentiment_milli) < 700);
  CHECK(explanation.clauses.size() == 2);
  CHECK_FALSE(explanation.hits.empty());
}

TEST_CASE("user_pains 9: not bad is weakly good") {
  for (const std::string text : {"your internet is not bad", "not bad at all", "Not bad"}) {
    CAPTURE(text);
    const Analysis analysis = analysis_of(text);
    CHECK(analysis.label == SentimentLabel::positive);
    CHECK(analysis.sentiment_milli < 600);
  }
}

TEST_CASE("user_pains 10: a curly apostrophe is an apostrophe") {
  const std::vector<std::string> rows = {"I don't like this event.",  "I won't come back",
                                         "The staff weren't helpful", "It isn't good value",
                                         "They didn't call me back.", "I couldn't be happier",
                                         "you can't get through",     "wasn't good that was good",
                                         "It's great, isn't it?",     "The app doesn't work at all"};
  for (const std::string& straight : rows) {
    for (const std::string apostrophe :
         {"\u2019", "\u2018", "\u02BC", "`", "\u00B4", "&#39;", "&rsquo;", "\uFF07"}) {
      std::string curly;
      for (const char c : straight) curly += c == '\'' ? apostrophe : std::string(1, c);
      CAPTURE(curly);
      CHECK(shown(curly) == shown(straight));
    }
  }
  CHECK(label_of("I don\u2019t like this event.") == "negative");
}

TEST_CASE("user_pains 11: a negator does not reach back over a run-on") {
  CHECK(label_of("Horrible can't even watch the game, this app needs a face lift.") == "negative");
  CHECK(analysis_of("Horrible can't even watch the game, this app needs a face lift.").positive_milli == 0);
}

TEST_CASE("user_pains 12: and closes the scope of a negator") {
  CHECK(label_of("Not enough money and poor life") == "negative");
  CHECK(analysis_of("Not enough money and poor life").positive_milli == 0);
}

TEST_CASE("user_pains 13: a negation ends with its sentence, and the trace tells whose it was") {
  const Analyzer analyzer(shipped_lexicon());
  Scratch scratch;
  const std::string text = "Don't drop out of school. It's not a good idea";
  const Explanation explanation = analyzer.explain(text, "", scratch);
  bool found = false;
  for (const ExplainedHit& hit : explanation.hits) {
    if (text.substr(hit.span.begin, 4) != "good") continue;
    found = true;
    REQUIRE_FALSE(hit.because.empty());
    CHECK(hit.because.front() == "turned by 'not'");
    CHECK(hit.value < 0);
  }
  CHECK(found);
}

TEST_CASE("user_pains 14: couldn't be happier is high praise") {
  CHECK(label_of("couldn't be happier") == "positive");
  CHECK(analysis_of("couldn't be happier").sentiment_milli > 600);
}

TEST_CASE("user_pains 15: I can't fault them is praise") {
  CHECK(label_of("I can't fault them") == "positive");
}

TEST_CASE("user_pains 16: not the most awesome is a complaint") {
  CHECK(label_of("not the most awesome semester I've ever had") == "negative");
}

TEST_CASE("user_pains 17: not proper and not correct are complaints") {
  // That a user's own entry is negated at once stands in lexicon_test.cpp.
  CHECK(label_of("This is not proper") == "negative");
  CHECK(label_of("evaluation is not correct") == "negative");
}

TEST_CASE("user_pains 18: two clauses, two opinions") {
  const Analysis analysis = analysis_of("The share of the car is not good, but the color is nice.");
  CHECK(analysis.label == SentimentLabel::mixed);
  CHECK(analysis.positive_milli > 0);
  CHECK(analysis.negative_milli > 0);
}

TEST_CASE("user_pains 19: emoticons and emoji are never negated") {
  CHECK(label_of("nothing for redheads :(") == "negative");
  CHECK(label_of("nothing for redheads \U0001F621") == "negative");
  CHECK(label_of("not \U0001F60D") == "positive");
}

TEST_CASE("user_pains 20: nothing to an improve-question is contentment, N/A is no answer") {
  const std::string improve = "What could we improve?";
  for (const std::string text : {"nothing", "Nothing.", "none", "None!", "nothing, all good"}) {
    CAPTURE(text);
    const Analysis analysis = analysis_of(text, improve);
    CHECK(analysis.label == SentimentLabel::positive);
    CHECK(analysis.sentiment_milli < 700);
  }
  CHECK(analysis_of("nothing", improve).content == Content::no_issue);
  CHECK(analysis_of("none", improve).content == Content::no_issue);
  CHECK(themes_of("nothing", improve) == "");
  for (const std::string text : {"N/A", "n/a", ".", "-", "--", "N/A."}) {
    CAPTURE(text);
    CHECK(analysis_of(text, improve).content == Content::no_content);
    CHECK(analysis_of(text).content == Content::no_content);
  }
}

TEST_CASE("user_pains 32: a comment said n times has the same figure as said once") {
  for (const std::string unit : {"bad good ", "great service, long wait. ", "rude and slow. "}) {
    const Analysis once = analysis_of(unit);
    for (std::size_t n = 1; n <= 50; ++n) {
      CAPTURE(unit);
      CAPTURE(n);
      const Analysis many = analysis_of(repeated(unit, n));
      CHECK(many.sentiment_milli == once.sentiment_milli);
      CHECK(many.label == once.label);
    }
  }
}

TEST_CASE("user_pains 33: a word said twice is read twice") {
  const Analyzer analyzer(shipped_lexicon());
  Scratch scratch;
  const Explanation explanation = analyzer.explain("wasn't good that was good", "", scratch);
  std::vector<float> goods;
  for (const ExplainedHit& hit : explanation.hits) {
    if (shipped_lexicon().entry(*hit.entry).text == "good") goods.push_back(hit.value);
  }
  REQUIRE(goods.size() == 2);
  CHECK(goods[0] < 0);
  CHECK(goods[1] > 0);
}

TEST_CASE("user_pains 34: plus and minus do not vanish: both masses are told, and it is mixed") {
  const Analysis analysis = analysis_of("The food was excellent. The room was disgusting.");
  CHECK(analysis.label == SentimentLabel::mixed);
  CHECK(analysis.positive_milli > 1000);
  CHECK(analysis.negative_milli > 1000);
}

// 35, constants in the run's manifest, is a matter of run.json: see tests/pipeline/run_manifest_test.cpp.

TEST_CASE("user_pains 36: emoji have weights of their own, not those of their names' words") {
  CHECK(label_of("\U0001F497") == "positive");  // growing heart
  CHECK(label_of("\U0001F493") == "positive");  // beating heart
  CHECK(label_of("\U0001F525") != "negative");  // fire
  CHECK(label_of("\U0001F602") == "positive");  // tears of joy
}

TEST_CASE(
    "user_pains 37: variation selectors, skin tones and joiners make one sign, with the weight of the plain "
    "one") {
  CHECK(shown("\u2764") == shown("\u2764\uFE0F"));
  CHECK(label_of("\u2764\uFE0F") == "positive");
  CHECK(label_of("\U0001F644") == "negative");  // face with rolling eyes
  for (const std::string tone : {"\U0001F3FB", "\U0001F3FC", "\U0001F3FD", "\U0001F3FE", "\U0001F3FF"}) {
    CHECK(shown("\U0001F44D" + tone) == shown("\U0001F44D"));
    CHECK(shown("\U0001F44E" + tone) == shown("\U0001F44E"));
    CHECK(shown("\U0001F64F" + tone) == shown("\U0001F64F"));
  }
  CHECK(label_of("\U0001F44D\U0001F3FD") == "positive");
  CHECK(label_of("\U0001F44E\U0001F3FD") == "negative");
  // Joined: heart on fire; facepalm with gender signs.
  CHECK(label_of("\u2764\uFE0F\u200D\U0001F525") == "positive");
  CHECK(shown("\U0001F926\U0001F3FB\u200D\u2640\uFE0F") == shown("\U0001F926"));
  CHECK(shown("\U0001F926\u200D\u2642\uFE0F") == shown("\U0001F926"));
  CHECK(label_of("\U0001F926") == "negative");
}

TEST_CASE("user_pains 38: an emoji glued to a word or to punctuation speaks as one that stands alone") {
  const std::string angry = "\U0001F621";
  const Analysis alone = analysis_of("frais " + angry);
  for (const std::string& text : {"exag\u00E9r\u00E9 !!" + angry, "Plus de 50 euros de frais " + angry,
                                  "frais" + angry, angry + "frais", "frais." + angry, "frais" + angry + "!!!",
                                  "(" + angry + ")", "frais..." + angry + "..."}) {
    CAPTURE(text);
    CHECK(label_of(text) == "negative");
    CHECK(analysis_of(text).positive_milli == 0);
    CHECK(analysis_of(text).negative_milli >= alone.negative_milli);
  }
}

TEST_CASE("user_pains 39: the signs of common emoji") {
  for (const std::string sign :
       {"\U0001F600", "\U0001F603", "\U0001F604", "\U0001F60A", "\U0001F60D", "\U0001F618", "\U0001F642",
        "\U0001F44D", "\U0001F44F", "\U0001F64C", "\U0001F64F", "\U0001F389", "\u2764",     "\U0001F495",
        "\U0001F496", "\U0001F970", "\U0001F929", "\U0001F973", "\u2B50",     "\U0001F31F", "\U0001F602",
        "\u263A",     "\U0001F60E", "\U0001F49A", "\U0001F499", "\U0001F4AF", "\U0001F44C"}) {
    CAPTURE(sign);
    CHECK(label_of(sign) == "positive");
  }
  for (const std::string sign :
       {"\U0001F620", "\U0001F621", "\U0001F624", "\U0001F92C", "\U0001F622", "\U0001F62D", "\U0001F61E",
        "\U0001F614", "\u2639",     "\U0001F641", "\U0001F44E", "\U0001F4A9", "\U0001F92E", "\U0001F922",
        "\U0001F644", "\U0001F612", "\U0001F926", "\U0001F494", "\U0001F629", "\U0001F62B", "\U0001F623",
        "\U0001F615", "\U0001F61F", "\U0001F595", "\U0001F620"}) {
    CAPTURE(sign);
    CHECK(label_of(sign) == "negative");
  }
}

// 40, one megabyte of one emoji, is counted in instructions: tests/bench/emoji_instructions.sh.
// 41, UTF-8 always and a bad byte with its line, stands in tests/lexicon/lexicon_source_test.cpp.

}  // namespace verbatim
