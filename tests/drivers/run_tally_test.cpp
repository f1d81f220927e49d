#include "drivers/run_tally.h"

#include <doctest/doctest.h>

#include <deque>

#include "drivers/driver_table.h"
#include "drivers/fair_shares.h"
#include "drivers/unit_maker.h"
#include "report/drivers_csv.h"
#include "report/report_json.h"
#include "report/themes_csv.h"

namespace verbatim {
namespace {

using testing::Draw;
using testing::small_tree;
using testing::Unit;

const std::vector<ScoreMeaning> kMeanings = {{ScoreKind::nps, TimeUnit::none, false},
                                             {ScoreKind::ttr, TimeUnit::minute, true}};
const std::vector<std::string> kNames = {"nps", "ttr"};

struct Record {
  Unit unit;
  Analysis analysis;
  std::uint64_t cluster = 0;
  std::string stratum;
};

std::deque<Record> random_records(std::size_t count, std::uint64_t seed) {
  Draw draw(seed);
  std::deque<Record> records;
  for (Unit& unit : testing::random_units(count, seed)) {
    Record record;
    record.analysis.label = unit.label;
    record.analysis.sentiment_milli = unit.sentiment_milli;
    record.analysis.themes = unit.themes;
    record.analysis.mentions = unit.mentions;
    if (draw.chance(0.5))
      record.analysis.durations.push_back({static_cast<std::int64_t>(draw.below(300)), EntryId{0}, {2, 6}});
    record.cluster = draw.below(count / 2) * 0x9E3779B97F4A7C15ULL;
    record.stratum = draw.chance(0.3) ? "north" : "south";
    record.unit = std::move(unit);
    records.push_back(std::move(record));
  }
  return records;
}

const std::vector<SliceEvent> kEvents = {{400, 90}};

const AreaLayout& areas() {
  static const AreaLayout layout{{"phone", "shop"}, {"Phone", "Shop"}, std::vector<AreaSet>(16, AreaSet{3})};
  return layout;
}

RunTally empty_tally(const std::vector<DriverTheme>& tree) {
  return RunTally({.themes = tree,
                   .scores = kMeanings,
                   .signals = 0,
                   .is_adjusted = true,
                   .segments = 3,
                   .has_stages = true,
                   .unit = PeriodUnit::month,
                   .events = kEvents,
                   .areas = &areas(),
                   .has_benchmark = true,
                   .is_whole = true});
}

void add(RunTally& tally, const Record& record) {
  UnitFacts facts = record.unit.facts();
  facts.cluster = record.cluster;
  const RecordText text{record.unit.quote(), &record.analysis};
  const std::span<const RecordText> texts(&text, record.unit.analysed ? 1 : 0);
  RecordCuts cuts;
  cuts.stratum = record.stratum;
  // Groups that hang together with the record, so that every run of the test sees the same.
  const std::uint64_t mixed = record.cluster >> 40U;
  const std::vector<std::string> segments = {
      record.stratum, mixed % 5 == 0 ? "" : "shop " + std::to_string(mixed % 7), std::to_string(mixed % 3)};
  const std::vector<std::string_view> stages = {mixed % 2 == 0 ? "use" : "billing"};
  const std::vector<std::uint8_t> is_touched = {static_cast<std::uint8_t>(mixed % 2)};
  if (mixed % 11 != 0) facts.day = static_cast<std::int32_t>(mixed % 700);
  facts.has_conflict = mixed % 13 == 0;
  cuts.segments = segments;
  cuts.stages = stages;
  cuts.is_touched = is_touched;
  cuts.is_benchmark = mixed % 4 == 0;
  tally.add(facts, texts, cuts, {});
}

// report.json, drivers.csv and themes.csv as they come of the tally.
std::string files_of(const RunTally& tally, const std::vector<DriverTheme>& tree) {
  const std::vector<std::string> sources = {"a.csv"};
  std::vector<std::string> ids, labels;
  for (const DriverTheme& theme : tree) {
    ids.push_back(theme.id);
    labels.push_back(theme.label);
  }
  Report report;
  report.drivers = make_driver_rows(tally.drivers(), tree, kNames, tally.quotes(), sources,
                                    {.is_clustered = true, .strata = tally.strata(), .reach = nullptr});
  report.themes = make_theme_rows(tally.drivers(), tree);
  report.sentiment = tally.drivers().sentiment();
  report.pairs = theme_pairs(tally.drivers(), tree, ranked_complaints(report.drivers, "nps", tree));
  report.curves = tally.curves(kNames);
  report.waits = tally.waits().finish(ids, labels, kNames);
  const Tokenizer tokenizer({});
  report.unexplained = tally.unexplained().finish(tokenizer, {});
  for (std::size_t s = 0; s < kNames.size(); ++s) {
    ScoreSummary score;
    score.name = kNames[s];
    score.meaning = kMeanings[s];
    score.official = tally.drivers().official(s).finish();
    score.commenters = tally.drivers().wrote(s).finish();
    score.silent = tally.drivers().silent(s).finish();
    score.conflicts = tally.conflicts().finish(s, tally.drivers().commenters(s).sums(), sources);
    report.scores.push_back(std::move(score));
  }
  std::string files;
  write_report_json(report, files);
  write_drivers_csv(report, files);
  write_themes_csv(report, files);
  return files;
}

}  // namespace

TEST_CASE("run_tally: any partition, in any order, with empty parts, gives the bytes of one run") {
  const std::vector<DriverTheme> tree = small_tree();
  const std::deque<Record> records = random_records(1500, 21);
  RunTally whole = empty_tally(tree);
  for (const Record& record : records) add(whole, record);
  const std::string expected = files_of(whole, tree);
  CHECK(expected.size() > 20'000);

  Draw draw(5);
  for (int trial = 0; trial < 8; ++trial) {
    std::vector<RunTally> parts(6, empty_tally(tree));
    for (const Record& record : records) add(parts[draw.below(5)], record);  // the sixth stays empty
    std::swap(parts[5], parts[draw.below(5)]);
    RunTally merged = empty_tally(tree);
    for (const RunTally& part : parts) merged.merge(part);
    CHECK(merged == whole);
    CHECK(files_of(merged, tree) == expected);
  }
}

TEST_CASE("run_tally: ranked rows have their firmness, and fair shares add up to 100 %") {
  const std::vector<DriverTheme> tree = small_tree();
  RunTally tally = empty_tally(tree);
  for (const Record& record : random_records(3000, 8)) add(tally, record);
  const std::vector<std::string> sources = {"a.csv"};
  const std::vector<DriverRow> rows =
      make_driver_rows(tally.drivers(), tree, kNames, tally.quotes(), sources, {});
  double shares = 0;
  std::size_t ranked = 0;
  for (const DriverRow& row : rows) {
    if (!row.rank) {
      CHECK_FALSE(row.stability);
      continue;
    }
    ++ranked;
    REQUIRE(row.stability);
    CHECK(*row.rank_low <= *row.rank);
    CHECK(*row.rank_high >= *row.rank);
    CHECK_FALSE(row.adjusted_impact);
    if (row.score == "nps" && row.kind == DriverKind::complaint) shares += std::abs(row.fair_share.value());
    if (row.kind == DriverKind::praise) CHECK_FALSE(row.fair_share);
  }
  CHECK(ranked > 10);
  CHECK(shares == doctest::Approx(100));
  const std::vector<ThemeId> leaves = ranked_complaints(rows, "nps", tree);
  CHECK(leaves.size() >= 4);
}

TEST_CASE("run_tally: for comparing lexicons only the drivers' sums are kept") {
  const std::vector<DriverTheme> tree = small_tree();
  RunTally tally({.themes = tree,
                  .scores = kMeanings,
                  .signals = 0,
                  .segments = 3,
                  .events = kEvents,
                  .is_whole = false});
  for (const Record& record : random_records(200, 3)) add(tally, record);
  CHECK(tally.drivers().analysed() > 100);
  CHECK_FALSE(tally.drivers().has_depth());
  CHECK(tally.curves(kNames)[0].records == 0);
}

}  // namespace verbatim
