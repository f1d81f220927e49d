#include "drivers/driver_table.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "drivers/score_tally.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr DriverKind kKinds[] = {DriverKind::complaint, DriverKind::praise};

enum class Section : std::uint8_t { ranked, strengthless, too_few, parent, general };

// A row on its way: what it is sorted by beside it.
struct Draft {
  DriverRow row;
  Section section = Section::ranked;
  double strength = 0;  // how much the row hurts (complaint) or helps (praise)
};

struct CellAddress {
  ThemeId theme{};
  DriverKind kind = DriverKind::complaint;
  CellLevel level = CellLevel::leaf;
  DriverLevel shown_as = DriverLevel::leaf;
};

// The rows that a theme may have: its leaf cell, and its whole branch if it has one. A general theme has one
// row.
std::vector<CellAddress> cells_of(const ThemeTree& tree, ThemeId theme, DriverKind kind) {
  if (tree.is_general(theme)) return {{theme, kind, CellLevel::rolled, DriverLevel::general}};
  std::vector<CellAddress> cells{{theme, kind, CellLevel::leaf, DriverLevel::leaf}};
  if (tree.has_children(theme)) cells.push_back({theme, kind, CellLevel::rolled, DriverLevel::parent});
  return cells;
}

Section section_of(const CellAddress& cell, std::uint64_t comments, bool has_strength) {
  if (cell.shown_as == DriverLevel::general) return Section::general;
  if (cell.shown_as == DriverLevel::parent) return Section::parent;
  if (comments < kMinRanked) return Section::too_few;
  return has_strength ? Section::ranked : Section::strengthless;
}

// The one order of driver rows within a score and kind.
bool comes_before(const Draft& a, const Draft& b) {
  if (a.section != b.section) return a.section < b.section;
  if (a.strength != b.strength) return a.strength > b.strength;
  if (a.row.comments != b.row.comments) return a.row.comments > b.row.comments;
  if (a.row.theme != b.row.theme) return a.row.theme < b.row.theme;
  return a.row.level < b.row.level;
}

using Field = std::optional<double> DriverRow::*;

// Writes q beside each p that is there.
void fill_q(std::span<DriverRow* const> family, Field p, Field q) {
  std::vector<double> values;
  for (const DriverRow* row : family) {
    if (row->*p) values.push_back(*(row->*p));
  }
  const std::vector<double> adjusted = benjamini_hochberg(values);
  std::size_t next = 0;
  for (DriverRow* row : family) {
    if (row->*p) row->*q = adjusted[next++];
  }
}

// q over the leaves that pass the minimum n, of both kinds.
void fill_family(std::span<Draft> drafts) {
  std::vector<DriverRow*> family;
  for (Draft& draft : drafts) {
    if (draft.section == Section::ranked || draft.section == Section::strengthless)
      family.push_back(&draft.row);
  }
  fill_q(family, &DriverRow::p, &DriverRow::q);
  fill_q(family, &DriverRow::severity_p, &DriverRow::severity_q);
}

class TableMaker {
 public:
  TableMaker(const DriverTally& tally, std::span<const DriverTheme> themes, const QuoteSample& sample,
             std::span<const std::string> sources)
      : tally_(tally), themes_(themes), sample_(sample), sources_(sources) {}

