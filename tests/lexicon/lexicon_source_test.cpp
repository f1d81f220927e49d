// What is wrong with lexicon files, told in one pass: every problem with its file, line and column.
#include "lexicon/lexicon_source.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "lexicon/lexicon_folder.h"

namespace verbatim {

using testing::LexiconFolder;
using Lines = std::vector<std::string>;

namespace {

// One text, so that a failing check shows it.
std::string joined(const Lines& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + '\n';
  return all;
}

}  // namespace

TEST_CASE(
    "lexicon_source: cfg01, what is no JSON is told with its place, file by file, before anything is read") {
  LexiconFolder folder;
  folder.write("a.json",
               "{\"kind\": \"sentiment\",\n \"schema_version\": 1,\n \"terms\": {\"rude\": -3,}}\n");
  folder.write("b.json", "{\"kind\" \"themes\"}");
  folder.write_sentiment("c.json", R"({"late": -2})");
  const Lines problems = folder.problems();
  REQUIRE(problems.size() == 2);
  CAPTURE(problems[0]);
  CAPTURE(problems[1]);
  CHECK(problems[0].starts_with("a.json:3:23: this is not valid JSON: "));
  CHECK(problems[0].find("expected") != std::string::npos);
  CHECK(problems[1].starts_with("b.json:1:16: this is not valid JSON: "));
  CHECK(load_lexicon(folder.options()).error().front().fault == Fault::bad_lexicon);
}

TEST_CASE("lexicon_source: cfg02, every weight that is no weight is listed") {
  LexiconFolder folder;
  folder.write("s.json", R"({"kind": "sentiment", "schema_version": 1,
 "terms": {
  "rude": "-3",
  "slow": 40,
  "late": [null],
  "good": {"note": "forgotten"},
  "bad": {"weight": -4.5},
  "fine": true,
  "kind": [1],
  "open": {"wieght": 2, "weight": 1},
  "kept": 1}})");
  CHECK(
      joined(folder.problems()) ==
      joined({"s.json:3:11: the weight of 'rude' must be a number from -4 to 4, not text",
              "s.json:4:11: the weight of 'slow' must be from -4 to 4",
              "s.json:5:11: the weight of 'late' must be a number from -4 to 4, not a list",
              "s.json:6:3: 'good' has no \"weight\"", "s.json:7:21: the weight of 'bad' must be from -4 to 4",
              "s.json:8:11: the weight of 'fine' must be a number from -4 to 4, not true or false",
              "s.json:9:11: the weight of 'kind' must be a number from -4 to 4, not a list",
              "s.json:10:12: unknown key \"wieght\"; known here: weight, note"}));
  LexiconFolder other;
  other.write("nan.json", R"({"kind": "sentiment", "schema_version": 1, "terms": {"rude": NaN}})");
  REQUIRE(other.problems().size() == 1);
  CHECK(other.problems()[0].starts_with("nan.json:1:"));
  LexiconFolder huge;
  huge.write_sentiment("huge.json", R"({"rude": 1e999})");
  REQUIRE(huge.problems().size() == 1);
  CHECK(huge.problems()[0].find("number overflow parsing '1e999'") != std::string::npos);
  CHECK(huge.problems()[0].find("json.exception") == std::string::npos);
}

TEST_CASE("lexicon_source: cfg03, a term with two weights is told with both places") {
  LexiconFolder folder;
  folder.write_sentiment("a.json", "{\n\"rude\": -3,\n\"slow\": -2, \"rude\": -2}");
  folder.write_sentiment("b.json", "{\n\"slow\": -1,\n\"fine\": 1}");
  CHECK(joined(folder.problems()) ==
        joined({"a.json:3:13: 'rude' weighs -2 here and -3 in a.json:2:1; keep one",
                "b.json:2:1: 'slow' weighs -1 here and -2 in a.json:3:1; keep one"}));
}

TEST_CASE("lexicon_source: cfg03, the same term with the same weight is a remark") {
  LexiconFolder folder;
  folder.write_sentiment("a.json", R"({"rude": -3})");
  folder.write_sentiment("b.json", R"({"rude": -3})");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  REQUIRE(lexicon->remarks().size() == 1);
  CHECK(folder.relative(to_string(lexicon->remarks()[0])) ==
        "b.json:1:54: 'rude' stands in a.json:1:54, too; delete one");
}

