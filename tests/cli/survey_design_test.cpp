// Who counts how: weights, customers with several answers, and groups that are compared like with like.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/job.h"

namespace verbatim {
namespace {

// 80 answers of ten customers; in the North, where staff are rude, scores are low anyway.
std::string survey() {
  std::string rows = "id,region,who,w,nps,comment\n";
  for (int i = 1; i <= 80; ++i) {
    const bool north = i % 2 == 0;
    const bool rude = north ? i % 4 == 0 : i % 8 == 1;
    rows += "r" + std::to_string(i) + (north ? ",North" : ",South") + ",c" + std::to_string(i % 10) +
            (i % 2 == 0 ? ",3.0," : ",1.0,") + (north ? "2" : "10") +
            (rude ? ",The staff were rude to me\n" : ",It was all as it should be here\n");
  }
  return rows;
}

const std::vector<std::string> kScored = {"--score", "nps=nps:nps"};

Job run(std::vector<std::string> more) {
  more.insert(more.begin(), kScored.begin(), kScored.end());
  return Job(survey(), more);
}

nlohmann::json driver_of(const Job& job) {
  const nlohmann::json report = job.report();
  for (const auto& driver : report["drivers"]) {
    if (driver["theme"] == "staff.attitude" && driver["kind"] == "complaint") return driver;
  }
  return {};
}

}  // namespace

TEST_CASE("survey_design: weights move scores and shares, and intervals take the effective size") {
  const Job plain = run({});
  const Job weighted = run({"--weight", "w"});
  CHECK(plain.report()["scores"][0]["official"]["value"] == 0.0);
  CHECK(plain.report()["scores"][0]["official"]["effective"].is_null());
  // 40 detractors weigh 3 each, 40 promoters 1 each.
  CHECK(weighted.report()["scores"][0]["official"]["value"] == -50.0);
  CHECK(weighted.report()["scores"][0]["official"]["n"] == 80);
  CHECK(weighted.report()["scores"][0]["official"]["effective"] == 64.0);
  CHECK(driver_of(plain)["share"] == 0.375);
  CHECK(driver_of(weighted)["share"] == 0.4375);
  CHECK(weighted.report()["weighted_by"] == "w");
}

TEST_CASE("survey_design: a weight that is none weighs nothing, and many of them are a warning") {
  const Job job = run({"--weight", "comment"});
  CHECK(job.run.code == 0);
  CHECK(job.says("80 of 80 records have no weight that can be read in column 'comment'"));
  CHECK(job.report()["notes"]["bad_weights"] == 80);
}

TEST_CASE("survey_design: what only stands for a region loses its impact within the regions") {
  const nlohmann::json driver = driver_of(run({"--adjust", "region"}));
  CHECK(driver["impact"].get<double>() < -15);
  CHECK(driver["adjusted_impact"].get<double>() == 0);
  CHECK(run({"--adjust", "id"}).run.code == 0);  // 80 values
}

TEST_CASE("survey_design: customers with several answers make errors larger or smaller, never the figure") {
  const nlohmann::json plain = driver_of(run({}));
  const Job job = run({"--customer", "who"});
  const nlohmann::json clustered = driver_of(job);
  CHECK(clustered["impact"] == plain["impact"]);
  CHECK(clustered["impact_low"] != plain["impact_low"]);
  CHECK(job.report()["clustered_by"] == "who");
}

}  // namespace verbatim
