// Reports that are cut by segment and period, and the alerts that come of them, from the command line.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/job.h"

namespace verbatim {
namespace {

// Eight months of two regions; in the last one half of the comments of North are about waiting on hold.
std::string months(bool with_change) {
  std::string csv = "id,date,region,nps,comment\n";
  int id = 0;
  for (int month = 1; month <= 8; ++month) {
    for (int i = 0; i < 120; ++i) {
      const bool is_north = i % 2 == 0;
      const bool is_hold = with_change && month == 8 ? is_north && i % 4 == 0 : i % 40 == 0;
      csv += std::to_string(++id) + ",2026-0" + std::to_string(month) + "-" + std::to_string(10 + i % 20) +
             "," + (is_north ? "North" : "South") + "," + (is_hold ? "2" : "9") + "," +
             (is_hold ? "I was on hold for an hour" : "It was fine") + "\n";
    }
  }
  return csv;
}

const std::vector<std::string> kCuts = {"--score", "nps=nps:nps", "--segment", "region", "--period",
                                        "month",   "--text",      "comment",   "--date", "date"};

std::vector<std::string> cuts_and(std::vector<std::string> more) {
  std::vector<std::string> all = kCuts;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

TEST_CASE("cut_input: what changed in the latest month is an alert, and --fail-on alert ends with 6") {
  const Job changed(months(true), cuts_and({"--fail-on", "alert"}));
  CHECK(changed.run.code == 6);
  const nlohmann::json report = changed.report();
  REQUIRE_FALSE(report["alerts"].empty());
  CHECK(report["alerts"][0]["period"] == "2026-08");
  bool tells_hold = false;
  for (const auto& alert : report["alerts"]) tells_hold = tells_hold || alert["theme"] == "wait.hold";
  CHECK(tells_hold);
  CHECK(changed.run.out.find("Alerts") < changed.run.out.find("records ="));
  const Job same(months(false), cuts_and({"--fail-on", "alert"}));
  CHECK(same.run.code == 0);
  CHECK(same.report()["alerts"].empty());
}

TEST_CASE("cut_input: groups hold every record, whatever the threads and blocks") {
  const Job one(months(true), cuts_and({"--threads", "1"}));
  const Job eight(months(true), cuts_and({"--threads", "8", "--block-size", "300"}));
  CHECK(one.file("report.json") == eight.file("report.json"));
  CHECK(one.file("drivers.csv") == eight.file("drivers.csv"));
  CHECK(one.file("report.html") == eight.file("report.html"));
  const nlohmann::json report = one.report();
  std::uint64_t records = 0;
  for (const auto& group : report["segments"]) records += group["records"].get<std::uint64_t>();
  CHECK(records == 960);
  std::uint64_t by_month = 0;
  for (const auto& period : report["periods"]) by_month += period["records"].get<std::uint64_t>();
  CHECK(report["undated"] == 6);  // 29 February is no day of 2026
  CHECK(by_month == 954);
}

TEST_CASE("cut_input: an event is compared with what it did not touch") {
  const Job job(months(true), cuts_and({"--event", "2026-08-01=new phone menu, much shorter,region=North"}));
  const nlohmann::json events = job.report()["events"];
  REQUIRE(events.size() == 1);
  CHECK(events[0]["label"] == "new phone menu, much shorter");
  CHECK(events[0]["touched"] == "region=North");
  CHECK(events[0]["effects"][0]["effect"].get<double>() != 0);
}

TEST_CASE("cut_input: what cannot be meant is told") {
  const std::string csv = "id,comment,nps\n1,It was late,3\n";
  const Job no_date(csv, {"--period", "month"});
  CHECK(no_date.run.code == 2);
  CHECK(no_date.says("--period needs the date of each record; name its column with --date COL"));
  const Job no_such(months(false), {"--segment", "regoin"});
  CHECK(no_such.run.code == 2);
  CHECK(no_such.says("did you mean 'region'?"));
  const Job no_event(csv, {"--event", "yesterday"});
  CHECK(no_event.run.code == 2);
  CHECK(no_event.says("--event takes DATE=LABEL"));
  const Job bad_day(months(false), cuts_and({"--event", "2026-02-30=sale"}));
  CHECK(bad_day.run.code == 2);
  CHECK(bad_day.says("'2026-02-30' is not a date"));
  const Job no_value(csv, {"--benchmark", "brand"});
  CHECK(no_value.run.code == 2);
  CHECK(no_value.says("--benchmark takes COL=VALUE"));
  const Job no_file(csv, {"--owner", "Ann"});
  CHECK(no_file.run.code == 2);
  CHECK(no_file.says("--owner needs --owners FILE"));
}

TEST_CASE("cut_input: rules for alerts are checked, all at once and with their places") {
  const auto run_with = [](const std::string& rules) {
    Job job(months(true), kCuts);
    job.folder.put("rules.json", rules);
    std::vector<std::string> words = {"analyze", "in.csv", "--out", "other", "--alerts", "rules.json"};
    words.insert(words.end(), kCuts.begin(), kCuts.end());
    ProgramCall call;
    call.arguments = words;
    call.folder = job.folder.path();
    return run_program(call);
  };
  const ProgramRun bad = run_with(
      "{\"schema_version\": 1, \"rules\": [\n"
      " {\"type\": \"threshold\", \"theme\": \"wait.hodl\", \"above\": 5},\n"
      " {\"type\": \"threshold\", \"score\": \"nps\"},\n"
      " {\"type\": \"shout\"},\n"
      " {\"type\": \"change\", \"alpah\": 0.1}]}");
  CHECK(bad.code == 2);
  CHECK(bad.says("rules.json:2:"));
  CHECK(bad.says("did you mean 'wait.hold'?"));
  CHECK(bad.says("rules.json:3:"));
  CHECK(bad.says("needs \"above\" or \"below\""));
  CHECK(bad.says("rules.json:4:"));
  CHECK(bad.says("rules.json:5:"));
  CHECK(bad.says("alpah"));
  const ProgramRun good = run_with(
      "{\"schema_version\": 1, \"own_rules\": false, \"rules\": [{\"id\": \"floor\", \"type\": "
      "\"threshold\", "
      "\"score\": \"nps\", \"below\": 99}]}");
  CHECK(good.code == 0);
  CHECK(good.out.find("floor") != std::string::npos);
  const ProgramRun none = run_with("[]");
  CHECK(none.code == 2);
  CHECK(none.says("a file of alert rules is an object"));
}

TEST_CASE(
    "cut_input: a column with a value for every row is folded, not dropped, and hostile values are text") {
  std::string csv = "id,who,comment\n";
  for (int i = 0; i < 100; ++i)
    csv += std::to_string(i) + ",=cmd|' /C calc'!A" + std::to_string(i) + ",The queue was <b>long</b>\n";
  for (int i = 0; i < 40; ++i)
    csv += std::to_string(200 + i) + ",<script>alert(1)</script>,The queue was long\n";
  const Job job(csv, {"--segment", "who", "--text", "comment"});
  CHECK(job.run.code == 0);
  const nlohmann::json segments = job.report()["segments"];
  REQUIRE(segments.size() == 2);
  CHECK(segments[0]["value"] == "<script>alert(1)</script>");
  CHECK(segments[1]["folded"] == 100);
  CHECK(job.file("report.html").find("<script>alert") == std::string::npos);
  CHECK(job.file("drivers.csv").find(",=cmd") == std::string::npos);
}

}  // namespace verbatim
