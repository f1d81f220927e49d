#include "pipeline/run_context.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/small_lexicon.h"

namespace verbatim {
namespace {

InputPlan input(const std::string& path, std::vector<std::string> columns) {
  InputPlan plan;
  plan.path = path;
  plan.detection.columns = std::move(columns);
  return plan;
}

ScorePlan score(const std::string& spec) {
  ScorePlan plan;
  plan.spec = *parse_score_spec(spec);
  plan.column = {plan.spec.column, -1, -1};
  if (plan.spec.is_span()) plan.end_column = {plan.spec.end_column, -1, -1};
  return plan;
}

TEST_CASE("run_context: every column has its own place in every input") {
  Plan plan;
  plan.inputs = {input("a.csv", {"id", "comment", "nps"}), input("b.csv", {"NPS", "Comment"})};
  plan.text = {{"comment", -1, -1}};
  plan.id = {"id", -1, -1};
  plan.keep = {{"#1", -1, -1}};
  plan.scores = {score("nps=nps:nps")};
  const AnalyzeOptions options;
  const Lexicon lexicon = testing::small_lexicon();
  const RunContext context(options, plan, lexicon);

  REQUIRE(context.inputs.size() == 2);
  CHECK(context.inputs[0].text[0].index == 1);
  CHECK(context.inputs[1].text[0].index == 1);
  CHECK(context.inputs[0].scores[0].index == 2);
  CHECK(context.inputs[1].scores[0].index == 0);
  CHECK(context.inputs[0].id.index == 0);
  CHECK(context.inputs[1].id.index == -1);  // this input does not have it
  CHECK(context.inputs[0].question.index == -1);
  CHECK(context.inputs[0].score_ends[0].index == -1);
  CHECK(context.inputs[1].keep[0].index == 0);
}

TEST_CASE("run_context: a joined column is found by its slot, the same for all inputs") {
  Plan plan;
  plan.inputs = {input("a.csv", {"id", "comment"}), input("b.csv", {"comment", "id"})};
  JoinPlan join;
  join.keys = {{"id", -1, -1}};
  plan.joins = {join};
  plan.keep = {{"team", 0, 3}};
  ConditionPlan condition;
  condition.column = {"team", 0, 3};
  plan.where = {condition};
  plan.scores = {score("wait=asked..answered:ttr:min")};
  plan.scores[0].column = {"asked", 0, 1};
  plan.scores[0].end_column = {"answered", 0, 2};
  const AnalyzeOptions options;
  const Lexicon lexicon = testing::small_lexicon();
  const RunContext context(options, plan, lexicon);

  for (const InputColumns& columns : context.inputs) {
    CHECK(columns.keep[0].join == 0);
    CHECK(columns.keep[0].index == 3);
    CHECK(columns.where[0].index == 3);
    CHECK(columns.scores[0].index == 1);
    CHECK(columns.score_ends[0].index == 2);
    CHECK(columns.join_keys[0][0].join == -1);
  }
  CHECK(context.inputs[0].join_keys[0][0].index == 0);
  CHECK(context.inputs[1].join_keys[0][0].index == 1);
  REQUIRE(context.meanings.size() == 1);
  CHECK(context.meanings[0].kind == ScoreKind::ttr);
}

TEST_CASE("run_context: the themes keep their order and their parents") {
  const AnalyzeOptions options;
  const Plan plan;
  const Lexicon lexicon = testing::small_lexicon();
  const RunContext context(options, plan, lexicon);
  std::vector<std::string> tree;
  for (const DriverTheme& theme : context.themes) {
    tree.push_back(theme.id);
    if (theme.parent) tree.back() += " in " + context.themes[static_cast<std::size_t>(*theme.parent)].id;
  }
  CHECK(tree ==
        std::vector<std::string>{"general", "staff", "staff.attitude in staff", "wait", "wait.hold in wait"});
  CHECK(context.themes[3].label == "Waiting");
}

TEST_CASE("run_context: a column's own question comes before its name") {
  Plan plan;
  plan.inputs = {input("a.csv", {"id", "Q1_TEXT", "What went wrong?"}), input("b.csv", {"Q1_TEXT"})};
  plan.inputs[0].detection.questions = {"", "What could we do better?", ""};
  plan.text = {{"Q1_TEXT", -1, -1}, {"What went wrong?", -1, -1}};
  const AnalyzeOptions options;
  const Lexicon lexicon = testing::small_lexicon();
  const RunContext context(options, plan, lexicon);
  CHECK(context.inputs[0].asked == std::vector<std::string>{"What could we do better?", "What went wrong?"});
  CHECK(context.inputs[1].asked[0].empty());
}

}  // namespace
}  // namespace verbatim
