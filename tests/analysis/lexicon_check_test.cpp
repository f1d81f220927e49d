#include "verbatim/lexicon_check.h"

#include <doctest/doctest.h>

#include <string>

#include "analysis/shipped_lexicon.h"
#include "lexicon/lexicon_folder.h"

namespace verbatim {

using testing::LexiconFolder;

TEST_CASE("lexicon_check: every example of the shipped lexicon comes out as it says") {
  const LexiconCheck check = check_lexicon(testing::shipped_lexicon());
  CHECK(check.examples > 2000);
  CHECK(check.failed == 0);
  for (const Error& problem : check.problems) FAIL_CHECK(to_string(problem));
}

TEST_CASE("lexicon_check: a failing example is told with its place, what should be and what is") {
  LexiconFolder folder;
  folder.write_themes(
      "t.json",
      R"([{"id": "wait", "label": "Wait", "rules": [{"any": ["queue~"], "polarity": "neg"}], "examples": [
 {"text": "A queue everywhere", "is": "neg"},
 {"text": "No queue", "is": "any"},
 {"text": "A queue", "is": "pos"},
 {"text": "A line", "is": "neg"},
 {"text": "A queue", "is": "none"}]}])");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  const LexiconCheck check = check_lexicon(*lexicon);
  CHECK(check.examples == 5);
  CHECK(check.failed == 3);
  REQUIRE(check.problems.size() == 3);
  CHECK(folder.relative(to_string(check.problems[0])) ==
        "t.json:4:2: example of wait: 'A queue' should be pos, is neg");
  CHECK(folder.relative(to_string(check.problems[1])) ==
        "t.json:5:2: example of wait: 'A line' should be neg, is none");
  CHECK(folder.relative(to_string(check.problems[2])) ==
        "t.json:6:2: example of wait: 'A queue' should be none, is neg");
}

TEST_CASE("lexicon_check: a theme is found where one below it is, as reports count it") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"([
 {"id": "wait", "label": "Wait", "rules": [{"any": ["wait~"], "polarity": "neg"}], "examples": [
  {"text": "A wait on hold", "is": "neg"}, {"text": "on hold", "is": "neg"}]},
 {"id": "wait.hold", "label": "Hold", "rules": [{"any": ["on hold"], "polarity": "neg"}], "examples": [
  {"text": "A wait", "is": "none"}]}])");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  CHECK(check_lexicon(*lexicon).failed == 0);
}

TEST_CASE("lexicon_check: a rule that its own exceptions undo can never fire") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"([{"id": "wait", "label": "Wait", "rules": [
 {"any": ["queue", "line"], "none": ["line", "queue"]},
 {"any": ["queue", "line"], "none": ["line"]}]}])");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  const LexiconCheck check = check_lexicon(*lexicon);
  REQUIRE(check.problems.size() == 1);
  CHECK(folder.relative(to_string(check.problems[0])) ==
        "t.json:2:2: rule 1 of wait can never fire: what it asks for stands in its own \"none\" or "
        "\"except\" (NOT, EXCEPT)");
  CHECK(check.remarks.size() == 1);  // no examples
}

}  // namespace verbatim
