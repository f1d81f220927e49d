#include "drivers/report_change.h"

#include <doctest/doctest.h>

#include <cmath>

#include "drivers/score_tally.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr ScoreMeaning kNps = {ScoreKind::nps, TimeUnit::none, false};
constexpr ScoreMeaning kCsat = {ScoreKind::csat5, TimeUnit::none, false};
constexpr ScoreMeaning kStars = {ScoreKind::stars5, TimeUnit::none, false};

// Figures as a report prints them: of `good` records with `high` points, and `bad` ones with `low`.
ScoreSums sums_of(const ScoreMeaning& meaning, std::uint64_t good, std::int64_t high, std::uint64_t bad,
                  std::int64_t low) {
  ScoreSums sums;
  for (std::uint64_t i = 0; i < good; ++i) sums.add(meaning, {true, 1000 * high});
  for (std::uint64_t i = 0; i < bad; ++i) sums.add(meaning, {true, 1000 * low});
  return sums;
}

DriverRow driver(std::string theme, std::uint64_t comments, double of) {
  DriverRow row;
  row.theme = theme;
  row.label = theme;
  row.score = "nps";
  row.unit = "NPS points";
  row.comments = comments;
  row.share = static_cast<double>(comments) / of;
  return row;
}

DriverRow with_impact(DriverRow row, double impact, double half) {
  row.impact = impact;
  row.impact_low = impact - half;
  row.impact_high = impact + half;
  return row;
}

// A report of 1,000 analysed records with an NPS.
Report report_of(std::uint64_t promoters, std::vector<DriverRow> drivers) {
  Report report;
  report.ledger.analysed = 1000;
  ScoreSummary score;
  score.name = "nps";
  score.meaning = kNps;
  score.official = figures_of(kNps, sums_of(kNps, promoters, 10, 1000 - promoters, 0));
  score.commenters = score.official;
  score.analysed = 1000;
  report.scores = {score};
  report.sentiment = {.negative = 400, .neutral = 100, .positive = 400, .mixed = 0, .none = 100, .mean = {}};
  report.drivers = std::move(drivers);
  return report;
}

const ThemeChange& theme_of(const Comparison& comparison, std::string_view id) {
  for (const ThemeChange& theme : comparison.themes) {
    if (theme.theme == id) return theme;
  }
  FAIL("no theme ", id);
  return comparison.themes.front();
}

}  // namespace

TEST_CASE("report_change: what a report prints of a score gives the difference that its records give") {
  for (const ScoreMeaning& meaning : {kNps, kCsat, kStars}) {
    CAPTURE(kind_name(meaning));
    const std::int64_t high = meaning == kNps ? 10 : 5;
    const ScoreSums before = sums_of(meaning, 300, high, 120, 2);
    const ScoreSums after = sums_of(meaning, 210, high, 130, 2);
    const auto wanted = figure_difference(meaning, after, before);
    const auto got = figure_change(meaning, figures_of(meaning, before), figures_of(meaning, after));
    REQUIRE(wanted.has_value());
    REQUIRE(got.has_value());
    CHECK(got->value == doctest::Approx(wanted->value));
    CHECK(got->low == doctest::Approx(wanted->low));
    CHECK(got->high == doctest::Approx(wanted->high));
    CHECK(got->p == doctest::Approx(wanted->p));
  }
}

TEST_CASE("report_change: nobody scored, or one record without an interval, is no change") {
  const ScoreFigures some = figures_of(kStars, sums_of(kStars, 5, 4, 5, 2));
  CHECK_FALSE(figure_change(kStars, {}, some).has_value());
  CHECK_FALSE(figure_change(kStars, some, {}).has_value());
  CHECK_FALSE(figure_change(kStars, figures_of(kStars, sums_of(kStars, 1, 4, 0, 0)), some).has_value());
}

TEST_CASE("report_change: equal reports: nothing moves, and what could have been seen is told") {
  const Report report = report_of(500, {with_impact(driver("wait", 100, 1000), -8, 2)});
  const Comparison same = compare_figures(report, report);
  REQUIRE(same.scores.size() == 1);
  REQUIRE(same.scores[0].official.change.has_value());
  CHECK(same.scores[0].official.change->value == 0);
  CHECK(same.scores[0].official.change->q == 1);
  CHECK_FALSE(theme_of(same, "wait").share->has_moved());
  CHECK_FALSE(theme_of(same, "wait").impact->has_moved());
  // The standard error of the difference of two NPS of half promoters, half detractors is 100 sqrt(2 / 1000).
  // One score among others: 2.5 %; z of .9875 and of .8 are 2.2414 and 0.8416.
  CHECK(*same.scores[0].smallest ==
        doctest::Approx((2.2414 + 0.8416) * 100 * std::sqrt(2.0 / 1000)).epsilon(0.01));
  CHECK(same.smallest_share.has_value());
}

