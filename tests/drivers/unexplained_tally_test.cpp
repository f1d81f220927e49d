#include "drivers/unexplained_tally.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::points;

constexpr ScoreMeaning kTtr{ScoreKind::ttr, TimeUnit::minute, true};
constexpr ScoreMeaning kNps{ScoreKind::nps, TimeUnit::none, false};

}  // namespace

TEST_CASE("unexplained_tally: counts bad scores without a complaint, and tells what stands out in them") {
  const std::vector<ScoreMeaning> meanings = {kTtr, kNps};
  std::vector<UnexplainedTally> parts(3, UnexplainedTally(meanings));
  CHECK(parts[0].score() == 1);
  const auto add = [&](UnexplainedTally& tally, int nps, bool complains, std::uint64_t hash,
                       const char* text) {
    const std::vector<ScoreValue> scores = {{true, 60'000}, points(nps)};
    UnitFacts unit;
    unit.analysed = unit.wrote = true;
    unit.scores = scores;
    tally.add(unit, complains, hash, text);
  };
  // Equal texts count once in phrases, so every text has a word of its own.
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) texts.push_back("case" + std::to_string(i) + ": the parking permit");
  for (std::uint64_t i = 0; i < 40; ++i) add(parts[i % 2], 3, false, i, texts[i].c_str());
  for (std::uint64_t i = 0; i < 60; ++i) {
    texts.push_back("case" + std::to_string(i) + ": waited on hold");
    add(parts[0], 2, true, 100 + i, texts.back().c_str());
    texts.push_back("case" + std::to_string(i) + ": lovely");
    add(parts[1], 10, false, 300 + i, texts.back().c_str());
    add(parts[1], 8, false, 500 + i, "neither");
  }
  UnexplainedTally merged = parts[2];
  merged.merge(parts[1]);
  merged.merge(parts[0]);
  const Tokenizer tokenizer({});
  const UnexplainedSummary summary = merged.finish(tokenizer, {"the", "on"});
  CHECK(summary.bad == 100);
  CHECK(summary.unexplained == 40);
  REQUIRE(summary.missed.size() == 1);
  CHECK(summary.missed[0].phrase == "parking permit");
  CHECK(summary.missed[0].comments == 40);
  CHECK(summary.missed[0].others_of == 120);
  REQUIRE(summary.bad_phrases.size() == 2);
  CHECK(summary.bad_phrases[0].phrase == "waited on hold");
}

TEST_CASE("unexplained_tally: without a score the words say what is bad") {
  UnexplainedTally tally({});
  CHECK(tally.score() == -1);
  UnitFacts unit;
  unit.analysed = unit.wrote = true;
  unit.label = SentimentLabel::negative;
  tally.add(unit, false, 1, "bad");
  unit.label = SentimentLabel::mixed;
  tally.add(unit, false, 2, "so so");
  const Tokenizer tokenizer({});
  CHECK(tally.finish(tokenizer, {}).bad == 1);
}

}  // namespace verbatim
