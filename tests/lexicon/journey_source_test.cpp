// What a journey file may say, how one folder is laid over another, and what is told where.
#include "lexicon/journey_source.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lexicon/lexicon_folder.h"

namespace verbatim {
namespace {

using testing::LexiconFolder;

constexpr const char* kThemes = R"([
  {"id": "wait", "label": "Waiting", "rules": [{"any": ["wait"]}]},
  {"id": "wait.hold", "label": "On hold", "rules": [{"any": ["hold"]}]},
  {"id": "food", "label": "Food", "rules": [{"any": ["soup"]}]},
  {"id": "bill", "label": "Bills", "rules": [{"any": ["bill"]}]}])";

constexpr const char* kJourney =
    R"("stages": [{"id": "use", "label": "Use", "themes": ["food"]},
                  {"id": "support", "label": "Support", "themes": ["wait.hold"], "signals": ["intent.help"]},
                  {"id": "billing", "label": "Billing", "themes": ["bill"]}],
       "no_stage": {"wait": "everywhere"},
       "areas": [{"id": "phone", "label": "Phone", "themes": ["wait.hold", "bill"]},
                 {"id": "desk", "label": "Desk", "themes": ["food", "wait.hold"]}],
       "no_area": {"wait": "anywhere"})";

std::string journey(const std::string& content) {
  return R"({"kind": "journey", "schema_version": 1, )" + content + "}";
}

// A lower folder with four themes and a journey, and one laid over it.
class Layers {
 public:
  explicit Layers(const std::string& content = "") {
    below.write_themes("t.json", kThemes).write("j.json", journey(kJourney));
    below.write("s.json", R"({"kind": "signals", "schema_version": 1, "signals": [
      {"id": "intent.help", "label": "Help", "rules": [{"any": ["help"]}]}]})");
    if (!content.empty()) own.write("own.json", journey(content));
  }

  LexiconOptions options() const {
    LexiconOptions options = below.options();
    if (!std::filesystem::is_empty(own.path())) options.own_folders.push_back(own.path());
    return options;
  }

  // "use: food / support: wait.hold intent.help / ..." of the stages, then of the areas; or the problems.
  std::string text() const {
    const auto lexicon = load_lexicon(options());
    if (!lexicon) return problems(lexicon.error());
    std::string all;
    for (const JourneyStage& stage : lexicon->stages()) {
      all += (all.empty() ? "" : " / ") + stage.id + ":";
      for (const ThemeId theme : stage.themes) all += " " + theme_id(*lexicon, theme);
      for (const SignalId signal : stage.signals)
        all += " " + lexicon->signals()[static_cast<std::size_t>(signal)].id;
    }
    for (const TouchpointArea& area : lexicon->areas()) {
      all += " / " + area.id + ":";
      for (const ThemeId theme : area.themes) all += " " + theme_id(*lexicon, theme);
    }
    return all;
  }

  std::string remarks() const {
    const auto lexicon = load_lexicon(options());
    return problems(lexicon ? lexicon->remarks() : lexicon.error());
  }

  LexiconFolder below;
  LexiconFolder own;

 private:
  static std::string theme_id(const Lexicon& lexicon, ThemeId theme) {
    return lexicon.themes()[static_cast<std::size_t>(theme)].id;
  }
  std::string problems(const Errors& errors) const {
    std::string all;
    for (const Error& error : errors)
      all += (all.empty() ? "" : "\n") + own.relative(below.relative(to_string(error)));
    return all;
  }
};

constexpr const char* kShipped =
    "use: food / support: wait.hold intent.help / billing: bill / phone: bill wait.hold / desk: food "
    "wait.hold";

// The problems of one file alone, beside the themes.
std::vector<std::string> problems_of(const std::string& content) {
  LexiconFolder folder;
  folder.write_themes("t.json", kThemes).write("j.json", journey(content));
  return folder.problems();
}

}  // namespace

TEST_CASE("journey_source: stages and areas in the order of the file") {
  CHECK(Layers().text() == kShipped);
}

