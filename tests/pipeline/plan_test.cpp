#include "pipeline/plan.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/program.h"

namespace verbatim {
namespace {

constexpr const char* kComments =
    "id,date,channel,nps,comment\n"
    "1,2025-03-01,web,3,I waited an hour and nobody came to help me\n"
    "2,2025-03-02,app,9,The staff were lovely and very quick to answer\n"
    "3,2025-03-03,web,5,It was late and the box was broken on one side\n"
    "4,2025-03-04,web,0,Rude on the phone and rude again in the shop\n"
    "5,2025-03-05,app,10,Thank you for a great day with the children\n";

// A folder with in.csv, and plans made of what lies in it.
class Desk {
 public:
  explicit Desk(std::string_view comments = kComments) { put("in.csv", comments); }

  void put(const std::string& name, std::string_view bytes) { folder_.put(name, bytes); }
  std::string path(const std::string& name) const { return folder_ / name; }

  AnalyzeOptions options(std::vector<std::string> inputs = {"in.csv"}) const {
    AnalyzeOptions options;
    for (const std::string& name : inputs) options.inputs.push_back(path(name));
    return options;
  }
  Checked<Plan> plan(const AnalyzeOptions& options, bool needs_text = true) const {
    InputStore store;
    return make_plan(options, store, needs_text);
  }
  Plan made(const AnalyzeOptions& options) const {
    auto made = plan(options);
    if (!made) FAIL(to_string(made.error().front()));
    return std::move(*made);
  }
  // "in.csv: message" of every problem, the folder taken off.
  std::vector<std::string> problems(const AnalyzeOptions& options) const {
    std::vector<std::string> all;
    const auto made = plan(options);
    if (made) return all;
    for (const Error& error : made.error()) {
      all.push_back(to_string(error));
      for (std::size_t at; (at = all.back().find(folder_.path())) != std::string::npos;)
        all.back().erase(at, folder_.path().size() + 1);
    }
    return all;
  }

