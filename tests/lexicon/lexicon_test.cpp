#include "verbatim/lexicon.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "lexicon/lexicon_data.h"
#include "lexicon/lexicon_folder.h"
#include "verbatim/analyzer.h"

namespace verbatim {
namespace {

using testing::LexiconFolder;

LexiconOptions shipped() {
  LexiconOptions options;
  options.shipped_folder = VERBATIM_SOURCE_DIR "/lexicons";
  return options;
}

Analysis analysis_of(std::string_view text, const Lexicon& lexicon) {
  const Analyzer analyzer(lexicon);
  Scratch scratch;
  Analysis analysis;
  analyzer.analyze(text, "", scratch, analysis);
  return analysis;
}

}  // namespace

TEST_CASE("lexicon: the shipped one loads, its themes are sorted and have their parents") {
  const auto lexicon = load_lexicon(shipped());
  REQUIRE(lexicon);
  CHECK(lexicon->sentiment_terms() > 1500);
  CHECK(lexicon->theme_rules() > 100);
  const auto& themes = lexicon->themes();
  for (std::size_t i = 0; i < themes.size(); ++i) {
    CAPTURE(themes[i].id);
    CHECK(lexicon->theme_index(themes[i].id) == static_cast<int>(i));
    if (i > 0) CHECK(themes[i - 1].id < themes[i].id);
    const auto dot = themes[i].id.rfind('.');
    const int parent = dot == std::string::npos ? -1 : lexicon->theme_index(themes[i].id.substr(0, dot));
    CHECK(themes[i].parent == parent);
    CHECK(themes[i].is_general == (themes[i].id == "general"));
  }
  CHECK(lexicon->theme_index("wait.hold") >= 0);
  CHECK(lexicon->theme_index("nothing") == -1);
}

TEST_CASE("lexicon: two loads give the same version, another word gives another one") {
  LexiconFolder folder;
  folder.write_sentiment("s.json", R"({"rude": -3})");
  const auto first = load_lexicon(folder.options());
  const auto again = load_lexicon(folder.options());
  REQUIRE(first);
  REQUIRE(again);
  CHECK(first->version() == again->version());
  folder.write_sentiment("s.json", R"({"rude": -2})");
  const auto other = load_lexicon(folder.options());
  REQUIRE(other);
  CHECK(other->version() != first->version());
}

TEST_CASE("lexicon: a user's entry works at once, with negation and intensity") {
  LexiconFolder own;
  own.write_sentiment("own.json", R"({"wibbly": 2, "tender": -2})");
  LexiconOptions options = shipped();
  options.own_folders = {own.path()};
  const auto lexicon = load_lexicon(options);
  REQUIRE(lexicon);
  CHECK(analysis_of("This is wibbly", *lexicon).label == SentimentLabel::positive);
  CHECK(analysis_of("This is not wibbly", *lexicon).label == SentimentLabel::negative);
  CHECK(analysis_of("This isn\u2019t wibbly", *lexicon).label == SentimentLabel::negative);
  CHECK(analysis_of("This is very wibbly", *lexicon).positive_milli >
        analysis_of("This is wibbly", *lexicon).positive_milli);
  // One line is enough to override a shipped word; nothing must be deleted first.
  CHECK(analysis_of("My knee is tender", *lexicon).label == SentimentLabel::negative);
}

TEST_CASE("lexicon: every entry tells its text and its place") {
  LexiconFolder folder;
  folder.write_sentiment("s.json", "{\n\"rude\": -3}");
  folder.write_themes("t.json",
                      "[{\"id\": \"wait\", \"label\": \"Wait\", \"rules\": [\n{\"any\": [\"queue~\"]}]}]");
  const auto lexicon = load_lexicon(folder.options());
  REQUIRE(lexicon);
  CHECK(lexicon->entry(lexicon->data().sentiment_entry(0)).text == "rude");
  CHECK(lexicon->entry(lexicon->data().sentiment_entry(0)).place == Place{folder.path() + "/s.json", 2, 1});
  CHECK(lexicon->entry(lexicon->data().rule_entry(0)).text == "wait rule 1");
  CHECK(lexicon->entry(lexicon->data().rule_entry(0)).place == Place{folder.path() + "/t.json", 2, 1});
}

TEST_CASE("lexicon: a term that names the words outweighs one of alternatives, an own one outweighs both") {
  LexiconFolder shipped_like;
  shipped_like.write_sentiment("en/s.json", R"({"(so|too) slow": -2, "so slow": -3})");
  LexiconOptions options;
  options.shipped_folder = shipped_like.path();
  const auto two = load_lexicon(options);
  REQUIRE(two);
  CHECK(analysis_of("so slow", *two).negative_milli == 3000);
  CHECK(analysis_of("too slow", *two).negative_milli == 2000);
  LexiconFolder own;
  own.write_sentiment("s.json", R"({"(so|very) slow": -1})");
  options.own_folders = {own.path()};
  const auto three = load_lexicon(options);
  REQUIRE(three);
  CHECK(analysis_of("so slow", *three).negative_milli == 1000);
}

}  // namespace verbatim