TEST_CASE("journey_source: an own folder moves a theme with extend, and nothing has to be copied") {
  CHECK(Layers(R"("stages": [{"id": "use", "extend": true, "themes": ["wait.hold"]}])").text() ==
        "use: food wait.hold / support: intent.help / billing: bill / phone: bill wait.hold / desk: food "
        "wait.hold");
  // What the folder says of a theme is all that holds: it is in one area now.
  CHECK(Layers(R"("areas": [{"id": "desk", "extend": true, "themes": ["wait.hold"]}])").text() ==
        "use: food / support: wait.hold intent.help / billing: bill / phone: bill / desk: food wait.hold");
  CHECK(Layers(R"("stages": [{"id": "use", "extend": true, "signals": ["intent.help"], "themes": ["wait"]}])")
            .text() ==
        "use: food wait intent.help / support: wait.hold / billing: bill / phone: bill wait.hold / desk: "
        "food wait.hold");
}

TEST_CASE("journey_source: an own folder takes a theme out") {
  CHECK(Layers(R"("no_stage": {"food": "not ours"}, "no_area": {"wait.hold": "not ours"})").text() ==
        "use: / support: wait.hold intent.help / billing: bill / phone: bill / desk: food");
}

TEST_CASE("journey_source: the same id replaces and keeps its place; what it no longer names falls back") {
  CHECK(Layers(R"("stages": [{"id": "support", "label": "Help", "themes": ["bill"]}])").text() ==
        "use: food / support: bill / billing: / phone: bill wait.hold / desk: food wait.hold");
  CHECK(Layers(R"("areas": [{"id": "phone", "label": "Calls", "themes": ["bill"]}])").text() ==
        "use: food / support: wait.hold intent.help / billing: bill / phone: bill / desk: food wait.hold");
}

TEST_CASE("journey_source: new stages stand last or before another, and one can be switched off") {
  CHECK(Layers(R"("stages": [{"id": "claim", "label": "Claim", "themes": ["wait"], "before": "support"},
                             {"id": "end", "label": "End"}])")
            .text() ==
        "use: food / claim: wait / support: wait.hold intent.help / billing: bill / end: / phone: bill "
        "wait.hold / "
        "desk: food wait.hold");
  CHECK(Layers(R"("stages": [{"id": "billing", "extend": true, "before": "use"}])").text() ==
        "billing: bill / use: food / support: wait.hold intent.help / phone: bill wait.hold / desk: food "
        "wait.hold");
  CHECK(Layers(R"("stages": [{"id": "billing", "off": true}], "areas": [{"id": "phone", "off": true}])")
            .text() == "use: food / support: wait.hold intent.help / desk: food wait.hold");
}

TEST_CASE("journey_source: what an own folder says of nothing is a remark or a problem with its place") {
  CHECK(Layers(R"("stages": [{"id": "biling", "off": true}])").remarks() ==
        "own.json:1:60: there is no stage 'biling' to switch off; did you mean 'billing'?");
  CHECK(Layers(R"("areas": [{"id": "advocacy", "off": true}])").remarks() ==
        "own.json:1:59: there is no area 'advocacy' to switch off; delete this");
  CHECK(Layers(R"("stages": [{"id": "suport", "extend": true, "themes": ["food"]}])").text() ==
        "own.json:1:60: there is no stage 'suport' to extend; did you mean 'support'?");
  CHECK(Layers(R"("stages": [{"id": "other", "extend": true, "themes": ["food"]}])").text() ==
        "own.json:1:60: there is no stage 'other' to extend; delete \"extend\" if it is a new one");
  CHECK(Layers(R"("stages": [{"id": "use", "extend": true, "before": "suport"}])").text() ==
        "own.json:1:93: there is no stage 'suport' to stand before; did you mean 'support'?");
  CHECK(Layers(R"("stages": [{"id": "use", "off": true, "themes": ["food"]}])").text() ==
        "own.json:1:90: stage 'use' is switched off, so \"themes\" says nothing; delete it or \"off\"");
}

