#include "report/breakdown_json.h"

#include "report/names.h"

namespace verbatim {
namespace {

using namespace json_values;

Json group_score_json(const GroupScore& score) {
  return Json{{"score", text(score.score)},
              {"official", figures_json(score.official)},
              {"analysed", figures_json(score.analysed)},
              {"gap", number(score.gap)},
              {"gap_low", number(score.gap_low)},
              {"gap_high", number(score.gap_high)},
              {"p", probability_value(score.p)},
              {"q", probability_value(score.q)}};
}

Json group_json(const GroupRow& group) {
  const bool is_single = group.name.columns.size() == 1 && group.name.values.size() == 1;
  return Json{{"sort", name(group.sort)},
              {"columns", texts(group.name.columns)},
              {"values", texts(group.name.values)},
              {"label", text(group.name.text())},
              {"column", is_single ? text(group.name.columns.front()) : Json()},
              {"value", is_single ? text(group.name.values.front()) : Json()},
              {"folded", group.folded},
              {"records", group.records},
              {"analysed", group.analysed},
              {"sentiment", number(group.sentiment)},
              {"scores", list(group.scores, group_score_json)}};
}

Json spread_json(const ThemeSpread& spread) {
  return Json{{"column", text(spread.column)},
              {"theme", text(spread.theme)},
              {"label", text(spread.label)},
              {"most", text(spread.most)},
              {"most_share", number(spread.most_share, kShareDecimals)},
              {"least", text(spread.least)},
              {"least_share", number(spread.least_share, kShareDecimals)},
              {"values", spread.values},
              {"chi_squared", number(spread.chi_squared)},
              {"p", probability_value(spread.p)},
              {"q", probability_value(spread.q)}};
}

Json periods_json(const Report& facts) {
  const auto period_json = [&](const PeriodRow& period) {
    Json scores = Json::array();
    for (std::size_t i = 0; i < std::min(period.scores.size(), facts.scores.size()); ++i) {
      Json figures = {{"score", text(facts.scores[i].name)}};
      figures.update(figures_json(period.scores[i]));
      scores.push_back(std::move(figures));
    }
    return Json{{"period", text(period.label)},  {"begin", text(period.begin)},
                {"end", text(period.end)},       {"partial", period.is_partial},
                {"records", period.records},     {"analysed", period.analysed},
                {"conflicts", period.conflicts}, {"sentiment", number(period.sentiment)},
                {"scores", std::move(scores)}};
  };
  return list(facts.breakdown.periods, period_json);
}

Json series_json(const ThemeSeries& series) {
  return Json{{"theme", text(series.theme)},
              {"label", text(series.label)},
              {"segment", text(series.segment)},
              {"comments", series.comments},
              {"of", series.of}};
}

Json movement_json(const Movement& movement) {
  return Json{{"of", name(movement.of)},
              {"theme", text(movement.theme)},
              {"label", text(movement.label)},
              {"score", text(movement.score)},
              {"segment", text(movement.segment)},
              {"period", text(movement.period)},
              {"base", text(movement.base)},
              {"season", movement.is_season},
              {"as_everywhere", movement.as_everywhere},
              {"comments", movement.comments},
              {"base_comments", movement.base_comments},
              {"value", number(movement.value)},
              {"base_value", number(movement.base_value)},
              {"change", number(movement.change)},
              {"low", number(movement.low)},
              {"high", number(movement.high)},
              {"p", probability_value(movement.p)},
              {"q", probability_value(movement.q)}};
}

Json change_json(const DatedChange& change) {
  return Json{{"kind", name(change.kind)},
              {"of", name(change.of)},
              {"theme", text(change.theme)},
              {"label", text(change.label)},
              {"score", text(change.score)},
              {"segment", text(change.segment)},
              {"period", text(change.period)},
              {"low_period", text(change.low_period)},
              {"high_period", text(change.high_period)},
              {"until", text(change.until)},
              {"size", number(change.size)},
              {"low", number(change.low)},
              {"high", number(change.high)},
              {"before", number(change.before)},
              {"after", number(change.after)},
              {"p", probability_value(change.p)},
              {"q", probability_value(change.q)}};
}

Json rising_json(const RisingTheme& rising) {
  return Json{{"theme", text(rising.theme)},     {"label", text(rising.label)},
              {"comments", rising.comments},     {"of", rising.of},
              {"before", rising.before},         {"before_of", rising.before_of},
              {"ratio", number(rising.ratio)},   {"p", probability_value(rising.p)},
              {"q", probability_value(rising.q)}};
}

Json mix_json(const MixRate& mix) {
  return Json{{"of", name(mix.of)},       {"theme", text(mix.theme)},           {"label", text(mix.label)},
              {"score", text(mix.score)}, {"column", text(mix.column)},         {"period", text(mix.period)},
              {"base", text(mix.base)},   {"change", number(mix.change)},       {"mix", number(mix.mix)},
              {"rate", number(mix.rate)}, {"most_value", text(mix.most_value)}, {"most", number(mix.most)}};
}

Json effect_json(const EventEffect& effect) {
  return Json{{"of", name(effect.of)},
              {"theme", text(effect.theme)},
              {"label", text(effect.label)},
              {"score", text(effect.score)},
              {"comments_before", effect.comments_before},
              {"comments_after", effect.comments_after},
              {"before", number(effect.before)},
              {"after", number(effect.after)},
              {"others_before", number(effect.others_before)},
              {"others_after", number(effect.others_after)},
              {"effect", number(effect.effect)},
              {"low", number(effect.low)},
              {"high", number(effect.high)},
              {"p", probability_value(effect.p)},
              {"q", probability_value(effect.q)}};
}

Json event_json(const EventSummary& event) {
  return Json{{"date", text(event.date)},
              {"label", text(event.label)},
              {"touched", text(event.touched)},
              {"days", event.days},
              {"before", event.before},
              {"after", event.after},
              {"others_before", event.others_before},
              {"others_after", event.others_after},
              {"effects", list(event.effects, effect_json)}};
}

Json stage_json(const StageRow& stage) {
  return Json{{"id", text(stage.id)}, {"label", text(stage.label)}, {"group", group_json(stage.group)}};
}

Json index_json(const CxIndex& index) {
  return Json{{"records", index.records},     {"positive", index.positive}, {"negative", index.negative},
              {"value", number(index.value)}, {"low", number(index.low)},   {"high", number(index.high)}};
}

Json touchpoint_json(const TouchpointRow& touchpoint) {
  const auto optional_index = [](const std::optional<CxIndex>& index) {
    return index ? index_json(*index) : Json();
  };
  return Json{{"id", text(touchpoint.id)},
              {"label", text(touchpoint.label)},
              {"all", index_json(touchpoint.all)},
              {"periods", list(touchpoint.periods, index_json)},
              {"benchmark", optional_index(touchpoint.benchmark)},
              {"others", optional_index(touchpoint.others)},
              {"gap", number(touchpoint.gap)},
              {"gap_low", number(touchpoint.gap_low)},
              {"gap_high", number(touchpoint.gap_high)},
              {"p", probability_value(touchpoint.p)},
              {"q", probability_value(touchpoint.q)}};
}

Json time_json(const TimeRow& time) {
  const auto beside_json = [](const TimeBesideScore& beside) {
    return Json{{"score", text(beside.score)},
                {"figures", figures_json(beside.figures)},
                {"correlation", number(beside.correlation)}};
  };
  return Json{{"time", text(time.time)},
              {"theme", text(time.theme)},
              {"label", text(time.label)},
              {"group", text(time.group)},
              {"records", time.records},
              {"mean", number(time.mean)},
              {"median", number(time.median)},
              {"p90", number(time.p90)},
              {"scores", list(time.scores, beside_json)}};
}

Json alert_json(const Alert& alert) {
  return Json{{"kind", name(alert.kind)},       {"rule", text(alert.rule)},
              {"theme", text(alert.theme)},     {"label", text(alert.label)},
              {"score", text(alert.score)},     {"segment", text(alert.segment)},
              {"period", text(alert.period)},   {"phrase", text(alert.phrase)},
              {"measure", text(alert.measure)}, {"value", number(alert.value)},
              {"base", number(alert.base)},     {"base_period", text(alert.base_period)},
              {"limit", number(alert.limit)},   {"q", probability_value(alert.q)},
              {"comments", alert.comments},     {"owner", text(alert.owner)}};
}

}  // namespace

Json share_gap_json(const std::optional<ShareGap>& gap) {
  if (!gap) return nullptr;
  return Json{{"others", number(gap->others, kShareDecimals)},
              {"gap", number(gap->gap, kShareDecimals)},
              {"low", number(gap->low, kShareDecimals)},
              {"high", number(gap->high, kShareDecimals)},
              {"p", probability_value(gap->p)},
              {"q", probability_value(gap->q)}};
}

void write_breakdown_json(const Report& facts, ObjectWriter& report) {
  const Breakdown& cuts = facts.breakdown;
  report.member("segment_columns", texts(cuts.segment_columns));
  report.rows("segments", cuts.groups, group_json);
  report.member("spreads", list(cuts.spreads, spread_json));
  report.member("period_unit", text(name(cuts.unit)));
  report.member("undated", cuts.undated);
  report.member("periods", periods_json(facts));
  report.rows("series", cuts.series, series_json);
  report.rows("movements", cuts.movements, movement_json);
  report.member("changes", list(cuts.changes, change_json));
  report.member("rising", list(cuts.rising, rising_json));
  report.member("mix", list(cuts.mix, mix_json));
  report.member("events", list(cuts.events, event_json));
  report.member("stage_column", text(cuts.stage_column));
  report.member("stages", list(cuts.stages, stage_json));
  report.member("benchmark", text(cuts.benchmark));
  report.member("touchpoints", list(cuts.touchpoints, touchpoint_json));
  report.member("times", list(cuts.times, time_json));
  report.member("alerts", list(facts.alerts, alert_json));
  report.member("cut_notes", texts(cuts.notes));
}

}  // namespace verbatim
