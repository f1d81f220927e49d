#include "analysis/signal_finder.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "analysis/signal_text.h"
#include "lexicon/lexicon_folder.h"
#include "verbatim/analyzer.h"

namespace verbatim {
namespace {

constexpr std::string_view kSignals =
    R"({"kind": "signals", "schema_version": 1, "cut_words": ["the"], "signals": [
 {"id": "effort.1", "label": "Easy", "rules": [{"any": ["easy"], "negated": "effort.4"}]},
 {"id": "effort.4", "label": "Hard", "rules": [{"any": ["hard"]}]},
 {"id": "emotion.worry", "label": "Worry", "rules": [{"any": ["worried"], "except": ["worried look"]}]},
 {"id": "flag.legal", "label": "Legal", "rules": [{"any": ["solicitor"], "negated": "flag.legal"}]},
 {"id": "flag.opt_out", "label": "Opt-out", "rules": [{"any": ["stop"], "whole": true}]},
 {"id": "flag.truncated", "label": "Cut short"},
 {"id": "intent.question", "label": "Question", "rules": [{"any": ["can i"], "asked": true}]}]})";

Lexicon lexicon() {
  testing::LexiconFolder folder;
  folder.write("m.json", R"({"kind": "modifiers", "schema_version": 1, "negators": {"terms": ["not"]},
 "coordination": {"terms": ["and"]}})");
  folder.write("s.json", kSignals);
  folder.write("c.json", R"({"kind": "competitors", "schema_version": 1, "cues": ["switch to {name}"],
 "names": {"Acme": ["acme", "acme corp"], "Bolt": ["bolt"]}})");
  folder.write("own.json", R"({"kind": "competitors", "schema_version": 1, "anywhere": true,
 "names": {"Corda": ["corda"]}})");
  auto loaded = load_lexicon(folder.options());
  REQUIRE(loaded.has_value());
  return std::move(*loaded);
}

// "effort 1; worry; ..." as the columns show it.
std::string signals_of(std::string_view text) {
  static const Lexicon kLexicon = lexicon();
  Scratch scratch;
  Analysis analysis;
  Analyzer(kLexicon).analyze(text, "", scratch, analysis);
  std::string all = analysis.effort > 0 ? std::to_string(analysis.effort) : "";
  for (std::size_t f = 1; f < kSignalFamilies; ++f) {
    all += ';';
    append_values(analysis, static_cast<SignalFamily>(f), kLexicon.signals(), all);
  }
  return all;
}

}  // namespace

TEST_CASE("signal_finder: a negated match does not count, or counts as what its rule says") {
  CHECK(signals_of("I am worried") == ";worry;;;;");
  CHECK(signals_of("I am not worried") == ";;;;;");
  CHECK(signals_of("it was not easy") == "4;;;;;");
  CHECK(signals_of("I will not wait to ring my solicitor") == ";;;;;legal");
}

TEST_CASE("signal_finder: effort is the mean of its levels, a half is the harder one") {
  CHECK(signals_of("it was easy") == "1;;;;;");
  CHECK(signals_of("easy to join and hard to leave") == "3;;;;;");
}

TEST_CASE("signal_finder: a match inside an exception does not count") {
  CHECK(signals_of("he had a worried look") == ";;;;;");
}

TEST_CASE("signal_finder: a whole answer is one only if nothing else is said") {
  CHECK(signals_of("STOP.") == ";;;;;opt_out");
  CHECK(signals_of("stop charging me") == ";;;;;");
}

TEST_CASE("signal_finder: a question ends with a question mark") {
  CHECK(signals_of("can I pay by card?") == ";;question;;;");
  CHECK(signals_of("they asked if can I pay.") == ";;;;;");
}

TEST_CASE("signal_finder: a text that ends in the middle is cut short") {
  CHECK(signals_of("they told me to ring the") == ";;;;;truncated");
  CHECK(signals_of("they told me to ring the...") == ";;;;;truncated");
  CHECK(signals_of("they told me to ring the.") == ";;;;;");
  CHECK(signals_of("ring the") == ";;;;;");
}

TEST_CASE("signal_finder: a rival counts beside a cue, one of a list of one's own anywhere") {
  CHECK(signals_of("I will switch to Acme Corp") == ";;;;Acme;");
  CHECK(signals_of("my Acme phone broke") == ";;;;;");
  CHECK(signals_of("Corda has it") == ";;;;Corda;");
}

}  // namespace verbatim
