#include "lexicon/journey.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon_data.h"
#include "lexicon/lexicon_folder.h"
#include "verbatim/lexicon.h"

namespace verbatim {
namespace {

using testing::LexiconFolder;

constexpr const char* kThemes = R"([
  {"id": "a", "label": "A", "rules": [{"any": ["one"]}]},
  {"id": "a.b", "label": "AB", "rules": [{"any": ["two"]}]},
  {"id": "a.b.c", "label": "ABC", "rules": [{"any": ["three"]}]},
  {"id": "a.d", "label": "AD", "rules": [{"any": ["four"]}]},
  {"id": "e", "label": "E", "rules": [{"any": ["five"]}]},
  {"id": "ab", "label": "no child of a", "rules": [{"any": ["six"]}]}])";

LexiconOptions shipped() {
  LexiconOptions options;
  options.shipped_folder = VERBATIM_SOURCE_DIR "/lexicons";
  return options;
}

ThemeId theme_of(const Lexicon& lexicon, std::string_view id) {
  const int index = lexicon.theme_index(id);
  REQUIRE(index >= 0);
  return ThemeId{static_cast<std::uint32_t>(index)};
}

// The id of the theme's stage, or "-".
std::string stage_of(const Lexicon& lexicon, std::string_view id) {
  const int stage = lexicon.stage_of(theme_of(lexicon, id));
  return stage < 0 ? "-" : lexicon.stages()[static_cast<std::size_t>(stage)].id;
}

std::string areas_of(const Lexicon& lexicon, std::string_view id) {
  std::string all;
  for (const std::uint8_t area : lexicon.areas_of(theme_of(lexicon, id)))
    all += (all.empty() ? "" : " ") + lexicon.areas()[area].id;
  return all;
}

std::string unnamed(const Lexicon& lexicon, const std::vector<ThemeId>& themes) {
  std::string all;
  for (const ThemeId theme : themes) all += lexicon.themes()[static_cast<std::size_t>(theme)].id + " ";
  return all;
}

}  // namespace

TEST_CASE("journey: an entry holds for everything below it, and the longest id wins") {
  LexiconFolder folder;
  folder.write_themes("t.json", kThemes).write("j.json", R"({"kind": "journey", "schema_version": 1,
    "stages": [{"id": "s", "label": "S", "themes": ["a"]}, {"id": "t", "label": "T", "themes": ["a.b.c"]}],
    "no_stage": {"a.b": "why"},
    "areas": [{"id": "x", "label": "X", "themes": ["a", "a.b"]}, {"id": "y", "label": "Y", "themes": ["a.b"]}]})");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  CHECK(stage_of(*lexicon, "a") == "s");
  CHECK(stage_of(*lexicon, "a.b") == "-");
  CHECK(stage_of(*lexicon, "a.b.c") == "t");
  CHECK(stage_of(*lexicon, "a.d") == "s");
  CHECK(stage_of(*lexicon, "e") == "-");
  CHECK(stage_of(*lexicon, "ab") == "-");
  CHECK(areas_of(*lexicon, "a") == "x");
  CHECK(areas_of(*lexicon, "a.b.c") == "x y");
  CHECK(areas_of(*lexicon, "a.d") == "x");
  CHECK(areas_of(*lexicon, "e").empty());
  CHECK(unnamed(*lexicon, lexicon->data().journey.unnamed_for_stages) == "ab e ");
}

TEST_CASE("journey: unknown themes and signals are told with their place and the nearest name") {
  LexiconFolder folder;
  folder.write_themes("t.json", kThemes)
      .write("s.json", R"({"kind": "signals", "schema_version": 1, "signals": [
    {"id": "intent.help", "label": "Help", "rules": [{"any": ["help"]}]}]})")
      .write("j.json", R"({"kind": "journey", "schema_version": 1,
 "stages": [{"id": "s", "label": "S",
  "themes": ["a.bb", "nothing-like-it"],
  "signals": ["intent.helb"]}],
 "no_stage": {"ae.d": "why"}})");
  const auto problems = folder.problems();
  REQUIRE(problems.size() == 4);
  const auto told = [&](const std::string& problem) {
    return std::find(problems.begin(), problems.end(), problem) != problems.end();
  };
  CHECK(told("j.json:3:14: there is no theme 'a.bb'; did you mean 'a.b'?"));
  CHECK(told("j.json:3:22: there is no theme 'nothing-like-it'; delete it or mend its spelling"));
  CHECK(told("j.json:4:15: there is no signal 'intent.helb'; did you mean 'intent.help'?"));
  CHECK(told("j.json:5:15: there is no theme 'ae.d'; did you mean 'a.d'?"));
}

