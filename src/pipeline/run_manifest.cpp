#include "pipeline/run_manifest.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

#include "analysis/sentiment.h"
#include "pipeline/plan_file.h"
#include "report/json_values.h"

namespace verbatim {

namespace {

using Json = nlohmann::ordered_json;

// -0.35 as it stands in the source, not the nearest float of it.
Json as_written(const Json& constant) {
  if (!constant.is_number_float()) return constant;
  constexpr double kDecimals = 10'000;
  return std::round(constant.get<double>() * kDecimals) / kDecimals;
}

// "store,date=shop,day", as after --on.
std::string join_text(const JoinOption& join) {
  std::string keys = join.key;
  std::string others = join.other_key;
  for (const JoinKey& more : join.more) {
    keys += "," + more.key;
    others += "," + more.other_key;
  }
  return keys + "=" + others;
}

}  // namespace

std::string run_manifest(const AnalyzeOptions& options, const Plan& plan, const Lexicon& lexicon,
                         unsigned threads, const RunOutcome& outcome) {
  const Report& report = outcome.report;
  Json json;
  json["schema_version"] = 1;
  json["program"] = {{"name", "verbatim"}, {"version", report.program_version}};
  json["lexicon"] = {{"version", lexicon.version()},
                     {"language", options.lexicon.language},
                     {"sentiment_terms", lexicon.sentiment_terms()},
                     {"themes", lexicon.themes().size()},
                     {"theme_rules", lexicon.theme_rules()},
                     {"own_folders", options.lexicon.own_folders},
                     {"packs", options.lexicon.packs}};
  json["constants"] = {{"negated_praise", kSentiment.negated_praise},
                       {"negated_complaint", kSentiment.negated_complaint},
                       {"negation_words", kSentiment.negation_words},
                       {"rule_negation_words", kSentiment.rule_negation_words},
                       {"chain_gap", kSentiment.chain_gap},
                       {"strength_gap", kSentiment.strength_gap},
                       {"exclaimed", kSentiment.exclaimed},
                       {"capitals", kSentiment.capitals},
                       {"after_contrast", kSentiment.after_contrast},
                       {"before_contrast", kSentiment.before_contrast},
                       {"conceded", kSentiment.conceded},
                       {"asked_praise", kSentiment.asked_praise},
                       {"asked_complaint", kSentiment.asked_complaint},
                       {"asked_faint", kSentiment.asked_faint},
                       {"rule_complaint", kSentiment.rule_complaint},
                       {"rule_praise", kSentiment.rule_praise},
                       {"no_issue", kSentiment.no_issue},
                       {"named_to_improve", kSentiment.named_to_improve},
                       {"asked_for", kSentiment.asked_for},
                       {"named_as_good", kSentiment.named_as_good},
                       {"ironic", kSentiment.ironic},
                       {"mocked", kSentiment.mocked},
                       {"faint_below", kSentiment.faint_below},
                       {"spread", kSentiment.spread},
                       {"neutral_below", kSentiment.neutral_below},
                       {"mixed_share", kSentiment.mixed_share},
                       {"mixed_mass", kSentiment.mixed_mass}};
  for (Json& constant : json["constants"]) {
    if (constant.is_array()) {
      for (Json& step : constant) step = as_written(step);
    } else {
      constant = as_written(constant);
    }
  }
  json["command"] = options.typed;
  json["inputs"] = Json::array();
  for (const InputSummary& input : report.inputs)
    json["inputs"].push_back({{"path", input.path}, {"bytes", input.bytes}, {"hash", input.hash}});
  Json where = Json::array();
  for (const Condition& condition : options.where) {
    static constexpr const char* kTests[] = {"=", "!=", "<", "<=", ">", ">="};
    where.push_back(condition.column + kTests[static_cast<std::size_t>(condition.test)] + condition.value);
  }
  Json joins = Json::array();
  for (const JoinOption& join : options.joins)
    joins.push_back({{"file", join.file}, {"on", join_text(join)}});
  Json include = Json::array();
  for (const RowClass row_class : options.include) include.push_back(name(row_class));
  Json exclude = Json::array();
  for (const RowExclusion& own : options.exclude) {
    exclude.push_back(fmt::format("{}:{}={}", name(own.row_class), own.column, fmt::join(own.values, ",")));
  }
  Json events = Json::array();
  for (const EventOption& event : options.events) {
    events.push_back(event.column.empty()
                         ? fmt::format("{}={}", event.date, event.label)
                         : fmt::format("{}={},{}={}", event.date, event.label, event.column, event.value));
  }
  static constexpr const char* kOnMany[] = {"first", "last", "error"};
  static constexpr const char* kReposts[] = {"of_social_posts", "fold", "keep"};
  static constexpr const char* kOnDuplicate[] = {"fold", "keep", "first", "last"};
  json["options"] = {{"inputs", options.inputs},
                     {"out", options.out_folder},
                     {"scores", options.scores},
                     {"calendar", options.calendar_file},
                     {"missing", options.missing},
                     {"join", joins},
                     {"where", where},
                     {"keep", options.keep_columns},
                     {"on_duplicate", kOnDuplicate[static_cast<std::size_t>(options.on_duplicate)]},
                     {"on_many", kOnMany[static_cast<std::size_t>(options.on_many)]},
                     {"join_case", options.join_ignores_case ? "ignore" : "match"},
                     {"join_keys", options.join_ignores_case ? "trimmed, NFC, letter case ignored"
                                                             : "trimmed, NFC, letter case as it stands"},
                     {"include", include},
                     {"exclude", exclude},
                     {"reposts", kReposts[static_cast<std::size_t>(options.reposts)]},
                     {"segment", options.segment_columns},
                     {"period", name(options.period)},
                     {"event", events},
                     {"stage", options.stage_column},
                     {"benchmark", options.benchmark_column.empty()
                                       ? std::string()
                                       : options.benchmark_column + "=" + options.benchmark_value},
                     {"customer", options.customer_column},
                     {"alerts", options.alert_file},
                     {"owners", options.owner_file},
                     {"author", options.author_column},
                     {"reach", options.reach_column},
                     {"limit", options.limit},
                     {"threads", threads},
                     {"block_size", options.block_bytes},
                     {"encoding", options.format.encoding},
                     {"date_order", options.format.date_order},
                     {"date_numbers", options.format.date_numbers},
                     {"preset", options.preset},
                     {"repair", options.repair},
                     {"redact_quotes", options.redact_quotes},
                     {"redact_rows", options.redact_rows}};
  json["plan"] = Json::parse(plan_json(plan));
  json["ledger"] = json_values::ledger_json(report.ledger);
  json["timings"] = {{"plan_seconds", outcome.timings.plan_seconds},
                     {"identity_seconds", outcome.timings.identity_seconds},
                     {"analysis_seconds", outcome.timings.analysis_seconds},
                     {"report_seconds", outcome.timings.report_seconds}};
  // A file name may hold any bytes.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace verbatim
