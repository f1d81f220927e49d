// Two reports against each other, as a user meets it, with the small lexicon of tests/support.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "support/program.h"

namespace verbatim {
namespace {

using nlohmann::json;

// 200 answers: so many of them wait on hold and score 2, the others praise the staff and score 9; the last 20
// are silent.
std::string survey(int on_hold, std::string_view month = "March") {
  std::string rows = "id,month,nps,comment\n";
  for (int i = 0; i < 200; ++i) {
    const bool waits = i < on_hold;
    const std::string_view text = i >= 180 ? ""
                                  : waits  ? "on hold for ages with a rude agent"
                                           : "lovely staff";
    rows += std::string(month) + std::to_string(i) + ',' + std::string(month) + (waits ? ",2," : ",9,") +
            std::string(text) + '\n';
  }
  return rows;
}

const std::vector<std::string> kScored = {"--text", "comment", "--score", "nps=nps:nps"};

struct Desk {
  ScratchFolder folder;

  ProgramRun call(std::vector<std::string> arguments, const std::vector<std::string>& more = {}) const {
    ProgramCall call;
    call.arguments = std::move(arguments);
    call.arguments.insert(call.arguments.end(), more.begin(), more.end());
    call.folder = folder.path();
    call.environment = {{"VERBATIM_LEXICONS", VERBATIM_SOURCE_DIR "/tests/support/lexicons"}};
    return run_program(call);
  }
  // NAME.csv and the report of it in NAME.
  void report(const std::string& name, std::string_view rows,
              const std::vector<std::string>& more = kScored) const {
    folder.put(name + ".csv", rows);
    const ProgramRun made = call({"analyze", name + ".csv", "--quiet", "--out", name}, more);
    REQUIRE_MESSAGE(made.code == 0, made.err);
  }
  // A lexicon of one's own under which nobody is on hold.
  void words(std::string_view pattern = "on hold") const {
    std::filesystem::create_directories(folder / "words");
    folder.put("words/themes.json",
               R"({"kind": "themes", "schema_version": 1, "language": "en", "themes": [
  {"id": "line", "label": "The line", "rules": [{"any": [")" +
                   std::string(pattern) + R"("], "polarity": "neg"}]}]})");
  }
  json compare(const std::string& before, const std::string& after,
               const std::vector<std::string>& more = {}) const {
    const ProgramRun run = call({"compare", before, after, "--json"}, more);
    REQUIRE_MESSAGE(run.code == 0, run.err);
    return json::parse(run.out);
  }
};

