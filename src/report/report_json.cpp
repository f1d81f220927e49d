#include "report/report_json.h"

#include "report/breakdown_json.h"
#include "report/customers_json.h"
#include "report/json_values.h"
#include "report/names.h"
#include "report/safe_text.h"

namespace verbatim {
namespace {

using namespace json_values;

Json problem_json(const ScoreProblem& problem) {
  return Json{{"reason", text(problem.reason)},
              {"count", problem.count},
              {"places", list(problem.places, place_json)}};
}

Json fit_json(const std::optional<Figure>& fit) {
  if (!fit) return nullptr;
  return Json{
      {"n", fit->n}, {"value", number(fit->value)}, {"low", number(fit->low)}, {"high", number(fit->high)}};
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

Json conflict_json(const ConflictSummary& conflict) {
  return Json{{"kind", name(conflict.kind)},
              {"comments", conflict.comments},
              {"effect", number(conflict.effect)},
              {"examples", list(conflict.examples, quote_json)}};
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
              {"problems", list(score.problems, problem_json)},
              {"sentiment_fit", fit_json(score.sentiment_fit)},
              {"conflicts", list(score.conflicts, conflict_json)}};
}

Json phrase_json(const KeyPhrase& phrase) {
  return Json{{"phrase", text(phrase.phrase)},
              {"comments", phrase.comments},
              {"of", phrase.of},
              {"others", phrase.others},
              {"others_of", phrase.others_of},
              {"g2", number(phrase.g2)},
              {"log_ratio", number(phrase.log_ratio)}};
}

Json pair_json(const ThemePair& pair) {
  return Json{{"theme", text(pair.theme)},     {"other", text(pair.other)},
              {"comments", pair.comments},     {"expected", number(pair.expected)},
              {"phi", number(pair.phi)},       {"p", probability_value(pair.p)},
              {"q", probability_value(pair.q)}};
}

Json fair_shares_json(const FairShares& shares) {
  return Json{{"score", text(shares.score)},
              {"r_squared", number(shares.r_squared, kShareDecimals)},
              {"themes", shares.themes},
              {"ridged", shares.is_ridged}};
}

Json curve_json(const ScoreCurve& curve) {
  const auto band_json = [](const CurveBand& band) {
    return Json{{"band", text(band.label)},
                {"figures", figures_json(band.figures)},
                {"analysed", figures_json(band.analysed)}};
  };
  Json knee = nullptr;
  if (curve.knee) {
    knee = Json{{"at", number(curve.knee->at)},
                {"low", number(curve.knee->low)},
                {"high", number(curve.knee->high)},
                {"slope_before", number(curve.knee->slope_before)},
                {"slope_after", number(curve.knee->slope_after)},
                {"slope_per", curve.knee->slope_is_per_tenfold ? "tenfold" : "unit"}};
  }
  return Json{{"score", text(curve.score)},
              {"number", text(curve.number)},
              {"records", curve.records},
              {"bands", list(curve.bands, band_json)},
              {"knee", std::move(knee)}};
}

Json wait_figures_json(const WaitFigures& figures) {
  return Json{{"comments", figures.comments},
              {"quarter", number(figures.quarter)},
              {"median", number(figures.median)},
              {"three_quarters", number(figures.three_quarters)},
              {"p90", number(figures.p90)}};
}

Json waits_json(const WaitSummary& waits) {
  const auto theme_waits = [](const WaitOfTheme& row) {
    return Json{{"theme", text(row.theme)}, {"stated", wait_figures_json(row.stated)}};
  };
  const auto score_waits = [](const WaitOfScore& row) {
    return Json{{"score", text(row.score)},
                {"bad", wait_figures_json(row.bad)},
                {"good", wait_figures_json(row.good)},
                {"curve", row.curve.records > 0 ? curve_json(row.curve) : Json(nullptr)},
                {"recorded", wait_figures_json(row.recorded)},
                {"stated", wait_figures_json(row.stated)},
                {"stated_longer", row.stated_longer},
                {"correlation", number(row.correlation)}};
  };
  return Json{{"all", wait_figures_json(waits.all)},
              {"themes", list(waits.themes, theme_waits)},
              {"scores", list(waits.scores, score_waits)}};
}

Json unexplained_json(const Report& report) {
  const UnexplainedSummary& found = report.unexplained;
  return Json{{"score", text(report.unexplained_score)},
              {"bad", found.bad},
              {"unexplained", found.unexplained},
              {"missed", list(found.missed, phrase_json)},
              {"bad_phrases", list(found.bad_phrases, phrase_json)}};
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

Json count_json(std::optional<std::uint64_t> count) {
  return count ? Json(*count) : Json();
}

Json rule_json(const RowRuleSummary& rule) {
  return Json{{"class", text(rule.row_class)},
              {"column", text(rule.column)},
              {"test", text(rule.test)},
              {"rows", rule.rows},
              {"own", rule.is_own}};
}

Json posts_json(const std::optional<PostSummary>& posts) {
  if (!posts) return nullptr;
  return Json{{"folds_reposts", posts->folds_reposts},
              {"posts", posts->posts},
              {"reposts", posts->reposts},
              {"authors", count_json(posts->authors)},
              {"authors_estimated", posts->authors_estimated},
              {"reach", count_json(posts->reach)},
              {"author_column", text(posts->author_column)},
              {"reach_column", text(posts->reach_column)}};
}

Json driver_json(const DriverRow& driver) {
  const auto place = [](std::optional<std::uint32_t> rank) { return rank ? Json(*rank) : Json(nullptr); };
  return Json{{"rank", place(driver.rank)},
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
              {"posts", count_json(driver.posts)},
              {"authors", count_json(driver.authors)},
              {"reach", count_json(driver.reach)},
              {"rank_low", place(driver.rank_low)},
              {"rank_high", place(driver.rank_high)},
              {"stability", number(driver.stability, kShareDecimals)},
              {"next_p", probability_value(driver.next_p)},
              {"fair_share", number(driver.fair_share)},
              {"adjusted_impact", number(driver.adjusted_impact)},
              {"adjusted_impact_low", number(driver.adjusted_impact_low)},
              {"adjusted_impact_high", number(driver.adjusted_impact_high)},
              {"adjusted_severity", number(driver.adjusted_severity)},
              {"adjusted_severity_low", number(driver.adjusted_severity_low)},
              {"adjusted_severity_high", number(driver.adjusted_severity_high)},
              {"too_few_to_rank", driver.too_few_to_rank},
              {"owner", text(driver.owner)},
              {"quotes", list(driver.quotes, quote_json)}};
}

// Without what is computed for the whole run only.
Json cut_driver_json(const DriverRow& driver) {
  Json json = driver_json(driver);
  for (const char* of_run :
       {"posts", "authors", "reach", "rank_low", "rank_high", "stability", "next_p", "fair_share",
        "adjusted_impact", "adjusted_impact_low", "adjusted_impact_high", "adjusted_severity",
        "adjusted_severity_low", "adjusted_severity_high", "quotes"})
    json.erase(of_run);
  json["segment"] = text(driver.segment);
  json["period"] = text(driver.period);
  json["gap"] = share_gap_json(driver.gap);
  return json;
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
                     {"clustered_by", text(report.clustered_by)},
                     {"weighted_by", text(report.weighted_by)},
                     {"adjusted_by", text(report.adjusted_by)},
                     {"inputs", list(report.inputs, input_json)},
                     {"ledger", ledger_json(report.ledger)},
                     {"notes", notes_json(report.notes)},
                     {"row_rules", list(report.row_rules, rule_json)},
                     {"joins", list(report.joins, join_json)},
                     {"posts", posts_json(report.posts)},
                     {"scores", list(report.scores, score_json)},
                     {"sentiment", sentiment_json(report.sentiment)},
                     {"signals", signals_json(report.signals)},
                     {"drivers", list(report.drivers, driver_json)},
                     {"themes", list(report.themes, theme_json)},
                     {"pairs", list(report.pairs, pair_json)},
                     {"fair_shares", list(report.fair_shares, fair_shares_json)},
                     {"curves", list(report.curves, curve_json)},
                     {"waits", waits_json(report.waits)},
                     {"unexplained", unexplained_json(report)}};
  ObjectWriter writer(out);
  writer.members(json);
  write_breakdown_json(report, writer);
  writer.rows("cut_drivers", report.cut_drivers, cut_driver_json);
  if (report.customers) writer.member("customers", customers_json(*report.customers));
  if (!report.owner.empty()) writer.member("owner", text(report.owner));
  writer.member("warnings", texts(report.warnings));
  writer.finish();
}

}  // namespace verbatim
