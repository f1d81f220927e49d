#include "lexicon/term.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace verbatim {
namespace {

const char* mark_of(TermElement::Type type) {
  switch (type) {
    case TermElement::Type::word:
      return "";
    case TermElement::Type::group:
      return "~";
    case TermElement::Type::prefix:
      return "*";
    case TermElement::Type::number:
      return "#";
    case TermElement::Type::any:
      return "_";
  }
  return "?";
}

// The sequences as text, sorted, each once: "wait~ _ long, wait~ long"; or the problem.
std::string phrases_of(std::string_view term) {
  const Tokenizer tokenizer(std::vector<std::string>{":(", ":-)"});
  TermParser parser(tokenizer);
  const auto sequences = parser.parse(term);
  if (!sequences) return "! " + sequences.error();
  std::vector<std::string> all;
  for (const TermSequence& sequence : *sequences) {
    std::string text;
    for (const TermElement& element : sequence)
      text += (text.empty() ? "" : " ") + element.form + mark_of(element.type);
    all.push_back(text);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::string joined;
  for (const std::string& phrase : all) joined += (joined.empty() ? "" : ", ") + phrase;
  return joined;
}

}  // namespace

TEST_CASE("term: words are cut and folded as those of a comment") {
  CHECK(phrases_of("rude") == "rude");
  CHECK(phrases_of("On  HOLD") == "on hold");
  CHECK(phrases_of("on-hold") == "on hold");
  CHECK(phrases_of("don\u2019t care") == "don't care");
  CHECK(phrases_of("caf\u00C9") == "caf\u00E9");
  CHECK(phrases_of("terms & conditions") == "terms & conditions");
}

TEST_CASE("term: inflections, wildcards, numbers and gaps") {
  CHECK(phrases_of("wait~") == "wait~");
  CHECK(phrases_of("understaff*") == "understaff*");
  CHECK(phrases_of("# minute~") == "# minute~");
  CHECK(phrases_of("took * long") == "took _ long");
  CHECK(phrases_of("took <2> long") == "took _ _ long, took _ long, took long");
  CHECK(phrases_of("call-back~") == "call back~");
}

TEST_CASE("term: alternatives are written out, each phrase once") {
  CHECK(phrases_of("(too|so) long") == "so long, too long");
  CHECK(phrases_of("wait (was|) long") == "wait long, wait was long");
  CHECK(phrases_of("(a|b|a) c") == "a c, b c");
  CHECK(phrases_of("(on hold|queue~)") == "on hold, queue~");
  CHECK(phrases_of("(a b|) <1> c") == "a b _ c, a b c, c");
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
      {"(a|b|c|d|e|f|g) (a|b|c|d|e|f|g) (a|b|c|d|e|f|g) (a|b|c|d|e|f|g)",
       "stands for more than 2048 phrases; write two terms"},
      {"\u0301", "'\u0301' holds no word"},
      {"!?", "'!?' holds no word"},
      {"( )", "every part may be left out, so it would match everywhere"},
  };
  for (const auto& [term, problem] : rows) {
    CAPTURE(term);
    CHECK(phrases_of(term) == "! " + problem);
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
    CAPTURE(term);
    REQUIRE_FALSE(phrases_of(term).empty());
  }
}

}  // namespace verbatim