TEST_CASE("journey_source: a theme in two stages, in a stage and in none, or twice") {
  using Problems = std::vector<std::string>;
  CHECK(problems_of("\"stages\": [{\"id\": \"a\", \"label\": \"A\",\n \"themes\": [\"food\"]},\n"
                    "{\"id\": \"b\", \"label\": \"B\", \"themes\": [\"wait\", \"food\"]}]") ==
        Problems{"j.json:3:46: theme 'food' stands in 'a', too (j.json:2); keep one"});
  CHECK(problems_of("\"areas\": [{\"id\": \"a\", \"label\": \"A\",\n \"themes\": [\"food\"]},\n"
                    "{\"id\": \"b\", \"label\": \"B\", \"themes\": [\"wait\", \"food\"]}]") == Problems{});
  CHECK(problems_of("\"areas\": [{\"id\": \"a\", \"label\": \"A\",\n \"themes\": [\"food\"]}],\n"
                    "\"no_area\": {\"food\": \"why\"}") ==
        Problems{"j.json:3:13: theme 'food' stands in 'a', too (j.json:2); keep one"});
  CHECK(problems_of("\"stages\": [{\"id\": \"a\", \"label\": \"A\",\n \"themes\": [\"food\", \"food\"]}]") ==
        Problems{"j.json:2:21: theme 'food' stands twice here, first in j.json:2; delete one"});
}

TEST_CASE("journey_source: packs add to the stages below them without saying so") {
  JourneySource source;
  Errors errors, remarks;
  const auto read = [&](std::string_view text, int layer, bool may_add) {
    const auto root = parse_json(text, "f");
    REQUIRE(root);
    read_journey(*root, "f", layer, may_add, source, errors, remarks);
  };
  read(R"({"stages": [{"id": "use", "label": "Use", "themes": ["food"]}]})", 0, false);
  read(R"({"stages": [{"id": "use", "label": "Using", "themes": ["room"]}]})", 2, true);
  CHECK(errors.empty());
  REQUIRE(source.stages.parts.size() == 1);
  CHECK(source.stages.parts.front().label == "Use");
  CHECK(source.stages.themes.at("food").in.front().part == "use");
  CHECK(source.stages.themes.at("room").in.front().part == "use");
  // Above them the same id replaces, and takes out what both have said.
  read(R"({"stages": [{"id": "use", "label": "Mine", "themes": ["bill"]}]})", 3, false);
  CHECK(errors.empty());
  CHECK(source.stages.parts.front().label == "Mine");
  CHECK(source.stages.themes.size() == 1);
}

TEST_CASE("journey_source: hostile and broken content is told, not read") {
  for (const char* content :
       {R"("stages": 3)", R"("stages": [3])", R"("stages": [{}])",
        R"("stages": [{"id": "A b", "label": "x"}])", R"("stages": [{"id": "a"}])",
        R"("stages": [{"id": "a", "label": " "}])",
        R"("stages": [{"id": "a", "label": "A", "themes": "food"}])",
        R"("stages": [{"id": "a", "label": "A", "themes": [1, "", null]}])",
        R"("stages": [{"id": "a", "label": "A", "extend": "yes"}])",
        R"("stages": [{"id": "a", "label": "A", "before": "a"}])", R"("no_stage": ["food"])",
        R"("no_stage": {"food": ""})", R"("no_stage": {"food": 1})", R"("stage": [])",
        R"("areas": [{"id": "a", "label": "A", "signals": ["intent.help"]}])",
        R"("stages": [{"id": "a", "label": "A"}, {"id": "a", "label": "A"}])",
        R"("stages": [{"id": "a", "label": "A", "themes": ["food", "food"]}])",
        R"("stages": [{"id": "a", "label": "A", "themes": ["food"]}], "no_stage": {"food": "why"})"}) {
    CAPTURE(content);
    const auto problems = problems_of(content);
    CHECK_FALSE(problems.empty());
    for (const std::string& problem : problems) CHECK(problem.starts_with("j.json:1:"));
  }
}

TEST_CASE("journey_source: at most 64 stages") {
  std::string stages;
  for (int i = 0; i < 65; ++i)
    stages += (i == 0 ? "" : ", ") + std::string(R"({"id": "s)") + std::to_string(i) + R"(", "label": "S"})";
  const auto problems = problems_of("\"stages\": [" + stages + "]");
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().find("more than 64 stages") != std::string::npos);
}

}  // namespace verbatim