TEST_CASE("lexicon_source: cfg03, an emoji that stands twice is told") {
  LexiconFolder folder;
  folder.write(
      "e.json",
      "{\"kind\": \"emoji\", \"schema_version\": 1, \"emoji\": {\n\"\U0001F621\": -3,\n\"\U0001F621\": 3}}");
  CHECK(joined(folder.problems()) == joined({"e.json:3:1: '\U0001F621' stands twice"}));
}

TEST_CASE("lexicon_source: cfg04, an empty lexicon and empty terms are told") {
  LexiconFolder empty;
  CHECK(empty.problems().size() >= 1);
  LexiconFolder no_terms;
  no_terms.write_sentiment("s.json", "{}");
  CHECK(joined(no_terms.problems()) == joined({"s.json:1:53: the lexicon file holds no term"}));

  LexiconFolder folder;
  folder.write("a.json",
               "{\"kind\": \"sentiment\", \"schema_version\": 1, \"terms\": {\n\"\": 1,\n\"   \": "
               "1,\n\"\u0301\": 1,\n\"!!\": 1}}");
  folder.write_themes("b.json",
                      "[{\"id\": \"wait\", \"label\": \"Wait\", \"rules\": [\n{\"any\": [\"\", \"  "
                      "\"]},\n{\"any\": [\"wait\"], \"none\": [\"\"]}]}]");
  CHECK(joined(folder.problems()) ==
        joined({"a.json:2:1: an empty term would match everywhere; delete it",
                "a.json:3:1: an empty term would match everywhere; delete it",
                "b.json:2:10: an empty term would match everywhere; delete it",
                "b.json:2:14: an empty term would match everywhere; delete it",
                "b.json:2:1: the rule has no term that must be there (\"any\" or \"all\")",
                "b.json:3:28: an empty term would match everywhere; delete it",
                "a.json:5:1: '!!': '!!' holds no word", "a.json:4:1: '\u0301': '\u0301' holds no word"}));
}

TEST_CASE("lexicon_source: cfg08, terms that cannot be read are told with their places") {
  LexiconFolder folder;
  folder.write_sentiment("a.json", "{\n\"(very long\": -2,\n\"fine\": 1}");
  folder.write_themes("b.json",
                      "[{\"id\": \"wait\", \"label\": \"Wait\", \"rules\": [\n{\"any\": [\"wait~\", \"(too "
                      "long\",\n \"late)\", \"ab*\"]}]}]");
  CHECK(joined(folder.problems()) ==
        joined({"a.json:2:1: '(very long': a parenthesis is not closed",
                "b.json:2:19: '(too long': a parenthesis is not closed",
                "b.json:3:2: 'late)': parentheses do not match, or stand inside each other",
                "b.json:3:11: 'ab*': at least 3 letters must stand before a star"}));
}

TEST_CASE("lexicon_source: cfg09, a cycle of themes cannot be written: the parent is told by the id") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"([
 {"id": "a", "label": "A", "parent": "c", "rules": [{"any": ["x"]}]},
 {"id": "b", "label": "B", "parent": "a", "rules": [{"any": ["y"]}]},
 {"id": "c", "label": "C", "parent": "b", "rules": [{"any": ["z"]}]},
 {"id": "d", "label": "D", "parent": "d", "rules": [{"any": ["w"]}]}])");
  const Lines problems = folder.problems();
  CHECK(
      joined(problems) ==
      joined(
          {"t.json:2:38: 'a' has no dot in its id, so it has no parent, not 'c'; the cycle is a > b > c > a",
           "t.json:3:38: 'b' has no dot in its id, so it has no parent, not 'a'",
           "t.json:4:38: 'c' has no dot in its id, so it has no parent, not 'b'",
           "t.json:5:38: 'd' has no dot in its id, so it has no parent, not 'd'; the cycle is d > d"}));
}

