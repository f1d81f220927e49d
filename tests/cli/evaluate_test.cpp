// `verbatim evaluate` as a user meets it, with the small lexicon of tests/support.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "support/program.h"

namespace verbatim {
namespace {

using nlohmann::json;

const std::pair<std::string, std::string> kSmall = {"VERBATIM_LEXICONS",
                                                    VERBATIM_SOURCE_DIR "/tests/support/lexicons"};

// One evaluation of codes.csv in a folder of its own, written to `out`.
struct Evaluated {
  ScratchFolder folder;
  ProgramRun run;

  explicit Evaluated(std::string_view rows, std::vector<std::string> more,
                     std::vector<std::pair<std::string, std::string>> files = {}) {
    folder.put("codes.csv", rows);
    for (const auto& [name, bytes] : files) folder.put(name, bytes);
    start(std::move(more));
  }

  void start(std::vector<std::string> more) {
    ProgramCall call;
    call.arguments = {"evaluate", "codes.csv", "--text", "comment", "--out", "out"};
    call.arguments.insert(call.arguments.end(), more.begin(), more.end());
    call.folder = folder.path();
    call.environment = {kSmall};
    run = run_program(call);
  }

  json facts() const {
    REQUIRE_MESSAGE(run.code != 2, run.err);
    return json::parse(bytes_of(folder / "out/evaluation.json"));
  }
  std::string rows() const { return bytes_of(folder / "out/evaluation.csv"); }
  // The figures of a label, or null.
  json label(const std::string& name) const {
    const json all = facts();
    for (const json& label : all["themes"]["labels"]) {
      if (label["label"] == name) return label;
    }
    return nullptr;
  }
};

const std::string kCoded =
    lines({"id,comment,tone,themes", "1,rude staff,NEG,Staff", "2,lovely staff,Positive,Staff",
           "3,on hold for an hour,neg,Hold;Staff", "4,the car park,neutral,", "5,,neg,Staff",
           "6,great food,negative,", "7,good but rude,mixed,", "8,fine,,"});

TEST_CASE("evaluate: every row is counted once, by what it has") {
  const Evaluated got(kCoded, {"--truth-sentiment", "tone"});
  CHECK(got.run.code == 0);
  const json facts = got.facts();
  CHECK(facts["ledger"]["records_in"] == 8);
  const json expected = {
      {"compared", 6}, {"without_code", 1}, {"code_unread", 0}, {"coded_no_text", 1}, {"neither", 0}};
  CHECK(facts["sentiment"]["rows"] == expected);
  CHECK(facts["themes"]["rows"].is_null());
}

TEST_CASE("evaluate: confusion by hand") {
  const Evaluated got(kCoded, {"--truth-sentiment", "tone"});
  const json views = got.facts()["sentiment"]["agreement"];
  REQUIRE(views.size() == 3);
  CHECK(views[0]["name"] == "four-way");
  CHECK(views[2]["name"] == "two-way");
  // Coded negative: 1 said so, 3 by its theme alone ("on hold" complains), 6 said positive. Coded
  // positive: 2.
  CHECK(views[2]["confusion"]["rows"] == json::parse("[[2,1,0],[0,1,0],[0,0,0]]"));
  CHECK(views[2]["n"] == 4);
  CHECK(views[2]["classes"][0]["precision"]["value"] == 1.0);
  CHECK(views[2]["classes"][0]["recall"]["hits"] == 2);
  CHECK(views[1]["n"] == 5);
  CHECK(views[0]["n"] == 6);
}

TEST_CASE("evaluate: the most confident disagreements, with the words and the lines behind them") {
  const Evaluated got(kCoded, {"--truth-sentiment", "tone"});
  const json worst = got.facts()["sentiment"]["worst"];
  REQUIRE(worst.size() >= 1);
  CHECK(worst[0]["comment"]["row"] == 6);
  CHECK(worst[0]["coded"] == "negative");
  CHECK(worst[0]["said"].get<std::string>().find("positive +") == 0);
  CHECK(worst[0]["comment"]["evidence"][0]["entry"] == "great");
  CHECK(worst[0]["comment"]["evidence"][0]["place"]["line"] == 3);
  CHECK(got.run.out.find("'great' +3.00 by 'great' [lexicons/en/small.json:3]") != std::string::npos);
  CHECK(got.rows().find("codes.csv,6,6,negative,positive,0.") != std::string::npos);
  const Evaluated none(kCoded, {"--truth-sentiment", "tone", "--worst", "0"});
  CHECK(none.facts()["sentiment"]["worst"].empty());
}

TEST_CASE("evaluate: comments are redacted unless told otherwise, and the files are private") {
  const std::string rows = lines({"id,comment,tone", "1,great. mail jo@example.com,neg", "2,\"unclosed"});
  const Evaluated masked(rows, {"--truth-sentiment", "tone"});
  for (const char* name : {"evaluation.json", "evaluation.csv", "rejects.csv"}) {
    CAPTURE(name);
    const std::string path = masked.folder / (std::string("out/") + name);
    CHECK(bytes_of(path).find("jo@example.com") == std::string::npos);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
  }
  CHECK(masked.run.out.find("jo@example.com") == std::string::npos);
  CHECK(masked.facts()["ledger"]["rejected"] == 1);
  const Evaluated open(rows, {"--truth-sentiment", "tone", "--no-redact"});
  CHECK(open.run.out.find("jo@example.com") != std::string::npos);
}

TEST_CASE("evaluate: a list of labels, by map and by a theme's own name") {
  const Evaluated got(kCoded, {"--truth-themes", "themes", "--map", "map.json"},
                      {{"map.json", R"({"Hold": "wait.hold"})"}});
  REQUIRE(got.run.code == 0);
  CHECK(got.run.says("labels separated by ;"));
  const json facts = got.facts();
  CHECK(facts["themes"]["rows"]["compared"] == 7);
  const json hold = got.label("Hold");
  CHECK(hold["themes"] == json::parse(R"(["wait.hold"])"));
  CHECK(hold["agreement"]["classes"][0]["f1"] == 1.0);
  const json staff = got.label("Staff");
  CHECK(staff["agreement"]["classes"][0]["coded"] == 3);
  CHECK(staff["agreement"]["classes"][0]["both"] == 2);
  REQUIRE(staff["missed"].size() == 1);
  CHECK(staff["missed"][0]["comment"]["row"] == 3);
  // "good but rude" is of staff.attitude, below staff.
  REQUIRE(staff["wrong"].size() == 1);
  CHECK(staff["wrong"][0]["comment"]["row"] == 7);
  CHECK(got.rows().find("codes.csv,3,3,,negative") != std::string::npos);
}

TEST_CASE("evaluate: the same codes in every common form give the same figures") {
  struct Form {
    const char* name;
    std::string rows;
    std::vector<std::string> options;
  };
  const std::vector<Form> forms = {
      {"bar",
       lines({"id,comment,c", "1,rude staff on hold,Staff|wait.hold", "2,rude,Staff", "3,fine,"}),
       {"--truth-themes", "c"}},
      {"comma",
       lines({"id,comment,c", "1,rude staff on hold,\"staff, Time on hold\"", "2,rude,Staff", "3,fine,"}),
       {"--truth-themes", "c"}},
      {"newline",
       "id,comment,c\n1,rude staff on hold,\"STAFF\r\nwait.hold\"\n2,rude,Staff\n3,fine,\n",
       {"--truth-themes", "c"}},
      {"quoted list",
       lines({"id,comment,c", "1,rude staff on hold,\"['Staff', 'wait.hold']\"", "2,rude,['staff']",
              "3,fine,[]"}),
       {"--truth-themes", "c"}},
      {"byte order mark",
       "\xEF\xBB\xBF" +
           lines({"id,comment,c", "1,rude staff on hold,Staff;wait.hold", "2,rude,staff;staff", "3,fine,"}),
       {"--truth-themes", "c"}},
      {"1 and 0",
       lines({"id,comment,Staff,wait.hold", "1,rude staff on hold,1,1", "2,rude,1,0", "3,fine,0,0"}),
       {"--truth-one-hot", "Staff,wait.hold"}},
      {"x",
       lines({"id,comment,STAFF,wait.hold", "1,rude staff on hold,x,X", "2,rude,x,", "3,fine,,"}),
       {"--truth-one-hot", "all"}},
      {"TRUE",
       lines({"id,comment,Staff,wait.hold", "1,rude staff on hold,TRUE,TRUE", "2,rude,TRUE,FALSE",
              "3,fine,FALSE,FALSE"}),
       {"--truth-one-hot", "Staff", "--truth-one-hot", "wait.hold"}},
      {"joined",
       lines({"id,comment", "1,rude staff on hold", "2,rude", "3,fine"}),
       {"--join", "j.csv", "--on", "id=key", "--truth-themes", "codes"}},
  };
  for (const Form& form : forms) {
    CAPTURE(form.name);
    const Evaluated got(form.rows, form.options,
                        {{"j.csv", lines({"key,codes", "1,Staff|wait.hold", "2,staff", "3,"})}});
    CAPTURE(got.run.err);
    REQUIRE(got.run.code == 0);
    const json facts = got.facts();
    CHECK(facts["themes"]["rows"]["compared"] == 3);
    CHECK(facts["themes"]["macro_f1"] == 1.0);
    REQUIRE(facts["themes"]["labels"].size() == 2);
    CHECK(facts["themes"]["labels"][0]["agreement"]["confusion"]["rows"] == json::parse("[[2,0],[0,1]]"));
    CHECK(facts["themes"]["labels"][1]["agreement"]["confusion"]["rows"] == json::parse("[[1,0],[0,2]]"));
  }
}

TEST_CASE("evaluate: all takes the one-hot columns that a theme or the map names, and tells of the others") {
  const std::string rows =
      lines({"id,comment,Staff,Parking,score,Hold", "1,rude staff,1,1,7,1", "2,fine,,1,8,"});
  const Evaluated got(rows, {"--truth-one-hot", "all", "--map", "map.json"},
                      {{"map.json", R"({"Hold": "wait.hold"})"}});
  REQUIRE(got.run.code == 0);
  CHECK(got.run.says("themes as coded in the columns Staff, Hold"));
  CHECK(got.run.says("has their name: the columns 'Parking'"));
  CHECK(got.facts()["themes"]["labels"].size() == 2);
  CHECK(got.label("Staff")["agreement"]["classes"][0]["both"] == 1);
  const Evaluated none(lines({"id,comment,Parking", "1,rude staff,1"}), {"--truth-one-hot", "all"});
  CHECK(none.run.code == 2);
  CHECK(none.run.says("no column has the name of a theme or of a label in --map; such codes hold 'Parking'"));
}

TEST_CASE("evaluate: how a theme is meant is compared where the codes say it") {
  const Evaluated got(
      lines({"id,comment,c", "1,rude staff,staff:neg", "2,lovely staff,staff:neg", "3,the staff,staff"}),
      {"--truth-themes", "c"});
  REQUIRE(got.run.code == 0);
  const json polarity = got.label("staff")["polarity"];
  CHECK(polarity["n"] == 2);
  CHECK(polarity["confusion"]["rows"][0] == json::parse("[1,0,1,0]"));
  CHECK(got.facts()["themes"]["polarity"] == polarity);
}

TEST_CASE("evaluate: rows without any label are coded with none, or not coded if told so") {
  const std::string rows = lines({"id,comment,c", "1,rude staff,staff", "2,lovely staff,", "3,fine,"});
  CHECK(Evaluated(rows, {"--truth-themes", "c"}).facts()["themes"]["rows"]["compared"] == 3);
  const Evaluated told(rows, {"--truth-themes", "c", "--empty-is-uncoded"});
  CHECK(told.facts()["themes"]["rows"]["compared"] == 1);
  CHECK(told.facts()["themes"]["rows"]["without_code"] == 2);
}

TEST_CASE("evaluate: a row without a partner in the file of codes was not coded") {
  const Evaluated got(lines({"id,comment", "1,rude staff", "2,lovely staff", "9,fine"}),
                      {"--join", "j.csv", "--on", "id", "--truth-themes", "c", "--truth-sentiment", "tone"},
                      {{"j.csv", lines({"id,c,tone", "1,staff,neg", "2,,pos", "7,staff,neg"})}});
  REQUIRE(got.run.code == 0);
  CHECK(got.facts()["themes"]["rows"]["compared"] == 2);
  CHECK(got.facts()["themes"]["rows"]["without_code"] == 1);
  CHECK(got.facts()["sentiment"]["rows"]["compared"] == 2);
  CHECK(got.facts()["joins"][0]["unmatched_other"] == 1);
}

TEST_CASE("evaluate: labels that are no theme are all told, with the nearest themes; null leaves one out") {
  const std::string rows =
      lines({"id,comment,c", "1,rude staff,Hold time", "2,fine,Car park|Hold time", "3,fine,staff"});
  const Evaluated got(rows, {"--truth-themes", "c"});
  CHECK(got.run.code == 2);
  CHECK(got.run.says(
      "codes.csv:2: label 'Hold time' (2 rows) is no theme of the lexicon; the nearest are wait.hold"));
  CHECK(got.run.says("codes.csv:3: label 'Car park' (1 row)"));
  CHECK(got.run.says("say in a file for --map"));
  CHECK_FALSE(std::filesystem::exists(got.folder / "out"));
  const Evaluated mapped(rows, {"--truth-themes", "c", "--map", "map.json"},
                         {{"map.json", R"({"hold TIME": ["wait.hold"], "Car park": null})"}});
  REQUIRE(mapped.run.code == 0);
  CHECK(mapped.facts()["themes"]["not_counted"] == json::parse(R"(["Car park"])"));
  CHECK(mapped.label("Car park").is_null());
}

TEST_CASE("evaluate: what is wrong with the codes is said with its place, and nothing is written") {
  const std::string rows =
      lines({"id,comment,stars,staff,label", "1,rude staff,1,1,bad", "2,lovely staff,5,maybe,good"});
  struct Case {
    std::vector<std::string> options;
    const char* says;
  };
  for (const Case& expected : std::vector<Case>{
           {{}, "nothing to compare with"},
           {{"--truth-sentiment", "tone"}, "no column named 'tone'"},
           {{"--truth-sentiment", "lable"}, "did you mean 'label'?"},
           {{"--truth-sentiment", "stars"}, "codes.csv:1: column 'stars' holds '1', '5', which do not say"},
           {{"--truth-sentiment", "stars"}, "--truth-sentiment 'stars:neg<=2,pos>=4'"},
           {{"--truth-sentiment", "label"}, "'bad', 'good', which do not say"},
           {{"--truth-sentiment", "stars:neg<=low"}, "needs a number"},
           {{"--truth-themes", "label", "--truth-one-hot", "staff"}, "--truth-one-hot"},
           {{"--truth-one-hot", "staff"}, "codes.csv:3: column 'staff' holds 'maybe'"},
           {{"--truth-one-hot", "label,none"}, "no column named 'none'"},
           {{"--truth-themes", "label", "--separator", "/"}, "--separator takes one of"},
           {{"--truth-themes", "label", "--map", "no.json"}, "no.json"},
           {{"--truth-sentiment", "stars:neg<=2,pos>=4", "--fail-under", "2"}, "--fail-under takes an F1"},
           {{"--truth-sentiment", "stars:neg<=2,pos>=4", "--fail-under", "themes=0.5"},
            "'themes' is neither"},
           {{"--truth-sentiment", "stars:neg<=2,pos>=4", "--text", "label"}, "one --text column"},
       }) {
    CAPTURE(expected.says);
    const Evaluated got(rows, expected.options);
    CAPTURE(got.run.err);
    CHECK(got.run.code == 2);
    CHECK(got.run.says(expected.says));
    CHECK_FALSE(std::filesystem::exists(got.folder / "out"));
  }
}

TEST_CASE("evaluate: an empty file, a header alone, and rows without codes are no error") {
  for (const char* rows : {"", "id,comment,tone\n", "id,comment,tone\n1,rude,\n2,fine,\n"}) {
    CAPTURE(rows);
    const Evaluated got(rows, {"--truth-sentiment", "tone"});
    CAPTURE(got.run.err);
    CHECK(got.run.code == 0);
    CHECK(got.facts()["sentiment"]["rows"]["compared"] == 0);
    CHECK(got.run.says("nothing is compared"));
    const json facts = got.facts();
    for (const json& view : facts["sentiment"]["agreement"]) CHECK(view["macro_f1"].is_null());
  }
}

TEST_CASE("evaluate: rows that stand twice are two codes, unless folded") {
  const std::string rows = lines({"id,comment,tone", "1,rude,neg", "1,rude,pos", "2,good,pos"});
  CHECK(
      Evaluated(rows, {"--id", "id", "--truth-sentiment", "tone"}).facts()["sentiment"]["rows"]["compared"] ==
      3);
  const Evaluated folded(rows, {"--id", "id", "--truth-sentiment", "tone", "--on-duplicate", "fold"});
  CHECK(folded.facts()["sentiment"]["rows"]["compared"] == 2);
  CHECK(folded.facts()["ledger"]["repeat"] == 1);
}

TEST_CASE("evaluate: a code that stands for no class is counted and told") {
  const Evaluated got(lines({"id,comment,stars", "1,rude,1", "2,good,5", "3,fine,n/a", "4,fine,3"}),
                      {"--truth-sentiment", "stars:neg<=2,pos>=4"});
  REQUIRE(got.run.code == 0);
  CHECK(got.run.says("column 'stars': 1 row not compared, since 'n/a' stands for no class"));
  CHECK(got.facts()["sentiment"]["rows"]["code_unread"] == 1);
  CHECK(got.facts()["sentiment"]["agreement"][0]["classes"][1]["coded"] == 1);  // 3 is neutral
}

TEST_CASE("evaluate: an option for codes takes one value, so that the file may stand behind it") {
  const ScratchFolder folder;
  folder.put("codes.csv", lines({"id,comment,Staff", "1,rude staff,1"}));
  ProgramCall call;
  call.arguments = {"evaluate", "--truth-one-hot", "Staff", "--fail-under", "0.5", "codes.csv"};
  call.folder = folder.path();
  call.environment = {kSmall};
  CHECK(run_program(call).code == 0);
  // Standard input is read three times: for the plan, for the codes, for the comparison.
  call.arguments = {"evaluate", "-", "--truth-one-hot", "Staff"};
  call.input = bytes_of(folder / "codes.csv");
  const ProgramRun run = run_program(call);
  CHECK(run.code == 0);
  CHECK(run.out.find("Themes: 1 row compared") != std::string::npos);
}

TEST_CASE("evaluate: --fail-under ends with 6 and says which figure is too low") {
  CHECK(Evaluated(kCoded, {"--truth-sentiment", "tone", "--fail-under", "0.1"}).run.code == 0);
  const Evaluated low(kCoded, {"--truth-sentiment", "tone", "--fail-under", "sentiment=0.99"});
  CHECK(low.run.code == 6);
  CHECK(low.run.says("sentiment: F1 0."));
  CHECK(low.facts()["failed"][0]["name"] == "sentiment");
  CHECK(Evaluated(kCoded, {"--truth-themes", "themes", "--map", "map.json", "--fail-under", "hold=1"},
                  {{"map.json", R"({"Hold": "wait.hold"})"}})
            .run.code == 0);
}

// `rows` comments, every fourth of them about staff, coded by hand with an error now and then.
std::string coded_rows(int rows) {
  std::string out = "id,comment,tone,staff\n";
  for (int n = 0; n < rows; ++n) {
    const bool staff = n % 4 == 0;
    const bool coded = n % 20 == 0 ? !staff : staff;
    out += std::to_string(n) + "," + (staff ? "rude staff number " : "good place number ") +
           std::to_string(n) + "," + (staff ? "neg" : "pos") + "," + (coded ? "1" : "0") + "\n";
  }
  return out;
}

TEST_CASE("evaluate: the same bytes for any number of threads and size of blocks") {
  const std::string rows = coded_rows(400);
  const Evaluated one(rows, {"--truth-sentiment", "tone", "--truth-one-hot", "staff", "--threads", "1"});
  REQUIRE(one.run.code == 0);
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--threads", "2", "--block-size", "64"},
        {"--threads", "8", "--block-size", "1000"}}) {
    std::vector<std::string> options = {"--truth-sentiment", "tone", "--truth-one-hot", "staff"};
    options.insert(options.end(), how.begin(), how.end());
    const Evaluated other(rows, options);
    CHECK(other.run.out == one.run.out);
    for (const char* name : {"evaluation.json", "evaluation.csv", "rejects.csv"}) {
      CAPTURE(name);
      const std::string file = std::string("out/") + name;
      CHECK(bytes_of(other.folder / file) == bytes_of(one.folder / file));
    }
  }
}

