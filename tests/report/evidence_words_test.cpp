#include "report/evidence_words.h"

#include <doctest/doctest.h>

#include "support/small_lexicon.h"

namespace verbatim {
namespace {

ShownText shown(std::string_view text, const Redactor* redactor) {
  const Lexicon lexicon = testing::small_lexicon();
  const Analyzer analyzer(lexicon);
  Scratch scratch;
  return show_text(text, analyzer.explain(text, "", scratch), lexicon, redactor);
}

TEST_CASE("evidence_words: words and themes in the order of the text, each with its entry and line") {
  const ShownText text = shown("not rude, but on hold", nullptr);
  CHECK(text.text == "not rude, but on hold");
  REQUIRE(text.evidence.size() >= 3);
  CHECK(text.evidence[0].words == "rude");
  CHECK(text.evidence[0].theme.empty());
  CHECK(text.evidence[0].value > 0);
  CHECK(text.evidence[0].because.front() == "turned by 'not'");
  CHECK(text.evidence[1].words == "rude");
  CHECK(text.evidence[1].theme == "staff.attitude:pos");
  CHECK(text.evidence.back().words == "on hold");
  CHECK(text.evidence.back().place.line == 7);
  const std::string said = evidence_text(text.evidence);
  CHECK(said.find("'rude' +") == 0);
  CHECK(said.find("by 'rude', turned by 'not'") != std::string::npos);
  CHECK(said.find("[lexicons/en/small.json:2]; 'rude' staff.attitude:pos by staff.attitude rule 1 [") !=
        std::string::npos);
}

TEST_CASE("evidence_words: personal data is masked, and words behind it are still the words") {
  const Redactor redactor;
  const ShownText text = shown("mail jo@example.com about the rude agent", &redactor);
  CHECK(text.text == "mail [email] about the rude agent");
  REQUIRE_FALSE(text.evidence.empty());
  CHECK(text.evidence[0].words == "rude");
}

TEST_CASE("evidence_words: a place is told from the lexicons folder on") {
  CHECK(place_text({"somewhere/lexicons/en/a.json", 3, 9}) == "lexicons/en/a.json:3");
  CHECK(place_text({"mywords/a.json", 3, 0}) == "mywords/a.json:3");
}

}  // namespace
}  // namespace verbatim