 private:
  ScratchFolder folder_;
};

bool begins(const std::vector<std::string>& problems, std::size_t i, std::string_view with) {
  return i < problems.size() && problems[i].starts_with(with);
}

TEST_CASE("plan: what is not told is guessed, and the guess is told") {
  const Desk desk;
  const Plan plan = desk.made(desk.options());
  REQUIRE(plan.text.size() == 1);
  CHECK(plan.text[0].name == "comment");
  CHECK(plan.id.name == "id");
  CHECK(plan.date.name == "date");
  CHECK(!plan.question.is_set());
  REQUIRE(plan.score_guesses.size() == 1);
  CHECK(plan.score_guesses[0].kind == "nps");
  REQUIRE(!plan.evidence.empty());
  CHECK(plan.evidence[0].starts_with("text: column 'comment' ("));
  CHECK(plan.evidence[0].ends_with("); --text COL to choose another"));
}

TEST_CASE("plan: a column is found by name, in any letter case, or by its number") {
  CsvDetection detection;
  detection.columns = {"Id", "id", "Comment", "#9"};
  CHECK(index_of_column(detection, "id") == 1);  // as written before any other
  CHECK(index_of_column(detection, "ID") == 0);
  CHECK(index_of_column(detection, " comment ") == 2);
  CHECK(index_of_column(detection, "#1") == 0);
  CHECK(index_of_column(detection, "#4") == 3);
  CHECK(index_of_column(detection, "#0") == -1);
  CHECK(index_of_column(detection, "#5") == -1);
  CHECK(index_of_column(detection, "#99999999999999999999") == -1);
  CHECK(index_of_column(detection, "") == -1);
}

TEST_CASE("plan: an unknown column is told with the nearest name, and all of them at once") {
  const Desk desk;
  AnalyzeOptions options = desk.options();
  options.text_columns = {"coment"};
  options.id_column = "zzzzzz";
  const auto problems = desk.problems(options);
  REQUIRE(problems.size() == 2);
  CHECK(begins(problems, 0,
               "in.csv: no column named 'coment'; did you mean 'comment'?; the columns are id, date"));
  CHECK(begins(problems, 1, "in.csv: no column named 'zzzzzz'; the columns are id, date, channel, nps"));
}

TEST_CASE("plan: all inputs that cannot be read are told, not only the first") {
  const Desk desk;
  const auto problems = desk.problems(desk.options({"in.csv", "none.csv", "gone.csv"}));
  REQUIRE(problems.size() == 2);
  CHECK(begins(problems, 0, "gone.csv: "));
  CHECK(begins(problems, 1, "none.csv: "));
}

TEST_CASE("plan: inputs stand sorted by path, and a file twice is an error") {
  Desk desk;
  desk.put("a.csv", kComments);
  const Plan plan = desk.made(desk.options({"in.csv", "a.csv"}));
  REQUIRE(plan.inputs.size() == 2);
  CHECK(plan.inputs[0].path == desk.path("a.csv"));
  CHECK(begins(desk.problems(desk.options({"in.csv", "in.csv"})), 0, "in.csv: is the same file as"));
}

TEST_CASE("plan: an empty input is a warning, and the columns are those of the next") {
  Desk desk;
  desk.put("a.csv", "");
  const Plan plan = desk.made(desk.options({"a.csv", "in.csv"}));
  REQUIRE(plan.text.size() == 1);
  CHECK(plan.text[0].name == "comment");
  REQUIRE(plan.warnings.size() == 1);
  CHECK(plan.warnings[0].ends_with("a.csv: empty file, 0 rows"));
}

TEST_CASE("plan: comments must stand in every input, a kept column in one of them") {
  Desk desk;
  desk.put("other.csv", "id,remark\n1,slow and rude\n2,good and quick\n");
  AnalyzeOptions options = desk.options({"in.csv", "other.csv"});
  options.text_columns = {"comment"};
  CHECK(begins(desk.problems(options), 0, "other.csv: no column named 'comment'"));
  options = desk.options();
  options.keep_columns = {"channel", "all"};
  CHECK(begins(desk.problems(options), 0, "in.csv: no column named 'all'"));  // "all" counts alone
  options.keep_columns = {"all"};
  CHECK(desk.made(options).keep.size() == 5);
}

TEST_CASE("plan: a file without comments is an error, but not where nothing is analysed") {
  const Desk desk("id,n\n1,5\n2,6\n");
  CHECK(
      begins(desk.problems(desk.options()), 0, "in.csv: no column looks like comments; name it with --text"));
  const auto looked_at = desk.plan(desk.options(), false);
  REQUIRE(looked_at.has_value());
  CHECK(looked_at->text.empty());
}

TEST_CASE("plan: columns of a joined file can be used, and only those are kept") {
  Desk desk;
  desk.put("scores.csv", "ticket;minutes;csat;team\n1;5,5;4;north\n2;7,5;5;south\n3;9;1;north\n");
  AnalyzeOptions options = desk.options();
  options.joins = {{desk.path("scores.csv"), "id", "ticket"}};
  options.scores = {"csat=csat:csat5", "ttr=minutes:ttr:min"};
  options.keep_columns = {"team"};
  const Plan plan = desk.made(options);
  REQUIRE(plan.joins.size() == 1);
  CHECK(plan.joins[0].other_keys == std::vector<int>{0});
  const std::vector<int>& kept = plan.joins[0].columns;
  CHECK(kept.size() == 3);
  CHECK(kept.at(static_cast<std::size_t>(plan.scores[0].column.slot)) == 2);
  CHECK(kept.at(static_cast<std::size_t>(plan.scores[1].column.slot)) == 1);
  CHECK(kept.at(static_cast<std::size_t>(plan.keep[0].slot)) == 3);
  CHECK(plan.scores[1].column.join == 0);
  CHECK(plan.scores[1].formats.mark == DecimalMark::comma);

  options.joins = {{desk.path("scores.csv"), "id", "tickt"}};
  CHECK(begins(desk.problems(options), 0, "scores.csv: no column named 'tickt'; did you mean 'ticket'?"));
}

TEST_CASE("plan: a condition tests a column or a score, in the score's unit") {
  Desk desk("id,wait,comment\n1,5,slow and rude to all of us\n2,90,good and quick as ever\n");
  AnalyzeOptions options = desk.options();
  options.scores = {"minutes=wait:ttr:min"};
  options.where = {{"minutes", Condition::Test::less, "30"},
                   {"wait", Condition::Test::greater, "1"},
                   {"id", Condition::Test::equal, "x"}};
  const Plan plan = desk.made(options);
  REQUIRE(plan.where.size() == 3);
  CHECK(plan.where[0].score == 0);
  CHECK(plan.where[0].value_milli == 30 * 60 * 1000);  // times are kept in seconds
  CHECK(plan.where[1].score == -1);
  CHECK(plan.where[1].value_milli == 1000);
  CHECK(plan.where[2].column.name == "id");

  options.where = {{"minutes", Condition::Test::less, "soon"}};
  CHECK(desk.problems(options) == std::vector<std::string>{"--where minutes: 'soon' is not a number"});
}

TEST_CASE("plan: a date whose order cannot be told must be told by the user") {
  Desk desk("id,asked,answered,comment\n1,01/02/2025,03/02/2025,slow and rude to all of us\n");
  AnalyzeOptions options = desk.options();
  options.scores = {"ttr=asked..answered:ttr:d"};
  CHECK(desk.problems(options).size() == 2);  // one a column
  options.format.date_order = "dmy";
  const Plan plan = desk.made(options);
  CHECK(plan.scores[0].formats.start.order == DateOrder::dmy);
  CHECK(plan.scores[0].formats.end.order == DateOrder::dmy);
}

TEST_CASE("plan: a guessed date that is not clear is left out and said, and stops nothing") {
  const std::string head = "id,date,comment\n";
  Desk open(head + "1,01/02/2025,slow and rude to all of us\n2,03/02/2025,so slow and so rude\n");
  Plan plan = open.made(open.options());
  CHECK(!plan.date.is_set());
  REQUIRE(plan.warnings.size() == 1);
  CHECK(plan.warnings[0].starts_with(
      "column 'date' looks like the date and is not used: dates in column date "
      "can be read as day/month or month/day (for example 01/02/2025 in line 2)"));
  for (const std::string& line : plan.evidence) CHECK(!line.starts_with("date: "));
  // Told by one row, it is used.
  Desk clear(head + "1,01/02/2025,slow and rude to all of us\n2,23/02/2025,so slow and so rude\n");
  plan = clear.made(clear.options());
  CHECK(plan.date.name == "date");
  CHECK(plan.date_format.order == DateOrder::dmy);
  CHECK(plan.warnings.empty());
  // Named, it is an error.
  AnalyzeOptions options = open.options();
  options.date_column = "date";
  REQUIRE(open.problems(options).size() == 1);
  CHECK(open.problems(options)[0].ends_with("add --date-order dmy or mdy"));
}

TEST_CASE("plan: times since 1970 are known by their values, Excel's days on request") {
  const std::string head = "id,asked,answered,comment\n";
  Desk desk(head + "1,1693075140,1693075200,slow and rude to all of us\n");
  AnalyzeOptions options = desk.options();
  options.scores = {"ttr=asked..answered:ttr:min"};
  Plan plan = desk.made(options);
  CHECK(plan.scores[0].formats.start.epoch == EpochUnit::second);
  CHECK(plan.scores[0].formats.end.epoch == EpochUnit::second);

  Desk excel(head + "1,45164.5,45165,slow and rude to all of us\n");
  options = excel.options();
  options.scores = {"ttr=asked..answered:ttr:min"};
  plan = excel.made(options);
  CHECK(plan.scores[0].formats.start.epoch == EpochUnit::none);
  REQUIRE(plan.warnings.size() == 2);
  CHECK(
      plan.warnings[0] ==
      "column 'asked' holds numbers and no dates; if they are Excel's day numbers, add --date-numbers excel");
  options.format.date_numbers = "excel";
  plan = excel.made(options);
  CHECK(plan.scores[0].formats.start.epoch == EpochUnit::excel_day);
}

TEST_CASE("plan: what words are worth is decided for the column and told") {
  Desk desk(
      "id,sat,group,comment\n1,Very satisfied,Promoter,slow and rude to all of us\n"
      "2,Satisfied,Passive,so slow and so rude\n3,Very dissatisfied,Detractor,I waited for hours on end\n");
  AnalyzeOptions options = desk.options();
  options.scores = {"sat=sat:csat5"};
  const Plan plan = desk.made(options);
  CHECK(find_answer(plan.scores[0].formats.words, "satisfied") == 4000);
  bool told = false;
  for (const std::string& line : plan.evidence)
    told = told || line.starts_with("satisfaction of column 'sat': ");
  CHECK(told);
  options.scores = {"nps=group:nps"};
  CHECK(
      desk.problems(options) ==
      std::vector<std::string>{"in.csv: column 'group' holds groups (promoter, passive, detractor), not 0 to "
                               "10; use nps=group:nps-group"});
}

TEST_CASE("plan: missing codes reach every score and do not vote") {
  Desk desk(
      "id,nps,price,comment\n1,-99,\"8,5\",slow and rude to all of us\n2,9,-99.5,so slow and so rude\n");
  AnalyzeOptions options = desk.options();
  options.scores = {"nps=nps:nps", "price=price:number"};
  options.missing = {"-99", "-99.5"};
  const Plan plan = desk.made(options);
  CHECK(plan.missing == options.missing);
  CHECK(plan.scores[0].formats.missing.size() == 2);
  CHECK(plan.scores[1].formats.mark == DecimalMark::comma);
}

}  // namespace
}  // namespace verbatim
