#include "drivers/time_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "drivers/change_table.h"
#include "drivers/event_table.h"
#include "drivers/mix_table.h"
#include "drivers/slice_test_support.h"
#include "scores/period.h"

namespace verbatim {
namespace {

using namespace testing;

constexpr std::int32_t k2024 = 19723;  // 2024-01-01

std::int32_t day_in(int month, int day = 5) {
  return first_day_of(period_of(k2024, PeriodUnit::month) + month, PeriodUnit::month) + day;
}

// 24 months of two regions of 200 comments each. Complaints about the queue double in North in the tenth
// month.
SliceRun history() {
  SliceRun run(1, PeriodUnit::month);
  for (int month = 0; month < 24; ++month) {
    const int north = month < 9 ? 10 : 30;
    run.add(north, {"North"}, kQueue, 3, day_in(month));
    run.add(200 - north, {"North"}, std::nullopt, 9, day_in(month, 27));
    run.add(10, {"South"}, kQueue, 3, day_in(month, 1));
    run.add(190, {"South"}, std::nullopt, 9, day_in(month, 27));
  }
  return run;
}

struct Tables {
  std::vector<std::string> columns = {"region"};
  std::vector<std::vector<CutGroup>> groups;
  Timeline line;
  explicit Tables(const SliceRun& run)
      : groups{fold_groups(run.tally.segment(0), GroupSort::segment, columns, 1)},
        line(run.tally, columns, groups) {}
};

}  // namespace

TEST_CASE("time_table: periods follow each other, those without records too") {
  SliceRun run(0, PeriodUnit::month);
  run.add(40, {}, kQueue, 3, day_in(0, 1));
  run.add(40, {}, std::nullopt, 9, day_in(3, 29));
  run.add(5, {}, std::nullopt, 9);
  const Timeline line(run.tally, {}, {});
  const TimeTable table(line, run.tally, run.themes, run.names);
  const std::vector<PeriodRow> periods = table.periods();
  REQUIRE(periods.size() == 4);
  CHECK(periods[0].label == "2024-01");
  CHECK(periods[1].records == 0);
  CHECK_FALSE(periods[1].scores[0].main.value);
  CHECK(periods[3].begin == "2024-04-01");
  CHECK(periods[3].end == "2024-04-30");
  CHECK_FALSE(periods[3].is_partial);
  CHECK(run.tally.undated() == 5);
  CHECK(line.latest() == 3);
}

TEST_CASE("time_table: placeholders far from all dates make no timeline of empty years") {
  SliceRun run(0, PeriodUnit::month);
  run.add(1, {}, std::nullopt, 9, -25567);   // 1900-01-01
  run.add(2, {}, std::nullopt, 9, 2932896);  // 9999-12-31
  run.add(400, {}, std::nullopt, 9, day_in(0));
  run.add(400, {}, std::nullopt, 9, day_in(1));
  const Timeline line(run.tally, {}, {});
  REQUIRE(line.size() == 2);
  CHECK(line.label(0) == "2024-01");
  CHECK(line.strays() == 3);
  // What is no handful stays: a survey that pauses for two years.
  SliceRun pause(0, PeriodUnit::month);
  pause.add(100, {}, std::nullopt, 9, day_in(0));
  pause.add(400, {}, std::nullopt, 9, day_in(30));
  CHECK(Timeline(pause.tally, {}, {}).size() == 31);
}

TEST_CASE("time_table: a month whose last week is missing is a part of one") {
  SliceRun run(0, PeriodUnit::month);
  run.add(40, {}, std::nullopt, 9, day_in(0, 0));
  run.add(40, {}, std::nullopt, 9, day_in(1, 20));
  const Timeline line(run.tally, {}, {});
  CHECK_FALSE(line.is_partial(0));
  CHECK(line.is_partial(1));
}

TEST_CASE("time_table: the latest period against the one before and the same season a year before") {
  SliceRun run(0, PeriodUnit::month);
  for (int month = 0; month < 13; ++month) {
    const int queue = month == 12 ? 60 : month == 0 ? 58 : 20;
    run.add(queue, {}, kQueue, 3, day_in(month));
    run.add(400 - queue, {}, std::nullopt, 9, day_in(month));
  }
  const Timeline line(run.tally, {}, {});
  const TimeTable table(line, run.tally, run.themes, run.names);
  std::vector<Movement> shares = table.movements();
  std::erase_if(shares, [](const Movement& m) { return m.of != SeriesOf::share; });
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].period == "2025-01");
  CHECK(shares[0].base == "2024-12");
  CHECK(shares[0].value == doctest::Approx(15));
  CHECK(shares[0].change == doctest::Approx(10));
  CHECK(*shares[0].q < 0.001);
  CHECK(shares[1].is_season);
  CHECK(shares[1].base == "2024-01");
  CHECK(*shares[1].q > 0.5);
}

