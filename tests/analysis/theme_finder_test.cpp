// Which rules are mentions, and what polarity they get: on small lexicons of the test's own.
#include "analysis/theme_finder.h"

#include <doctest/doctest.h>

#include <string>

#include "analysis/shipped_lexicon.h"
#include "lexicon/lexicon_folder.h"

namespace verbatim {
namespace {

using testing::LexiconFolder;

constexpr std::string_view kModifiers = R"({"kind": "modifiers", "schema_version": 1,
 "negators": {"terms": ["no", "not", "never"]}, "contrast": {"terms": ["but"]},
 "coordination": {"terms": ["and"]}, "intensifiers": {"terms": {"very": 1.3}}})";

// The themes that a lexicon of `themes` and a few common words finds.
class Finder {
 public:
  explicit Finder(std::string_view themes) {
    folder_.write("m.json", kModifiers);
    folder_.write_sentiment("s.json", R"({"lovely": 3, "good": 2, "awful": -3, "slow": -2})");
    folder_.write_themes("t.json", themes);
    auto loaded = load_lexicon(folder_.options());
    REQUIRE(loaded);
    lexicon_ = std::make_unique<Lexicon>(std::move(*loaded));
  }

  std::string operator()(std::string_view text) const { return testing::themes_of(analyse(text), *lexicon_); }

  Analysis analyse(std::string_view text) const {
    Scratch scratch;
    Analysis analysis;
    Analyzer(*lexicon_).analyze(text, "", scratch, analysis);
    return analysis;
  }

 private:
  LexiconFolder folder_;
  std::unique_ptr<Lexicon> lexicon_;
};

}  // namespace

TEST_CASE(
    "theme_finder: polarity is read from the clause, else from its neighbours, else it is neutral or the "
    "default") {
  const Finder find(R"([{"id": "queue", "label": "Q", "rules": [{"any": ["queue"]}]},
                        {"id": "till", "label": "T", "rules": [{"any": ["till"], "default": "neg"}]}])");
  CHECK(find("The queue was awful") == "queue:neg");
  CHECK(find("A lovely queue") == "queue:pos");
  CHECK(find("The queue") == "queue:neu");
  CHECK(find("The queue and the menu were awful") == "queue:neg");
  CHECK(find("Lovely, the queue") == "queue:pos");
  CHECK(find("Awful menu but a queue") == "queue:neu");
  CHECK(find("Awful. The queue") == "queue:neu");
  CHECK(find("The till") == "till:neg");
  CHECK(find("A lovely till") == "till:pos");
  CHECK(find("No till") == "till:pos");
}

TEST_CASE(
    "theme_finder: a rule's own polarity stands, whatever stands beside it, and turns with a negation") {
  const Finder find(
      R"([{"id": "wait", "label": "W", "rules": [{"any": ["wait~", "waited"], "polarity": "neg"}]}])");
  CHECK(find("lovely people, I waited") == "wait:neg");
  CHECK(find("a lovely wait") == "wait:neg");
  CHECK(find("no wait") == "wait:pos");
  CHECK(find("never a wait and I waited") == "wait:mix");
  CHECK(find("not good, a wait") == "wait:neg");
}

TEST_CASE("theme_finder: a rule's polarity is evidence of its own where no sentiment term speaks") {
  const Finder find(R"([{"id": "wait", "label": "W", "rules": [{"any": ["waited"], "polarity": "neg"}]}])");
  CHECK(find.analyse("I waited").label == SentimentLabel::negative);
  CHECK(find.analyse("I waited").negative_milli == 1500);
}

TEST_CASE("theme_finder: all groups must be there, in any order, in the window") {
  const Finder find(
      R"([{"id": "a", "label": "A", "rules": [{"all": [["wait"], ["phone", "line"]], "polarity": "neg"}]},
                        {"id": "b", "label": "B", "rules": [{"all": [["wait"], ["phone"]], "within": "sentence", "polarity": "neg"}]},
                        {"id": "c", "label": "C", "rules": [{"all": [["wait"], ["phone"]], "within": "comment", "polarity": "neg"}]}])");
  CHECK(find("wait on the phone") == "a:neg|b:neg|c:neg");
  CHECK(find("the line, wait") == "");
  CHECK(find("on the line a wait") == "a:neg");
  CHECK(find("phone, a wait") == "b:neg|c:neg");
  CHECK(find("A phone. A wait") == "c:neg");
  CHECK(find("wait") == "");
}

TEST_CASE("theme_finder: none and except") {
  const Finder find(
      R"([{"id": "a", "label": "A", "rules": [{"any": ["hold"], "none": ["door"], "polarity": "neg"}]},
                        {"id": "b", "label": "B", "rules": [{"any": ["cold"], "except": ["cold call"], "polarity": "neg"}]}])");
  CHECK(find("on hold") == "a:neg");
  CHECK(find("hold the door") == "");
  CHECK(find("hold, the door") == "a:neg");
  CHECK(find("a cold call") == "");
  CHECK(find("a cold call, a cold room") == "b:neg");
}

