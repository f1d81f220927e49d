#include "report/report_json.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/names.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "text/utf8.h"

namespace verbatim {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kShareDecimals = 6;
constexpr int kPointDecimals = 4;

Json text(std::string_view value) {
  return valid_utf8(value);
}

Json number(std::optional<double> value, int decimals = kPointDecimals) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return rounded(*value, decimals);
}

Json probability_value(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  const std::string digits = probability(*value);
  double result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

Json texts(const std::vector<std::string>& values) {
  Json out = Json::array();
  for (const std::string& value : values) out.push_back(text(value));
  return out;
}

template <class T, class F>
Json list(const std::vector<T>& values, F&& to_json) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_json(value));
  return out;
}

Json input_json(const InputSummary& input) {
  return Json{{"path", text(input.path)},
              {"bytes", input.bytes},
              {"records", input.records},
              {"columns", texts(input.columns)}};
}

Json ledger_json(const Ledger& ledger) {
  return Json{{"records_in", ledger.records_in()},
              {"analysed", ledger.analysed},
              {"empty", ledger.empty},
              {"no_content", ledger.no_content},
              {"repeat", ledger.repeat},
              {"filtered", ledger.filtered},
              {"repeated_header", ledger.repeated_header},
              {"rejected", ledger.rejected},
              {"over_limit", ledger.over_limit}};
}

Json notes_json(const InputNotes& notes) {
  return Json{{"blank_lines", notes.blank_lines},   {"invalid_utf8", notes.invalid_utf8},
              {"stray_quotes", notes.stray_quotes}, {"same_id_other_text", notes.same_id_other_text},
              {"missing_id", notes.missing_id},     {"examples", texts(notes.examples)}};
}

Json join_json(const JoinSummary& join) {
  return Json{{"file", text(join.file)},
              {"key", text(join.key)},
              {"other_key", text(join.other_key)},
              {"rows", join.rows},
              {"matched", join.matched},
              {"unmatched", join.unmatched},
              {"empty_keys", join.empty_keys},
              {"duplicate_keys", join.duplicate_keys},
              {"unmatched_other", join.unmatched_other},
              {"examples", texts(join.examples)},
              {"other_examples", texts(join.other_examples)}};
}

Json figures_json(const ScoreFigures& figures) {
  return Json{{"n", figures.main.n},
              {"value", number(figures.main.value)},
              {"low", number(figures.main.low)},
              {"high", number(figures.main.high)},
              {"mean", number(figures.mean)},
              {"top_box", number(figures.top_box)},
              {"promoters", number(figures.promoters)},
              {"passives", number(figures.passives)},
              {"detractors", number(figures.detractors)},
              {"median", number(figures.median)},
              {"p90", number(figures.p90)}};
}

Json place_json(const Place& place) {
  return Json{{"file", text(place.file)}, {"line", place.line}, {"column", place.column}};
}

Json problem_json(const ScoreProblem& problem) {
  return Json{{"reason", text(problem.reason)},
              {"count", problem.count},
              {"places", list(problem.places, place_json)}};
}

Json score_json(const ScoreSummary& score) {
  return Json{{"name", text(score.name)},
              {"column", text(score.column)},
              {"kind", text(kind_name(score.meaning))},
              {"unit", text(unit_name(score.meaning))},
              {"low_is_good", score.meaning.low_is_good},
              {"official", figures_json(score.official)},
              {"commenters", figures_json(score.commenters)},
              {"silent", figures_json(score.silent)},
              {"problems", list(score.problems, problem_json)}};
}

Json sentiment_json(const SentimentSummary& sentiment) {
  return Json{{"negative", sentiment.negative}, {"neutral", sentiment.neutral},
              {"positive", sentiment.positive}, {"mixed", sentiment.mixed},
              {"none", sentiment.none},         {"mean", number(sentiment.mean)}};
}

