#include "verbatim/analyzer.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analysis/shipped_lexicon.h"

namespace verbatim {
namespace {

using namespace testing;

const std::vector<std::string>& comments() {
  static const std::vector<std::string> all = {
      "",
      " ",
      "...",
      "\n\n",
      "Great service, terrible wait",
      "I waited 45 minutes on hold \U0001F621\U0001F621 and nobody answered!!",
      "N/A",
      "nothing",
      "@you #worstairlineever http://x.com/ :-( ",
      "\U0001F468\u200D\U0001F469\u200D\U0001F467",
      "\uFFFD\uFFFD not good \uFFFD",
      "&amp; the app isn&rsquo;t working &#128545;",
      "alot of problems with teh app",
      "\u00E9t\u00E9 caf\u00E9 \u6642\u9593\u304C\u304B\u304B\u308B",
      "5",
      "10/10"};
  return all;
}

std::string shown(const Analysis& analysis) {
  std::string all = std::string(name(analysis.label)) + ' ' + std::to_string(analysis.sentiment_milli) + ' ' +
                    std::to_string(analysis.positive_milli) + ' ' + std::to_string(analysis.negative_milli);
  for (const ThemeMention& mention : analysis.mentions)
    all += ' ' + std::to_string(mention.span.begin) + '-' + std::to_string(mention.span.end);
  return all + ' ' + themes_of(analysis);
}

}  // namespace

TEST_CASE("analyzer: a scratch keeps nothing of the comment or the question before") {
  const Analyzer analyzer(shipped_lexicon());
  for (const std::string question : {"", "What could we improve?"}) {
    for (const std::string& first : comments()) {
      Scratch used;
      Analysis analysis;
      analyzer.analyze(first, "What did you like?", used, analysis);
      for (const std::string& second : comments()) {
        analyzer.analyze(second, question, used, analysis);
        CAPTURE(first);
        CAPTURE(second);
        CHECK(shown(analysis) == shown(analysis_of(second, question)));
      }
    }
  }
}

TEST_CASE("analyzer: every span lies in the text, words in their clause, at character ends") {
  const Analyzer analyzer(shipped_lexicon());
  const auto is_end = [](const std::string& text, std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
  };
  for (const std::string& text : comments()) {
    CAPTURE(text);
    Scratch scratch;
    const Explanation explanation = analyzer.explain(text, "", scratch);
    const auto check = [&](ByteRange range) {
      CHECK(range.begin < range.end);
      CHECK(range.end <= text.size());
      CHECK(is_end(text, range.begin));
      CHECK(is_end(text, range.end));
    };
    for (const ThemeMention& mention : explanation.analysis.mentions) {
      check(mention.span);
      check(mention.clause);
      CHECK(mention.clause.begin <= mention.span.begin);
      CHECK(mention.span.end <= mention.clause.end);
    }
    for (const ExplainedHit& hit : explanation.hits) check(hit.span);
    for (const ExplainedClause& clause : explanation.clauses) check(clause.span);
    for (const ByteRange token : explanation.tokens) check(token);
  }
}

TEST_CASE("analyzer: explaining finds what analysing finds") {
  const Analyzer analyzer(shipped_lexicon());
  for (const std::string& text : comments()) {
    CAPTURE(text);
    Scratch scratch;
    CHECK(shown(analyzer.explain(text, "", scratch).analysis) == shown(analysis_of(text)));
  }
}

TEST_CASE("analyzer: case, curly apostrophes and white space make no difference") {
  CHECK(shown(analysis_of("i was on hold")) == shown(analysis_of("I Was On Hold")));
  CHECK(themes_of("I  was\u00A0on\thold") == themes_of("I was on hold"));
  CHECK(themes_of("I was on-hold") == themes_of("I was on hold"));
}

TEST_CASE("analyzer: answers that say nothing, and answers that say that all is well") {
  CHECK(analysis_of("").content == Content::no_content);
  CHECK(analysis_of("...").content == Content::no_content);
  CHECK(analysis_of("N/A").content == Content::no_content);
  CHECK(analysis_of("5").content == Content::no_content);
  CHECK(analysis_of("10/10").content == Content::text);
  CHECK(analysis_of("nothing", "What did you dislike?").content == Content::no_issue);
  CHECK(analysis_of("nothing", "What did you like best?").content == Content::text);
  CHECK(analysis_of("nothing works", "What did you dislike?").content == Content::text);
}

TEST_CASE("analyzer: one megabyte of anything finds no more than so many hits a word, and ends") {
  const Analyzer analyzer(shipped_lexicon());
  for (const std::string unit :
       {"wait ", "not good ", "on hold ", "but bad ", "staff and ", "the queue was long but ", "\U0001F621",
        "slow, ", "very ", "call centre phone call waiting "}) {
    CAPTURE(unit);
    const auto mentions_of = [&](std::size_t bytes) {
      std::string text;
      while (text.size() < bytes) text += unit;
      Scratch scratch;
      Analysis analysis;
      analyzer.analyze(text, "", scratch, analysis);
      return analysis.mentions.size();
    };
    const std::size_t half = mentions_of(500'000);
    const std::size_t whole = mentions_of(1'000'000);
    CHECK(whole <= 2 * half + 100);
    CHECK(whole <= 1'000'000);
  }
}

}  // namespace verbatim