TEST_CASE("theme_finder: the longest match of a theme counts, not the ones inside it") {
  const Finder find(R"([{"id": "wait", "label": "W", "rules": [
    {"any": ["had to wait"], "polarity": "neg"}, {"any": ["never had to wait"], "polarity": "pos"}, {"any": ["wait"]}]}])");
  CHECK(find("had to wait") == "wait:neg");
  CHECK(find("never had to wait") == "wait:pos");
  CHECK(find("never had to wait. I had to wait") == "wait:mix");
  CHECK(find.analyse("never had to wait").mentions.size() == 1);
}

TEST_CASE("theme_finder: a clause that names a theme does not also name the one above it") {
  const Finder find(
      R"([{"id": "wait", "label": "W", "rules": [{"any": ["minutes", "wait"], "polarity": "neg"}]},
                        {"id": "wait.hold", "label": "H", "rules": [{"any": ["on hold"], "polarity": "neg"}]},
                        {"id": "wait.hold.music", "label": "M", "rules": [{"any": ["music"], "polarity": "neg"}]}])");
  CHECK(find("45 minutes on hold") == "wait.hold:neg");
  CHECK(find("45 minutes") == "wait:neg");
  CHECK(find("45 minutes, on hold") == "wait:neg|wait.hold:neg");
  CHECK(find("45 minutes of music on hold") == "wait.hold.music:neg");
  CHECK(find("45 minutes of music") == "wait.hold.music:neg");
}

TEST_CASE("theme_finder: bare praise is a theme only where its clause names no other") {
  const Finder find(R"([{"id": "general", "label": "G", "rules": [{"any": ["good", "awful"]}]},
                        {"id": "food", "label": "F", "rules": [{"any": ["food"]}]}])");
  CHECK(find("good food") == "food:pos");
  CHECK(find("good") == "general:pos");
  CHECK(find("good, awful food") == "food:neg|general:pos");
}

TEST_CASE("theme_finder: what is dropped as a theme still counts as evidence") {
  const Finder find(R"([{"id": "wait", "label": "W", "rules": [{"any": ["an hour"], "polarity": "neg"}]},
                        {"id": "wait.hold", "label": "H", "rules": [{"any": ["on hold"]}]}])");
  CHECK(find("an hour on hold") == "wait.hold:neg");
}

TEST_CASE("theme_finder: a mention shows its words and its clause") {
  const Finder find(R"([{"id": "queue", "label": "Q", "rules": [{"any": ["queue"]}]}])");
  const std::string text = "Lovely room, but the queue was awful. Bye";
  const Analysis analysis = find.analyse(text);
  REQUIRE(analysis.mentions.size() == 1);
  const ThemeMention& mention = analysis.mentions[0];
  CHECK(text.substr(mention.span.begin, mention.span.end - mention.span.begin) == "queue");
  CHECK(text.substr(mention.clause.begin, mention.clause.end - mention.clause.begin) ==
        "but the queue was awful");
}

TEST_CASE(
    "theme_finder: a theme's own words give its mentions their polarity, turned where they are negated") {
  const Finder find(
      R"([{"id": "wait", "label": "W", "rules": [{"any": ["wait"]}], "words": {"long": "neg", "(very|) short": "pos"}},
                        {"id": "wait.hold", "label": "H", "rules": [{"any": ["hold"]}]},
                        {"id": "legroom", "label": "L", "rules": [{"any": ["legroom"]}], "words": {"long": "pos"}}])");
  CHECK(find("a long wait") == "wait:neg");
  CHECK(find("a very short wait") == "wait:pos");
  CHECK(find("the wait was not long") == "wait:pos");
  CHECK(find("long legroom but a long wait") == "legroom:pos|wait:neg");
  CHECK(find("the hold was long") == "wait.hold:neg");
  CHECK(find("a wait, long ago") == "wait:neu");
  CHECK(find("a long walk") == "");
}

TEST_CASE(
    "theme_finder: a theme's word outdoes a sentiment term for its theme, and a rule's own polarity outdoes "
    "it") {
  const Finder find(
      R"([{"id": "coffee", "label": "C", "rules": [{"any": ["coffee"]}], "words": {"good": "neg"}},
                        {"id": "queue", "label": "Q", "rules": [{"any": ["queue"], "polarity": "neg"}], "words": {"short": "pos"}}])");
  CHECK(find("good coffee") == "coffee:neg");
  CHECK(find("a short queue") == "queue:neg");
}

TEST_CASE(
    "theme_finder: a theme's word is evidence where no sentiment term covers it, and only beside its theme") {
  const Finder find(
      R"([{"id": "wait", "label": "W", "rules": [{"any": ["wait"]}], "words": {"long": "neg", "slow": "neg"}},
                        {"id": "gap", "label": "G", "rules": [{"any": ["wait"]}], "words": {"long": "neg"}}])");
  CHECK(find.analyse("a long wait").label == SentimentLabel::negative);
  CHECK(find.analyse("a long wait").negative_milli == 1500);
  CHECK(find.analyse("a long walk").label == SentimentLabel::none);
  CHECK(find.analyse("a slow wait").negative_milli == 2000);
}

}  // namespace verbatim
