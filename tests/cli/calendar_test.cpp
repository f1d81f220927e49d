// Business hours in whole runs: a calendar file, a plan that holds it, and what is refused.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/program.h"
#include "support/report_folder.h"

namespace verbatim {
namespace {

const std::string kOffice =
    R"({"hours": {"mon": ["09:00-18:00"], "tue": ["09:00-18:00"], "wed": ["09:00-18:00"],
 "thu": ["09:00-18:00"], "fri": ["09:00-18:00"]}, "holidays": ["2024-01-10"], "zone": "Europe/Berlin"})";

// 2024-01-05 is a Friday.
const std::string kTickets = lines({"id,created,replied,resolved,csat,comment",
                                    "1,2024-01-05 16:00,2024-01-05 16:30,2024-01-08 10:00,2,slow and rude",
                                    "2,2024-01-06 10:00,2024-01-06 10:15,2024-01-07 10:00,5,quick and kind",
                                    "3,2024-01-09 17:00,2024-01-09 17:05,2024-01-11 10:00,4,fine",
                                    "4,2024-01-09 17:00,,,1,still nothing",
                                    "5,2024-01-09 17:00,2024-01-09 16:00,2024-01-09 16:00,3,odd"});

const std::vector<std::string> kScores = {"--text",  "comment",
                                          "--id",    "id",
                                          "--score", "first_reply=created..replied:ttr:min",
                                          "--score", "resolution=created..resolved:ttr:bh",
                                          "--score", "csat=csat:csat5"};

