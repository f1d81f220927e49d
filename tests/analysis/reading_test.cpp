// The reading of a comment; and the phrases it finds against a plain scan, on generated lexicons and texts.
#include "analysis/reading.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/shipped_lexicon.h"
#include "lexicon/lexicon_folder.h"
#include "lexicon/term.h"

namespace verbatim {
namespace {

using Found = std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>;  // rule, begin, end

class Random {
 public:
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 1664525 + 1013904223;
    return (state_ >> 12) % n;
  }
  template <std::size_t N>
  const char* one_of(const char* const (&all)[N]) {
    return all[below(N)];
  }

 private:
  std::uint32_t state_ = 11;
};

constexpr const char* kWords[] = {"wait",  "waits", "waiting", "long", "longer",
                                  "phone", "the",   "phoned",  "2"};
constexpr const char* kElements[] = {"wait",   "wait~", "long", "long~", "lon*",
                                     "phone*", "pho*",  "the",  "#",     "waiting"};

std::string random_term(Random& random) {
  std::string term = random.one_of(kElements);
  for (std::uint32_t more = random.below(4); more > 0; --more) {
    switch (random.below(6)) {
      case 0:
        term += " *";
        break;
      case 1:
        term += " <2>";
        break;
      case 2:
        term += std::string(" (") + random.one_of(kElements) + "|" + random.one_of(kElements) + "|)";
        break;
      default:
        break;
    }
    term += ' ';
    term += random.one_of(kElements);
  }
  return term;
}

// One word of a text: its form, and whether punctuation stands before it.
struct PlainWord {
  std::string form;
  bool cut = false;
};

std::vector<PlainWord> random_text(Random& random) {
  std::vector<PlainWord> words(random.below(14));
  for (PlainWord& word : words) word = {random.one_of(kWords), random.below(6) == 0};
  return words;
}

std::string written(const std::vector<PlainWord>& words) {
  std::string text;
  for (const PlainWord& word : words) text += (word.cut ? ", " : " ") + word.form;
  return text;
}

bool reads(const TermElement& element, const std::string& form) {
  switch (element.type) {
    case TermElement::Type::word:
      return form == element.form;
    case TermElement::Type::group:
      return form == element.form || form == element.form + "s" || form == element.form + "ing" ||
             form == element.form + "er";
    case TermElement::Type::prefix:
      return form.starts_with(element.form);
    case TermElement::Type::number:
      return form == "2";
    case TermElement::Type::any:
      return true;
  }
  return false;
}

void scan(const std::vector<PlainWord>& words, const TermSequence& sequence, std::uint32_t rule,
          Found& found) {
  for (std::uint32_t begin = 0; begin + sequence.size() <= words.size(); ++begin) {
    bool fits = true;
    for (std::size_t i = 0; i < sequence.size() && fits; ++i) {
      fits = reads(sequence[i], words[begin + i].form) && (i == 0 || !words[begin + i].cut);
    }
    if (fits) found.insert({rule, begin, begin + static_cast<std::uint32_t>(sequence.size())});
  }
}

Reading reading_of(std::string_view text, const Lexicon& lexicon) {
  Reading reading;
  read_comment(text, QuestionKind{}, lexicon.data(), reading);
  return reading;
}

// The clauses of a text, each as "link:words".
std::vector<std::string> clauses_of(std::string_view text) {
  const Reading reading = reading_of(text, testing::shipped_lexicon());
  static constexpr const char* kLinks[] = {"start",    "punctuation", "coordination",
                                           "carrying", "contrast",    "concession"};
  std::vector<std::string> all;
  for (const Clause& clause : reading.clauses) {
    const std::uint32_t begin = reading.words[clause.begin].span.begin;
    all.push_back(std::string(kLinks[static_cast<std::size_t>(clause.link)]) + ":" +
                  std::string(text.substr(begin, reading.words[clause.end - 1].span.end - begin)));
  }
  return all;
}

}  // namespace

