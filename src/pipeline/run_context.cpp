#include "pipeline/run_context.h"

namespace verbatim {

namespace {

ColumnPlace place_of(const ColumnRef& column, const CsvDetection& detection) {
  if (!column.is_set()) return {};
  if (column.join >= 0) return {column.join, column.slot};
  return {-1, index_of_column(detection, column.name)};
}

}  // namespace

RunContext::RunContext(const AnalyzeOptions& run_options, const Plan& run_plan, const Lexicon& run_lexicon)
    : options(run_options), plan(run_plan), lexicon(run_lexicon), analyzer(run_lexicon) {
  for (const InputPlan& input : plan.inputs) {
    const CsvDetection& detection = input.detection;
    InputColumns columns;
    for (const ColumnRef& text : plan.text) columns.text.push_back(place_of(text, detection));
    columns.id = place_of(plan.id, detection);
    columns.question = place_of(plan.question, detection);
    for (const ScorePlan& score : plan.scores) {
      columns.scores.push_back(place_of(score.column, detection));
      columns.score_ends.push_back(place_of(score.end_column, detection));
    }
    for (const ConditionPlan& condition : plan.where)
      columns.where.push_back(place_of(condition.column, detection));
    for (const ColumnRef& keep : plan.keep) columns.keep.push_back(place_of(keep, detection));
    for (const JoinPlan& join : plan.joins) columns.join_keys.push_back(place_of(join.key, detection));
    inputs.push_back(std::move(columns));
  }
  for (const ScorePlan& score : plan.scores) meanings.push_back(score.spec.meaning);
  for (const Theme& theme : lexicon.themes()) {
    DriverTheme out;
    out.id = theme.id;
    out.label = theme.label;
    if (theme.parent >= 0) out.parent = ThemeId{static_cast<std::uint32_t>(theme.parent)};
    out.general = theme.is_general;
    themes.push_back(std::move(out));
  }
}

}  // namespace verbatim
