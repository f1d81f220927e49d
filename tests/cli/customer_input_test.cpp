// Customers with several answers, callbacks and owners, from the command line to the files.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/job.h"

namespace verbatim {
namespace {

// Flags, in a folder of one's own: the small lexicon has none.
constexpr const char* kFlags = R"({"kind": "signals", "schema_version": 1, "language": "en", "signals": [
  {"id": "flag.harm", "label": "Harm", "about": "somebody is hurt", "rules": [{"any": ["hurt my back"]}]},
  {"id": "flag.opt_out", "label": "Opt-out", "about": "no contact", "rules": [{"any": ["do not contact me"]}]},
  {"id": "intent.churn", "label": "Wants to leave", "about": "leaves", "rules": [{"any": ["switch to"]}]}]})";

const std::string kComments =
    "id,who,day,nps,comment\n"
    "r1,c1,2026-01-05,2,It was slow. Ring 020 7946 0958 on hold again\n"
    "r2,c2,2026-01-06,9,I hurt my back in your shop\n"
    "r3,c3,2026-01-07,0,The staff were rude\n"
    "r4,c1,2026-02-05,1,\"On hold, again\"\n"
    "r5,c4,2026-02-06,5,\"=I will switch to <b>them</b>, staff were rude\"\n"
    "r6,c3,2026-02-07,8,Please do not contact me\n"
    "r7,,2026-02-08,0,The staff were rude\n"
    "r8,\"=c\n5\",2026-02-09,3,The staff were rude\n"
    "r9,c6,2026-02-09,1,\n";

struct Owned : Job {
  explicit Owned(std::vector<std::string> more, const std::string& comments = kComments) : Job("a\n1\n") {
    folder.put("in.csv", comments);
    std::filesystem::create_directories(folder / "own/en");
    folder.put("own/en/flags.json", kFlags);
    folder.put("owners.csv", "theme,owner\nwait,Ann/Lee\nstaff,Bob\n");
    std::filesystem::remove_all(folder / "out");
    std::vector<std::string> words = {"analyze", "in.csv",  "--out",  "out", "--lexicon", "own",
                                      "--text",  "comment", "--date", "day", "--score",   "nps=nps:nps"};
    words.insert(words.end(), more.begin(), more.end());
    start(std::move(words));
  }
};

}  // namespace

TEST_CASE("customer_input: whom to call back first, and why") {
  const Owned job({"--customer", "who", "--owners", "owners.csv"});
  REQUIRE(job.run.code == 0);
  CHECK(job.file("callbacks.csv") ==
        "priority,id,record_id,source,row,date,score,reason,theme,label,clause,owner,why\n"
        "1,c2,r2,in.csv,2,2026-01-06,9,harm,,,I hurt my back in your shop,,"
        "harm: 'hurt my back' stands in the comment; score 9 of 10\n"
        "2,c4,r5,in.csv,5,2026-02-06,5,churn,staff.attitude,Staff manner,"
        "\"'=I will switch to <b>them</b>, staff were rude\",Bob,"
        "wants to leave: 'switch to' stands in the comment; score 5 of 10; complains of Staff manner\n"
        "3,c1,r4,in.csv,4,2026-02-05,1,complaint,wait.hold,Time on hold,On hold,Ann/Lee,"
        "score 1 of 10 and complains of Time on hold; 2nd complaint\n"
        "4,\"'=c\n5\",r8,in.csv,8,2026-02-09,3,complaint,staff.attitude,Staff manner,The staff were rude,Bob,"
        "score 3 of 10 and complains of Staff manner\n");
  struct stat status {};
  REQUIRE(::stat((job.folder / "out/callbacks.csv").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const nlohmann::json customers = job.report()["customers"];
  CHECK(customers["customers"] == 6);
  CHECK(customers["keyless"] == 1);
  CHECK(customers["repeat"] == 1);
  CHECK(customers["opted_out"] == 1);
  CHECK(customers["detractors"] == 6);
  CHECK(customers["silent_detractors"] == 1);
  CHECK(customers["callbacks"] == 4);
  CHECK(customers["worst_repeat"][0]["customer"] == "c1");
}

TEST_CASE("customer_input: the first N rows, and the same bytes in any blocks and threads") {
  const Owned all({"--customer", "who"});
  const Owned two({"--customer", "who", "--callbacks", "2"});
  const std::string whole = all.file("callbacks.csv");
  CHECK(whole.starts_with(two.file("callbacks.csv")));
  CHECK(two.report()["customers"]["callbacks"] == 4);
  const Owned many({"--customer", "who", "--threads", "4"});
  CHECK(many.file("callbacks.csv") == whole);
  CHECK(many.file("report.json") == all.file("report.json"));
}

TEST_CASE("customer_input: a row that may not be read keeps its writer off the list") {
  const std::string rows =
      "who,consent,nps,comment\n"
      "c1,yes,0,The staff were rude\n"
      "c2,yes,1,The staff were rude\n"
      "c1,no,0,The staff were rude\n";
  const Job job(rows, {"--text", "comment", "--score", "nps=nps:nps", "--customer", "who", "--exclude",
                       "opt-out:consent=no"});
  REQUIRE(job.run.code == 0);
  CHECK(job.file("callbacks.csv").find("c1,") == std::string::npos);
  CHECK(job.file("callbacks.csv").find("1,c2,") != std::string::npos);
  CHECK(job.report()["customers"]["customers"] == 2);
}

TEST_CASE("customer_input: a report for each owner, in a folder that every system holds") {
  const Owned job({"--customer", "who", "--owners", "owners.csv", "--owner", "all"});
  REQUIRE(job.run.code == 0);
  for (const char* file : {"report.html", "report.json", "drivers.csv", "themes.csv", "callbacks.csv"}) {
    CHECK(!job.file(std::string("owners/Ann_Lee/") + file).empty());
    CHECK(!job.file(std::string("owners/Bob/") + file).empty());
  }
  const nlohmann::json ann = report_json(job.folder / "out/owners/Ann_Lee");
  CHECK(ann["owner"] == "Ann/Lee");
  CHECK(ann["ledger"] == job.report()["ledger"]);
  for (const auto& driver : ann["drivers"]) CHECK(driver["theme"].get<std::string>().starts_with("wait"));
  CHECK(job.file("owners/Ann_Lee/callbacks.csv").find("c4") == std::string::npos);
  CHECK(job.file("owners/Ann_Lee/callbacks.csv").find("1,c1,r4") != std::string::npos);
  // Again into the same folder, without owners: theirs are gone.
  Owned again({"--customer", "who", "--owners", "owners.csv", "--owner", "bob"});
  again.start({"analyze", "in.csv", "--out", "out", "--text", "comment"});
  CHECK(again.run.code == 0);
  CHECK(!std::filesystem::exists(again.folder / "out/owners"));
  CHECK(!std::filesystem::exists(again.folder / "out/callbacks.csv"));
}

TEST_CASE("customer_input: an owner that nobody named is an error that names them all") {
  const Owned job({"--owners", "owners.csv", "--owner", "Zoe"});
  CHECK(job.run.code == 2);
  CHECK(job.says("Ann/Lee, Bob"));
}

TEST_CASE("customer_input: without a customer there is nothing of all this") {
  const Owned job({});
  CHECK(job.run.code == 0);
  CHECK(job.file("callbacks.csv").empty());
  CHECK(!job.report().contains("customers"));
  CHECK(!job.report().contains("owner"));
}

}  // namespace verbatim
