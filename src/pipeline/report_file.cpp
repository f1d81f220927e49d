#include "pipeline/report_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "report/names.h"
#include "report/report_json.h"
#include "scores/score_spec.h"

namespace verbatim {
namespace {

namespace fs = std::filesystem;

constexpr double kLargestCount = 9e15;  // whole numbers are exact up to there

bool flag_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->boolean;
}

std::uint64_t count_or_0(const JsonValue& object, std::string_view key) {
  return count_of(&object, key).value_or(0);
}

std::optional<std::uint32_t> place_of(const JsonValue& object, std::string_view key) {
  const auto count = count_of(&object, key);
  return count ? std::optional(static_cast<std::uint32_t>(*count)) : std::nullopt;
}

ScoreFigures figures_of(const JsonValue* json) {
  ScoreFigures out;
  if (json == nullptr) return out;
  out.main = {count_or_0(*json, "n"), number_of(*json, "value"), number_of(*json, "low"),
              number_of(*json, "high")};
  out.effective = number_of(*json, "effective");
  out.mean = number_of(*json, "mean");
  out.top_box = number_of(*json, "top_box");
  out.promoters = number_of(*json, "promoters");
  out.passives = number_of(*json, "passives");
  out.detractors = number_of(*json, "detractors");
  return out;
}

Ledger ledger_of(const JsonValue& json) {
  Ledger out;
  out.analysed = count_or_0(json, "analysed");
  out.empty = count_or_0(json, "empty");
  out.no_content = count_or_0(json, "no_content");
  out.repeat = count_or_0(json, "repeat");
  out.repost = count_or_0(json, "repost");
  out.opt_out = count_or_0(json, "opt_out");
  out.preview = count_or_0(json, "preview");
  out.unfinished = count_or_0(json, "unfinished");
  out.filtered = count_or_0(json, "filtered");
  out.repeated_header = count_or_0(json, "repeated_header");
  out.rejected = count_or_0(json, "rejected");
  out.over_limit = count_or_0(json, "over_limit");
  return out;
}

DriverRow driver_of(const JsonValue& json) {
  DriverRow out;
  out.rank = place_of(json, "rank");
  out.theme = text_of(json, "theme");
  out.label = text_of(json, "label");
  const std::string level = text_of(json, "level");
  out.level = level == name(DriverLevel::parent)    ? DriverLevel::parent
              : level == name(DriverLevel::general) ? DriverLevel::general
                                                    : DriverLevel::leaf;
  out.kind = text_of(json, "kind") == name(DriverKind::praise) ? DriverKind::praise : DriverKind::complaint;
  out.score = text_of(json, "score");
  out.unit = text_of(json, "unit");
  out.comments = count_or_0(json, "comments");
  out.share = std::clamp(number_of(json, "share").value_or(0), 0.0, 1.0);
  out.impact = number_of(json, "impact");
  out.impact_low = number_of(json, "impact_low");
  out.impact_high = number_of(json, "impact_high");
  return out;
}

ThemeRow theme_of(const JsonValue& json) {
  return {.id = text_of(json, "theme"),
          .label = text_of(json, "label"),
          .parent = text_of(json, "parent"),
          .comments = count_or_0(json, "comments"),
          .negative = count_or_0(json, "negative"),
          .neutral = count_or_0(json, "neutral"),
          .positive = count_or_0(json, "positive"),
          .mixed = count_or_0(json, "mixed"),
          .owner = {}};
}

Result<ScoreSummary> score_of(const JsonValue& json, const std::string& path) {
  ScoreSummary out;
  out.name = text_of(json, "name");
  out.column = text_of(json, "column");
  const auto meaning = parse_score_kind(text_of(json, "kind"));
  if (!meaning)
    return tl::unexpected(no_report(path, fmt::format("its score '{}' is of no known kind", out.name)));
  out.meaning = *meaning;
  out.official = figures_of(json.find("official"));
  out.commenters = figures_of(json.find("commenters"));
  out.silent = figures_of(json.find("silent"));
  return out;
}

// Groups of one segment column; pairs and personas tell the same records again.
std::optional<GroupRow> group_of(const JsonValue& json) {
  if (text_of(json, "sort") != name(GroupSort::segment)) return std::nullopt;
  GroupRow out;
  out.name = {{text_of(json, "column")}, {text_of(json, "value")}};
  if (out.name.columns.front().empty()) return std::nullopt;
  out.folded = count_or_0(json, "folded");
  out.records = count_or_0(json, "records");
  out.analysed = count_or_0(json, "analysed");
  if (const JsonValue* scores = json.find("scores")) {
    for (const JsonValue& score : scores->items) {
      GroupScore figures;
      figures.score = text_of(score, "score");
      figures.official = figures_of(score.find("official"));
      figures.analysed = figures_of(score.find("analysed"));
      out.scores.push_back(std::move(figures));
    }
  }
  return out;
}

// The groups and their drivers; reports of before have none.
void read_cuts(const JsonValue& root, Report& report) {
  if (const JsonValue* segments = root.find("segments")) {
    for (const JsonValue& json : segments->items) {
      if (auto group = group_of(json)) report.breakdown.groups.push_back(std::move(*group));
    }
  }
  if (const JsonValue* periods = root.find("periods")) {
    for (const JsonValue& json : periods->items) {
      PeriodRow row;
      row.begin = text_of(json, "begin");
      row.end = text_of(json, "end");
      report.breakdown.periods.push_back(std::move(row));
    }
  }
  if (const JsonValue* drivers = root.find("cut_drivers")) {
    for (const JsonValue& json : drivers->items) {
      DriverRow row = driver_of(json);
      row.segment = text_of(json, "segment");
      row.period = text_of(json, "period");
      if (row.period.empty() && !row.segment.empty()) report.cut_drivers.push_back(std::move(row));
    }
  }
}

// How many analysed records have the score: the driver with the largest share tells it best, since shares
// are written with six decimals. Shares of weights do not tell it.
std::optional<std::uint64_t> analysed_with(const Report& report, std::string_view score) {
  if (!report.weighted_by.empty()) return std::nullopt;
  const DriverRow* widest = nullptr;
  for (const DriverRow& row : report.drivers) {
    if (row.score == score && row.share > 0 && (widest == nullptr || row.share > widest->share))
      widest = &row;
  }
  if (widest == nullptr) return std::nullopt;
  const double size = std::round(static_cast<double>(widest->comments) / widest->share);
  return size < kLargestCount ? std::optional(static_cast<std::uint64_t>(size)) : std::nullopt;
}

}  // namespace

