#include "verbatim/lexicon_lint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/shipped_lexicon.h"
#include "lexicon/lexicon_folder.h"
#include "support/program.h"

namespace verbatim {

using testing::LexiconFolder;

namespace {

// "problem sign-conflict: t.json:2:3: ..." of each finding.
std::string lint(const LexiconFolder& folder, const LexiconOptions& options) {
  static constexpr const char* kLevels[] = {"problem", "remark", "minor"};
  std::string all;
  const auto lexicon = load_lexicon(options);
  REQUIRE(lexicon);
  for (const LintFinding& finding : lint_lexicon(options, *lexicon)) {
    all += std::string(kLevels[static_cast<std::size_t>(finding.level)]) + " " + finding.check + ": " +
           folder.relative(to_string(Error{Fault::bad_lexicon, finding.message, finding.place})) + "\n";
  }
  return all;
}
std::string lint(const LexiconFolder& folder) {
  return lint(folder, folder.options());
}

constexpr std::string_view kForms =
    R"({"kind": "inflections", "schema_version": 1, "irregular": {"care": ["cares", "cared"], "shock": ["shocked"]}})";
constexpr std::string_view kNot =
    R"({"kind": "modifiers", "schema_version": 1, "negators": {"terms": ["not", "no"]}})";

}  // namespace

TEST_CASE("lexicon_lint: a lexicon without faults has no findings") {
  LexiconFolder folder;
  folder.write("f.json", kForms).write("m.json", kNot);
  folder.write_sentiment("s.json", R"({"rude": -3, "care~": 2, "good value": 3, "not bad at all": 2})");
  CHECK(lint(folder) == "");
}

TEST_CASE("lexicon_lint: two writings of one phrase with opposite signs are a conflict") {
  LexiconFolder folder;
  folder.write_sentiment("s.json", "{\n\"on hold\": -2,\n\"on-hold\": 1}");
  CHECK(lint(folder) ==
        lines({"problem sign-conflict: s.json:3:1: 'on-hold' weighs 1, but 'on hold' is read as "
               "'on hold' (-2, s.json:2:1); keep one of them"}));
}

TEST_CASE("lexicon_lint: a term whose words another one always takes never counts") {
  LexiconFolder folder;
  folder.write_sentiment(
      "s.json", "{\n\"rolled her eyes\": -2.5,\n\"rolled his eyes\": -2.5,\n\"rolled (her|his) eyes\": -2}");
  CHECK(lint(folder) ==
        lines({"problem never-counts: s.json:4:1: 'rolled (her|his) eyes' never counts: its words "
               "are always read as 'rolled his eyes' (s.json:3:1); delete one of them"}));
}

TEST_CASE("lexicon_lint: a term that counts in one of its alternatives is alive") {
  LexiconFolder folder;
  folder.write_sentiment("s.json", R"({"rolled her eyes": -2.5, "rolled (her|his) eyes": -2})");
  CHECK(lint(folder) == "");
}

TEST_CASE("lexicon_lint: an inflection with the other sign is told, unless a note says that it is meant") {
  LexiconFolder folder;
  folder.write("f.json", kForms);
  folder.write_sentiment("s.json", "{\n\"shock~\": -3,\n\"shocked\": 2}");
  CHECK(lint(folder) ==
        lines({"remark sign-inflection: s.json:3:1: 'shocked' weighs 2, but is a form of 'shock~' "
               "(-3, s.json:2:1); change one weight, or add a \"note\" to say that it is meant"}));
  folder.write_sentiment("s.json", R"({"shock~": -3, "shocked": {"weight": 2, "note": "said of prizes"}})");
  CHECK(lint(folder) == "");
}

TEST_CASE("lexicon_lint: a phrase that its words come to anyway says nothing new") {
  LexiconFolder folder;
  folder.write("m.json", kNot);
  folder.write_sentiment("s.json", "{\n\"good\": 2,\n\"not good\": -1.5,\n\"not good enough\": -2.5}");
  CHECK(lint(folder) ==
        lines({"minor nothing-new: s.json:3:1: 'not good' says nothing new: its words come to -1.5 "
               "without it, too; delete it"}));
}

TEST_CASE("lexicon_lint: a term that its own rule bars is dead, and so is a rule of such terms") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"([{"id": "a", "label": "A", "rules": [
 {"any": ["quiet",
  "not crowded"], "none": ["not"]},
 {"any": ["cold call"], "except": ["(cold|warm) call"]}]}])");
  CHECK(lint(folder) ==
        lines({"problem dead-rule: t.json:4:2: rule 2 of a can never fire: each term of a "
               "list that it asks for lies "
               "in its own \"none\" or \"except\"; mend or delete the rule",
               "problem dead-term: t.json:3:3: 'not crowded' can never make rule 1 of a fire: "
               "the rule itself bars "
               "'not' (\"none\" or \"except\"); delete one of them"}));
}

