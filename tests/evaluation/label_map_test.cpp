#include "evaluation/label_map.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/program.h"
#include "support/small_lexicon.h"

namespace verbatim {
namespace {

using testing::small_lexicon;

std::vector<ThemeFinding> findings(const Lexicon& lexicon, std::initializer_list<const char*> ids,
                                   Polarity polarity) {
  std::vector<ThemeFinding> out;
  for (const char* id : ids) {
    const int index = lexicon.theme_index(id);
    REQUIRE(index >= 0);
    out.push_back({ThemeId{static_cast<std::uint32_t>(index)}, polarity});
  }
  return out;
}

TEST_CASE("label_map: a theme stands for all below it, with = for itself alone") {
  const Lexicon lexicon = small_lexicon();
  const ScratchFolder folder;
  const std::string path = folder.put(
      "map.json", R"({"Waiting": "wait", "Only waiting": ["=wait"], "Nothing": null, "None": []})");
  const auto map = LabelMap::load(path, lexicon);
  REQUIRE(map.has_value());
  const CodedLabel& all = map->label(map->find_known("WAITING").value());
  const CodedLabel& alone = map->label(map->find_known("only  waiting").value());
  const auto below = findings(lexicon, {"wait.hold"}, Polarity::negative);
  const auto itself = findings(lexicon, {"wait"}, Polarity::negative);
  CHECK(said_label(all, below).found);
  CHECK(said_label(all, itself).found);
  CHECK_FALSE(said_label(alone, below).found);
  CHECK(said_label(alone, itself).found);
  CHECK(map->label(map->find_known("Nothing").value()).themes.empty());
  CHECK(map->label(map->find_known("None").value()).themes.empty());
}

TEST_CASE("label_map: without a map, a theme's id or label in any letter case") {
  const Lexicon lexicon = small_lexicon();
  LabelMap map(lexicon);
  REQUIRE(map.find("WAIT.hold").has_value());
  const std::string label =
      lexicon.themes()[static_cast<std::size_t>(lexicon.theme_index("wait.hold"))].label;
  const auto by_label = map.find(label);
  REQUIRE(by_label.has_value());
  CHECK(map.label(*by_label).themes == std::vector<std::string>{"wait.hold"});
  CHECK_FALSE(map.find("no such theme").has_value());
  CHECK(map.nearest_themes("hold time").find("wait.hold") != std::string::npos);
}

TEST_CASE("label_map: every problem of the file is told with its place") {
  const Lexicon lexicon = small_lexicon();
  const ScratchFolder folder;
  const auto problems = [&](std::string_view bytes) {
    const auto map = LabelMap::load(folder.put("map.json", bytes), lexicon);
    REQUIRE_FALSE(map.has_value());
    return map.error();
  };
  const Errors two = problems("{\n \"A\": [\"wait.hld\"],\n \"B\": 3,\n \"a\": \"wait\"}");
  REQUIRE(two.size() == 3);
  CHECK(two[0].place.line == 2);
  CHECK(two[0].place.column == 8);
  CHECK(two[0].message.find("no theme 'wait.hld'; the nearest are wait.hold") != std::string::npos);
  CHECK(two[1].place.line == 3);
  CHECK(two[2].message.find("stands twice") != std::string::npos);
  CHECK(problems("[]").front().message.find("is not a map") == 0);
  CHECK(problems("{\"A\": ").front().fault == Fault::usage);
  CHECK_FALSE(LabelMap::load(folder / "missing.json", lexicon).has_value());
}

TEST_CASE("label_map: polarities of a label's themes are united") {
  const Lexicon lexicon = small_lexicon();
  LabelMap map(lexicon);
  const CodedLabel& wait = map.label(map.find("wait").value());
  auto found = findings(lexicon, {"wait"}, Polarity::positive);
  CHECK(said_label(wait, found).polarity == Polarity::positive);
  const auto below = findings(lexicon, {"wait.hold"}, Polarity::negative);
  found.insert(found.end(), below.begin(), below.end());
  CHECK(said_label(wait, found).polarity == Polarity::mixed);
  CHECK_FALSE(said_label(wait, {}).found);
}

}  // namespace
}  // namespace verbatim
