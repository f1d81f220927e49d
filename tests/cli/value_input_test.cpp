// Values as exports write them: scores out of range, in words, in groups, with codes; dates of all sorts. The
// whole program must read them or say why not, and give the same bytes for any cut.
#include <doctest/doctest.h>

#include "support/job.h"

namespace verbatim {
namespace {

// "id,COLUMN,comment" with one comment a cell.
std::string table(const std::string& column, const std::vector<std::string>& cells,
                  const std::string& comment = "slow and rude") {
  std::string text = "id," + column + ",comment\n";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    text += std::to_string(i + 1) + ",\"" + cells[i] + "\"," + comment + " " + std::to_string(i + 1) + "\n";
  }
  return text;
}

Job run(const std::string& bytes, const std::vector<std::string>& more) {
  std::vector<std::string> words = {"--text", "comment", "--id", "id"};
  words.insert(words.end(), more.begin(), more.end());
  return Job(bytes, words);
}

// "missing: 1; out of range 0..10: 2".
std::string problems(const Job& job) {
  std::string text;
  const nlohmann::json report = job.report();
  for (const auto& problem : report["scores"][0]["problems"]) {
    text += (text.empty() ? "" : "; ") + problem["reason"].get<std::string>() + ": " +
            std::to_string(problem["count"].get<int>());
  }
  return text;
}

TEST_CASE("value_input: an NPS out of range is null, counted and listed (val04)") {
  const Job job =
      run(table("nps", {"11", "-1", "10.5", "1e1", "0x5", "ten", "9", "0"}), {"--score", "nps=nps:nps"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 8");
  CHECK(problems(job) == "not a number: 3; not a whole number: 1; out of range 0..10: 2");
  const auto official = job.report()["scores"][0]["official"];
  CHECK(official["n"] == 2);
  CHECK(official["mean"] == 4.5);
  CHECK(job.report()["scores"][0]["problems"][2]["places"][0]["line"] == 2);
}

TEST_CASE("value_input: what is no number never reaches a mean (val05)") {
  const Job job = run(table("x", {"NaN", "inf", "-inf", "1e400", "-0", "4"}), {"--score", "x=x:number"});
  CHECK(job.run.code == 0);
  CHECK(problems(job) == "not a number: 4");
  CHECK(job.report()["scores"][0]["official"]["value"] == 2);
  for (const char* name : {"report.json", "comments.csv", "drivers.csv", "report.html"}) {
    CAPTURE(name);
    CHECK(job.file(name).find("NaN") == std::string::npos);
  }
}

TEST_CASE("value_input: one number format a column, and what conflicts with it is null (val06)") {
  const Job job = run(table("x", {"8,5", "1.000,25", "85 %", "1.5", "7,25"}), {"--score", "x=x:number"});
  CHECK(job.run.code == 0);
  CHECK(problems(job) == "conflicts with the column's number format: 1");
  CHECK(job.report()["scores"][0]["official"]["value"] == doctest::Approx((8.5 + 1000.25 + 85 + 7.25) / 4));
  CHECK(job.says("decimal comma"));
}

TEST_CASE("value_input: days and months that both fit stop the run, and no day rolls over (val07)") {
  const auto span = [](const std::vector<std::string>& days, const std::vector<std::string>& more) {
    std::string text = "id,asked,done,comment\n";
    for (std::size_t i = 0; i + 1 < days.size(); i += 2)
      text += std::to_string(i) + "," + days[i] + "," + days[i + 1] + ",slow and rude\n";
    std::vector<std::string> words = {"--score", "t=asked..done:ttr:d"};
    words.insert(words.end(), more.begin(), more.end());
    return run(text, words);
  };
  const Job open = span({"03/04/2024", "05/04/2024"}, {});
  CHECK(open.run.code == 2);
  CHECK(open.says("in.csv:2: dates in column asked can be read as day/month or month/day"));
  CHECK(open.says("--date-order"));
  const Job both = span({"26/08/2023", "27/08/2023", "08/26/2023", "28/08/2023"}, {});
  CHECK(both.run.code == 2);
  CHECK(both.says("are written both day/month"));
  const Job told = span({"03/04/2024", "05/04/2024"}, {"--date-order", "mdy"});
  CHECK(told.run.code == 0);
  CHECK(told.report()["scores"][0]["official"]["value"] == 61);  // 4 March to 4 May
  const Job no_day = span({"2024-02-30", "2024-03-02", "2024-02-28", "2024-03-01"}, {});
  CHECK(no_day.run.code == 0);
  CHECK(problems(no_day) == "impossible date: 1");
  CHECK(no_day.report()["scores"][0]["official"]["value"] == 2);
  const Job serial = span({"45164", "45165"}, {});
  CHECK(problems(serial) == "not a date: 1");
  CHECK(serial.says("--date-numbers excel"));
  CHECK(span({"45164", "45165"}, {"--date-numbers", "excel"}).report()["scores"][0]["official"]["value"] ==
        1);
  CHECK(span({"1693075140", "1693161540"}, {}).report()["scores"][0]["official"]["value"] == 1);
}

TEST_CASE("value_input: clocks that change, leap seconds and the last year depend on no machine (val08)") {
  const std::string text =
      "id,asked,done,comment\n"
      "1,2024-03-31 01:30:00,2024-03-31 03:30:00,slow and rude\n"
      "2,2016-12-31T23:59:60Z,2017-01-01T00:00:59Z,slow and rude\n"
      "3,9999-12-31 22:00:00,9999-12-31 23:00:00,slow and rude\n";
  std::string first;
  for (const char* zone : {"UTC", "Asia/Kathmandu", "America/St_Johns", "garbage"}) {
    CAPTURE(zone);
    ScratchFolder folder;
    folder.put("in.csv", text);
    ProgramCall call;
    call.arguments = {"analyze", "in.csv", "--out", "out",     "--text",
                      "comment", "--id",   "id",    "--score", "t=asked..done:ttr:min"};
    call.folder = folder.path();
    call.environment = {{"TZ", zone}};
    CHECK(run_program(call).code == 0);
    const std::string rows = bytes_of(folder / "out/comments.csv");
    if (first.empty()) first = rows;
    CHECK(rows == first);
    CHECK(report_json(folder / "out")["scores"][0]["official"]["value"] ==
          doctest::Approx((120 + 1 + 60) / 3.0));
  }
}

TEST_CASE("value_input: words are points, and what each is worth is told") {
  const std::string text = table("Sat", {"Very satisfied", "Satisfied", "5 - Very satisfied", "Dissatisfied",
                                         "Very dissatisfied", "Don't know", "blue", ""});
  const Job job = run(text, {"--score", "sat=Sat:csat5"});
  CHECK(job.run.code == 0);
  CHECK(problems(job) == "missing: 1; \"don't know\" or the like: 1; no answer of the column's scale: 1");
  CHECK(job.report()["scores"][0]["official"]["value"] == 60);
  CHECK(job.report()["scores"][0]["official"]["mean"] == doctest::Approx(17 / 5.0));
  CHECK(job.says("'very satisfied' = 5, 'satisfied' = 4, 'dissatisfied' = 2, 'very dissatisfied' = 1"));
  const Job seven = run(table("Sat", {"Extremely easy", "Very easy", "Somewhat easy", "Difficult"}),
                        {"--score", "ces=Sat:ces5:easy"});
  CHECK(seven.run.code == 2);
  CHECK(seven.says("use ces7:easy"));
}

TEST_CASE("value_input: NPS groups give the NPS and no mean") {
  const Job job = run(table("Q2_NPS_GROUP", {"Promoter", "Promoter", "Passive", "Detractor", "3", "what"}),
                      {"--score", "nps=Q2_NPS_GROUP:nps-group"});
  CHECK(job.run.code == 0);
  CHECK(problems(job) == "not promoter, passive or detractor: 1");
  const auto official = job.report()["scores"][0]["official"];
  CHECK(official["value"] == 40);
  CHECK(official["promoters"] == 60);
  CHECK(official["passives"] == 20);
  CHECK(official["detractors"] == 20);
  CHECK(official["mean"].is_null());
  const Job wrong = run(table("g", {"Promoter", "Passive"}), {"--score", "nps=g:nps"});
  CHECK(wrong.run.code == 2);
  CHECK(wrong.says("use nps=g:nps-group"));
}

TEST_CASE("value_input: codes are missing only when told, and suspected aloud") {
  const std::vector<std::string> cells = {"9", "-99", "-99", "-99", "10", "Not answered", "0"};
  const Job job = run(table("nps", cells), {"--score", "nps=nps:nps"});
  CHECK(problems(job) == "not a number: 1; out of range 0..10: 3");
  CHECK(job.says("score 'nps': out of range and perhaps a code for no answer: -99 (3 times)"));
  CHECK(job.says("--missing=-99 "));
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--missing=-99,Not answered"},
        std::vector<std::string>{"--missing", "-99", "--missing", "not answered"}}) {
    std::vector<std::string> more = {"--score", "nps=nps:nps"};
    more.insert(more.end(), words.begin(), words.end());
    const Job told = run(table("nps", cells), more);
    CHECK(told.run.code == 0);
    CHECK(problems(told) == "a code of --missing: 4");
    CHECK(!told.says("perhaps a code"));
    CHECK(told.file("run.json").find("\"missing\": [\n      \"-99\"") != std::string::npos);
  }
}

TEST_CASE("value_input: a code may be that of one score only") {
  const std::string text =
      "id,queue,again,comment\n1,0,0,slow and rude\n2,4,1,so slow\n3,2,1,rude\n4,3,0,slow\n";
  const Job job =
      run(text, {"--score", "q=queue:stars5", "--score", "again=again:csat2", "--missing", "q=0"});
  CHECK(job.run.code == 0);
  CHECK(problems(job) == "a code of --missing: 1");
  CHECK(job.report()["scores"][0]["official"]["value"] == 3);
  CHECK(job.report()["scores"][1]["official"]["n"] == 4);
  CHECK(job.report()["scores"][1]["official"]["value"] == 50);
}

TEST_CASE("value_input: a scale that runs against the comments is told, and turned on request only") {
  std::string text = "id,fft,comment\n";
  for (int i = 0; i < 40; ++i) {
    text += std::to_string(i) + (i % 2 == 0 ? ",1,great and lovely " : ",5,rude and terrible ") +
            std::to_string(i) + "\n";
  }
  const Job job = run(text, {"--score", "fft=fft:csat5"});
  CHECK(job.says("score 'fft': comments with good scores read worse than those with bad ones"));
  CHECK(job.says("write csat5:reversed, which reads 1..5 as 5..1"));
  CHECK(job.report()["scores"][0]["sentiment_fit"]["n"] == 40);
  CHECK(job.report()["scores"][0]["sentiment_fit"]["value"] < -0.5);
  CHECK(job.report()["scores"][0]["official"]["value"] == 50);
  const Job turned = run(text, {"--score", "fft=fft:csat5:reversed"});
  CHECK(!turned.says("read worse"));
  CHECK(turned.report()["scores"][0]["sentiment_fit"]["value"] > 0.5);
  CHECK(turned.report()["scores"][0]["kind"] == "csat5:reversed");
}

TEST_CASE("value_input: any cut and any number of threads give the same bytes") {
  std::string text = "id,sat,group,asked,done,comment\n";
  const char* words[] = {"Very satisfied", "Satisfied", "Neutral", "Very dissatisfied", "-99", ""};
  const char* groups[] = {"Promoter", "Passive", "Detractor"};
  for (int i = 0; i < 120; ++i) {
    text += std::to_string(i) + "," + words[i % 6] + "," + groups[i % 3] + "," +
            std::to_string(1693075140 + i) + "," + std::to_string(1693075140 + 60 * i) + "," +
            (i % 2 == 0 ? "great and lovely" : "rude and terrible") + "\n";
  }
  const std::vector<std::string> scores = {
      "--missing=-99",       "--score", "sat=sat:csat5",        "--score",
      "nps=group:nps-group", "--score", "t=asked..done:ttr:min"};
  std::map<std::string, std::string> first;
  for (const auto& [threads, block] : {std::pair("1", "4194304"), {"2", "64"}, {"8", "100"}, {"3", "777"}}) {
    CAPTURE(block);
    std::vector<std::string> more = scores;
    more.insert(more.end(), {"--threads", threads, "--block-size", block});
    const Job job = run(text, more);
    CHECK(job.run.code == 0);
    const auto bytes = report_bytes(job.folder / "out");
    if (first.empty()) first = bytes;
    CHECK(bytes == first);
  }
}

TEST_CASE("value_input: a plan keeps what words, dates and codes mean") {
  const std::string text =
      "id,sat,asked,done,comment\n1,Very satisfied,1693075140,1693075200,slow and rude\n"
      "2,Satisfied,1693075140,1693075260,so slow\n3,-99,1693075140,1693075260,so slow\n";
  const Job job =
      run(text, {"--score", "sat=sat:csat5", "--score", "t=asked..done:ttr:min", "--missing=-99"});
  CHECK(job.run.code == 0);
  ProgramCall inspect;
  inspect.arguments = {"inspect",
                       "in.csv",
                       "--text",
                       "comment",
                       "--id",
                       "id",
                       "--plan",
                       "--score",
                       "sat=sat:csat5",
                       "--score",
                       "t=asked..done:ttr:min",
                       "--missing=-99"};
  inspect.folder = job.folder.path();
  const ProgramRun printed = run_program(inspect);
  CHECK(printed.code == 0);
  Job again(text, {"--plan", "plan.json"});  // without the plan yet: refused
  CHECK(again.run.code == 2);
  again.folder.put("plan.json", printed.out);
  again.start({"analyze", "in.csv", "--out", "out", "--plan", "plan.json"});
  CHECK(again.run.code == 0);
  CHECK(again.file("comments.csv") == job.file("comments.csv"));
  CHECK(problems(again) == "a code of --missing: 1");
}

}  // namespace
}  // namespace verbatim
