// From a figure back to the comments under it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/job.h"

namespace verbatim {
namespace {

// Twelve complaints of one theme with the score, one without it, and one in another region.
std::string survey() {
  std::string rows = "id,region,nps,comment\n";
  for (int i = 1; i <= 12; ++i)
    rows +=
        "r" + std::to_string(i) + ",North," + std::to_string(i % 4) + ",The staff were rude to me again\n";
  rows += "r13,North,,The staff were rude and slow\n";
  rows += "r14,South,1,Such rude staff\n";
  for (int i = 15; i <= 40; ++i) rows += "r" + std::to_string(i) + ",South,10,Lovely staff\n";
  return rows;
}

ProgramRun why(const Job& job, std::vector<std::string> more) {
  ProgramCall call;
  call.arguments = {"why", "out"};
  call.arguments.insert(call.arguments.end(), more.begin(), more.end());
  call.folder = job.folder.path();
  return run_program(call);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const std::vector<std::string> kScored = {"--score", "nps=nps:nps"};

}  // namespace

TEST_CASE("why: the comments of a driver, as many as the report says, with words and lexicon lines") {
  const Job job(survey(), kScored);
  REQUIRE(job.run.code == 0);
  const ProgramRun run = why(job, {"--theme", "staff.attitude", "--show", "2"});
  CHECK(run.code == 0);
  CHECK(has(run.out, "complaint: 13 comments with nps\nas in the report\n"));
  CHECK(has(run.out, "in.csv row 1 id r1  nps 1  negative"));
  CHECK(has(run.out, "staff.attitude:neg by staff.attitude rule"));
  CHECK(has(run.out, ".json:"));
  CHECK(has(run.out, "11 more; --show 0 shows all"));
  CHECK(run.err.empty());
}

TEST_CASE("why: fewer rows by --where, and for programs") {
  const Job job(survey(), kScored);
  const ProgramRun run = why(job, {"--theme", "staff.attitude", "--where", "region=South", "--json"});
  CHECK(run.code == 0);
  const nlohmann::json json = nlohmann::json::parse(run.out);
  CHECK(json["found"] == 1);
  CHECK(json["reported"].is_null());
  CHECK(json["comments"][0]["id"] == "r14");
  CHECK(json["comments"][0]["scores"][0] == "nps 1");
}

TEST_CASE("why: an input that has changed is told") {
  Job job(survey(), kScored);
  job.folder.put("in.csv", survey() + "r99,North,0,Terribly rude staff\n");
  const ProgramRun run = why(job, {"--theme", "staff.attitude"});
  CHECK(run.code == 0);
  CHECK(has(run.err, "in.csv: has changed since the report was made"));
  CHECK(has(run.err, "14 comments found, and the report says 13"));
}

TEST_CASE("why: wrong questions get an answer that helps") {
  const Job job(survey(), kScored);
  CHECK(has(why(job, {"--theme", "staff.atitude"}).err, "did you mean 'staff.attitude'?"));
  CHECK(why(job, {"--theme", "staff.atitude"}).code == 2);
  CHECK(has(why(job, {"--theme", "staff.attitude", "--score", "csat"}).err,
            "the report has no score of that name"));
  CHECK(has(why(job, {"--theme", "staff.attitude", "--leaf"}).err, "--leaf is for areas"));
  CHECK(has(why(job, {"--theme", "staff.attitude", "--where", "regon=South"}).err, "did you mean 'region'?"));

  ProgramCall piped;
  piped.arguments = {"analyze", "-", "--out", "piped"};
  piped.folder = job.folder.path();
  piped.input = survey();
  CHECK(run_program(piped).code == 0);
  piped.arguments = {"why", "piped", "--theme", "wait"};
  CHECK(has(run_program(piped).err, "made from standard input, which cannot be read again"));

  ProgramCall call;
  call.arguments = {"why", "nowhere", "--theme", "wait"};
  call.folder = job.folder.path();
  const ProgramRun none = run_program(call);
  CHECK(none.code == 3);
  CHECK(has(none.err, "nowhere: is no report of verbatim"));
}

}  // namespace verbatim
