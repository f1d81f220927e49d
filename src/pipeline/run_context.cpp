#include "pipeline/run_context.h"

#include <algorithm>

#include "scores/period.h"

namespace verbatim {

namespace {

ColumnPlace place_of(const ColumnRef& column, const CsvDetection& detection) {
  if (!column.is_set()) return {};
  if (column.join >= 0) return {column.join, column.slot};
  return {-1, index_of_column(detection, column.name)};
}

// The question that stands beside the column's name; else its header, if that is one:
// "What could we do better?" over a column is the question that its cells answer; "Comment" is not.
std::string question_of_header(const ColumnRef& column, const CsvDetection& detection) {
  const int index = column.join < 0 ? index_of_column(detection, column.name) : -1;
  if (index >= 0 && static_cast<std::size_t>(index) < detection.questions.size()) {
    const std::string& question = detection.questions[static_cast<std::size_t>(index)];
    if (!question.empty()) return question;
  }
  const std::string& header = index < 0 ? column.name : detection.columns[static_cast<std::size_t>(index)];
  constexpr std::ptrdiff_t kSpacesOfQuestion = 2;
  const bool is_question = header.find('?') != std::string::npos ||
                           std::count(header.begin(), header.end(), ' ') >= kSpacesOfQuestion;
  return is_question ? header : std::string();
}

AreaLayout area_layout(const Lexicon& lexicon) {
  AreaLayout layout;
  for (const TouchpointArea& area : lexicon.areas()) {
    layout.ids.push_back(area.id);
    layout.labels.push_back(area.label);
  }
  layout.of_theme =
      area_sets(lexicon.themes().size(), [&](ThemeId theme) { return lexicon.areas_of(theme); });
  return layout;
}

}  // namespace

RunContext::RunContext(const AnalyzeOptions& run_options, const Plan& run_plan, const Lexicon& run_lexicon)
    : options(run_options), plan(run_plan), lexicon(run_lexicon), analyzer(run_lexicon) {
  for (const InputPlan& input : plan.inputs) {
    const CsvDetection& detection = input.detection;
    InputColumns columns;
    for (const ColumnRef& text : plan.text) {
      columns.text.push_back(place_of(text, detection));
      columns.asked.push_back(question_of_header(text, detection));
    }
    columns.id = place_of(plan.id, detection);
    columns.date = place_of(plan.date, detection);
    columns.customer = place_of(plan.customer, detection);
    for (const ColumnRef& segment : plan.segments) columns.segments.push_back(place_of(segment, detection));
    columns.stage = place_of(plan.stage, detection);
    columns.benchmark = place_of(plan.benchmark, detection);
    areas = area_layout(lexicon);
    for (const EventPlan& event : plan.events) columns.events.push_back(place_of(event.column, detection));
    columns.question = place_of(plan.question, detection);
    columns.cluster = place_of(plan.cluster, detection);
    columns.weight = place_of(plan.weight, detection);
    columns.adjust = place_of(plan.adjust, detection);
    for (const ScorePlan& score : plan.scores) {
      columns.scores.push_back(place_of(score.column, detection));
      columns.score_ends.push_back(place_of(score.end_column, detection));
    }
    for (const ConditionPlan& condition : plan.where)
      columns.where.push_back(place_of(condition.column, detection));
    for (const ColumnRef& keep : plan.keep) columns.keep.push_back(place_of(keep, detection));
    for (const JoinPlan& join : plan.joins) {
      auto& places = columns.join_keys.emplace_back();
      for (const ColumnRef& key : join.keys) places.push_back(place_of(key, detection));
    }
    for (const RowRulePlan& rule : plan.row_rules)
      columns.row_rules.push_back(place_of(rule.column, detection));
    columns.author = place_of(plan.author, detection);
    columns.reach = place_of(plan.reach, detection);
    inputs.push_back(std::move(columns));
  }
  for (const ScorePlan& score : plan.scores) meanings.push_back(score.spec.meaning);
  areas = area_layout(lexicon);
  for (const EventPlan& event : plan.events) events.push_back({event.day, event_days(options.period)});
  for (const Theme& theme : lexicon.themes()) {
    DriverTheme out;
    out.id = theme.id;
    out.label = theme.label;
    if (theme.parent >= 0) out.parent = ThemeId{static_cast<std::uint32_t>(theme.parent)};
    out.general = theme.is_general;
    themes.push_back(std::move(out));
  }
}

RunTallyShape RunContext::tally_shape(bool is_whole) const {
  return {.themes = themes,
          .scores = meanings,
          .signals = lexicon.signals().size(),
          .is_adjusted = plan.adjust.is_set(),
          .segments = plan.segments.size(),
          .has_stages = plan.stage.is_set() || !lexicon.stages().empty(),
          .unit = options.period,
          .events = events,
          .areas = areas.ids.empty() ? nullptr : &areas,
          .has_benchmark = plan.benchmark.is_set(),
          .is_whole = is_whole};
}

}  // namespace verbatim
