// A user's own folder over a lexicon below it: adding to a theme, switching a theme or a term off; and rules
// in words with their names, as files hold them.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/shipped_lexicon.h"
#include "lexicon/lexicon_folder.h"
#include "verbatim/analyzer.h"

namespace verbatim {
namespace {

using testing::LexiconFolder;

// Two folders, the second laid over the first.
class Layers {
 public:
  Layers() {
    below.write_sentiment("s.json", R"({"awful": -3, "sick~": -2, "lovely": 2})");
    below.write("e.json", R"({"kind": "emoji", "schema_version": 1, "emoji": {"😡": -3}})");
    below.write("i.json",
                R"({"kind": "inflections", "schema_version": 1, "suffixes": [{"ends": "", "add": ["s"]}]})");
    below.write_themes("t.json", R"([
      {"id": "wait", "label": "Waiting", "rules": [{"any": ["queue"], "polarity": "neg"}], "words": {"long": "neg"}},
      {"id": "wait.hold", "label": "On hold", "rules": [{"any": ["hold"], "polarity": "neg"}]},
      {"id": "food", "label": "Food", "rules": [{"any": ["soup"]}]}])");
  }

  // The lower folder alone as long as nothing is laid over it.
  LexiconOptions options() const {
    LexiconOptions options;
    options.own_folders = {below.path()};
    if (!std::filesystem::is_empty(own.path())) options.own_folders.push_back(own.path());
    return options;
  }

  // The themes of a text as comments.csv has them, behind its label; or the problems of the lexicon.
  std::string operator()(std::string_view text) const {
    const auto lexicon = load_lexicon(options());
    if (!lexicon) return problems(lexicon.error());
    Scratch scratch;
    Analysis analysis;
    Analyzer(*lexicon).analyze(text, "", scratch, analysis);
    return std::string(name(analysis.label)) + " " + testing::themes_of(analysis, *lexicon);
  }

  std::string remarks() const {
    const auto lexicon = load_lexicon(options());
    return lexicon ? problems(lexicon->remarks()) : problems(lexicon.error());
  }

  LexiconFolder below;
  LexiconFolder own;

 private:
  std::string problems(const Errors& errors) const {
    std::string all;
    for (const Error& error : errors) all += own.relative(below.relative(to_string(error))) + "\n";
    return all;
  }
};

}  // namespace

TEST_CASE("lexicon_overlay: \"extend\" adds rules, words and examples to a theme, and keeps what it has") {
  Layers layers;
  layers.own.write_themes("o.json", R"([{"id": "wait", "extend": true,
    "rules": [{"match": "stood BEFORE/3 line", "polarity": "neg"}], "words": {"short": "pos"}}])");
  CHECK(layers("a queue") == "negative wait:neg");
  CHECK(layers("we stood in line") == "negative wait:neg");
  const auto lexicon = load_lexicon(layers.options());
  REQUIRE(lexicon);
  CHECK(lexicon->themes()[static_cast<std::size_t>(lexicon->theme_index("wait"))].label == "Waiting");

  Layers renamed;
  renamed.own.write_themes("o.json", R"([{"id": "wait", "extend": true, "label": "Queues"}])");
  const auto again = load_lexicon(renamed.options());
  REQUIRE(again);
  CHECK(again->themes()[static_cast<std::size_t>(again->theme_index("wait"))].label == "Queues");
  CHECK(renamed("a queue") == "negative wait:neg");
}

TEST_CASE("lexicon_overlay: without \"extend\" a theme replaces the one below it") {
  Layers layers;
  layers.own.write_themes(
      "o.json", R"([{"id": "wait", "label": "W", "rules": [{"any": ["line"], "polarity": "neg"}]}])");
  CHECK(layers("a queue") == "none ");
  CHECK(layers("a line") == "negative wait:neg");
}

TEST_CASE("lexicon_overlay: \"extend\" of a theme that is not there is a problem") {
  Layers layers;
  layers.own.write_themes("o.json", R"([{"id": "wiat", "extend": true, "rules": []}])");
  CHECK(layers("x").find("there is no theme 'wiat' to extend; delete \"extend\" if it is a new one") !=
        std::string::npos);
}