  // Appends the rows of one score; without a score, those by sentiment.
  void append(std::optional<std::size_t> score, std::string_view name, std::vector<DriverRow>& rows) const {
    std::vector<Draft> drafts;
    for (const DriverKind kind : kKinds) {
      for (std::size_t i = 0; i < themes_.size(); ++i) {
        for (const CellAddress& cell :
             cells_of(tally_.tree(), ThemeId{static_cast<std::uint32_t>(i)}, kind)) {
          std::optional<Draft> draft = score ? draft_by_score(cell, *score) : draft_by_sentiment(cell);
          if (draft) drafts.push_back(std::move(*draft));
        }
      }
    }
    std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
      return a.row.kind != b.row.kind ? a.row.kind < b.row.kind : comes_before(a, b);
    });
    fill_family(drafts);
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      DriverRow& row = drafts[i].row;
      if (i > 0 && row.kind != drafts[i - 1].row.kind) rank = 0;
      if (drafts[i].section == Section::ranked) row.rank = ++rank;
      row.score = name;
      rows.push_back(std::move(row));
    }
  }

 private:
  std::optional<Draft> draft_by_score(const CellAddress& cell, std::size_t score) const {
    const ScoreMeaning& meaning = tally_.meaning(score);
    const ScoreSums& with = tally_.sums(cell.theme, cell.kind, cell.level, score);
    if (with.n < kMinListed) return std::nullopt;
    const ScoreSums& all = tally_.commenters(score).sums();
    const std::optional<GroupFigure> with_figure = group_figure(meaning, with);
    const std::optional<GroupFigure> others_figure = group_figure(meaning, difference(all, with));

    Draft draft;
    DriverRow& row = draft.row;
    row.unit = unit_name(meaning);
    row.comments = with.n;
    row.share = static_cast<double>(with.n) / static_cast<double>(all.n);
    if (with_figure) row.score_with = with_figure->value;
    if (others_figure) row.score_without = others_figure->value;
    if (with_figure && others_figure) {
      if (const std::optional<Estimate> impact = leave_out_impact(*with_figure, *others_figure)) {
        row.impact = impact->value;
        row.impact_low = impact->low;
        row.impact_high = impact->high;
        row.p = impact->p;
        const bool falls_is_strong = (cell.kind == DriverKind::complaint) != is_low_figure_good(meaning);
        draft.strength = falls_is_strong ? -impact->value : impact->value;
      }
    }
    const ScoreSums other_mentions = difference(tally_.any(cell.kind, score), with);
    if (const std::optional<Estimate> severity = figure_difference(meaning, with, other_mentions)) {
      row.severity = severity->value;
      row.severity_low = severity->low;
      row.severity_high = severity->high;
      row.severity_p = severity->p;
    }
    draft.section = section_of(cell, row.comments, row.impact.has_value());
    fill_names(cell, row);
    return draft;
  }

  std::optional<Draft> draft_by_sentiment(const CellAddress& cell) const {
    const CellCount& count = tally_.count(cell.theme, cell.kind, cell.level);
    if (count.records < kMinListed) return std::nullopt;
    Draft draft;
    draft.row.comments = count.records;
    draft.row.share = static_cast<double>(count.records) / static_cast<double>(tally_.analysed());
    if (count.with_sentiment > 0) {
      const double mean =
          static_cast<double>(count.sentiment_milli) / (1000.0 * static_cast<double>(count.with_sentiment));
      draft.strength = draft.row.share * (cell.kind == DriverKind::complaint ? -mean : mean);
    }
    draft.section = section_of(cell, count.records, count.with_sentiment > 0);
    fill_names(cell, draft.row);
    return draft;
  }

  void fill_names(const CellAddress& cell, DriverRow& row) const {
    const DriverTheme& theme = themes_[ThemeTree::index(cell.theme)];
    const bool is_unspecified = cell.shown_as == DriverLevel::leaf && tally_.tree().has_children(cell.theme);
    row.theme = theme.id;
    row.label = is_unspecified ? theme.label + ", unspecified" : theme.label;
    row.level = cell.shown_as;
    row.kind = cell.kind;
    row.too_few_to_rank = cell.shown_as == DriverLevel::leaf && row.comments < kMinRanked;
    row.quotes = sample_.quotes(cell.theme, cell.kind, cell.level, sources_);
  }

  const DriverTally& tally_;
  std::span<const DriverTheme> themes_;
  const QuoteSample& sample_;
  std::span<const std::string> sources_;
};

}  // namespace

std::vector<DriverRow> make_driver_rows(const DriverTally& tally, std::span<const DriverTheme> themes,
                                        std::span<const std::string> score_names, const QuoteSample& sample,
                                        std::span<const std::string> sources) {
  assert(themes.size() == tally.tree().size() && score_names.size() == tally.scores());
  const TableMaker maker(tally, themes, sample, sources);
  std::vector<DriverRow> rows;
  if (score_names.empty()) maker.append(std::nullopt, "", rows);
  for (std::size_t score = 0; score < score_names.size(); ++score)
    maker.append(score, score_names[score], rows);
  return rows;
}

std::vector<ThemeRow> make_theme_rows(const DriverTally& tally, std::span<const DriverTheme> themes) {
  assert(themes.size() == tally.tree().size());
  std::vector<ThemeRow> rows;
  for (std::size_t i = 0; i < themes.size(); ++i) {
    const ThemeCounts& counts = tally.theme(ThemeId{static_cast<std::uint32_t>(i)});
    rows.push_back({.id = themes[i].id,
                    .label = themes[i].label,
                    .parent = themes[i].parent ? themes[ThemeTree::index(*themes[i].parent)].id : "",
                    .comments = counts.comments(),
                    .negative = counts.negative,
                    .neutral = counts.neutral,
                    .positive = counts.positive,
                    .mixed = counts.mixed});
  }
  std::sort(rows.begin(), rows.end(), [](const ThemeRow& a, const ThemeRow& b) { return a.id < b.id; });
  return rows;
}

}  // namespace verbatim
