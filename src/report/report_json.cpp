#include "report/report_json.h"

#include "report/json_values.h"
#include "report/names.h"
#include "report/safe_text.h"

namespace verbatim {
namespace {

using namespace json_values;

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

Json signals_json(const SignalSummary& signals) {
  Json effort = Json::object();
  for (std::size_t i = 0; i < signals.effort.size(); ++i) effort[std::to_string(i + 1)] = signals.effort[i];
  Json durations = Json{{"comments", signals.with_duration}};
  for (std::size_t i = 0; i < kDurationClasses.size(); ++i)
    durations[std::string(kDurationClasses[i].name)] = signals.duration[i];
  const auto rating_json = [](const RatingCount& rating) {
    return Json{
        {"value", rating.value_milli / 1000.0}, {"scale", rating.scale}, {"comments", rating.comments}};
  };
  const auto family_json = [&](SignalFamily family) {
    Json out = Json::object();
    for (const SignalCount& count : signals.counts) {
      if (count.family == family) out[valid_utf8(count.value)] = count.comments;
    }
    return out;
  };
  return Json{
      {"transcripts", signals.transcripts},
      {"effort", std::move(effort)},
      {"emotion", family_json(SignalFamily::emotion)},
      {"intent", family_json(SignalFamily::intent)},
      {"expectation", family_json(SignalFamily::expectation)},
      {"competitor", family_json(SignalFamily::competitor)},
      {"durations", std::move(durations)},
      {"ratings", Json{{"comments", signals.with_rating}, {"values", list(signals.ratings, rating_json)}}},
      {"flags", family_json(SignalFamily::flag)}};
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
                     {"signals", signals_json(report.signals)},
                     {"drivers", list(report.drivers, driver_json)},
                     {"themes", list(report.themes, theme_json)},
                     {"warnings", texts(report.warnings)}};
  write_json(json, out);
}

}  // namespace verbatim