TEST_CASE("evaluate: --correct corrects the shares of a report") {
  const ScratchFolder folder;
  folder.put("all.csv", coded_rows(2000));
  folder.put("codes.csv", coded_rows(400));
  const auto call = [&](std::vector<std::string> arguments) {
    ProgramCall one;
    one.arguments = std::move(arguments);
    one.folder = folder.path();
    one.environment = {kSmall};
    return run_program(one);
  };
  REQUIRE(call({"analyze", "all.csv", "--text", "comment", "--out", "report"}).code == 0);
  const std::vector<std::string> evaluate = {"evaluate",
                                             "codes.csv",
                                             "--text",
                                             "comment",
                                             "--truth-sentiment",
                                             "tone",
                                             "--truth-one-hot",
                                             "staff,Hold",
                                             "--map",
                                             "map.json",
                                             "--out",
                                             "out",
                                             "--correct"};
  folder.put("map.json", R"({"Hold": ["staff.attitude", "wait.hold"]})");
  const auto shares_with = [&](const std::string& report) {
    std::vector<std::string> arguments = evaluate;
    arguments.push_back(report);
    const ProgramRun run = call(arguments);
    CAPTURE(run.err);
    REQUIRE(run.code == 0);
    CHECK(run.out.find("code a random draw of the same comments") != std::string::npos);
    return json::parse(bytes_of(folder / "out/evaluation.json"))["correction"]["shares"];
  };
  // A column of its own for the second label.
  std::string with_hold = "id,comment,tone,staff,Hold\n";
  const std::string rows = coded_rows(400);
  for (std::size_t at = rows.find('\n') + 1; at < rows.size();) {
    const std::size_t end = rows.find('\n', at);
    with_hold += rows.substr(at, end - at) + "," + rows[end - 1] + "\n";
    at = end + 1;
  }
  folder.put("codes.csv", with_hold);

  const json shares = shares_with("report");
  REQUIRE(shares.size() == 4);
  CHECK(shares[0]["name"] == "negative sentiment");
  CHECK(shares[0]["share"] == 0.25);
  CHECK(shares[0]["corrected"] == 0.25);
  // 100 of 400 are said to be of staff; 80 of them are coded so, and 20 are not: each twentieth row is coded
  // wrongly.
  const json& staff = shares[3];
  CHECK(staff["name"] == "staff");
  CHECK(staff["comments"] == 500);
  CHECK(staff["sensitivity"]["value"] == 1.0);
  CHECK(staff["specificity"]["hits"] == 300);
  CHECK(staff["corrected"].get<double>() == doctest::Approx(0.2).epsilon(0.001));
  CHECK(staff["low"].get<double>() < 0.2);
  CHECK(staff["high"].get<double>() > 0.2);
  // A label of two themes is counted in comments.csv; without that file it cannot be.
  CHECK(shares[2]["name"] == "Hold");
  CHECK(shares[2]["comments"] == 500);
  CHECK(shares[2]["corrected"] == staff["corrected"]);
  std::filesystem::copy_file(folder / "report/report.json", folder / "alone.json");
  const json alone = shares_with("alone.json");
  CHECK(alone[3]["corrected"] == staff["corrected"]);
  CHECK(alone[2]["corrected"].is_null());
  CHECK(alone[2]["why_not"].get<std::string>().find("comments.csv must lie beside") != std::string::npos);

  // A report of another lexicon, and what is no report.
  folder.put("words.json",
             R"({"kind": "sentiment", "schema_version": 1, "language": "en", "terms": {"rude": -1}})");
  std::filesystem::create_directory(folder / "own");
  std::filesystem::rename(folder / "words.json", folder / "own/words.json");
  std::vector<std::string> other = evaluate;
  other.insert(other.end(), {"report", "--lexicon", "own"});
  const ProgramRun refused = call(other);
  CHECK(refused.code == 2);
  CHECK(refused.says("was made with the lexicon"));
  std::vector<std::string> no_report = evaluate;
  no_report.push_back("map.json");
  CHECK(call(no_report).code == 3);
}

TEST_CASE("evaluate: its folder holds nothing but an evaluation, and analyze does not take it for a report") {
  Evaluated got(kCoded, {"--truth-sentiment", "tone"});
  got.start({"--truth-sentiment", "tone"});
  CHECK(got.run.code == 0);
  ProgramCall call;
  call.arguments = {"analyze", "codes.csv", "--text", "comment", "--out", "out"};
  call.folder = got.folder.path();
  call.environment = {kSmall};
  CHECK(run_program(call).code == 2);
  CHECK_FALSE(got.rows().empty());
}

}  // namespace
}  // namespace verbatim
