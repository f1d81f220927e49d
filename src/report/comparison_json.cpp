#include "report/comparison_json.h"

#include "report/comparison_words.h"
#include "report/json_values.h"
#include "report/names.h"

namespace verbatim {
namespace {

using namespace json_values;

Json report_json(const ComparedReport& report) {
  return Json{{"name", text(report.name)},
              {"lexicon_version", text(report.lexicon_version)},
              {"records", report.records},
              {"analysed", report.analysed},
              {"read_again", report.is_read_again}};
}

Json unlike_json(const Unlikeness& part) {
  return Json{{"what", text(part.what)}, {"old", text(part.before)}, {"new", text(part.after)}};
}

Json figure_json(const Figure& figure) {
  return Json{{"n", figure.n},
              {"value", number(figure.value)},
              {"low", number(figure.low)},
              {"high", number(figure.high)}};
}

Json change_json(const std::optional<Change>& change, int decimals = kPointDecimals) {
  if (!change) return nullptr;
  return Json{{"value", number(change->value, decimals)}, {"low", number(change->low, decimals)},
              {"high", number(change->high, decimals)},   {"p", probability_value(change->p)},
              {"q", probability_value(change->q)},        {"moved", change->has_moved()}};
}

// By how much today's words alone change the figure.
Json words_json(const FigureChange& figure) {
  if (!figure.reported || !figure.reported->value || !figure.before.value) return nullptr;
  return number(*figure.before.value - *figure.reported->value);
}

Json pair_json(const FigureChange& figure) {
  return Json{{"old", figure_json(figure.before)},
              {"new", figure_json(figure.after)},
              {"reported", figure.reported ? figure_json(*figure.reported) : Json()},
              {"words", words_json(figure)},
              {"change", change_json(figure.change)}};
}

Json mix_json(const std::vector<ChangeSplit>& parts, int decimals) {
  return list(parts, [&](const ChangeSplit& part) {
    return Json{{"column", text(part.column)},
                {"mix", number(part.mix, decimals)},
                {"rate", number(part.rate, decimals)}};
  });
}

Json score_json(const ScoreChange& score) {
  return Json{{"score", text(score.name)},
              {"kind", text(kind_name(score.meaning))},
              {"unit", text(unit_name(score.meaning))},
              {"official", pair_json(score.official)},
              {"commenters", pair_json(score.commenters)},
              {"mix", mix_json(score.mix, kPointDecimals)},
              {"smallest", number(score.smallest)}};
}

Json line_json(const LineChange& line) {
  Json json = {{"name", text(line.name)}, {"label", text(line.label)}};
  json.update(pair_json(line.figure));
  return json;
}

Json side_json(const ThemeSide& side) {
  return Json{{"comments", side.comments ? Json(*side.comments) : Json()},
              {"share", number(side.share, kShareDecimals)},
              {"rank", side.rank ? Json(*side.rank) : Json()},
              {"impact", number(side.impact)},
              {"impact_low", number(side.impact_low)},
              {"impact_high", number(side.impact_high)}};
}

Json theme_words_json(const ThemeChange& theme) {
  if (!theme.reported || !theme.reported->comments || !theme.before.comments) return nullptr;
  return Json{{"comments", static_cast<std::int64_t>(*theme.before.comments) -
                               static_cast<std::int64_t>(*theme.reported->comments)},
              {"share", number(words_change(theme), kShareDecimals)}};
}

Json theme_json(const ThemeChange& theme) {
  return Json{{"theme", text(theme.theme)},
              {"label", text(theme.label)},
              {"level", name(theme.level)},
              {"polarity", polarity_name(theme.kind)},
              {"kind", name(theme.kind)},
              {"score", text(theme.score)},
              {"unit", text(theme.unit)},
              {"old", side_json(theme.before)},
              {"new", side_json(theme.after)},
              {"reported", theme.reported ? side_json(*theme.reported) : Json()},
              {"words", theme_words_json(theme)},
              {"share_change", change_json(theme.share, kShareDecimals)},
              {"impact_change", change_json(theme.impact)},
              {"mix", mix_json(theme.mix, kShareDecimals)}};
}

}  // namespace

void write_comparison_json(const Comparison& comparison, std::string& out) {
  const Json json = {{"schema_version", kComparisonSchemaVersion},
                     {"program_version", text(comparison.program_version)},
                     {"old", report_json(comparison.before)},
                     {"new", report_json(comparison.after)},
                     {"unlike", list(comparison.unlike, unlike_json)},
                     {"headline", texts(headline(comparison))},
                     {"scores", list(comparison.scores, score_json)},
                     {"lines", list(comparison.lines, line_json)},
                     {"themes", list(comparison.themes, theme_json)},
                     {"mix_columns", texts(comparison.mix_columns)},
                     {"smallest_share", number(comparison.smallest_share, kShareDecimals)},
                     {"warnings", texts(comparison.warnings)}};
  write_json(json, out);
}

}  // namespace verbatim