Error no_report(const std::string& path, std::string_view what) {
  return {
      Fault::bad_input,
      fmt::format(
          "is no report of verbatim ({}); name the folder that analyze --out made, or its report.json", what),
      {path, 0, 0}};
}

std::string path_in_report(const std::string& given, std::string_view name) {
  std::error_code code;
  const fs::path path(given);
  if (fs::is_directory(path, code)) return (path / name).string();
  if (path.filename() == name) return given;
  return ((path.has_parent_path() ? path.parent_path() : fs::path(".")) / name).string();
}

Result<JsonValue> load_report_json(const std::string& path) {
  auto text = load_text(path, Fault::bad_input);
  if (!text) return tl::unexpected(text.error());
  auto root = parse_json(*text, path);
  if (!root) {
    Error error = no_report(path, root.error().message);
    error.place = root.error().place;
    return tl::unexpected(std::move(error));
  }
  return root;
}

std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->type == JsonValue::Type::text ? value->text : std::string();
}

std::optional<std::uint64_t> count_of(const JsonValue* object, std::string_view key) {
  const JsonValue* value = object != nullptr ? object->find(key) : nullptr;
  if (value == nullptr || value->type != JsonValue::Type::number) return std::nullopt;
  if (!(value->number >= 0 && value->number <= kLargestCount)) return std::nullopt;
  return static_cast<std::uint64_t>(value->number);
}

std::optional<double> number_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.find(key);
  if (value == nullptr || value->type != JsonValue::Type::number || !std::isfinite(value->number))
    return std::nullopt;
  return value->number;
}

bool has_origin(const std::string& report) {
  std::error_code code;
  const std::string name = fs::path(report).filename().string();
  // Any other name may be that of a report.json that was renamed, beside the run.json of another.
  if (!fs::is_directory(report, code) && name != "report.json" && name != "run.json") return false;
  return fs::exists(path_in_report(report, "run.json"), code);
}

