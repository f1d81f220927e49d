#include "drivers/driver_figures.h"

#include "drivers/statistics.h"

namespace verbatim {

double strength_sign(const ScoreMeaning& meaning, DriverKind kind) {
  return (kind == DriverKind::complaint) != is_low_figure_good(meaning) ? -1 : 1;
}

void fill_figures(const ScoreMeaning& meaning, const ScoreSums& with, const ScoreSums& all,
                  const ScoreSums& any, DriverRow& row) {
  const std::optional<GroupFigure> with_figure = group_figure(meaning, with);
  const std::optional<GroupFigure> others_figure = group_figure(meaning, difference(all, with));
  row.unit = unit_name(meaning);
  row.comments = with.n;
  row.share = static_cast<double>(with.weight) / static_cast<double>(all.weight);
  if (with_figure) row.score_with = with_figure->value;
  if (others_figure) row.score_without = others_figure->value;
  if (with_figure && others_figure) {
    if (const std::optional<Estimate> impact = leave_out_impact(*with_figure, *others_figure)) {
      row.impact = impact->value;
      row.impact_low = impact->low;
      row.impact_high = impact->high;
      row.p = impact->p;
    }
  }
  if (const std::optional<Estimate> severity = figure_difference(meaning, with, difference(any, with))) {
    row.severity = severity->value;
    row.severity_low = severity->low;
    row.severity_high = severity->high;
    row.severity_p = severity->p;
  }
}

std::vector<DriverCell> cells_of(const ThemeTree& tree, ThemeId theme, DriverKind kind) {
  if (tree.is_general(theme)) return {{theme, kind, CellLevel::rolled, DriverLevel::general}};
  std::vector<DriverCell> cells{{theme, kind, CellLevel::leaf, DriverLevel::leaf}};
  if (tree.has_children(theme)) cells.push_back({theme, kind, CellLevel::rolled, DriverLevel::parent});
  return cells;
}

void fill_names(const ThemeTree& tree, const DriverTheme& theme, const DriverCell& cell, DriverRow& row) {
  const bool is_unspecified = cell.shown_as == DriverLevel::leaf && tree.has_children(cell.theme);
  row.theme = theme.id;
  row.label = is_unspecified ? theme.label + ", unspecified" : theme.label;
  row.kind = cell.kind;
  row.level = cell.shown_as;
}

}  // namespace verbatim
