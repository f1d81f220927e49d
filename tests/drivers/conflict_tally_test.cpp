#include "drivers/conflict_tally.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;
using testing::points;

constexpr ScoreMeaning kNps{ScoreKind::nps, TimeUnit::none, false};

std::optional<ConflictKind> kind(int nps, SentimentLabel label, int milli,
                                 std::vector<ThemeFinding> themes = {}) {
  return conflict_of(kNps, points(nps), label, milli, themes);
}

}  // namespace

TEST_CASE("conflict_tally: what counts as a conflict") {
  const ThemeFinding complaint{ThemeId{0}, Polarity::negative};
  const ThemeFinding praise{ThemeId{0}, Polarity::positive};
  CHECK(kind(10, SentimentLabel::negative, -700, {complaint}) == ConflictKind::good_score_complaint);
  CHECK_FALSE(kind(10, SentimentLabel::negative, -700, {praise}));
  CHECK_FALSE(kind(10, SentimentLabel::negative, -200));
  CHECK_FALSE(kind(7, SentimentLabel::negative, -900));
  CHECK(kind(0, SentimentLabel::positive, 800, {praise}) == ConflictKind::bad_score_praise);
  CHECK(kind(0, SentimentLabel::positive, 800, {complaint}) == ConflictKind::praise_on_complaint);
  CHECK_FALSE(kind(0, SentimentLabel::mixed, 800));
  CHECK_FALSE(conflict_of(kNps, {}, SentimentLabel::positive, 900, {}));
}

TEST_CASE("conflict_tally: examples and effect do not depend on the partition") {
  const std::vector<ScoreMeaning> meanings = {kNps};
  Draw draw(4);
  ConflictTally whole(meanings);
  std::vector<ConflictTally> parts(3, ConflictTally(meanings));
  ScoreSums analysed;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const bool is_conflict = i % 4 == 0;
    const std::vector<ScoreValue> scores = {points(is_conflict ? 0 : 10)};
    UnitFacts unit;
    unit.analysed = unit.wrote = true;
    unit.label = SentimentLabel::positive;
    unit.sentiment_milli = 900;
    unit.scores = scores;
    const std::string text = "praise " + std::to_string(i);
    const QuoteUnit quote{0, i + 1, 0, draw.next(), "", text, {}, {}};
    whole.add(unit, quote, {});
    parts[draw.below(2)].add(unit, quote, {});
    analysed.add(kNps, scores[0]);
  }
  ConflictTally merged = parts[2];
  merged.merge(parts[1]);
  merged.merge(parts[0]);
  CHECK(merged == whole);
  const std::vector<std::string> sources = {"a.csv"};
  const std::vector<ConflictSummary> found = merged.finish(0, analysed, sources);
  REQUIRE(found.size() == 3);
  CHECK(found[1].kind == ConflictKind::bad_score_praise);
  CHECK(found[1].comments == 50);
  CHECK(found[1].effect.value() == doctest::Approx(50));  // NPS 50 with them, 100 without
  CHECK(found[1].examples.size() == 5);
  CHECK(found[0].comments == 0);
  CHECK(found[0].effect.value() == doctest::Approx(0));
}

}  // namespace verbatim
