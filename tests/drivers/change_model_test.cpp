#include "drivers/change_model.h"

#include <doctest/doctest.h>

#include <cmath>

#include "drivers/change_histories.h"
#include "support/oracle.h"

namespace verbatim {
namespace {

using nlohmann::json;
using testing::Draw;
using testing::near;

constexpr SeriesShape kMonthly{12, 0};

const char* name_of(ChangeKind kind) {
  constexpr const char* kNames[] = {"step", "drift", "season", "spike"};
  return kNames[static_cast<std::size_t>(kind)];
}

// What was found, as "step 7+17, season 10+2": kind, date, length.
std::string brief(const SeriesChanges& changes) {
  std::string text;
  for (const ChangeComponent& c : changes.components) {
    text += (text.empty() ? "" : ", ") + std::string(name_of(c.kind)) + " " + std::to_string(c.at) + "+" +
            std::to_string(c.length);
  }
  return text;
}

std::vector<ShareCount> counts(const std::vector<double>& hits, double trials) {
  std::vector<ShareCount> all;
  for (const double k : hits) all.push_back({k, trials});
  return all;
}

// Shares of 1,000 as expected, without noise but that of rounding.
template <typename Share>
std::vector<ShareCount> expected(std::size_t periods, Share share) {
  std::vector<ShareCount> all;
  for (std::size_t i = 0; i < periods; ++i) all.push_back({std::round(1000 * share(i)), 1000});
  return all;
}

std::string found(const std::vector<ShareCount>& counts, const SeriesShape& shape = kMonthly) {
  return brief(find_changes(share_series(counts), shape));
}

std::vector<SeriesPoint> points_of(const json& row) {
  std::vector<SeriesPoint> points;
  for (std::size_t i = 0; i < row["value"].size(); ++i)
    points.push_back({.present = true, .value = row["value"][i], .variance = row["variance"][i]});
  return points;
}

std::vector<ShareCount> counts_of(const json& row) {
  std::vector<ShareCount> all;
  for (std::size_t i = 0; i < row["hits"].size(); ++i) all.push_back({row["hits"][i], row["trials"][i]});
  return all;
}

}  // namespace

TEST_CASE("change_model: date, size, intervals and p of figures, against a full fit of every candidate") {
  const json rows = testing::read_oracle("changes").at("figures");
  REQUIRE(rows.size() >= 8);
  for (const json& row : rows) {
    const SeriesChanges changes = find_changes(points_of(row), kMonthly);
    CAPTURE(row["kind"].get<std::string>());
    CAPTURE(brief(changes));
    REQUIRE(changes.components.size() == 1);
    const ChangeComponent& c = changes.components[0];
    CHECK(name_of(c.kind) == row["kind"].get<std::string>());
    CHECK(c.at == row["at"]);
    CHECK(c.length == row["length"]);
    CHECK(near(c.size, row["size"]));
    CHECK(near(c.low, row["low"], 1e-6));
    CHECK(near(c.high, row["high"], 1e-6));
    CHECK(c.p == doctest::Approx(row["p"].get<double>()).epsilon(1e-6));
    CHECK(near(changes.strongest_p, c.p));
    CHECK(near(changes.dispersion, row["dispersion"]));
    if (c.kind != ChangeKind::season) {
      CHECK(c.at_low == row["at_low"]);
      CHECK(c.at_high == row["at_high"]);
    }
  }
}

TEST_CASE("change_model: shares, against a binomial fit with an identity link and the exact Pearson III") {
  const json row = testing::read_oracle("changes").at("shares");
  const SeriesChanges step = find_changes(share_series(counts_of(row["step"])), kMonthly);
  REQUIRE(step.components.size() == 1);
  CHECK(step.components[0].kind == ChangeKind::step);
  CHECK(step.components[0].at == row["step"]["at"]);
  CHECK(near(step.components[0].size, row["step"]["size"], 1e-5));
  CHECK(near(step.components[0].before, row["step"]["before"], 1e-5));
  CHECK(near(step.dispersion, row["step"]["dispersion"], 1e-5));
  const double half = (step.components[0].high - step.components[0].low) / 2;
  CHECK(half / row["step"]["error"].get<double>() == doctest::Approx(2.0).epsilon(0.05));

  const SeriesChanges spike = find_changes(share_series(counts_of(row["spike"])), kMonthly);
  REQUIRE(brief(spike) == "spike 13+1");
  const double p = spike.components[0].p;
  CHECK(p == doctest::Approx(row["spike"]["p_cube_root"].get<double>()).epsilon(1e-4));
  // Far out the cube root is on the safe side.
  CHECK(p > row["spike"]["p"].get<double>());
  CHECK(p < 3 * row["spike"]["p"].get<double>());
}

TEST_CASE("change_model: each kind by its date") {
  CHECK(found(expected(24, [](std::size_t) { return 0.03; })) == "");
  CHECK(found(expected(24, [](std::size_t i) { return i >= 14 ? 0.06 : 0.03; })) == "step 14+10");
  CHECK(found(expected(24, [](std::size_t i) { return i >= 5 ? 0.03 : 0.06; })) == "step 5+19");
  CHECK(found(expected(24, [](std::size_t i) { return 0.02 + (i >= 9 ? 0.004 * double(i - 8) : 0); })) ==
        "drift 9+15");
  CHECK(found(expected(24, [](std::size_t i) { return i % 12 >= 10 ? 0.08 : 0.03; })) == "season 10+2");
  CHECK(found(expected(24, [](std::size_t i) { return i == 8 ? 0.09 : 0.03; })) == "spike 8+1");
  CHECK(found(expected(24, [](std::size_t i) { return i == 8 || i == 9 ? 0.08 : 0.03; })) == "spike 8+2");
}

TEST_CASE("change_model: a season wraps the turn of the year, wherever the series begins") {
  const auto winter = [](std::size_t month) { return month % 12 == 11 || month % 12 == 0 ? 0.08 : 0.03; };
  CHECK(found(expected(36, winter)) == "season 11+2");
  // From a July on: place 6 is the first, so the December of place 11 is the sixth period.
  CHECK(found(expected(24, [&](std::size_t i) { return winter(i + 6); }), {12, 6}) == "season 5+2");
  // Quarters, and days of the week.
  CHECK(found(expected(16, [](std::size_t i) { return i % 4 == 3 ? 0.08 : 0.03; }), {4, 0}) == "season 3+1");
  CHECK(found(expected(70, [](std::size_t i) { return i % 7 >= 5 ? 0.08 : 0.03; }), {7, 0}) == "season 5+2");
}

TEST_CASE("change_model: a season needs two years, and to be there in each") {
  CHECK(found(expected(23, [](std::size_t i) { return i == 10 || i == 11 ? 0.08 : 0.03; })) == "spike 10+2");
  CHECK(found(expected(36, [](std::size_t i) { return i == 10 || i == 11 ? 0.08 : 0.03; })) == "spike 10+2");
  CHECK(found(expected(24, [](std::size_t i) { return i % 12 == 3 ? 0.08 : 0.03; }), {0, 0}) ==
        "spike 3+1, spike 15+1");
}

TEST_CASE("change_model: two components at once, each dated given the other") {
  const std::vector<ShareCount> both =
      expected(36, [](std::size_t i) { return 0.03 + (i >= 20 ? 0.03 : 0) + (i % 12 >= 10 ? 0.05 : 0); });
  const SeriesChanges changes = find_changes(share_series(both), kMonthly);
  REQUIRE(brief(changes) == "season 10+2, step 20+16");
  CHECK(changes.components[0].size == doctest::Approx(5).epsilon(0.05));
  CHECK(changes.components[1].size == doctest::Approx(3).epsilon(0.05));
  CHECK(changes.components[1].before == doctest::Approx(3).epsilon(0.05));
  CHECK(changes.components[1].after == doctest::Approx(6).epsilon(0.05));
  CHECK(found(expected(36, [](std::size_t i) {
          return i < 10 ? 0.03 : i < 22 ? 0.07 : 0.04;
        })) == "step 10+26, step 22+14");
}

TEST_CASE("change_model: the last period alone is no component") {
  const SeriesChanges changes =
      find_changes(share_series(expected(24, [](std::size_t i) { return i == 23 ? 0.09 : 0.03; })), kMonthly);
  CHECK(changes.components.empty());
  REQUIRE(changes.last_apart);
  CHECK(changes.last_apart->at == 23);
  CHECK(changes.last_apart->size == doctest::Approx(6).epsilon(0.02));
}

TEST_CASE("change_model: empty periods are left out, not zero") {
  std::vector<ShareCount> gaps = expected(24, [](std::size_t i) { return i >= 12 ? 0.06 : 0.03; });
  for (const std::size_t i : {2U, 3U, 11U, 12U, 20U}) gaps[i] = {0, 0};
  const SeriesChanges changes = find_changes(share_series(gaps), kMonthly);
  REQUIRE(brief(changes) == "step 13+11");
  CHECK(changes.components[0].at_low <= 13);
  std::vector<ShareCount> drift =
      expected(24, [](std::size_t i) { return 0.02 + (i >= 9 ? 0.004 * double(i - 8) : 0); });
  drift[12] = drift[15] = drift[16] = {0, 0};
  const SeriesChanges rising = find_changes(share_series(drift), kMonthly);
  REQUIRE(brief(rising) == "drift 9+15");
  CHECK(rising.components[0].size == doctest::Approx(0.4).epsilon(0.03));
}

TEST_CASE("change_model: a handful of counts is no alarm, and zero of many is") {
  CHECK(found(counts({0, 1, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, 300)) == "");
  CHECK(found(counts({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 300)) == "");
  CHECK(found(counts({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 6, 3, 5, 7, 4, 5, 2, 6, 5, 4}, 300)) ==
        "step 12+12");
  CHECK(found(counts({5, 4, 6, 3, 5, 7, 4, 5, 2, 6, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 300)) ==
        "step 12+12");
}

TEST_CASE("change_model: what varies by more than chance needs a larger change") {
  const auto noisy = [](double step) {
    std::vector<ShareCount> all;
    const double swing[] = {1.3, 0.7, 0.8, 1.25, 1.2, 0.75, 1.3, 0.7, 0.75, 1.2, 1.25, 0.8};
    for (std::size_t i = 0; i < 24; ++i)
      all.push_back({std::round(20000 * (i >= 12 ? step : 0.05) * swing[i % 12]), 20000});
    return find_changes(share_series(all), {});
  };
  // 1.25 points are 8 standard errors of sampling.
  CHECK(brief(noisy(0.0625)) == "");
  CHECK(noisy(0.0625).dispersion > 20);
  CHECK(brief(noisy(0.15)) == "step 12+12");
}

TEST_CASE("change_model: a segment against the rest sees what moves it alone") {
  std::vector<ShareCount> segment, rest;
  for (std::size_t i = 0; i < 24; ++i) {
    const double common = i % 12 >= 10 ? 0.09 : 0.04;
    segment.push_back({std::round(500 * (common + (i >= 15 ? 0.06 : 0))), 500});
    rest.push_back({std::round(1500 * common), 1500});
  }
  const SeriesChanges changes = find_changes(share_difference_series(segment, rest), kMonthly);
  REQUIRE(brief(changes) == "step 15+9");
  CHECK(changes.components[0].size == doctest::Approx(6).epsilon(0.02));
  rest[3] = {0, 0};
  CHECK_FALSE(share_difference_series(segment, rest)[3].present);
}

TEST_CASE("change_model: figures share one variance per record") {
  const std::vector<GroupFigure> figures{{100, 100, 30, 40}, {300, 300, 34, 10}, {0, 0, 0, 0}};
  const std::vector<SeriesPoint> series = figure_series(figures);
  // (100 x 4,000 + 300 x 3,000) / 400 = 3,250 per record
  CHECK(near(series[0].variance, 32.5));
  CHECK(near(series[1].variance, 3250.0 / 300));
  CHECK_FALSE(series[2].present);
  CHECK(near(series[1].value, 34));
}

TEST_CASE("change_model: odd series say nothing and break nothing") {
  CHECK(find_changes({}, kMonthly).components.empty());
  CHECK(find_changes(share_series(std::vector<ShareCount>(40)), kMonthly).components.empty());
  CHECK(found(counts(std::vector<double>(24, 0), 500)) == "");
  CHECK(found(counts(std::vector<double>(24, 500), 500)) == "");
  CHECK(found(counts(std::vector<double>(7, 3), 500)) == "");
  CHECK(found(counts({1, 0, 1, 1, 0, 1, 0, 1}, 1)) == "");
  std::vector<SeriesPoint> flat(24, {.present = true, .value = 5, .variance = 0});
  CHECK(find_changes(flat, kMonthly).components.empty());
  flat.assign(24, {.present = true, .value = 1e12, .variance = 1e-12});
  CHECK(find_changes(flat, kMonthly).components.empty());
  // One period of all records.
  std::vector<ShareCount> lone(24, {0, 1});
  lone[5] = {4000, 100000};
  CHECK(found(lone) == "");
}

TEST_CASE("change_model: two years of days, four components at the most") {
  Draw draw(3);
  std::vector<ShareCount> days;
  for (std::size_t i = 0; i < 730; ++i) {
    const double share = 0.05 + (i >= 400 ? 0.03 : 0) + (i % 7 >= 5 ? 0.04 : 0) + (i == 200 ? 0.2 : 0);
    days.push_back({testing::binomial(draw, 150, share), 150});
  }
  const SeriesChanges of_days = find_changes(share_series(days), {7, 0});
  CAPTURE(brief(of_days));
  REQUIRE(of_days.components.size() == 3);
  CHECK(brief(of_days).find("season 5+2, spike 200+1, step ") == 0);
  CHECK(of_days.components[2].at_low <= 400);
  CHECK(of_days.components[2].at_high >= 400);
  std::vector<ShareCount> jumps;
  for (std::size_t i = 0; i < 120; ++i) jumps.push_back({i / 10 % 2 == 0 ? 20.0 : 80.0, 1000});
  CHECK(find_changes(share_series(jumps), {}).components.size() <= 4);
}

TEST_CASE("change_model: simulated histories of 500 series: planted changes are found, others are not") {
  // A small part of tests/bench/change_simulation.cpp, which prints the curves of power.
  using testing::Planted;
  struct Expectation {
    Planted planted;
    double volume;
    int found;  // of 2, within one period
  };
  const Expectation kExpected[] = {{Planted::nothing, 300, 0},  {Planted::nothing, 3000, 0},
                                   {Planted::release, 1000, 2}, {Planted::price, 2000, 2},
                                   {Planted::drift, 2000, 2},   {Planted::season, 1000, 2}};
  std::size_t alarms = 0;
  for (const Expectation& expectation : kExpected) {
    int dated = 0;
    for (std::uint64_t h = 0; h < 2; ++h) {
      const testing::Judged judged =
          testing::judge(testing::make_history(expectation.planted, expectation.volume, 90 + h));
      dated += judged.is_dated ? 1 : 0;
      alarms += judged.false_alarms > 0 ? 1 : 0;
    }
    CAPTURE(testing::name_of(expectation.planted));
    CHECK(dated >= expectation.found);
  }
  CHECK(alarms <= 2);  // of 12 histories; 5 % are expected of Benjamini and Hochberg
}

}  // namespace verbatim