std::vector<std::string> with(std::vector<std::string> words, std::initializer_list<const char*> more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

ProgramRun run_in(const std::string& folder, const std::vector<std::string>& words) {
  ProgramCall call;
  call.arguments = words;
  call.folder = folder;
  return run_program(call);
}

// A run beside a calendar file.
struct OfficeJob {
  ScratchFolder folder;
  ProgramRun run;

  explicit OfficeJob(const std::vector<std::string>& words, const std::string& calendar = kOffice) {
    folder.put("in.csv", kTickets);
    folder.put("hours.json", calendar);
    start(words);
  }

  void start(const std::vector<std::string>& words) {
    std::vector<std::string> all = {"analyze", "in.csv", "--out", "out"};
    all.insert(all.end(), words.begin(), words.end());
    run = run_in(folder.path(), all);
  }

  bool says(std::string_view text) const { return run.says(text); }
  bool made_report() const { return !bytes_of(folder / "out/report.json").empty(); }
  std::string file(const std::string& name) const { return bytes_of(folder / ("out/" + name)); }
  nlohmann::json report() const { return report_json(folder / "out"); }
};

TEST_CASE("calendar: clock time, business hours and a score stand in one report") {
  const OfficeJob job(with(kScores, {"--calendar", "hours.json"}));
  CHECK(job.run.code == 0);
  const nlohmann::json scores = job.report()["scores"];
  REQUIRE(scores.size() == 3);
  CHECK(scores[0]["unit"] == "minutes");
  CHECK(scores[0]["official"]["n"] == 3);
  CHECK(scores[1]["kind"] == "ttr:bh");
  CHECK(scores[1]["unit"] == "business hours");
  CHECK(scores[1]["official"]["n"] == 3);
  CHECK(scores[1]["official"]["value"].get<double>() == doctest::Approx((3 + 0 + 2) / 3.0).epsilon(1e-4));
  CHECK(scores[1]["official"]["median"].get<double>() == doctest::Approx(2));
  CHECK(scores[1]["problems"][0]["reason"] == "missing");
  CHECK(scores[1]["problems"][1]["reason"] == "negative duration");
  CHECK(job.file("run.json").find("\"calendar\": \"hours.json\"") != std::string::npos);
}

TEST_CASE("calendar: a condition on business hours is in business hours") {
  const OfficeJob job(with(kScores, {"--calendar", "hours.json", "--where", "resolution>=2"}));
  CHECK(job.run.code == 0);
  CHECK(job.report()["scores"][1]["official"]["n"] == 2);
}

TEST_CASE("calendar: a plan holds the hours, so its parts need no file") {
  const OfficeJob whole(with(kScores, {"--calendar", "hours.json"}));
  std::vector<std::string> words = {"inspect", "in.csv", "--plan", "--calendar", "hours.json"};
  words.insert(words.end(), kScores.begin(), kScores.end());
  const ProgramRun plan = run_in(whole.folder.path(), words);
  REQUIRE(plan.code == 0);
  CHECK(plan.out.find("\"zone\": \"Europe/Berlin\"") != std::string::npos);
  OfficeJob job({}, "no calendar");
  job.folder.put("plan.json", plan.out);
  job.start({"--plan", "plan.json"});
  CHECK(job.run.code == 0);
  CHECK(job.file("report.json") == whole.file("report.json"));
  // Another calendar goes before that of the plan.
  job.folder.put("always.json", R"({"hours": {"fri": ["00:00-24:00"], "sat": ["00:00-24:00"]}})");
  job.start({"--plan", "plan.json", "--calendar", "always.json"});
  CHECK(job.run.code == 0);
  CHECK(job.report()["scores"][1]["official"]["value"].get<double>() ==
        doctest::Approx((32 + 14 + 0) / 3.0).epsilon(1e-4));
}

TEST_CASE("calendar: inspect tells the calendar in the command that it proposes") {
  const OfficeJob job(with(kScores, {"--calendar", "hours.json"}));
  std::vector<std::string> words = {"inspect", "in.csv", "--calendar", "hours.json"};
  words.insert(words.end(), kScores.begin(), kScores.end());
  const ProgramRun run = run_in(job.folder.path(), words);
  CHECK(run.code == 0);
  CHECK(run.out.find("created..resolved:ttr:bh") != std::string::npos);
  CHECK(run.out.find("--calendar hours.json") != std::string::npos);
}

TEST_CASE(
    "calendar: business hours without a calendar, and a calendar without business hours, stop the run") {
  const OfficeJob none(kScores);
  CHECK(none.run.code == 2);
  CHECK(none.says("score 'resolution' is in business hours; say which they are with --calendar FILE"));
  CHECK(none.says(R"({"hours": {"mon": ["09:00-12:30", "13:30-18:00"])"));
  CHECK_FALSE(none.made_report());

  const OfficeJob unused(
      {"--text", "comment", "--score", "t=created..resolved:ttr:h", "--calendar", "hours.json"});
  CHECK(unused.run.code == 2);
  CHECK(unused.says("--calendar hours.json: no score is in business hours; write --score"));

  const OfficeJob duration({"--text", "comment", "--score", "t=csat:ttr:bh", "--calendar", "hours.json"});
  CHECK(duration.run.code == 2);
  CHECK(duration.says("business hours are counted between two columns"));
  CHECK_FALSE(duration.says("no score is in business hours"));
}

TEST_CASE("calendar: a bad file is told with line and column, all of it at once") {
  const OfficeJob job(with(kScores, {"--calendar", "hours.json"}),
                      "{\"hours\": {\"mon\": [\"18:00-09:00\"]},\n \"holidays\": [\"2023-02-29\"]}");
  CHECK(job.run.code == 2);
  CHECK(job.says("hours.json:1:20: '18:00-09:00' ends before it begins"));
  CHECK(job.says("hours.json:2:15: there is no 2023-02-29"));
  const OfficeJob broken(with(kScores, {"--calendar", "hours.json"}), "{\"hours\": ");
  CHECK(broken.run.code == 2);
  CHECK(broken.says("hours.json:1:"));
  const OfficeJob missing(with(kScores, {"--calendar", "nowhere.json"}));
  CHECK(missing.run.code == 2);
  CHECK(missing.says("nowhere.json"));
}

}  // namespace
}  // namespace verbatim
