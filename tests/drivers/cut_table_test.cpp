#include "drivers/cut_table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "drivers/slice_test_support.h"

namespace verbatim {
namespace {

using namespace testing;

SliceRun two_regions() {
  SliceRun run(1);
  run.add(60, {"North"}, kQueue, 2);
  run.add(140, {"North"}, std::nullopt, 9);
  run.add(20, {"South"}, kQueue, 3);
  run.add(280, {"South"}, std::nullopt, 9);
  return run;
}

const DriverRow* row_of(const std::vector<DriverRow>& rows, const std::string& segment,
                        const std::string& theme) {
  for (const DriverRow& row : rows) {
    if (row.segment == segment && row.theme == theme && row.level == DriverLevel::leaf) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("cut_table: each group stands against all others") {
  const SliceRun run = two_regions();
  const CutTable table(run.tally, run.themes, run.names);
  const std::vector<CutGroup> groups = fold_groups(run.tally.segment(0), GroupSort::segment, {"region"}, 1);
  const std::vector<GroupRow> rows = table.rows(groups);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].name.text() == "region=South");  // the larger first
  CHECK(rows[1].name.text() == "region=North");
  CHECK(rows[1].records == 200);
  // NPS 100 (140 - 60) / 200 = 40 against 100 (280 - 20) / 300 = 86.7.
  CHECK(*rows[1].scores[0].official.main.value == doctest::Approx(40));
  CHECK(*rows[1].scores[0].gap == doctest::Approx(40 - 260.0 / 3));
  CHECK(*rows[1].scores[0].gap == doctest::Approx(-*rows[0].scores[0].gap));
  CHECK(*rows[1].scores[0].q < 0.001);
}

TEST_CASE("cut_table: the drivers of a group, ranked there, with their share against the others") {
  const SliceRun run = two_regions();
  const CutTable table(run.tally, run.themes, run.names);
  std::vector<DriverRow> rows;
  table.append_drivers(fold_groups(run.tally.segment(0), GroupSort::segment, {"region"}, 1), rows);
  const DriverRow* north = row_of(rows, "region=North", "wait.queue");
  REQUIRE(north != nullptr);
  CHECK(north->rank == 1);
  CHECK(north->comments == 60);
  CHECK(north->share == doctest::Approx(0.3));
  CHECK(*north->impact == doctest::Approx(-60));  // 40 with, 100 without
  CHECK(north->gap->others == doctest::Approx(20.0 / 300));
  CHECK(north->gap->gap == doctest::Approx(0.3 - 20.0 / 300));
  CHECK(north->gap->p < 1e-6);
  const DriverRow* south = row_of(rows, "region=South", "wait.queue");
  REQUIRE(south != nullptr);
  CHECK_FALSE(south->rank);
  CHECK(south->too_few_to_rank);
}

TEST_CASE("cut_table: small values are folded, and none is dropped") {
  SliceRun run(1);
  run.add(100, {"North"}, std::nullopt, 9);
  for (int i = 0; i < 10; ++i) run.add(8, {"shop " + std::to_string(i)}, std::nullopt, 5);
  run.add(40, {""}, std::nullopt, 7);
  const std::vector<CutGroup> groups = fold_groups(run.tally.segment(0), GroupSort::segment, {"shop"}, 1);
  REQUIRE(groups.size() == 3);
  CHECK(groups[1].name.text() == "shop=(empty)");
  CHECK(groups[2].name.text() == "shop=other (10 values)");
  CHECK(groups[2].folded == 10);
  std::uint64_t sum = 0;
  for (const CutGroup& group : groups) sum += group.slice.records();
  CHECK(sum == run.tally.all().records());
}

TEST_CASE("cut_table: a single small value keeps its name; of many the 50 largest do") {
  SliceRun run(1);
  run.add(100, {"North"}, std::nullopt, 9);
  run.add(8, {"South"}, std::nullopt, 9);
  CHECK(fold_groups(run.tally.segment(0), GroupSort::segment, {"region"}, 1).size() == 2);
  SliceRun many(1);
  for (int i = 0; i < 80; ++i) many.add(31, {"agent " + std::to_string(i)}, std::nullopt, 5);
  const std::vector<CutGroup> groups = fold_groups(many.tally.segment(0), GroupSort::segment, {"agent"}, 1);
  CHECK(groups.size() == kMostGroups + 1);
  CHECK(groups.back().folded == 30);
}

TEST_CASE("cut_table: themes that differ between the values of a column") {
  SliceRun run(1);
  run.add(90, {"web"}, kQueue, 3);
  run.add(10, {"web"}, kHold, 3);
  run.add(900, {"web"}, std::nullopt, 9);
  run.add(10, {"shop"}, kQueue, 3);
  run.add(10, {"shop"}, kHold, 3);
  run.add(980, {"shop"}, std::nullopt, 9);
  run.add(12, {"phone"}, kHold, 3);
  run.add(988, {"phone"}, std::nullopt, 9);
  const CutTable table(run.tally, run.themes, run.names);
  const auto spreads = table.spreads(fold_groups(run.tally.segment(0), GroupSort::segment, {"channel"}, 1));
  REQUIRE(spreads.size() == 2);
  CHECK(spreads[0].theme == "wait.queue");
  CHECK(spreads[0].most == "web");
  CHECK(spreads[0].least == "phone");
  CHECK(spreads[0].most_share == doctest::Approx(0.09));
  CHECK(spreads[0].values == 3);
  CHECK(spreads[0].q < 1e-6);
  CHECK(spreads[1].q > 0.5);
}

TEST_CASE("slice_tally: a column with too many values is left out as a whole, whatever came first") {
  SliceFamily family(Slice::Depth::counts, 0, 3);
  SliceFamily other(Slice::Depth::counts, 0, 3);
  const SliceRecord record;
  for (const char* key : {"a", "b", "c"}) family.add(key, record);
  CHECK_FALSE(family.has_too_many());
  for (const char* key : {"c", "d"}) other.add(key, record);
  family.merge(other);
  CHECK(family.has_too_many());
  CHECK(family.size() == 0);
  family.add("a", record);
  CHECK(family.size() == 0);
}

}  // namespace verbatim