TEST_CASE(
    "report_change: shares, impacts and scores that moved; new is compared with old, not old with new") {
  const Comparison moved = compare_figures(
      report_of(500, {with_impact(driver("wait", 50, 1000), -4, 1), driver("food", 40, 1000)}),
      report_of(400, {with_impact(driver("wait", 120, 1000), -9, 1), driver("food", 41, 1000)}));
  CHECK(moved.scores[0].official.change->value == doctest::Approx(-20));
  CHECK(moved.scores[0].official.change->has_moved());
  const ThemeChange& wait = theme_of(moved, "wait");
  CHECK(wait.share->value == doctest::Approx(0.07));
  CHECK(wait.share->low > 0);
  CHECK(wait.share->has_moved());
  CHECK(wait.impact->value == doctest::Approx(-5));
  CHECK(wait.impact->low == doctest::Approx(-5 - std::sqrt(2.0)));
  CHECK(wait.impact->has_moved());
  CHECK_FALSE(theme_of(moved, "food").share->has_moved());
  CHECK_FALSE(theme_of(moved, "food").impact.has_value());
  CHECK(moved.themes.front().theme == "wait");
}

TEST_CASE("report_change: a driver that one side does not list changes by the least that is possible") {
  // 21 comments on one side, and anything from 0 to 9 on the other.
  Report before = report_of(500, {});
  const Report after = report_of(500, {driver("wait", 21, 1000), driver("rare", 12, 1000)});
  const Comparison open = compare_figures(before, after);
  CHECK(theme_of(open, "wait").share->value == doctest::Approx(0.012));
  CHECK(theme_of(open, "wait").share->p.has_value());
  CHECK_FALSE(theme_of(open, "wait").before.comments.has_value());
  // Fewer than 30 together are not tested, whatever they may be.
  CHECK(theme_of(open, "rare").share.has_value());
  CHECK_FALSE(theme_of(open, "rare").share->p.has_value());
  CHECK_FALSE(theme_of(open, "rare").share->has_moved());
  // The table of themes knows better: it has two.
  before.themes = {
      {.id = "wait", .label = "", .parent = "", .comments = 3, .negative = 1, .positive = 1, .mixed = 1}};
  CHECK(theme_of(compare_figures(before, after), "wait").share->value == doctest::Approx(0.019));
}

TEST_CASE("report_change: scores of one name and two kinds are not compared, themes then by all comments") {
  Report before = report_of(500, {driver("wait", 100, 1000)});
  Report after = report_of(500, {driver("wait", 100, 1000)});
  after.scores[0].meaning = kCsat;
  before.themes = {{.id = "wait",
                    .label = "Wait",
                    .parent = "",
                    .comments = 120,
                    .negative = 90,
                    .mixed = 20,
                    .owner = {}}};
  after.themes = {
      {.id = "wait", .label = "Wait", .parent = "", .comments = 60, .negative = 50, .mixed = 5, .owner = {}}};
  const Comparison other = compare_figures(before, after);
  CHECK(other.scores.empty());
  const ThemeChange& wait = theme_of(other, "wait");
  CHECK(wait.score.empty());
  CHECK(wait.before.comments == 110);
  CHECK(wait.after.comments == 55);
  CHECK(wait.share->has_moved());
}

TEST_CASE("report_change: empty reports compare to nothing") {
  const Comparison none = compare_figures({}, {});
  CHECK(none.scores.empty());
  CHECK(none.themes.empty());
  for (const LineChange& line : none.lines) CHECK_FALSE(line.figure.change.has_value());
  Report report = report_of(500, {driver("wait", 100, 1000)});
  const Comparison half = compare_figures({}, report);
  for (const ThemeChange& theme : half.themes) CHECK_FALSE(theme.share.has_value());
}

TEST_CASE("report_change: as reported, as read again: what only the report lists is kept") {
  const Report reported = report_of(500, {driver("wait", 80, 1000), driver("old", 20, 1000)});
  Comparison comparison = compare_figures(report_of(500, {driver("wait", 100, 1000)}),
                                          report_of(500, {driver("wait", 100, 1000)}));
  add_reported(reported, comparison);
  const ThemeChange& wait = theme_of(comparison, "wait");
  REQUIRE(wait.reported.has_value());
  CHECK(wait.reported->comments == 80);
  CHECK(wait.before.comments == 100);
  CHECK_FALSE(wait.share->has_moved());
  const ThemeChange& old = theme_of(comparison, "old");
  CHECK(old.reported->comments == 20);
  CHECK_FALSE(old.before.comments.has_value());
  CHECK(comparison.scores[0].official.reported.has_value());
}

}  // namespace verbatim