TEST_CASE("lexicon_overlay: \"off\" switches a theme off with all below it, and nothing else") {
  Layers layers;
  layers.own.write_themes("o.json", R"([{"id": "wait", "off": true}])");
  CHECK(layers("a queue on hold for soup") == "none food:neu");
  Layers leaf;
  leaf.own.write_themes("o.json", R"([{"id": "wait.hold", "off": true}])");
  CHECK(leaf("a queue") == "negative wait:neg");
  CHECK(leaf("on hold") == "none ");
  Layers on;
  on.own.write_themes("o.json", R"([{"id": "wait", "off": false, "label": "W", "rules": []}])");
  CHECK(on("on hold") == "negative wait.hold:neg");
}

TEST_CASE("lexicon_overlay: a theme that is off can still be used by name") {
  Layers layers;
  layers.own.write_themes("o.json", R"([{"id": "wait", "off": true},
    {"id": "gone", "label": "Gone", "rules": [{"match": "^wait.hold BEFORE/5 left", "polarity": "neg"}]}])");
  CHECK(layers("on hold until I left") == "negative gone:neg");
}

TEST_CASE(
    "lexicon_overlay: what is off and not there is remarked on; what is off and has rules is a problem") {
  Layers layers;
  layers.own.write_themes("o.json", R"([{"id": "wiat", "off": true}])");
  CHECK(layers.remarks() ==
        "o.json:1:59: there is no theme 'wiat' to switch off; delete it or mend its id\n");
  Layers both;
  both.own.write_themes("o.json", R"([{"id": "wait", "off": true, "rules": []}])");
  CHECK(both.remarks().find("theme 'wait' is switched off, so \"rules\" says nothing") != std::string::npos);
}

TEST_CASE("lexicon_overlay: a term, an emoji of weight null is switched off") {
  Layers layers;
  CHECK(layers("awful") == "negative ");
  layers.own.write_sentiment("o.json", R"({"awful": null, "sick~": {"weight": null, "note": "slang here"}})");
  layers.own.write("p.json", R"({"kind": "emoji", "schema_version": 1, "emoji": {"😡": null}})");
  CHECK(layers("awful") == "none ");
  CHECK(layers("sicks") == "none ");
  CHECK(layers("😡") == "none ");
  CHECK(layers("lovely") == "positive ");
  CHECK(layers.remarks().empty());
}

TEST_CASE("lexicon_overlay: a term that is switched off and not there is remarked on, with the one that is") {
  Layers layers;
  layers.own.write_sentiment("o.json", "{\"sick\": null,\n\"nowhere\": null}");
  CHECK(layers.remarks() ==
        "o.json:1:54: no lexicon below has 'sick', so nothing is switched off; did you mean 'sick~'?\n"
        "o.json:2:1: no lexicon below has 'nowhere', so nothing is switched off; delete it or mend its "
        "spelling\n");
}

TEST_CASE("lexicon_overlay: a term that is switched off and weighed in one layer is a conflict") {
  Layers layers;
  layers.own.write_sentiment("o.json", "{\"awful\": null,\n\"lovely\": 1}");
  layers.own.write_sentiment("p.json", "{\"awful\": -1,\n\"lovely\": null}");
  CHECK(layers.remarks() ==
        "p.json:1:54: 'awful' weighs -1 here and is switched off in o.json:1:54; keep one\n"
        "p.json:2:1: 'lovely' is switched off here and weighs 1 in o.json:2:1; keep one\n");
}