TEST_CASE("lexicon_lint: a term is dead only if every alternative of it is barred") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"~([{"id": "a", "label": "A", "rules": [
 {"any": ["(not|un) (crowded|busy)"], "none": ["not"]},
 {"any": ["cold"], "except": ["cold call"]}]}])~");
  CHECK(lint(folder) == "");
}

TEST_CASE("lexicon_lint: a term that holds another one of its list says nothing new") {
  LexiconFolder folder;
  folder.write_themes(
      "t.json", "[{\"id\": \"a\", \"label\": \"A\", \"rules\": [{\"any\": [\"queue\",\n\"long queue\"]}]}]");
  CHECK(lint(folder) ==
        lines({"minor nothing-new: t.json:2:1: 'long queue' says nothing new in rule 1 of a: another "
               "term of the list is found in it; delete it"}));
}

TEST_CASE("lexicon_lint: one term in two themes is told once, a border or a parent makes it right") {
  const auto themes = [](std::string_view second, std::string_view border) {
    return "[{\"id\": \"a\", \"label\": \"A\", \"rules\": [{\"any\": [\"queue\", \"line\"]}]},\n{\"id\": \"" +
           std::string(second) + "\", \"label\": \"B\", \"rules\": [{\"any\": [\"queue\", \"line\"]" +
           std::string(border) + "}]}]";
  };
  LexiconFolder folder;
  folder.write_themes("t.json", themes("b", ""));
  CHECK(lint(folder) == lines({"remark two-themes: t.json:1:97: 'line', 'queue' mean both a and b, and "
                               "nothing parts them; give each "
                               "to one theme, or draw the border with \"none\""}));
  folder.write_themes("t.json", themes("b", R"(, "none": ["dotted"])"));
  CHECK(lint(folder) == "");
  folder.write_themes("t.json", themes("a.b", ""));
  CHECK(lint(folder) == "");
}

TEST_CASE("lexicon_lint: a spelling whose word is a term itself is never read") {
  LexiconFolder folder;
  folder.write("sp.json",
               "{\"kind\": \"spelling\", \"schema_version\": 1, \"spellings\": {\n\"dont\": \"don't\", "
               "\"recieve\": \"receive\"}}");
  folder.write_sentiment("s.json", "{\n\"dont like\": -2}");
  CHECK(lint(folder) ==
        lines({"remark dead-spelling: sp.json:2:1: 'dont' is never read as 'don't', because 'dont "
               "like' (s.json:2:1) holds it as a word; write 'don't' there, or delete the spelling"}));
}