TEST_CASE("lexicon_source: cfg09, a parent that agrees with the id may be written") {
  LexiconFolder folder;
  folder.write_themes(
      "t.json",
      R"([{"id": "a", "label": "A"}, {"id": "a.b", "label": "B", "parent": "a", "rules": [{"any": ["x"]}]}])");
  CHECK(folder.problems().empty());
}

TEST_CASE("lexicon_source: cfg10, doubled, orphaned, empty and impossible ids, all in one pass") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"([
 {"id": "wait", "label": "Wait", "rules": [{"any": ["wait"]}]},
 {"id": "wait", "label": "Again", "rules": [{"any": ["queue"]}]},
 {"id": "food.cold", "label": "Cold", "rules": [{"any": ["cold"]}]},
 {"id": "", "label": "Nothing"},
 {"id": "../etc", "label": "Path"},
 {"id": "a/b", "label": "Slash"},
 {"id": "<b>", "label": "Tag"},
 {"id": 7, "label": "Number"},
 {"label": "No id"},
 {"id": "Wait", "label": "Capital"},
 {"id": "price", "rules": [{"any": ["price"]}]}])");
  const std::string needs =
      ": a theme needs an \"id\" of lower-case letters, digits and hyphens, parts joined by dots: wait.hold";
  CHECK(joined(folder.problems()) ==
        joined({"t.json:3:9: theme 'wait' stands in t.json:2, too; keep one", "t.json:5:9" + needs,
                "t.json:6:9" + needs, "t.json:7:9" + needs, "t.json:8:9" + needs, "t.json:9:9" + needs,
                "t.json:10:2" + needs, "t.json:11:9" + needs, "t.json:12:2: theme 'price' has no \"label\"",
                "t.json:4:9: theme 'food.cold' has no parent: add a theme 'food'"}));
}

TEST_CASE("lexicon_source: rules and examples of a wrong shape are told, and none of them ends the program") {
  LexiconFolder folder;
  folder.write_themes("t.json", R"([{"id": "wait", "label": "Wait",
 "rules": [7,
  {"any": 7},
  {"all": "wait"},
  {"any": ["a"], "within": "page", "polarity": "bad"},
  {"any": ["a"], "polarity": 3},
  {"any": ["a"], "nope": ["b"]}],
 "examples": [
  {"text": "a"},
  {"text": "a", "is": "maybe"},
  {"text": 7, "is": "neg"},
  7]}])");
  CHECK(
      joined(folder.problems()) ==
      joined(
          {"t.json:2:12: a rule is an object with \"match\", \"any\" or \"all\"",
           "t.json:3:11: a list of terms is expected here, not a number",
           "t.json:3:3: the rule has no term that must be there (\"any\" or \"all\")",
           "t.json:4:11: \"all\" is a list of groups of terms: [[\"wait~\"], [\"phone\"]]",
           "t.json:4:3: the rule has no term that must be there (\"any\" or \"all\")",
           "t.json:5:28: \"within\" is clause, sentence or comment",
           "t.json:5:48: a polarity is \"neg\", \"neu\" or \"pos\"",
           "t.json:6:30: a polarity is \"neg\", \"neu\" or \"pos\"",
           "t.json:7:18: unknown key \"nope\"; known here: match, any, all, none, except, within, polarity, "
           "default, note, id",
           "t.json:9:3: an example is {\"text\": ..., \"is\": \"neg\", \"neu\", \"pos\", \"mix\", "
           "\"any\" or \"none\"}",
           "t.json:10:3: an example is {\"text\": ..., \"is\": \"neg\", \"neu\", \"pos\", \"mix\", "
           "\"any\" or \"none\"}",
           "t.json:11:3: an example is {\"text\": ..., \"is\": \"neg\", \"neu\", \"pos\", \"mix\", "
           "\"any\" or \"none\"}",
           "t.json:12:3: an example is {\"text\": ..., \"is\": \"neg\", \"neu\", \"pos\", \"mix\", "
           "\"any\" or \"none\"}"}));
}