TEST_CASE("lexicon_overlay: what is wrong with a rule in words is told at its column of the file") {
  LexiconFolder folder;
  folder.write("t.json", R"({"kind": "themes", "schema_version": 1,
 "names": {"a": "^b OR x", "b": "y AND ^a", "C": "x", "t": "x"},
 "themes": [{"id": "t", "label": "T", "rules": [
  {"match": "wait~ NEAR phone"},
  {"match": "\"caf\u00e9\" then"},
  {"match": "x\u00e9\ud83d\ude21\n OR ^nowhere"},
  {"match": "order MATCHING /\\d(5/"},
  {"match": "a AND \"w~x\""},
  {"match": "NOT suit"},
  {"match": "x", "within": "sentence"},
  {"match": ["x"]}]}]})");
  std::string all;
  for (const std::string& line : folder.problems()) all += line + "\n";
  CHECK(all ==
        "t.json:2:45: 'C' is no name: lower-case letters, digits, hyphens and dots\n"
        "t.json:4:20: NEAR needs how many words may stand between, 0 to 30: NEAR/5\n"
        "t.json:5:28: an operator is missing before this: AND, OR, NOT, NEAR/5, BEFORE/5 or EXCEPT\n"
        "t.json:7:30: the pattern cannot be read: missing ): \\d(5\n"
        "t.json:9:14: NOT has nothing before it: a rule says first what must be there, since NOT alone would "
        "match nearly "
        "every comment; write A NOT B\n"
        "t.json:10:28: \"within\" cannot stand beside \"match\"; write it into the text: AND/SENTENCE, "
        "NOT/COMMENT\n"
        "t.json:11:13: a rule in words is text, not a list\n"
        "t.json:6:39: there is no name and no theme 'nowhere'; add it to \"names\" or mend its spelling\n"
        "t.json:8:20: 'w~x': ~ and * stand at the end of a word only, | only inside parentheses\n"
        "t.json:2:40: ^a uses itself: a > b > a\n"
        "t.json:2:55: 't' is the id of a theme, too (t.json:3), and ^t would mean both; rename it\n");
}

TEST_CASE("lexicon_overlay: names that multiply are stopped") {
  LexiconFolder folder;
  std::string names = "\"n0\": \"a NEAR/1 b\"";
  for (int n = 1; n < 40; ++n)
    names += ", \"n" + std::to_string(n) + "\": \"^n" + std::to_string(n - 1) + " NEAR/1 ^n" +
             std::to_string(n - 1) + "\"";
  folder.write("t.json",
               "{\"kind\": \"themes\", \"schema_version\": 1, \"names\": {" + names +
                   "}, \"themes\": [{\"id\": \"t\", \"label\": \"T\", \"rules\": [{\"match\": \"^n12\"}]}]}");
  const auto problems = folder.problems();
  REQUIRE(!problems.empty());
  CHECK(problems[0].find("the rule is too large: with its names written out") != std::string::npos);
}

TEST_CASE("lexicon_overlay: a rule of more lists than it may have is told, one of as many is read") {
  const auto problems_of = [](int lists) {
    std::string rule = "a";
    for (int i = 1; i < lists; ++i) rule += (i % 30 == 0 ? ") NEAR/1 (a" : " AND b") + std::to_string(i);
    LexiconFolder folder;
    folder.write_themes("t.json",
                        "[{\"id\": \"t\", \"label\": \"T\", \"rules\": [{\"match\": \"(" + rule + ")\"}]}]");
    return folder.problems();
  };
  CHECK(problems_of(64).empty());
  REQUIRE(problems_of(65).size() == 1);
  CHECK(problems_of(65)[0].find("more than 64 lists of terms; write two rules") != std::string::npos);
}

TEST_CASE("lexicon_overlay: remarks of a rule stand at its column, and a name that nobody uses is one") {
  LexiconFolder folder;
  folder.write("t.json", R"({"kind": "themes", "schema_version": 1, "names": {"idle": "x"},
 "themes": [{"id": "t", "label": "T", "rules": [{"match": "a AND b OR c"}]}]})");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  std::string all;
  for (const Error& remark : lexicon->remarks()) all += folder.relative(to_string(remark)) + "\n";
  CHECK(all ==
        "t.json:2:68: AND or NOT is mixed with OR without parentheses; it is read as (a AND b) OR c\n"
        "t.json:1:51: no rule uses the name 'idle'\n");
}

TEST_CASE("lexicon_overlay: an own folder replaces a name of the lexicon below it") {
  Layers layers;
  layers.below.write("n.json", R"({"kind": "themes", "schema_version": 1, "names": {"pie": "tart"},
    "themes": [{"id": "pud", "label": "P", "rules": [{"match": "^pie", "polarity": "pos"}]}]})");
  CHECK(layers("a tart") == "positive pud:pos");
  layers.own.write("n.json", R"({"kind": "themes", "schema_version": 1, "names": {"pie": "crumble"}})");
  CHECK(layers("a tart") == "none ");
  CHECK(layers("a crumble") == "positive pud:pos");
}

}  // namespace verbatim
