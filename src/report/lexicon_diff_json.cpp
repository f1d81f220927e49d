#include "report/lexicon_diff_json.h"

#include "report/json_values.h"
#include "report/names.h"

namespace verbatim {
namespace {

using namespace json_values;

Json side_json(const DiffSide& side) {
  return Json{{"label", text(side.label)},
              {"sentiment", number(side.sentiment, 3)},
              {"themes", texts(side.themes)},
              {"evidence", list(side.evidence, word_json)}};
}

Json flipped_json(const FlippedComment& comment) {
  return Json{{"source", text(comment.source)},  {"row", comment.row},
              {"id", text(comment.id)},          {"text", text(comment.text)},
              {"gained", texts(comment.gained)}, {"lost", texts(comment.lost)},
              {"turned", texts(comment.turned)}, {"old", side_json(comment.before)},
              {"new", side_json(comment.after)}};
}

Json label_json(const LabelMove& move) {
  return Json{{"old", text(move.before)}, {"new", text(move.after)}, {"comments", move.comments}};
}

Json theme_json(const ThemeMove& move) {
  return Json{{"theme", text(move.id)}, {"label", text(move.label)}, {"old", move.before},
              {"new", move.after},      {"gained", move.gained},     {"lost", move.lost},
              {"turned", move.turned}};
}

Json figures_json(const std::optional<DriverFigures>& figures) {
  if (!figures) return nullptr;
  return Json{{"rank", figures->rank ? Json(*figures->rank) : Json()},
              {"comments", figures->comments},
              {"share", number(figures->share, kShareDecimals)},
              {"impact", number(figures->impact)}};
}

Json driver_json(const DriverMove& move) {
  return Json{{"theme", text(move.theme)},        {"label", text(move.label)},
              {"level", name(move.level)},        {"kind", name(move.kind)},
              {"score", text(move.score)},        {"unit", text(move.unit)},
              {"old", figures_json(move.before)}, {"new", figures_json(move.after)}};
}

}  // namespace

void write_diff_json(const LexiconDiff& diff, std::string& out) {
  const Json json = {
      {"schema_version", kDiffSchemaVersion},
      {"program_version", text(diff.program_version)},
      {"old", Json{{"name", text(diff.name_before)}, {"lexicon_version", text(diff.lexicon_before)}}},
      {"new", Json{{"name", text(diff.name_after)}, {"lexicon_version", text(diff.lexicon_after)}}},
      {"redacted", diff.redacted},
      {"inputs", list(diff.inputs, input_json)},
      {"ledger_old", ledger_json(diff.ledger_before)},
      {"ledger_new", ledger_json(diff.ledger_after)},
      {"notes", notes_json(diff.notes)},
      {"joins", list(diff.joins, join_json)},
      {"compared", diff.compared},
      {"flipped", diff.flipped},
      {"sentiment", list(diff.labels, label_json)},
      {"themes", list(diff.themes, theme_json)},
      {"drivers", list(diff.drivers, driver_json)},
      {"sample", list(diff.sample, flipped_json)},
      {"warnings", texts(diff.warnings)}};
  write_json(json, out);
}

}  // namespace verbatim