TEST_CASE("reading: phrases are found as a plain scan finds them, on generated lexicons and texts") {
  Random random;
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> terms;
    while (terms.size() < 12) terms.push_back(random_term(random));
    testing::LexiconFolder folder;
    folder.write(
        "i.json",
        R"({"kind": "inflections", "schema_version": 1, "suffixes": [{"ends": "", "but": [], "drop": 0, "add": ["s", "ing", "er"]}]})");
    std::string rules;
    for (const std::string& term : terms)
      rules += (rules.empty() ? "" : ",") + (R"({"any": [")" + term + R"("]})");
    folder.write_themes("t.json", R"([{"id": "a", "label": "A", "rules": [)" + rules + "]}]");
    const auto lexicon = load_lexicon(folder.options());
    if (!lexicon) CAPTURE(to_string(lexicon.error().front()));
    REQUIRE(lexicon);
    TermParser parser(*lexicon->data().tokenizer);
    for (int t = 0; t < 60; ++t) {
      const std::vector<PlainWord> words = random_text(random);
      Found wanted;
      for (std::uint32_t rule = 0; rule < terms.size(); ++rule) {
        const auto sequences = parser.parse(terms[rule]);
        REQUIRE(sequences);
        for (const TermSequence& sequence : *sequences) scan(words, sequence, rule, wanted);
      }
      const std::string text = written(words);
      Found found;
      for (const RuleHit& hit : reading_of(text, *lexicon).rule_hits)
        found.insert({hit.rule, hit.begin, hit.end});
      CAPTURE(text);
      CAPTURE(rules);
      REQUIRE(found == wanted);
    }
  }
}

TEST_CASE("reading: clauses are cut at punctuation and at conjunctions") {
  using Clauses = std::vector<std::string>;
  CHECK(clauses_of("the room was nice but the queue was long") ==
        Clauses{"start:the room was nice", "contrast:but the queue was long"});
  CHECK(clauses_of("nice, long") == Clauses{"start:nice", "punctuation:long"});
  CHECK(clauses_of("clean and long") == Clauses{"start:clean", "coordination:and long"});
  CHECK(clauses_of("although it was late, nice") ==
        Clauses{"concession:although it was late", "punctuation:nice"});
  CHECK(clauses_of("not nice or long") == Clauses{"start:not nice", "carrying:or long"});
  CHECK(clauses_of("nice. long") == Clauses{"start:nice", "start:long"});
  CHECK(clauses_of("nice \u2013 long") == Clauses{"start:nice", "punctuation:long"});
  CHECK(clauses_of("on-hold") == Clauses{"start:on-hold"});
  CHECK(clauses_of("").empty());
  CHECK(clauses_of("!!!").empty());
}

TEST_CASE("reading: an emoji is a clause of its own and parts the words around it") {
  const Reading reading = reading_of("bad\U0001F621good", testing::shipped_lexicon());
  REQUIRE(reading.words.size() == 3);
  CHECK(reading.words[1].is_sign);
  CHECK(reading.words[1].break_before == Break::clause);
  CHECK(reading.words[2].break_before == Break::clause);
}

TEST_CASE("reading: the longest phrase wins, and phrases with a meaning do not overlap") {
  for (const std::string text :
       {"no problem at all with the waiting time", "not the worst ever", "kept on hold for ages and ages"}) {
    const Reading reading = reading_of(text, testing::shipped_lexicon());
    for (std::size_t i = 1; i < reading.lexical.size(); ++i)
      CHECK(reading.lexical[i - 1].end <= reading.lexical[i].begin);
  }
  CHECK(reading_of("no problem", testing::shipped_lexicon()).lexical.size() == 1);
}

TEST_CASE("reading: exclamation and question colour the sentence that they end") {
  const Reading reading = reading_of("nice, long! late? good.", testing::shipped_lexicon());
  REQUIRE(reading.clauses.size() == 4);
  CHECK(reading.clauses[0].is_exclaimed);
  CHECK(reading.clauses[1].is_exclaimed);
  CHECK_FALSE(reading.clauses[2].is_exclaimed);
  CHECK(reading.clauses[2].is_question);
  CHECK_FALSE(reading.clauses[3].is_question);
}

TEST_CASE("reading: a hashtag is read as its words, a spelling as the right one") {
  const Lexicon& lexicon = testing::shipped_lexicon();
  CHECK(reading_of("#NotGood", lexicon).words.size() == 2);
  CHECK(reading_of("#NotGood", lexicon).words[1].span == ByteRange{0, 8});
  CHECK(reading_of("alot", lexicon).words.size() == 2);
}

TEST_CASE("reading: mostly capitals, only numbers, short answers") {
  const Lexicon& lexicon = testing::shipped_lexicon();
  CHECK(reading_of("THIS IS ALL VERY BAD", lexicon).mostly_caps);
  CHECK_FALSE(reading_of("this is VERY bad", lexicon).mostly_caps);
  CHECK(reading_of("1, 2.5", lexicon).only_numbers);
  CHECK_FALSE(reading_of("10/10", lexicon).only_numbers);
  CHECK(reading_of("Nothing, really!", lexicon).answer == "nothing really");
  CHECK(reading_of("a b c d e f g h i", lexicon).answer.empty());
}

}  // namespace verbatim