Result<ReportOrigin> load_origin(const std::string& report) {
  std::error_code code;
  const std::string path = path_in_report(report, "run.json");
  if (!fs::exists(path, code)) return tl::unexpected(no_report(report, "it has no run.json"));
  auto root = load_report_json(path);
  if (!root) return tl::unexpected(root.error());
  ReportOrigin origin;
  origin.folder = fs::path(path).parent_path().string();
  if (origin.folder.empty()) origin.folder = ".";
  origin.run_file = path;
  const JsonValue* lexicon = root->find("lexicon");
  const JsonValue* command = root->find("command");
  const JsonValue* inputs = root->find("inputs");
  if (lexicon == nullptr || command == nullptr || inputs == nullptr || command->items.empty())
    return tl::unexpected(no_report(path, "it does not say by which command it was made"));
  origin.lexicon = text_of(*lexicon, "version");
  for (const JsonValue& word : command->items) origin.command.push_back(word.text);
  for (const JsonValue& input : inputs->items) {
    InputSummary summary;
    summary.path = text_of(input, "path");
    summary.hash = text_of(input, "hash");
    origin.inputs.push_back(std::move(summary));
  }
  if (const JsonValue* plan = root->find("plan")) {
    if (const JsonValue* columns = plan->find("text")) {
      for (const JsonValue& column : columns->items) origin.text_columns.push_back(column.text);
    }
    origin.question_column = text_of(*plan, "question");
    origin.folds_reposts = flag_of(*plan, "fold_reposts");
  }
  return origin;
}

Result<ReportFacts> load_report(const std::string& given) {
  std::error_code code;
  ReportFacts facts;
  facts.path =
      has_origin(given) || fs::is_directory(given, code) ? path_in_report(given, "report.json") : given;
  if (!fs::exists(facts.path, code)) return tl::unexpected(no_report(given, "there is no report.json"));
  const auto root = load_report_json(facts.path);
  if (!root) return tl::unexpected(root.error());
  const JsonValue* ledger = root->find("ledger");
  const JsonValue* sentiment = root->find("sentiment");
  const JsonValue* scores = root->find("scores");
  const JsonValue* drivers = root->find("drivers");
  const JsonValue* themes = root->find("themes");
  const auto version = count_of(&*root, "schema_version");
  if (ledger == nullptr || sentiment == nullptr || scores == nullptr || drivers == nullptr ||
      themes == nullptr || !version)
    return tl::unexpected(no_report(facts.path, "it lacks ledger, sentiment, scores, drivers or themes"));
  if (*version != kReportSchemaVersion)
    return fail(Fault::bad_input,
                fmt::format("is a report of layout {}, and this program reads layout {}; make it again with "
                            "this version of verbatim",
                            *version, kReportSchemaVersion),
                {facts.path, 0, 0});
  Report& report = facts.report;
  report.program_version = text_of(*root, "program_version");
  report.lexicon_version = text_of(*root, "lexicon_version");
  report.clustered_by = text_of(*root, "clustered_by");
  report.weighted_by = text_of(*root, "weighted_by");
  report.ledger = ledger_of(*ledger);
  report.sentiment = {.negative = count_or_0(*sentiment, "negative"),
                      .neutral = count_or_0(*sentiment, "neutral"),
                      .positive = count_or_0(*sentiment, "positive"),
                      .mixed = count_or_0(*sentiment, "mixed"),
                      .none = count_or_0(*sentiment, "none"),
                      .mean = number_of(*sentiment, "mean")};
  for (const JsonValue& driver : drivers->items) report.drivers.push_back(driver_of(driver));
  for (const JsonValue& theme : themes->items) report.themes.push_back(theme_of(theme));
  for (const JsonValue& json : scores->items) {
    auto score = score_of(json, facts.path);
    if (!score) return tl::unexpected(score.error());
    score->analysed = analysed_with(report, score->name);
    report.scores.push_back(std::move(*score));
  }
  read_cuts(*root, report);
  return facts;
}

}  // namespace verbatim