TEST_CASE("lexicon_lint: a weighed negator and a sign against its twin are told") {
  LexiconFolder folder;
  folder.write("m.json", kNot);
  folder.write_sentiment("s.json", "{\n\"no\": -1.2}");
  folder.write("e.json",
               "{\"kind\": \"emoticons\", \"schema_version\": 1, \"emoticons\": {\":)\": 2,\n\":-)\": -2}}");
  folder.write("j.json",
               "{\"kind\": \"emoji\", \"schema_version\": 1, \"emoji\": {\"🙅\": -1,\n\"🙅‍♀\": 2}}");
  CHECK(lint(folder) ==
        lines({"remark sign-conflict: e.json:2:1: ':-)' weighs -2, but ':)', which differs "
               "from it in a detail, 2 "
               "(e.json:1:58); change one",
               "remark sign-conflict: j.json:2:1: '🙅‍♀' weighs 2, but '🙅', which differs "
               "from it in a detail, -1 "
               "(j.json:1:50); change one",
               "remark weighed-negator: s.json:2:1: 'no' weighs -1.2, but it is a negator "
               "(m.json:1:74), so what it "
               "turns is counted beside it; set its weight to 0, or delete it"}));
}

TEST_CASE("lexicon_lint: an own folder that turns the sign of a word below it is told") {
  LexiconFolder below;
  below.write("f.json", kForms).write_sentiment("s.json", R"({"shock~": -3})");
  LexiconFolder folder;
  folder.write_sentiment("own.json", "{\n\"shocked\": 2}");
  LexiconOptions options = below.options();
  options.own_folders.push_back(folder.path());
  CHECK(below.relative(lint(folder, options)) ==
        lines({"remark turned-sign: own.json:2:1: 'shocked' (2) turns the sign that 'shock~' (-3) gives "
               "'shocked' in "
               "s.json:1:54; add a \"note\" if that is meant"}));
}

TEST_CASE("lexicon_lint: a word of every other sentence is too common to weigh") {
  std::string examples;
  for (int i = 0; i < 300; ++i) {
    examples += i == 0 ? "" : ",";
    examples += i % 10 == 0 ? R"({"text": "the queue", "is": "any"})" : R"({"text": "queue", "is": "any"})";
  }
  LexiconFolder folder;
  folder.write_sentiment("s.json", "{\n\"the\": 1, \"rude\": -3}");
  folder.write_themes(
      "t.json",
      "[{\"id\": \"wait\", \"label\": \"Wait\", \"rules\": [{\"any\": [\"queue\"]}], \"examples\": [" +
          examples + "]},\n{\"id\": \"other\", \"label\": \"Other\", \"rules\": [{\"any\": [\"the\"]}]}]");
  CHECK(lint(folder) == lines({"remark too-common: s.json:2:1: 'the' stands in 30 of 300 examples of the "
                               "lexicon: so common a term "
                               "says little; delete it, or write the phrase that is meant",
                               "remark too-common: t.json:2:45: rule 1 of other fires in 30 of 300 examples "
                               "of the lexicon, most often "
                               "by 'the': so common a term names no theme; write the phrase that is meant"}));
}

TEST_CASE("lexicon_lint: the shipped lexicon has no problem") {
  for (const LintFinding& finding : lint_lexicon(testing::shipped_options(), testing::shipped_lexicon())) {
    if (finding.level == LintLevel::problem)
      FAIL_CHECK(to_string(Error{Fault::bad_lexicon, finding.message, finding.place}));
  }
}

TEST_CASE("lexicon_lint: findings are ordered by level, check and importance, then by place") {
  const auto finding = [](LintLevel level, const char* check, std::uint64_t importance, std::uint64_t line) {
    LintFinding one;
    one.level = level;
    one.check = check;
    one.importance = importance;
    one.place.line = line;
    return one;
  };
  std::vector<LintFinding> all;
  all.push_back(finding(LintLevel::remark, "a", 1, 2));
  all.push_back(finding(LintLevel::remark, "a", 1, 1));
  all.push_back(finding(LintLevel::remark, "a", 5, 9));
  all.push_back(finding(LintLevel::problem, "z", 0, 8));
  std::sort(all.begin(), all.end(), is_before);
  std::vector<std::uint64_t> lines;
  for (const LintFinding& one : all) lines.push_back(one.place.line);
  CHECK(lines == std::vector<std::uint64_t>{8, 9, 1, 2});
}

}  // namespace verbatim
