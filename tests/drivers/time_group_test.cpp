#include "drivers/time_group.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

#include "scores/score_spec.h"

using namespace verbatim;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

std::vector<ScoreMeaning> meanings_of(std::initializer_list<std::string_view> kinds) {
  std::vector<ScoreMeaning> all;
  for (const std::string_view kind : kinds) all.push_back(parse_score_kind(kind).value());
  return all;
}

ScoreValue value(std::int64_t milli) {
  return {true, milli};
}

}  // namespace

TEST_CASE("time_group: a group's times are summed up in their unit, by the bands of tables") {
  const TimeLayout layout(meanings_of({"csat5", "ttr:min", "number"}));
  TimeGroup group;
  for (const std::int64_t minutes : {1, 2, 30, 30, 90, 1440, 2880})
    group.add(layout, std::vector<ScoreValue>{{}, value(minutes * kMinute), value(5000)});
  group.add(layout, std::vector<ScoreValue>{value(5000), {}, {}});
  const std::vector<TimeFigures> rows = group.finish(layout);
  REQUIRE(rows.size() == 1);
  const TimeFigures& row = rows[0];
  CHECK(row.score == 1);
  CHECK(row.figures.main.n == 7);
  CHECK(*row.figures.main.value == doctest::Approx((1 + 2 + 30 + 30 + 90 + 1440 + 2880) / 7.0));
  CHECK(*row.figures.median == 30);
  CHECK(*row.figures.p90 == doctest::Approx(1440 + 0.4 * 1440));
  REQUIRE(row.bands.size() == 4);
  CHECK(row.bands[0].label == "under 5 min");
  CHECK(row.bands[0].n == 2);
  CHECK(row.bands[3].n == 2);
  CHECK(row.bands[2].share == doctest::Approx(100.0 / 7));
  CHECK(row.under_hour == doctest::Approx(400.0 / 7));
  CHECK(row.long_share == doctest::Approx(200.0 / 7));
  REQUIRE(row.beside.size() == 1);  // a number has no two ends
  CHECK(row.beside[0].score == 0);
  CHECK(row.beside[0].figures.main.n == 0);  // no record has both
  CHECK(row.beside[0].correlation.n == 0);
}

TEST_CASE("time_group: business hours have bands of their own, and are long from 8 on") {
  const TimeLayout layout(meanings_of({"ttr:bh"}));
  TimeGroup group;
  for (const std::int64_t hours : {0, 1, 7, 8, 39, 40})
    group.add(layout, std::vector<ScoreValue>{value(hours * kHour)});
  const TimeFigures row = group.finish(layout).at(0);
  REQUIRE(row.bands.size() == 5);
  CHECK(row.bands[2].label == "1 to 8 business hours");
  CHECK(row.bands[2].n == 2);
  CHECK(row.bands[4].label == "40 business hours and over");
  CHECK(row.bands[4].n == 1);
  CHECK(row.under_hour == doctest::Approx(100.0 / 6));
  CHECK(row.long_share == doctest::Approx(50));
  CHECK(*row.figures.main.value == doctest::Approx(95.0 / 6));
}

TEST_CASE("time_group: below 0 means that longer times go with worse scores, whichever end is good") {
  const TimeLayout layout(meanings_of({"csat5", "ces5:hard", "csat5:reversed", "ttr:h"}));
  TimeGroup group;
  for (int i = 0; i < 40; ++i) {
    const bool is_long = i % 2 == 0;
    const bool is_unhappy = is_long == (i % 4 != 3);
    group.add(layout,
              std::vector<ScoreValue>{value(is_unhappy ? 1000 : 5000), value(is_unhappy ? 5000 : 1000),
                                      value(is_unhappy ? 1000 : 5000), value(is_long ? 9 * kHour : 0)});
  }
  const TimeFigures row = group.finish(layout).at(0);
  REQUIRE(row.beside.size() == 3);
  for (const ScoreBesideTime& beside : row.beside) {
    CAPTURE(beside.score);
    CHECK(beside.correlation.n == 40);
    CHECK(*beside.correlation.value == doctest::Approx(-1 / std::sqrt(3.0)));
    CHECK(*beside.correlation.high < 0);
  }
  CHECK(*row.beside[0].figures.main.value == doctest::Approx(25));
  CHECK(*row.beside[1].figures.main.value == doctest::Approx(4));
}

TEST_CASE("time_group: parts merge to the whole in any order, to the bit") {
  const TimeLayout layout(meanings_of({"nps", "ttr:min", "ttr:bh", "csat5"}));
  std::mt19937 random(11);
  std::uniform_int_distribution<std::int64_t> up_to(0, 1'000'000'000);
  TimeGroup whole;
  std::vector<TimeGroup> parts(4);
  for (int i = 0; i < 500; ++i) {
    std::vector<ScoreValue> scores = {value(up_to(random) % 11 * 1000), value(up_to(random)),
                                      value(up_to(random) / 10), value((1 + up_to(random) % 5) * 1000)};
    for (ScoreValue& score : scores) {
      if (up_to(random) % 4 == 0) score = {};
    }
    whole.add(layout, scores);
    parts[static_cast<std::size_t>(up_to(random) % 3)].add(layout, scores);  // the last stays empty
  }
  TimeGroup forward;
  for (const TimeGroup& part : parts) forward.merge(part);
  TimeGroup backward = parts[3];
  for (auto part = parts.rbegin() + 1; part != parts.rend(); ++part) backward.merge(*part);
  CHECK(forward == whole);
  CHECK(backward == whole);
  const auto rows = whole.finish(layout);
  CHECK(rows.size() == 2);
  CHECK(rows[0].beside.size() == 2);
  CHECK(rows[0].beside[0].figures.main.n == rows[0].beside[0].correlation.n);
}

TEST_CASE("time_group: without times there are rows of nothing") {
  const TimeLayout none(meanings_of({"nps"}));
  TimeGroup group;
  group.add(none, std::vector<ScoreValue>{value(9000)});
  CHECK(group.finish(none).empty());
  const TimeLayout layout(meanings_of({"nps", "ttr:d"}));
  const TimeFigures row = TimeGroup().finish(layout).at(0);
  CHECK(row.figures.main.n == 0);
  CHECK(!row.figures.median);
  CHECK(row.bands.empty());
  CHECK(row.under_hour == 0);
  CHECK(row.beside.size() == 1);
}