Json quote_json(const Quote& quote) {
  // Replacing ill-formed bytes moves what follows, so the parts are counted after it.
  const QuoteParts raw = split_quote(quote);
  const std::string before = valid_utf8(raw.before);
  const std::string marked = valid_utf8(raw.marked);
  Json highlight = nullptr;
  if (!marked.empty()) {
    highlight = Json{{"begin", before.size()}, {"end", before.size() + marked.size()}, {"text", marked}};
  }
  return Json{{"source", text(quote.source)},
              {"row", quote.row},
              {"id", text(quote.id)},
              {"text", before + marked + valid_utf8(raw.after)},
              {"highlight", std::move(highlight)}};
}

Json driver_json(const DriverRow& driver) {
  Json rank = nullptr;
  if (driver.rank) rank = *driver.rank;
  return Json{{"rank", std::move(rank)},
              {"theme", text(driver.theme)},
              {"label", text(driver.label)},
              {"level", name(driver.level)},
              {"polarity", polarity_name(driver.kind)},
              {"kind", name(driver.kind)},
              {"score", text(driver.score)},
              {"unit", text(driver.unit)},
              {"comments", driver.comments},
              {"share", number(driver.share, kShareDecimals)},
              {"score_with", number(driver.score_with)},
              {"score_without", number(driver.score_without)},
              {"impact", number(driver.impact)},
              {"impact_low", number(driver.impact_low)},
              {"impact_high", number(driver.impact_high)},
              {"severity", number(driver.severity)},
              {"severity_low", number(driver.severity_low)},
              {"severity_high", number(driver.severity_high)},
              {"p", probability_value(driver.p)},
              {"q", probability_value(driver.q)},
              {"severity_p", probability_value(driver.severity_p)},
              {"severity_q", probability_value(driver.severity_q)},
              {"too_few_to_rank", driver.too_few_to_rank},
              {"quotes", list(driver.quotes, quote_json)}};
}

Json theme_json(const ThemeRow& theme) {
  return Json{{"theme", text(theme.id)},    {"label", text(theme.label)}, {"parent", text(theme.parent)},
              {"comments", theme.comments}, {"negative", theme.negative}, {"neutral", theme.neutral},
              {"positive", theme.positive}, {"mixed", theme.mixed}};
}

// JSON allows DEL, the C1 controls and the line separators as they are, terminals and scripts do not.
// They stand only inside strings, so that an escape may take their place.
void append_escaping_rare(std::string_view json, std::string& out) {
  for (std::size_t at = 0; at < json.size();) {
    const CodePoint point = decode_utf8(json, at);
    switch (point.value) {
      case 0x2028:
        out.append("\\u2028");
        break;
      case 0x2029:
        out.append("\\u2029");
        break;
      default:
        if (point.value >= 0x7F && point.value < 0xA0) {
          constexpr std::string_view kHex = "0123456789abcdef";
          out.append("\\u00");
          out.push_back(kHex[(point.value >> 4) & 0xF]);
          out.push_back(kHex[point.value & 0xF]);
        } else {
          out.append(json.substr(at, point.length));
        }
    }
    at += point.length;
  }
}

}  // namespace

void write_report_json(const Report& report, std::string& out) {
  const Json json = {{"schema_version", kReportSchemaVersion},
                     {"program_version", text(report.program_version)},
                     {"lexicon_version", text(report.lexicon_version)},
                     {"redacted", report.redacted},
                     {"inputs", list(report.inputs, input_json)},
                     {"ledger", ledger_json(report.ledger)},
                     {"notes", notes_json(report.notes)},
                     {"joins", list(report.joins, join_json)},
                     {"scores", list(report.scores, score_json)},
                     {"sentiment", sentiment_json(report.sentiment)},
                     {"drivers", list(report.drivers, driver_json)},
                     {"themes", list(report.themes, theme_json)},
                     {"warnings", texts(report.warnings)}};
  append_escaping_rare(json.dump(2, ' ', false, Json::error_handler_t::replace), out);
  out.push_back('\n');
}

}  // namespace verbatim
