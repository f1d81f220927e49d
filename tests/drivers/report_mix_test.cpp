#include "drivers/report_mix.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

// Two regions: records, their NPS, and comments about holding (none listed below 10).
Report report_of(std::uint64_t north, double north_nps, std::uint64_t hold_north, std::uint64_t south,
                 double south_nps) {
  Report report;
  const auto add = [&](const char* value, std::uint64_t n, double nps, std::uint64_t folded) {
    GroupRow group;
    group.name = {{"region"}, {value}};
    group.folded = folded;
    group.analysed = n;
    GroupScore score;
    score.score = "nps";
    score.official.main = {n, nps, {}, {}};
    score.analysed.main = {n, nps, {}, {}};
    group.scores = {score};
    report.breakdown.groups.push_back(group);
  };
  add("North", north, north_nps, 0);
  add("other (3 values)", south, south_nps, 3);
  DriverRow row;
  row.theme = "wait.hold";
  row.score = "nps";
  row.segment = "region=North";
  row.comments = hold_north;
  row.share = static_cast<double>(hold_north) / static_cast<double>(north);
  report.cut_drivers.push_back(row);
  return report;
}

Comparison comparison_of(std::uint64_t hold_before, std::uint64_t hold_after) {
  Comparison comparison;
  ScoreChange score;
  score.name = "nps";
  score.official.change = Change{};
  comparison.scores.push_back(score);
  ThemeChange theme;
  theme.theme = "wait.hold";
  theme.score = "nps";
  theme.before.comments = hold_before;
  theme.after.comments = hold_after;
  theme.share = Change{};
  theme.share->q = 0.01;
  comparison.themes.push_back(theme);
  return comparison;
}

}  // namespace

TEST_CASE("report_mix: scores and shares that moved are split by the columns of both reports") {
  // More of the unhappy North answered; nobody changed their mind.
  const Report before = report_of(100, 10, 20, 300, 50);
  const Report after = report_of(300, 10, 60, 100, 50);
  Comparison comparison = comparison_of(26, 62);  // 6 and 2 comments in groups too small to list
  add_mix(before, after, comparison);
  REQUIRE(comparison.mix_columns == std::vector<std::string>{"region"});
  REQUIRE(comparison.scores[0].mix.size() == 1);
  CHECK(comparison.scores[0].mix[0].mix == doctest::Approx(-20));
  CHECK(comparison.scores[0].mix[0].rate == doctest::Approx(0));
  REQUIRE(comparison.themes[0].mix.size() == 1);
  // 26 of 400 before, 62 of 400 after: shares of 20 % and 2 % in both.
  CHECK(comparison.themes[0].mix[0].mix == doctest::Approx(0.09));
  CHECK(comparison.themes[0].mix[0].rate == doctest::Approx(0).epsilon(1e-9));
}

TEST_CASE("report_mix: without a column in common, or with weights, nothing is split") {
  const Report before = report_of(100, 10, 20, 300, 50);
  Report after = report_of(300, 10, 60, 100, 50);
  after.weighted_by = "w";
  Comparison comparison = comparison_of(26, 62);
  add_mix(before, after, comparison);
  CHECK(comparison.mix_columns.empty());
  after.weighted_by.clear();
  after.breakdown.groups.clear();
  add_mix(before, after, comparison);
  CHECK(comparison.mix_columns.empty());
  CHECK(comparison.scores[0].mix.empty());
}

}  // namespace verbatim
