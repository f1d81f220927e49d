#include "drivers/wait_tally.h"

#include <doctest/doctest.h>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;
using testing::points;

constexpr ScoreMeaning kNps{ScoreKind::nps, TimeUnit::none, false};
constexpr ScoreMeaning kTtr{ScoreKind::ttr, TimeUnit::minute, true};

// A comment that names a time in a clause of its own, about a theme in the given clause.
Analysis stated(std::int64_t minutes, ByteRange clause, Polarity polarity = Polarity::negative) {
  Analysis analysis;
  analysis.durations.push_back({minutes, EntryId{0}, {10, 20}});
  analysis.mentions.push_back({ThemeId{testing::kHold}, EntryId{0}, polarity, {0, 4}, clause});
  return analysis;
}

void add(WaitTally& tally, const Analysis& analysis, const std::vector<ScoreValue>& scores) {
  tally.begin_record();
  tally.add(analysis);
  tally.end_record(scores);
}

}  // namespace

TEST_CASE(
    "wait_tally: a time counts for the themes of its clause, unless they are praised or it is a lifetime") {
  const std::vector<ScoreMeaning> meanings = {kNps};
  WaitTally tally(meanings);
  for (int i = 0; i < 10; ++i) add(tally, stated(45, {0, 30}), {points(i < 8 ? 2 : 10)});
  add(tally, stated(600, {0, 9}), {points(2)});
  add(tally, stated(600, {0, 30}, Polarity::positive), {points(2)});
  add(tally, stated(5'256'000, {0, 30}), {points(2)});
  add(tally, stated(StatedDuration::kLong, {0, 30}), {points(2)});
  std::vector<std::string> ids, labels;
  for (const DriverTheme& theme : testing::small_tree()) {
    ids.push_back(theme.id);
    labels.push_back(theme.label);
  }
  const std::vector<std::string> names = {"nps"};
  const WaitSummary summary = tally.finish(ids, labels, names);
  CHECK(summary.all.comments == 10);
  CHECK(summary.all.median.value() == doctest::Approx(45));
  REQUIRE(summary.themes.size() == 1);
  CHECK(summary.themes[0].theme == "wait.hold");
  REQUIRE(summary.scores.size() == 1);
  CHECK(summary.scores[0].bad.comments == 8);
  CHECK(summary.scores[0].good.comments == 2);
  CHECK(summary.scores[0].curve.records == 10);
}

TEST_CASE("wait_tally: what customers state is not held against business hours") {
  const std::vector<ScoreMeaning> meanings = {{ScoreKind::ttr, TimeUnit::business_hour, true}};
  WaitTally tally(meanings);
  for (int i = 0; i < 20; ++i) add(tally, stated(45 + i, {0, 30}), {{true, (30 + i) * 60'000}});
  const std::vector<std::string> ids(testing::small_tree().size());
  const std::vector<std::string> names = {"resolution"};
  const WaitSummary summary = tally.finish(ids, ids, names);
  CHECK(summary.all.comments == 20);
  CHECK(summary.scores.at(0).recorded.comments == 0);
  CHECK(!summary.scores.at(0).correlation);
}

TEST_CASE("wait_tally: stated against recorded times, the same for any partition") {
  const std::vector<ScoreMeaning> meanings = {kTtr};
  Draw draw(2);
  WaitTally whole(meanings);
  std::vector<WaitTally> parts(3, WaitTally(meanings));
  for (int i = 0; i < 300; ++i) {
    const auto minutes = static_cast<std::int64_t>(draw.below(100)) + 1;
    const Analysis analysis = stated(2 * minutes, {0, 30});
    const std::vector<ScoreValue> scores = {{true, minutes * 60'000}};
    add(whole, analysis, scores);
    add(parts[draw.below(2)], analysis, scores);
  }
  WaitTally merged = parts[2];
  merged.merge(parts[1]);
  merged.merge(parts[0]);
  CHECK(merged == whole);
  const std::vector<std::string> ids(8, "t"), names = {"ttr"};
  const WaitSummary summary = merged.finish(ids, ids, names);
  REQUIRE(summary.scores.size() == 1);
  CHECK(summary.scores[0].stated_longer == 300);
  CHECK(summary.scores[0].correlation.value() > 0.99);
  CHECK(summary.scores[0].stated.median.value() ==
        doctest::Approx(2 * summary.scores[0].recorded.median.value()).epsilon(0.02));
}

}  // namespace verbatim