TEST_CASE("lexicon_source: a file must say what it is") {
  LexiconFolder folder;
  folder.write("a.json", "[]");
  folder.write("b.json", "{}");
  folder.write("c.json", R"({"kind": "sentimant", "schema_version": 1})");
  folder.write("d.json", R"({"kind": "sentiment", "schema_version": 2, "terms": {"rude": -3}})");
  folder.write("e.json", R"({"kind": "sentiment", "schema_version": 1, "terms": {"rude": -3}, "tems": {}})");
  const std::string kinds =
      "it is one of sentiment, modifiers, inflections, spelling, answers, themes, emoji, emoticons, signals, "
      "competitors, durations, ratings, transcripts, journey";
  CHECK(joined(folder.problems()) == joined({"a.json:1:1: a lexicon file holds an object: {\"kind\": ...}",
                                             "b.json:1:1: \"kind\" is missing; " + kinds,
                                             "c.json:1:10: unknown kind 'sentimant'; " + kinds,
                                             "d.json:1:41: \"schema_version\" must be 1",
                                             "e.json:1:67: unknown key \"tems\"; known here: kind, "
                                             "schema_version, language, about, pack, terms"}));
}

TEST_CASE("lexicon_source: a bad byte is told with its line, and the other files are read on") {
  LexiconFolder folder;
  folder.write("a.json", "{\"kind\": \"sentiment\", \"schema_version\": 1,\n \"terms\": {\"caf\xE9\": 1}}");
  folder.write_sentiment("b.json", R"({"rude": -30})");
  const Lines problems = folder.problems();
  REQUIRE(problems.size() == 2);
  CAPTURE(problems[0]);
  CHECK(problems[0].starts_with("a.json:2:17: this is not valid JSON"));
  CHECK(problems[1].starts_with("b.json:1:62: the weight of 'rude'"));
}

TEST_CASE("lexicon_source: folders and packs that are not there are told") {
  LexiconFolder folder;
  LexiconOptions options;
  options.own_folders = {folder.path() + "/nothing", folder.path()};
  const auto loaded = load_lexicon(options);
  REQUIRE_FALSE(loaded);
  REQUIRE(loaded.error().size() == 2);
  CHECK(loaded.error()[0].message == "is not a folder of lexicon files");
  CHECK(loaded.error()[1].message == "holds no .json file");

  folder.write("en/a.json", "{}");
  std::filesystem::create_directories(folder.path() + "/packs/hotel/en");
  LexiconOptions packs;
  packs.shipped_folder = folder.path();
  packs.packs = {"hotel", "spaceship"};
  const LexiconSource source = read_lexicon_source(packs);
  bool told = false;
  for (const Error& error : source.errors)
    told = told || error.message == "no pack 'spaceship'; the packs are hotel";
  CHECK(told);
}

TEST_CASE("lexicon_source: folders are laid over each other, by term and by id") {
  LexiconFolder shipped;
  shipped.write_sentiment("en/s.json", R"({"sick": -2, "rude": -3})");
  shipped.write_themes("en/t.json", R"([{"id": "wait", "label": "Wait", "rules": [{"any": ["wait"]}]}])");
  shipped.write_themes(
      "packs/bank/en/t.json",
      R"([{"id": "wait", "label": "Wait", "rules": [{"any": ["teller"]}]}, {"id": "branch", "label": "Branch"}])");
  LexiconFolder own;
  own.write_sentiment("s.json", R"({"sick": 3})");
  LexiconFolder last;
  last.write_themes("t.json",
                    R"([{"id": "wait", "label": "Waiting about", "rules": [{"any": ["dawdle"]}]}])");
  LexiconOptions options;
  options.shipped_folder = shipped.path();
  options.own_folders = {own.path()};
  const LexiconSource two = read_lexicon_source(options);
  CHECK(two.errors.empty());
  CHECK(two.sentiment.at("sick").weight == 3);
  CHECK(two.sentiment.at("rude").weight == -3);
  CHECK(two.themes.at("wait").rules.size() == 2);  // a pack adds to a theme that is already there
  options.own_folders.push_back(last.path());
  const LexiconSource three = read_lexicon_source(options);
  CHECK(three.themes.at("wait").label == "Waiting about");
  CHECK(three.themes.at("wait").rules.size() == 1);  // an own one replaces it
  options.no_packs = true;
  CHECK_FALSE(read_lexicon_source(options).themes.contains("branch"));
}

}  // namespace verbatim