json theme_of(const json& facts, const std::string& id, const std::string& kind = "complaint") {
  for (const json& theme : facts["themes"]) {
    if (theme["theme"] == id && theme["kind"] == kind && theme["level"] == "leaf") return theme;
  }
  return nullptr;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("compare: what moved, in words and as JSON, and into a folder") {
  const Desk desk;
  desk.report("march", survey(20));
  desk.report("april", survey(60, "April"));
  const ProgramRun run = desk.call({"compare", "march", "april", "--out", "moved"});
  CHECK_MESSAGE(run.code == 0, run.err);
  CHECK(run.err.empty());
  CHECK(run.out.rfind("NPS fell by 40.0 points (95 % interval ", 0) == 0);
  CHECK(has(run.out, "from 80.0 to 40.0."));
  CHECK(has(run.out, "Complaints about Time on hold rose from 11.1 % to 33.3 %."));
  CHECK(has(run.out, "Mix or rate: not known; run both with --segment."));
  CHECK(has(run.out, "Written to moved: comparison.json, comparison.csv"));

  const json facts = desk.compare("march", "april/report.json");
  CHECK(facts["scores"][0]["official"]["change"]["value"] == -40.0);
  CHECK(facts["scores"][0]["official"]["change"]["moved"] == true);
  const json hold = theme_of(facts, "wait.hold");
  CHECK(hold["old"]["comments"] == 20);
  CHECK(hold["new"]["comments"] == 60);
  CHECK(hold["old"]["rank"].is_null());
  CHECK(hold["new"]["rank"].is_number());
  CHECK(hold["share_change"]["moved"] == true);
  CHECK(hold["reported"].is_null());
  // The same share of the silent on both sides.
  for (const json& line : facts["lines"]) {
    if (line["name"] == "silent") CHECK(line["change"]["value"] == 0.0);
  }
  CHECK(json::parse(bytes_of(desk.folder / "moved/comparison.json"))["scores"] == facts["scores"]);
  CHECK(has(bytes_of(desk.folder / "moved/comparison.csv"),
            "\nofficial,nps,,,,,NPS points,200,200,,80.0000,40.0000,-40.0000,"));
}

TEST_CASE("compare: where nothing moved, it says so and what could have been seen") {
  const Desk desk;
  desk.report("march", survey(40));
  desk.report("april", survey(42, "April"));
  const ProgramRun run = desk.call({"compare", "march", "april"});
  CHECK(run.code == 0);
  CHECK(run.out.rfind("Nothing moved beyond chance.\nNPS did not move beyond chance (-2.0 points", 0) == 0);
  CHECK(has(run.out, "To be seen in four of five comparisons like this one, NPS would"));
  const json facts = desk.compare("march", "april");
  for (const json& theme : facts["themes"]) CHECK(theme["share_change"]["moved"] == false);
}

TEST_CASE("compare: reports with other words or options are refused, each difference by name") {
  const Desk desk;
  desk.words();
  desk.report("march", survey(40), joined(kScored, {"--where", "nps>1"}));
  desk.report("april", survey(42, "April"), joined(kScored, {"--lexicon", "words"}));
  const ProgramRun refused = desk.call({"compare", "march", "april"});
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(has(refused.err, "not alike: lexicon: "));
  CHECK(has(refused.err, "not alike: rows (--where): nps>1 in OLD, all rows in NEW"));
  CHECK(has(refused.err, "--rerun reads the comments of OLD again"));
  CHECK(has(refused.err, "--anyway compares"));
  // Reading again mends the words, not the rows.
  CHECK(desk.call({"compare", "march", "april", "--rerun"}).code == 2);
  const ProgramRun anyway = desk.call({"compare", "march", "april", "--anyway"});
  CHECK(anyway.code == 0);
  CHECK(has(anyway.err, "whether our doing or customers moved a figure cannot be told"));
  CHECK(desk.compare("march", "april", {"--anyway"})["unlike"].size() == 2);
}

TEST_CASE("compare: two values of one --where are what is compared") {
  const Desk desk;
  const std::string rows = survey(30) + survey(32, "April").substr(survey(0).find('\n') + 1);
  desk.report("march", rows, joined(kScored, {"--where", "month=March"}));
  desk.report("april", rows, joined(kScored, {"--where", "month=April"}));
  const ProgramRun run = desk.call({"compare", "march", "april"});
  CHECK(run.code == 0);
  CHECK(has(run.err, "OLD holds month=March, NEW holds month=April"));
  // One file, and no comment in both.
  CHECK_FALSE(has(run.err, "input of both"));
}

TEST_CASE("compare: --rerun tells our words from customers") {
  const Desk desk;
  desk.report("march", survey(20));
  desk.words();
  desk.report("april", survey(60, "April"), joined(kScored, {"--lexicon", "words"}));
  const json facts = desk.compare("march", "april", {"--rerun"});
  CHECK(facts["old"]["read_again"] == true);
  CHECK(facts["new"]["read_again"] == false);
  CHECK(facts["old"]["lexicon_version"] == facts["new"]["lexicon_version"]);
  // The theme is new: no comment of OLD had it as reported, and 20 have it now.
  const json line = theme_of(facts, "line");
  CHECK(line["reported"]["comments"].is_null());
  CHECK(line["old"]["comments"] == 20);
  CHECK(line["new"]["comments"] == 60);
  CHECK(line["share_change"]["moved"] == true);
  // A theme that the words leave alone.
  const json hold = theme_of(facts, "wait.hold");
  CHECK(hold["reported"]["comments"] == hold["old"]["comments"]);
  CHECK(hold["words"]["comments"] == 0);
  const ProgramRun run = desk.call({"compare", "march", "april", "--rerun"});
  CHECK(run.out.rfind("Our words changed: ", 0) == 0);
  CHECK(has(run.out, "\nCustomers changed:\nNPS fell by 40.0 points"));
  CHECK(has(run.out, "old: march (200 records, 180 analysed; lexicon "));
  CHECK(has(run.out, ", its comments read again)"));
  // The report itself is as it was.
  CHECK(desk.call({"compare", "march", "april"}).code == 2);
}

TEST_CASE("compare: --rerun on the same comments leaves nothing to customers") {
  const Desk desk;
  desk.report("march", survey(40));
  desk.words();
  desk.report("again", survey(40), joined(kScored, {"--lexicon", "words"}));
  const ProgramRun run = desk.call({"compare", "march", "again", "--rerun", "--json"});
  CHECK(run.code == 0);
  CHECK(has(run.err, "both reports are of the same inputs"));
  const json facts = json::parse(run.out);
  for (const json& theme : facts["themes"]) CHECK(theme["share_change"]["value"] == 0.0);
}

TEST_CASE("compare: --rerun needs OLD's inputs where they were, as they were") {
  const Desk desk;
  desk.report("march", survey(40));
  desk.words();
  desk.report("april", survey(42, "April"), joined(kScored, {"--lexicon", "words"}));
  desk.folder.put("march.csv", survey(41));
  const ProgramRun changed = desk.call({"compare", "march", "april", "--rerun"});
  CHECK(changed.code == 3);
  CHECK(has(changed.err, "march.csv: has changed since march was made"));
  std::filesystem::remove(desk.folder / "march.csv");
  CHECK(desk.call({"compare", "march", "april", "--rerun"}).code == 3);
}

TEST_CASE("compare: words that have changed since both reports were made are read again for both") {
  const Desk desk;
  desk.words("on hold");
  desk.report("march", survey(40), joined(kScored, {"--lexicon", "words"}));
  desk.report("april", survey(42, "April"), joined(kScored, {"--lexicon", "words"}));
  desk.words("rude");
  const json facts = desk.compare("march", "april", {"--rerun"});
  CHECK(facts["old"]["read_again"] == true);
  CHECK(facts["new"]["read_again"] == true);
}

TEST_CASE("compare: the same inputs, and inputs in both") {
  const Desk desk;
  desk.report("march", survey(40));
  desk.report("copy", survey(40));
  CHECK(has(desk.call({"compare", "march", "copy"}).err, "both reports are of the same inputs"));
  desk.folder.put("more.csv", survey(40, "April"));
  REQUIRE(desk.call({"analyze", "march.csv", "more.csv", "--quiet", "--out", "both"}, kScored).code == 0);
  CHECK(has(desk.call({"compare", "march", "both"}).err,
            "input of both reports: march.csv; comments in both count twice"));
}

TEST_CASE("compare: scores that are only in one, and kinds that differ") {
  const Desk desk;
  desk.report("march", survey(40));
  desk.report("april", survey(42, "April"), {"--text", "comment"});
  const ProgramRun one = desk.call({"compare", "march", "april"});
  CHECK(one.code == 0);
  CHECK(has(one.err, "score nps: only in OLD, not compared"));
  CHECK(theme_of(desk.compare("march", "april"), "wait.hold")["score"] == "");
  desk.report("may", survey(42, "May"), {"--text", "comment", "--score", "nps=nps:rating10"});
  const ProgramRun kinds = desk.call({"compare", "march", "may"});
  CHECK(kinds.code == 2);
  CHECK(has(kinds.err, "kind of score nps: nps in OLD, rating10 in NEW"));
}

TEST_CASE("compare: what is no report, one report twice, another layout, no comments") {
  const Desk desk;
  desk.report("march", survey(40));
  CHECK(has(desk.call({"compare", "march", "march/"}).err, "OLD and NEW are the same report"));
  CHECK(desk.call({"compare", "march", "march"}).code == 2);
  const ProgramRun nowhere = desk.call({"compare", "nowhere", "march"});
  CHECK(nowhere.code == 3);
  CHECK(has(nowhere.err, "nowhere: is no report of verbatim"));
  CHECK(desk.call({"compare", "march", "march.csv"}).code == 3);

  json facts = json::parse(bytes_of(desk.folder / "march/report.json"));
  desk.folder.put("alone.json", facts.dump());
  const ProgramRun alone = desk.call({"compare", "alone.json", "march"});
  CHECK(alone.code == 0);
  CHECK(has(alone.err, "alone.json: no run.json, so that its options were not compared"));
  CHECK(has(desk.call({"compare", "alone.json", "march", "--rerun"}).err, "--rerun needs run.json"));
  facts["schema_version"] = 99;
  desk.folder.put("later.json", facts.dump());
  const ProgramRun later = desk.call({"compare", "march", "later.json"});
  CHECK(later.code == 3);
  CHECK(has(later.err, "is a report of layout 99"));
  facts.erase("scores");
  desk.folder.put("half.json", facts.dump());
  CHECK(has(desk.call({"compare", "march", "half.json"}).err, "is no report of verbatim (it lacks"));

  desk.report("none", "id,nps,comment\n");
  const ProgramRun none = desk.call({"compare", "march", "none"});
  CHECK(none.code == 0);
  CHECK(has(none.err, "none: no comment was analysed"));
  CHECK(has(none.out, "NPS was scored by nobody in NEW."));
}

}  // namespace verbatim
