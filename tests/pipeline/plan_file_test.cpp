#include "pipeline/plan_file.h"

#include <doctest/doctest.h>

#include <string>

namespace verbatim {
namespace {

CsvDetection detected(std::string_view bytes) {
  auto detection = detect_csv(bytes, true, {});
  REQUIRE(detection.has_value());
  return std::move(*detection);
}

Plan plan_of(std::vector<std::string> inputs) {
  Plan plan;
  for (const std::string& bytes : inputs) plan.inputs.push_back({"in.csv", bytes.size(), detected(bytes)});
  return plan;
}

FrozenPlan read_back(const Plan& plan) {
  auto frozen = parse_plan(plan_json(plan), "plan.json");
  if (!frozen) FAIL(to_string(frozen.error()));
  return std::move(*frozen);
}

// What is wrong with a plan in which `what` was replaced by `with`.
std::string problem(std::string_view what, std::string_view with) {
  Plan plan = plan_of({"id,comment\n1,good\n"});
  std::string json = plan_json(plan);
  const auto at = json.find(what);
  REQUIRE(at != std::string::npos);
  json.replace(at, what.size(), with);
  const auto frozen = parse_plan(json, "plan.json");
  if (frozen) return "none";
  CHECK(frozen.error().fault == Fault::usage);
  return to_string(frozen.error());
}

TEST_CASE("plan_file: what is written is read back the same") {
  Plan plan = plan_of({"Survey of May\n\nid;comment;nps\n1;good;9\n2;bad;1,5\n3;late;2,5\n"});
  plan.text = {{"comment", -1, -1}};
  plan.id = {"id", -1, -1};
  ScorePlan score;
  score.spec = *parse_score_spec("nps=nps:nps");
  score.formats.mark = DecimalMark::comma;
  plan.scores.push_back(score);
  score.spec = *parse_score_spec("wait=asked..answered:ttr:min");
  score.formats.mark = DecimalMark::point;
  score.formats.start.order = DateOrder::dmy;
  score.formats.end.order = DateOrder::ymd;
  plan.scores.push_back(score);

  const RowRule found = {RowClass::unfinished, "Progress", {}, 100, false};
  const RowRule own = {RowClass::opt_out, "Ok?", {"no", "never"}, 0, true};
  plan.row_rules = {{found, {"Progress", -1, -1}}, {own, {"Ok?", -1, -1}}};
  plan.folds_reposts = true;
  plan.author = {"author", -1, -1};
  plan.reach = {"views", -1, -1};

  const FrozenPlan frozen = read_back(plan);
  CHECK(frozen.row_rules == std::vector{found, own});
  CHECK(frozen.folds_reposts);
  CHECK(frozen.author == "author");
  CHECK(frozen.reach == "views");
  REQUIRE(frozen.inputs.size() == 1);
  CHECK(frozen.inputs[0].layout == plan.inputs[0].detection.layout);
  CHECK(frozen.inputs[0].columns == plan.inputs[0].detection.columns);
  CHECK(frozen.inputs[0].header_line == 3);
  CHECK(frozen.inputs[0].preamble == plan.inputs[0].detection.preamble);
  CHECK(frozen.text == std::vector<std::string>{"comment"});
  CHECK(frozen.id == "id");
  CHECK(frozen.question.empty());
  CHECK(!frozen.calendar);
  REQUIRE(frozen.scores.size() == 2);
  CHECK(frozen.scores[0].formats.mark == DecimalMark::comma);
  CHECK(frozen.scores[1].spec.end_column == "answered");
  CHECK(frozen.scores[1].spec.meaning == score.spec.meaning);
  CHECK(frozen.scores[1].formats.start.order == DateOrder::dmy);
  CHECK(frozen.scores[1].formats.end.order == DateOrder::ymd);
}

TEST_CASE("plan_file: a calendar is read back the same, and what is wrong in one is told with its place") {
  Plan plan = plan_of({"id,comment\n1,good\n"});
  CalendarHours hours;
  hours.week[0] = {{9 * 3600, 18 * 3600}};
  hours.holidays = {{0, 1, 1, {}}};
  hours.zone = "Asia/Kolkata";
  plan.calendar = std::make_shared<const BusinessCalendar>(hours, find_zone(hours.zone).value());
  const FrozenPlan frozen = read_back(plan);
  REQUIRE(frozen.calendar);
  CHECK(frozen.calendar->hours() == hours);
  std::string json = plan_json(plan);
  json.replace(json.find("--01-01"), 7, "--02-30");
  const auto bad = parse_plan(json, "plan.json");
  REQUIRE(!bad);
  CHECK(to_string(bad.error()).find("there is no --02-30") != std::string::npos);
  CHECK(bad.error().place.line > 1);
}

TEST_CASE("plan_file: a dialect of odd characters is read back the same") {
  for (const char delimiter : {'\t', '\x01', '\xA7', '\0'}) {
    Plan plan = plan_of({"id,comment\n1,good\n"});
    CsvDialect& dialect = plan.inputs[0].detection.layout.dialect;
    dialect.delimiter = delimiter;
    dialect.quote = '\0';
    dialect.escape = '\\';
    CHECK(read_back(plan).inputs[0].layout.dialect == dialect);
  }
}

TEST_CASE("plan_file: a header of several rows and its questions are read back, and found in a part") {
  const std::string header = "Respondent ID,Why?,Which?,\n,Open-Ended Response,App,Phone\n";
  const Plan plan = plan_of({header + "1,slow,App,\n"});
  REQUIRE(plan.inputs[0].detection.header_rows == 2);
  const CsvDetection frozen = read_back(plan).inputs[0];
  CHECK(frozen.layout == plan.inputs[0].detection.layout);
  CHECK(frozen.header_rows == 2);
  CHECK(frozen.questions == std::vector<std::string>{"", "Why?", "Which?", "Which?"});
  const auto placed = place_detection(frozen, header + "2,rude,,Phone\n", true);
  REQUIRE(placed.has_value());
  CHECK(placed->skip_bytes == header.size());
  CHECK(placed->skip_lines == 2);
  CHECK(place_detection(frozen, "2,rude,,Phone\n", true)->skip_bytes == 0);
}

TEST_CASE("plan_file: what is wrong is told with line and column") {
  CHECK(problem("schema_version\": 1", "schema_version\": 2")
            .starts_with("plan.json:2:21: this is a plan of version 2, and this program reads version 1"));
  CHECK(problem("\"delimiter\": \",\"", "\"delimiter\": \",,\"")
            .starts_with("plan.json:7:20: 'delimiter' must be one character, or empty for none"));
  CHECK(problem("\"delimiter\": \",\"", "\"delimiter\": \"\\\"\"")
            .starts_with("plan.json:4:5: delimiter, quote and escape must differ"));
  CHECK(problem("\"format\": \"csv\"", "\"format\": \"ods\"")
            .starts_with("plan.json:5:17: the format 'ods' is not known"));
  CHECK(problem("\"id\": \"\"", "\"ids\": \"\"")
            .starts_with("plan.json:1:1: 'id' is missing; make the plan anew"));
  CHECK(
      problem("\"id\": \"\"", "\"id\": \"\", \"idd\": \"\"").ends_with("a plan has no 'idd'; leave it out"));
  CHECK(problem("\"text\": []", "\"text\": [1]").find("'text' must hold texts, not a number") !=
        std::string::npos);
  CHECK(problem("\"scores\": []",
                "\"scores\": [{\"name\": \"n\", \"column\": \"c\", \"kind\": \"nps\", "
                "\"decimal_mark\": \";\"}]")
            .ends_with("'decimal_mark' must be '.' or ','"));
  CHECK(parse_plan("[]", "plan.json").error().fault == Fault::usage);
  CHECK(parse_plan("{", "plan.json").error().fault == Fault::usage);
}

TEST_CASE("plan_file: a plan cut anywhere is an error, never a crash") {
  const std::string json = plan_json(plan_of({"id,comment\n1,good\n"}));
  for (std::size_t cut = 0; cut + 2 < json.size(); ++cut) {
    CAPTURE(cut);
    CHECK(!parse_plan(std::string_view(json).substr(0, cut), "plan.json").has_value());
  }
}

TEST_CASE("plan_file: a plan of one input, or of inputs that are alike, serves any number") {
  const FrozenPlan one = read_back(plan_of({"id,comment\n1,good\n"}));
  CHECK((*one.input(4, 5))->columns.size() == 2);
  const FrozenPlan alike = read_back(plan_of({"id,comment\n1,good\n", "id,comment\n2,bad\n"}));
  CHECK(alike.input(2, 3).has_value());
  const FrozenPlan differ = read_back(plan_of({"id,comment\n1,good\n", "id;n;comment\n2;3;bad\n"}));
  CHECK((*differ.input(1, 2))->columns.size() == 3);
  REQUIRE(!differ.input(0, 3).has_value());
  CHECK(to_string(differ.input(0, 3).error())
            .starts_with("plan.json: the plan was made for 2 inputs that differ"));
}

TEST_CASE("plan_file: the data begins below the plan's header, or at the first line of a part without one") {
  const CsvDetection frozen = read_back(plan_of({"id,comment\n1,good\n2,bad\n"})).inputs[0];
  struct Row {
    const char* sample;
    std::uint64_t header_line, skip_bytes, skip_lines;
  };
  for (const Row& row : {
           Row{"id,comment\n3,late\n", 1, 11, 1},
           Row{"\n\nid,comment\r\n3,late\n", 3, 14, 3},
           Row{"3,late\n4,slow\n", 0, 0, 0},
       }) {
    CAPTURE(row.sample);
    const auto placed = place_detection(frozen, row.sample, true);
    REQUIRE(placed.has_value());
    CHECK(placed->header_line == row.header_line);
    CHECK(placed->skip_bytes == row.skip_bytes);
    CHECK(placed->skip_lines == row.skip_lines);
    CHECK(placed->columns == frozen.columns);
  }
  CHECK(place_detection(frozen, "\n\n", true)->is_empty);
  CHECK(place_detection(frozen, "PK\x03\x04 zip", true).error().fault == Fault::bad_input);
  CHECK(place_detection(read_back(plan_of({""})).inputs[0], "id,comment\n", true).error().fault ==
        Fault::usage);
}

}  // namespace
}  // namespace verbatim
