#include "drivers/driver_table.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>

#include "drivers/driver_figures.h"
#include "drivers/fair_shares.h"
#include "drivers/q_values.h"
#include "drivers/rank_bootstrap.h"
#include "drivers/score_tally.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr DriverKind kKinds[] = {DriverKind::complaint, DriverKind::praise};

enum class Section : std::uint8_t { ranked, strengthless, too_few, parent, general };

// A row on its way: what it is sorted by beside it.
struct Draft {
  DriverRow row;
  DriverCell cell;
  Section section = Section::ranked;
  double strength = 0;  // how much the row hurts (complaint) or helps (praise)
};

// Puts the interval and p that come of a standard error.
void set_error(double value, std::optional<double> error, std::optional<double>& low,
               std::optional<double>& high, std::optional<double>& p) {
  low = high = p = std::nullopt;
  if (!error) return;
  low = value - kZ95 * *error;
  high = value + kZ95 * *error;
  p = *error > 0 ? 2 * normal_cdf(-std::abs(value) / *error) : value == 0 ? 1 : 0;
}

Section section_of(const DriverCell& cell, std::uint64_t comments, bool has_strength) {
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
             std::span<const std::string> sources, const DriverTableOptions& options)
      : tally_(tally), themes_(themes), sample_(sample), sources_(sources), options_(options) {}

  // Appends the rows of one score; without a score, those by sentiment.
  void append(std::optional<std::size_t> score, std::string_view name, std::vector<DriverRow>& rows) const {
    std::vector<Draft> drafts;
    for (const DriverKind kind : kKinds) {
      for (std::size_t i = 0; i < themes_.size(); ++i) {
        for (const DriverCell& cell : cells_of(tally_.tree(), ThemeId{static_cast<std::uint32_t>(i)}, kind)) {
          std::optional<Draft> draft = score ? draft_by_score(cell, *score) : draft_by_sentiment(cell);
          if (draft) drafts.push_back(std::move(*draft));
        }
      }
    }
    std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
      return a.row.kind != b.row.kind ? a.row.kind < b.row.kind : comes_before(a, b);
    });
    fill_family(drafts);
    for (const DriverKind kind : kKinds) {
      std::vector<Draft*> ranked;
      for (Draft& draft : drafts) {
        if (draft.row.kind == kind && draft.section == Section::ranked) ranked.push_back(&draft);
      }
      for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i]->row.rank = static_cast<std::uint32_t>(i + 1);
      if (score && tally_.has_depth()) {
        fill_firmness(*score, kind, ranked);
        if (kind == DriverKind::complaint) fill_fair_shares(*score, ranked);
      }
    }
    for (Draft& draft : drafts) {
      draft.row.score = name;
      rows.push_back(std::move(draft.row));
    }
  }

 private:
  void fill_firmness(std::size_t score, DriverKind kind, std::span<Draft* const> ranked) const {
    std::vector<const BucketSums*> drivers;
    for (const Draft* draft : ranked) drivers.push_back(&tally_.buckets(draft->cell.theme, kind, score));
    const ScoreMeaning& meaning = tally_.meaning(score);
    const std::vector<RankFirmness> firmness =
        bootstrap_ranks(meaning, tally_.all_buckets(score), drivers, strength_sign(meaning, kind));
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      DriverRow& row = ranked[i]->row;
      row.rank_low = firmness[i].low;
      row.rank_high = firmness[i].high;
      row.stability = firmness[i].stability;
      row.next_p = firmness[i].next_p;
    }
  }

  void fill_fair_shares(std::size_t score, std::span<Draft* const> ranked) const {
    std::vector<ThemeId> leaves;
    for (const Draft* draft : ranked) leaves.push_back(draft->cell.theme);
    const ComplaintShares shares = complaint_shares(tally_, score, leaves);
    if (shares.shares.empty()) return;
    for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i]->row.fair_share = shares.shares[i];
  }

  // Errors that allow for several records of one customer.
  void cluster_errors(const DriverCell& cell, std::size_t score, DriverRow& row) const {
    const bool is_leaf = cell.shown_as == DriverLevel::leaf;
    const ScoreMeaning& meaning = tally_.meaning(score);
    const BucketSums none;
    const BucketSums& with = is_leaf ? tally_.buckets(cell.theme, cell.kind, score) : none;
    if (row.impact) {
      set_error(*row.impact,
                is_leaf ? clustered_impact_error(meaning, tally_.all_buckets(score), with) : std::nullopt,
                row.impact_low, row.impact_high, row.p);
    }
    if (row.severity) {
      const BucketSums others = BucketSums::difference(tally_.any_buckets(cell.kind, score), with);
      set_error(*row.severity, is_leaf ? clustered_difference_error(meaning, with, others) : std::nullopt,
                row.severity_low, row.severity_high, row.severity_p);
    }
  }

  void adjust(const DriverCell& cell, std::size_t score, DriverRow& row) const {
    if (const auto impact = options_.strata->impact(cell.theme, cell.kind, cell.level, score)) {
      row.adjusted_impact = impact->value;
      row.adjusted_impact_low = impact->low;
      row.adjusted_impact_high = impact->high;
    }
    if (const auto severity = options_.strata->severity(cell.theme, cell.kind, cell.level, score)) {
      row.adjusted_severity = severity->value;
      row.adjusted_severity_low = severity->low;
      row.adjusted_severity_high = severity->high;
    }
  }

  std::optional<Draft> draft_by_score(const DriverCell& cell, std::size_t score) const {
    const ScoreMeaning& meaning = tally_.meaning(score);
    const ScoreSums& with = tally_.sums(cell.theme, cell.kind, cell.level, score);
    if (with.n < kMinListed) return std::nullopt;
    const ScoreSums& all = tally_.commenters(score).sums();

    Draft draft;
    DriverRow& row = draft.row;
    fill_figures(meaning, with, all, tally_.any(cell.kind, score), row);
    if (row.impact) draft.strength = strength_sign(meaning, cell.kind) * *row.impact;
    if (options_.is_clustered && tally_.has_depth()) cluster_errors(cell, score, row);
    if (options_.strata != nullptr) adjust(cell, score, row);
    draft.cell = cell;
    draft.section = section_of(cell, row.comments, row.impact.has_value());
    fill_names(cell, row);
    return draft;
  }

  std::optional<Draft> draft_by_sentiment(const DriverCell& cell) const {
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

  void fill_names(const DriverCell& cell, DriverRow& row) const {
    verbatim::fill_names(tally_.tree(), themes_[ThemeTree::index(cell.theme)], cell, row);
    row.too_few_to_rank = cell.shown_as == DriverLevel::leaf && row.comments < kMinRanked;
    row.quotes = sample_.quotes(cell.theme, cell.kind, cell.level, sources_);
    if (options_.reach == nullptr) return;
    const PostCount& count = options_.reach->count(cell.theme, cell.kind, cell.level);
    row.posts = count.posts;
    row.authors = count.authors.count();
    row.reach = count.reach;
  }

  const DriverTally& tally_;
  std::span<const DriverTheme> themes_;
  const QuoteSample& sample_;
  std::span<const std::string> sources_;
  const DriverTableOptions& options_;
};

}  // namespace

std::vector<DriverRow> make_driver_rows(const DriverTally& tally, std::span<const DriverTheme> themes,
                                        std::span<const std::string> score_names, const QuoteSample& sample,
                                        std::span<const std::string> sources,
                                        const DriverTableOptions& options) {
  assert(themes.size() == tally.tree().size() && score_names.size() == tally.scores());
  const TableMaker maker(tally, themes, sample, sources, options);
  std::vector<DriverRow> rows;
  if (score_names.empty()) maker.append(std::nullopt, "", rows);
  for (std::size_t score = 0; score < score_names.size(); ++score)
    maker.append(score, score_names[score], rows);
  return rows;
}

std::vector<ThemeId> ranked_complaints(std::span<const DriverRow> rows, std::string_view score,
                                       std::span<const DriverTheme> themes) {
  std::vector<ThemeId> leaves;
  for (const DriverRow& row : rows) {
    if (row.score != score || row.kind != DriverKind::complaint || !row.rank) continue;
    const auto theme =
        std::find_if(themes.begin(), themes.end(), [&](const DriverTheme& t) { return t.id == row.theme; });
    if (theme != themes.end()) leaves.push_back(ThemeId{static_cast<std::uint32_t>(theme - themes.begin())});
  }
  return leaves;
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