TEST_CASE("journey: without a journey file there are no stages, and asking is fine") {
  LexiconFolder folder;
  folder.write_themes("t.json", kThemes);
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  CHECK(lexicon->stages().empty());
  CHECK(lexicon->areas().empty());
  CHECK(stage_of(*lexicon, "a.b") == "-");
  CHECK(areas_of(*lexicon, "a.b").empty());
}

TEST_CASE("journey: themes that are switched off, or of a pack that is not in use, are no error") {
  LexiconFolder folder;
  folder.write("j.json", R"({"kind": "journey", "schema_version": 1,
    "stages": [{"id": "use", "extend": true, "themes": ["room.comfort", "wait.hold"]}]})");
  folder.write_themes("t.json", R"([{"id": "wait.hold", "off": true}])");
  LexiconOptions options = shipped();
  options.own_folders = {folder.path()};
  options.packs = {"bank"};
  const auto bank = load_lexicon(options);
  REQUIRE(bank);
  CHECK(bank->theme_index("room.comfort") < 0);
  CHECK(stage_of(*bank, "card") == "use");
  options.packs.clear();
  options.no_packs = true;
  CHECK(load_lexicon(options));
  options.no_packs = false;
  CHECK(stage_of(*load_lexicon(options), "room.comfort") == "use");

  folder.write("j.json", R"({"kind": "journey", "schema_version": 1,
    "stages": [{"id": "use", "extend": true, "themes": ["room.confort"]}]})");
  options.no_packs = true;
  const auto wrong = load_lexicon(options);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().front().message == "there is no theme 'room.confort'; did you mean 'room.comfort'?");
}

TEST_CASE("journey: a journey file is part of the lexicon's version") {
  LexiconFolder folder;
  folder.write_themes("t.json", kThemes);
  const std::string before = load_lexicon(folder.options())->version();
  folder.write("j.json", R"({"kind": "journey", "schema_version": 1, "no_stage": {"a": "why"}})");
  CHECK(load_lexicon(folder.options())->version() != before);
}

TEST_CASE("journey: the shipped one places every shipped theme, or says why not") {
  LexiconOptions options = shipped();
  for (const bool no_packs : {false, true}) {
    options.no_packs = no_packs;
    const auto lexicon = load_lexicon(options);
    REQUIRE(lexicon);
    CHECK(unnamed(*lexicon, lexicon->data().journey.unnamed_for_stages).empty());
    CHECK(unnamed(*lexicon, lexicon->data().journey.unnamed_for_areas).empty());
  }
}

TEST_CASE("journey: the shipped stages and areas, in their order") {
  const auto lexicon = load_lexicon(shipped());
  REQUIRE(lexicon);
  std::vector<std::string> stages;
  for (const JourneyStage& stage : lexicon->stages()) {
    stages.push_back(stage.id);
    CAPTURE(stage.id);
    CHECK_FALSE(stage.about.empty());
    CHECK_FALSE(stage.themes.empty());
  }
  CHECK(stages == std::vector<std::string>{"awareness", "consideration", "purchase", "delivery", "use",
                                           "support", "billing", "renewal", "advocacy", "leaving"});
  std::vector<std::string> areas;
  for (const TouchpointArea& area : lexicon->areas()) {
    areas.push_back(area.id);
    CAPTURE(area.id);
    CHECK_FALSE(area.about.empty());
    CHECK_FALSE(area.themes.empty());
  }
  CHECK(areas == std::vector<std::string>{"sales", "billing", "call-centre", "social-media", "email",
                                          "digital-transactions", "website", "self-service", "mobile-app",
                                          "delivery", "after-sales"});
  CHECK(stage_of(*lexicon, "wait.hold") == "support");
  CHECK(stage_of(*lexicon, "wait.queue") == "-");
  CHECK(stage_of(*lexicon, "staff.attitude") == "-");
  CHECK(stage_of(*lexicon, "product.description") == "awareness");
  CHECK(stage_of(*lexicon, "product.quality") == "use");
  CHECK(stage_of(*lexicon, "activation.delay") == "delivery");
  CHECK(areas_of(*lexicon, "billing.refund") == "billing after-sales");
  CHECK(areas_of(*lexicon, "billing.charges") == "billing");
  CHECK(areas_of(*lexicon, "staff.attitude").empty());
  for (std::uint32_t s = 0; s < lexicon->signals().size(); ++s) {
    const std::string& id = lexicon->signals()[s].id;
    const int stage = lexicon->stage_of(SignalId{s});
    if (id == "intent.churn") CHECK(lexicon->stages().at(static_cast<std::size_t>(stage)).id == "leaving");
    if (id == "emotion.anger") CHECK(stage == -1);
  }
}

}  // namespace verbatim
