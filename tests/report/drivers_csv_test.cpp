#include "report/drivers_csv.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "support/sample_breakdown.h"

using namespace verbatim;

namespace {

std::string written(const Report& report) {
  std::string out;
  write_drivers_csv(report, out);
  return out;
}

constexpr std::string_view kHeader =
    "rank,theme,label,level,polarity,kind,score,unit,segment,period,comments,share,score_with,score_without,"
    "impact,impact_low,impact_high,severity,severity_low,severity_high,p,q,fair_share,rank_low,rank_high,"
    "stability,severity_p,severity_q,note,next_p,adjusted_impact,adjusted_impact_low,adjusted_impact_high,"
    "adjusted_severity,adjusted_severity_low,adjusted_severity_high,posts,authors,reach,"
    "share_others,share_gap,share_gap_low,share_gap_high,share_gap_p,share_gap_q,owner\n";

std::size_t commas(std::string_view line) {
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
}

}  // namespace

TEST_CASE("drivers_csv: a driver is one row of fixed decimals, empty where not computed") {
  CHECK(written(testing::small_report()) ==
        std::string(kHeader) +
            "1,wait.hold,Time on hold,leaf,neg,complaint,nps,NPS points,,,2,0.6667,-50.000,4.100,"
            "-4.100,-6.250,0.000,,,,0.04999,0.1000,,,,,,,,,,,,,,,,,,,,,,,,\n");
}

TEST_CASE("drivers_csv: a row says why it has no rank") {
  Report report = testing::small_report();
  DriverRow row;
  row.theme = "returns";
  row.label = "Returns, \"free\"";
  row.kind = DriverKind::praise;
  row.comments = 12;
  row.share = 0.05;
  row.too_few_to_rank = true;
  DriverRow parent = row;
  parent.level = DriverLevel::parent;
  DriverRow general = row;
  general.level = DriverLevel::general;
  DriverRow by_share = row;
  by_share.too_few_to_rank = false;
  by_share.rank = 1;
  report.drivers = {row, parent, general, by_share};
  const std::string figures = "pos,praise,,,,,12,0.0500,,,,,,,,,,,,,,,,,";
  CHECK(written(report) ==
        std::string(kHeader) + ",returns,\"Returns, \"\"free\"\"\",leaf," + figures +
            "too few to rank,,,,,,,,,,,,,,,,,\n,returns,\"Returns, \"\"free\"\"\",parent," + figures +
            "\"parent, not ranked\",,,,,,,,,,,,,,,,,\n,returns,\"Returns, \"\"free\"\"\",general," + figures +
            "\"general, not ranked\",,,,,,,,,,,,,,,,,\n1,returns,\"Returns, \"\"free\"\"\",leaf," + figures +
            "no score: ranked by share x sentiment,,,,,,,,,,,,,,,,,\n");
}

TEST_CASE("drivers_csv: posts, authors and reach, where they are known") {
  Report report = testing::small_report();
  report.drivers[0].posts = 12;
  report.drivers[0].reach = 90000;
  CHECK(written(report).ends_with(",12,,90000,,,,,,,\n"));
}

TEST_CASE("drivers_csv: ranks, fair shares and adjusted figures, where they are known") {
  Report report = testing::small_report();
  DriverRow& driver = report.drivers[0];
  driver.fair_share = -28.95;
  driver.rank_low = 1;
  driver.rank_high = 3;
  driver.stability = 0.75;
  driver.next_p = 0.034;
  driver.adjusted_impact = -3.5;
  CHECK(written(report).ends_with(",0.04999,0.1000,-28.950,1,3,0.7500,,,,0.03400,-3.500,,,,,,,,,,,,,,,\n"));
}

TEST_CASE("drivers_csv: labels of a hostile lexicon are inert, figures that are no numbers are empty") {
  Report report = testing::small_report();
  report.drivers[0].label = "=cmd|' /C calc'!A0";
  report.drivers[0].theme = "@x";
  report.drivers[0].impact = std::nan("");
  report.drivers[0].impact_high = -0.0;
  const std::string out = written(report);
  CHECK(out.find("\n1,\"'@x\",\"'=cmd|' /C calc'!A0\",leaf,") != std::string::npos);
  CHECK(out.find(",4.100,,-6.250,0.000,") != std::string::npos);
  CHECK(out.find("nan") == std::string::npos);
}

TEST_CASE("drivers_csv: every row has as many fields as the header, and twice the same bytes") {
  const std::string out = written(testing::sample_report());
  CHECK(out == written(testing::sample_report()));
  CHECK(commas(kHeader) == 45);
  std::size_t rows = 0;
  for (std::size_t at = 0; at < out.size(); ++rows) {
    const std::size_t end = out.find('\n', at);
    const std::string_view line = std::string_view(out).substr(at, end - at);
    // Labels and notes with a comma are quoted.
    if (line.find('"') == std::string_view::npos) CHECK(commas(line) == 45);
    at = end + 1;
  }
  CHECK(rows == 1 + testing::sample_report().drivers.size());
}

TEST_CASE(
    "drivers_csv: rows of a cut stand after the run's own, with their group and the gap of their share") {
  Report report = testing::small_report();
  report.drivers[0].owner = "=Ops";
  DriverRow cut = report.drivers[0];
  cut.segment = "region=North, \"old\"";
  cut.gap = ShareGap{0.05, 0.0312, 0.01, 0.0524, 0.00412, 0.0123};
  cut.owner = "Logistics";
  DriverRow period = report.drivers[0];
  period.period = "2026-05";
  period.gap = ShareGap{0.05, -0.01, -0.02, 0.0, 0.051, std::nullopt};
  period.owner.clear();
  report.cut_drivers = {cut, period};
  const std::string name = "1,wait.hold,Time on hold,leaf,neg,complaint,nps,NPS points,";
  const std::string figures =
      ",2,0.6667,-50.000,4.100,-4.100,-6.250,0.000,,,,0.04999,0.1000,,,,,,,,,,,,,,,,,,";
  CHECK(written(report) == std::string(kHeader) + name + "," + figures + ",,,,,,\"'=Ops\"\n" + name +
                               "\"region=North, \"\"old\"\"\"," + figures +
                               "0.0500,0.0312,0.0100,0.0524,0.004120,0.01230,Logistics\n" + name +
                               ",2026-05" + figures + "0.0500,-0.0100,-0.0200,0.0000,0.05100,,\n");
}

TEST_CASE("drivers_csv: names of groups and owners from data are inert") {
  for (const char* hostile : {"=cmd|' /C calc'!A0", "@x", "a\nb", "\x1b[2J\xE2\x80\xAE"}) {
    const std::string out = written(testing::hostile_breakdown(hostile));
    CHECK(out.find(",=") == std::string::npos);
    CHECK(out.find("\n=") == std::string::npos);
    CHECK(out.find(",@") == std::string::npos);
    CHECK(out.find('\x1b') == std::string::npos);
    // A newline stands in quotes only.
    CHECK(std::count(out.begin(), out.end(), '"') % 2 == 0);
  }
}

TEST_CASE("drivers_csv: no drivers, only the header") {
  CHECK(written(Report{}) == kHeader);
}
