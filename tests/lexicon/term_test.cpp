#include "lexicon/term.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace verbatim {
namespace {

const char* mark_of(TermElement::Type type) {
  switch (type) {
    case TermElement::Type::word: return "";
    case TermElement::Type::group: return "~";
    case TermElement::Type::prefix: return "*";
    case TermElement::Type::number: return "#";
    case TermElement::Type::any: return "_";
  }
  return "?";
}

using Phrases = std::vector<std::string>;

// Each sequence as text: "wait~ _ long"; or the problem.
Phrases phrases_of(std::string_view term) {
  const Tokenizer tokenizer(std::vector<std::string>{":(", ":-)"});
  TermParser parser(tokenizer);
  const auto sequences = parser.parse(term);
  if (!sequences) return {"! " + sequences.error()};
  Phrases all;
  for (const TermSequence& sequence : *sequences) {
    std::string text;
    for (const TermElement& element : sequence) text += (text.empty() ? "" : " ") + element.form + mark_of(element.type);
    all.push_back(text);
  }
  return all;
}

}  // namespace

TEST_CASE("term: words are cut and folded as those of a comment") {
  CHECK(phrases_of("rude") == Phrases{"rude"});
  CHECK(phrases_of("On  HOLD") == Phrases{"on hold"});
  CHECK(phrases_of("on-hold") == Phrases{"on hold"});
  CHECK(phrases_of("don\u2019t care") == Phrases{"don't care"});
  CHECK(phrases_of("caf\u00C9") == Phrases{"caf\u00E9"});
  CHECK(phrases_of("terms & conditions") == Phrases{"terms & conditions"});
}

TEST_CASE("term: inflections, wildcards, numbers and gaps") {
  CHECK(phrases_of("wait~") == Phrases{"wait~"});
  CHECK(phrases_of("understaff*") == Phrases{"understaff*"});
  CHECK(phrases_of("# minute~") == Phrases{"# minute~"});
  CHECK(phrases_of("took * long") == Phrases{"took _ long"});
  CHECK(phrases_of("took <2> long") == Phrases{"took long", "took _ long", "took _ _ long"});
  CHECK(phrases_of("call-back~") == Phrases{"call back~"});
}

TEST_CASE("term: alternatives are written out, each phrase once") {
  CHECK(phrases_of("(too|so) long") == Phrases{"too long", "so long"});
  CHECK(phrases_of("wait (was|) long") == Phrases{"wait was long", "wait long"});
  CHECK(phrases_of("(a|b|a) c") == Phrases{"a c", "b c"});
  CHECK(phrases_of("(on hold|queue~)") == Phrases{"on hold", "queue~"});
  CHECK(phrases_of("(a b|) <1> c") == Phrases{"a b c", "a b _ c", "c"});
}

TEST_CASE("term: what cannot be meant is told") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "an empty term would match everywhere"},
      {"   ", "an empty term would match everywhere"},
      {"(long wait", "a parenthesis is not closed"},
      {"long) wait", "parentheses do not match, or stand inside each other"},
      {"((a|b)|c)", "parentheses do not match, or stand inside each other"},
      {"(a|)", "every part may be left out, so it would match everywhere"},
      {"(a|) (b|)", "every part may be left out, so it would match everywhere"},
      {"* long", "a term must not begin or end with * or a gap"},
      {"long <2>", "a term must not begin or end with * or a gap"},
      {"a <7> b", "a gap is at most <6>"},
      {"wa~it", "~ and * stand at the end of a word only, | only inside parentheses"},
      {"a|b", "~ and * stand at the end of a word only, | only inside parentheses"},
      {"long ~", "~ and * stand directly behind a word"},
      {"ab*", "at least 3 letters must stand before a star"},
      {"late(ly|)", "write a space before '(' and behind ')'"},
      {"a b c d e f g h i j k l m", "is longer than 12 words"},
      {"(a|b|c|d|e|f|g) (a|b|c|d|e|f|g) (a|b|c|d|e|f|g) (a|b|c|d|e|f|g)", "stands for more than 2048 phrases; write two terms"},
      {"\u0301", "'\u0301' holds no word"},
      {"!?", "'!?' holds no word"},
      {"( )", "'( )' holds no word"},
  };
  for (const auto& [term, problem] : rows) {
    CAPTURE(term);
    CHECK(phrases_of(term) == Phrases{"! " + problem});
  }
}

TEST_CASE("term: every byte sequence is a term or a problem") {
  const std::string bytes = "a (|)~*#<2>-'\" ";
  std::uint32_t random = 7;
  for (int i = 0; i < 20'000; ++i) {
    std::string term;
    for (int k = 0; k < 8; ++k) {
      random = random * 1664525 + 1013904223;
      term += bytes[(random >> 16) % bytes.size()];
    }
    const Phrases phrases = phrases_of(term);
    REQUIRE_FALSE(phrases.empty());
    for (const std::string& phrase : phrases) {
      CAPTURE(term);
      REQUIRE_FALSE(phrase.empty());
    }
  }
}

}  // namespace verbatim