TEST_CASE("time_table: what is seldom and grows") {
  SliceRun run(0, PeriodUnit::month);
  for (int month = 0; month < 6; ++month) {
    run.add(1, {}, kHold, 3, day_in(month));
    run.add(20, {}, kQueue, 3, day_in(month));
    run.add(400, {}, std::nullopt, 9, day_in(month));
  }
  run.add(12, {}, kHold, 3, day_in(6));
  run.add(30, {}, kQueue, 3, day_in(6));
  run.add(400, {}, std::nullopt, 9, day_in(6));
  const Timeline line(run.tally, {}, {});
  const TimeTable table(line, run.tally, run.themes, run.names);
  const std::vector<RisingTheme> rising = table.rising();
  REQUIRE(rising.size() == 1);  // the queue is not seldom
  CHECK(rising[0].theme == "wait.hold");
  CHECK(rising[0].comments == 12);
  CHECK(rising[0].before == 6);
  CHECK(rising[0].q < 1e-6);
}

TEST_CASE("change_table: a change in one region is told for that region, with its month") {
  const SliceRun run = history();
  const Tables tables(run);
  const std::vector<DatedChange> changes = change_table(tables.line, run.tally, run.themes, run.names);
  const auto of = [&](const std::string& segment) {
    std::vector<DatedChange> found = changes;
    std::erase_if(found, [&](const DatedChange& c) {
      return c.segment != segment || c.theme != "wait.queue" || c.of != SeriesOf::share;
    });
    return found;
  };
  REQUIRE(of("region=North").size() == 1);
  const DatedChange north = of("region=North").front();
  CHECK(north.kind == ChangeKind::step);
  CHECK(north.period == "2024-10");
  CHECK(north.size == doctest::Approx(10).epsilon(0.02));
  // South did not move: it is only less than North.
  CHECK(of("region=South").empty());
  CHECK(of("").size() == 1);
}

TEST_CASE("mix_table: a score that falls since more of the unhappy answer has mix and no rate") {
  SliceRun run(1, PeriodUnit::month);
  for (int month = 0; month < 2; ++month) {
    const int north = month == 0 ? 200 : 600;
    run.add(north / 2, {"North"}, kQueue, 3, day_in(month));
    run.add(north / 2, {"North"}, std::nullopt, 9, day_in(month));
    run.add(600, {"South"}, std::nullopt, 9, day_in(month));
  }
  const Tables tables(run);
  const TimeTable table(tables.line, run.tally, run.themes, run.names);
  const std::vector<MixRate> mix =
      mix_table(tables.line, run.tally, table.movements(), run.themes, run.names);
  REQUIRE_FALSE(mix.empty());
  const MixRate& row = mix.back();
  CHECK(row.of == SeriesOf::score);
  CHECK(row.change == doctest::Approx(50 - 75));
  CHECK(row.mix == doctest::Approx(-25));
  CHECK(row.rate == doctest::Approx(0));
}

TEST_CASE("event_table: what an event did to the region that it touched, more than to the others") {
  const std::vector<SliceEvent> events = {{day_in(3), 90}};
  SliceRun run(0, PeriodUnit::none, events);
  const auto add = [&](int queue, int all, std::int32_t day, bool touched) {
    run.add(queue, {}, kQueue, 3, day, touched);
    run.add(all - queue, {}, std::nullopt, 9, day, touched);
  };
  add(20, 400, day_in(3) - 1, true);
  add(80, 400, day_in(3), true);
  add(20, 400, day_in(3) - 1, false);
  add(40, 400, day_in(3), false);
  add(400, 400, day_in(3) - 91, true);  // outside
  add(400, 400, day_in(3) + 90, false);
  const std::vector<EventSummary> table =
      event_table(run.tally, std::vector<EventNote>{{day_in(3), 90, "new prices", "region=North"}},
                  run.themes, run.names);
  REQUIRE(table.size() == 1);
  CHECK(table[0].date == "2024-04-06");
  CHECK(table[0].before == 400);
  CHECK(table[0].others_after == 400);
  const auto share = std::find_if(table[0].effects.begin(), table[0].effects.end(),
                                  [](const EventEffect& e) { return e.of == SeriesOf::share; });
  REQUIRE(share != table[0].effects.end());
  // (81 - 21 - 41 + 21) / 402, in percent.
  CHECK(share->effect == doctest::Approx(100 * 40.0 / 402));
  CHECK(share->before == doctest::Approx(5));
  CHECK(share->after == doctest::Approx(20));
  CHECK(share->p < 0.001);
}

}  // namespace verbatim
