#include "drivers/cut_table.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <boost/math/distributions/chi_squared.hpp>

#include "drivers/q_values.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr DriverKind kKinds[] = {DriverKind::complaint, DriverKind::praise};
constexpr double kFewestExpected = 3;

std::vector<std::string> parts_of_key(std::string_view key) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(key.find(SliceTally::kSeparator, begin), key.size());
    parts.emplace_back(key.substr(begin, end - begin));
    if (end == key.size()) return parts;
    begin = end + 1;
  }
}

// A share as a number of hits out of an effective size.
struct Proportion {
  double hits = 0;
  double n = 0;
};

Proportion proportion_of(const ScoreSums& with, const ScoreSums& all) {
  const double n = all.effective();
  return {n * static_cast<double>(with.weight) / static_cast<double>(all.weight), n};
}

std::optional<ShareGap> gap_of(const Proportion& here, const Proportion& there) {
  if (here.n <= 0 || there.n <= 0) return std::nullopt;
  const Estimate estimate = share_difference(here.hits, here.n, there.hits, there.n);
  ShareGap gap;
  gap.others = there.hits / there.n;
  gap.gap = estimate.value;
  gap.low = estimate.low;
  gap.high = estimate.high;
  gap.p = estimate.p;
  return gap;
}

bool is_in_family(const DriverRow& row) {
  return row.level == DriverLevel::leaf && row.comments >= kMinRanked;
}

// Ranks the leaves of one kind among rows[first..) by strength, and sorts them as in a driver table.
void rank_rows(std::vector<DriverRow>& rows, std::size_t first, std::span<const double> strengths) {
  std::vector<std::size_t> order(rows.size() - first);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto section = [&](const DriverRow& row) {
    if (row.level != DriverLevel::leaf) return row.level == DriverLevel::parent ? 2 : 3;
    return row.comments < kMinRanked ? 1 : 0;
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const DriverRow& x = rows[first + a];
    const DriverRow& y = rows[first + b];
    if (x.kind != y.kind) return x.kind < y.kind;
    if (section(x) != section(y)) return section(x) < section(y);
    if (strengths[a] != strengths[b]) return strengths[a] > strengths[b];
    if (x.comments != y.comments) return x.comments > y.comments;
    if (x.theme != y.theme) return x.theme < y.theme;
    return x.level < y.level;
  });
  std::vector<DriverRow> sorted;
  sorted.reserve(order.size());
  std::uint32_t ranks[kDriverKinds] = {};
  for (const std::size_t i : order) {
    DriverRow& row = rows[first + i];
    const bool has_strength = row.score.empty() || row.impact.has_value();
    if (is_in_family(row) && has_strength) row.rank = ++ranks[static_cast<std::size_t>(row.kind)];
    row.too_few_to_rank = row.level == DriverLevel::leaf && row.comments < kMinRanked;
    sorted.push_back(std::move(row));
  }
  std::move(sorted.begin(), sorted.end(), rows.begin() + static_cast<std::ptrdiff_t>(first));
}

}  // namespace

std::string shown_value(std::string_view value) {
  return value.empty() ? std::string("(empty)") : std::string(value);
}

std::vector<CutGroup> fold_groups(const SliceFamily& family, GroupSort sort,
                                  const std::vector<std::string>& columns, std::size_t scores) {
  auto slices = family.sorted();
  std::stable_sort(slices.begin(), slices.end(),
                   [](const auto& a, const auto& b) { return a.second->records() > b.second->records(); });
  std::size_t kept = 0;
  while (kept < slices.size() && kept < kMostGroups && slices[kept].second->records() >= kMinRanked) ++kept;
  if (slices.size() - kept == 1) kept = slices.size();
  std::vector<CutGroup> groups;
  for (std::size_t i = 0; i < kept; ++i) {
    CutGroup group{sort, {columns, {}}, std::string(slices[i].first), 0, *slices[i].second};
    for (const std::string& value : parts_of_key(slices[i].first))
      group.name.values.push_back(shown_value(value));
    groups.push_back(std::move(group));
  }
  if (kept == slices.size()) return groups;
  CutGroup other{sort, {columns, {}}, "", slices.size() - kept, Slice(Slice::Depth::whole, scores)};
  for (std::size_t i = kept; i < slices.size(); ++i) other.slice.merge(*slices[i].second);
  const std::string value =
      fmt::format("other ({} {})", other.folded, columns.size() > 1 ? "combinations" : "values");
  other.name.values.assign(1, value);
  other.name.columns.assign(1, fmt::format("{}", fmt::join(columns, ", ")));
  groups.push_back(std::move(other));
  return groups;
}

CutTable::CutTable(const SliceTally& tally, std::span<const DriverTheme> themes,
                   std::span<const std::string> score_names)
    : tally_(tally), themes_(themes), names_(score_names) {}

std::vector<GroupRow> CutTable::rows(std::span<const CutGroup> groups) const {
  std::vector<GroupRow> rows;
  for (const CutGroup& group : groups) {
    const Slice& slice = group.slice;
    GroupRow row;
    row.sort = group.sort;
    row.name = group.name;
    row.folded = group.folded;
    row.records = slice.records();
    row.analysed = slice.analysed();
    if (slice.with_sentiment() > 0)
      row.sentiment = static_cast<double>(slice.sentiment_milli()) /
                      (1000.0 * static_cast<double>(slice.with_sentiment()));
    for (std::size_t s = 0; s < names_.size(); ++s) {
      const ScoreMeaning& meaning = tally_.meanings()[s];
      GroupScore score;
      score.score = names_[s];
      score.official = figures_of(meaning, slice.official(s));
      score.analysed = figures_of(meaning, slice.analysed(s));
      const ScoreSums others = difference(tally_.all().official(s), slice.official(s));
      if (slice.official(s).n >= kMinListed && others.n >= kMinListed) {
        if (const auto gap = figure_difference(meaning, slice.official(s), others)) {
          score.gap = gap->value;
          score.gap_low = gap->low;
          score.gap_high = gap->high;
          score.p = gap->p;
        }
      }
      row.scores.push_back(std::move(score));
    }
    rows.push_back(std::move(row));
  }
  for (std::size_t s = 0; s < names_.size(); ++s) {
    std::vector<GroupScore*> family;
    for (GroupRow& row : rows) {
      if (row.scores[s].official.main.n >= kMinRanked) family.push_back(&row.scores[s]);
    }
    fill_q(family, &GroupScore::p, &GroupScore::q);
  }
  return rows;
}

void CutTable::append_slice_score(const Slice& slice, const Against& against, std::size_t score,
                                  std::vector<DriverRow>& rows) const {
  const ScoreMeaning& meaning = tally_.meanings()[score];
  const ScoreSums& all = slice.analysed(score);
  ScoreSums others;
  if (against.slice != nullptr) {
    others = against.slice->analysed(score);
    if (against.without_it) others = difference(others, all);
  }
  std::vector<double> strengths;
  const std::size_t first = rows.size();
  for (const DriverKind kind : kKinds) {
    for (std::size_t t = 0; t < themes_.size(); ++t) {
      for (const DriverCell& cell : cells_of(tally_.tree(), ThemeId{static_cast<std::uint32_t>(t)}, kind)) {
        const SliceCell at = slice_cell(tally_.tree(), cell.theme, kind, cell.level);
        if (slice.count(at).records < kMinListed) continue;
        const ScoreSums with = slice.sums(at, score);
        if (with.n < kMinListed || with.weight == 0) continue;
        DriverRow row;
        fill_names(tally_.tree(), themes_[t], cell, row);
        row.score = names_[score];
        fill_figures(meaning, with, all, slice.any(kind, score), row);
        if (others.weight > 0) {
          ScoreSums others_with = against.slice->sums(at, score);
          if (against.without_it) others_with = difference(others_with, with);
          row.gap = gap_of(proportion_of(with, all), proportion_of(others_with, others));
        }
        strengths.push_back(row.impact ? strength_sign(meaning, kind) * *row.impact : 0);
        rows.push_back(std::move(row));
      }
    }
  }
  rank_rows(rows, first, strengths);
}

void CutTable::append_slice_counts(const Slice& slice, const Against& against,
                                   std::vector<DriverRow>& rows) const {
  const auto analysed = static_cast<double>(slice.analysed());
  const std::uint64_t others = against.slice == nullptr ? 0
                               : against.without_it     ? against.slice->analysed() - slice.analysed()
                                                        : against.slice->analysed();
  std::vector<double> strengths;
  const std::size_t first = rows.size();
  for (const DriverKind kind : kKinds) {
    for (std::size_t t = 0; t < themes_.size(); ++t) {
      for (const DriverCell& cell : cells_of(tally_.tree(), ThemeId{static_cast<std::uint32_t>(t)}, kind)) {
        const SliceCell at = slice_cell(tally_.tree(), cell.theme, kind, cell.level);
        const CellCount count = slice.count(at);
        if (count.records < kMinListed) continue;
        DriverRow row;
        fill_names(tally_.tree(), themes_[t], cell, row);
        row.comments = count.records;
        row.share = static_cast<double>(count.records) / analysed;
        if (others > 0) {
          const std::uint64_t with =
              against.slice->count(at).records - (against.without_it ? count.records : 0);
          row.gap = gap_of({static_cast<double>(count.records), analysed},
                           {static_cast<double>(with), static_cast<double>(others)});
        }
        const double mean = count.with_sentiment == 0 ? 0
                                                      : static_cast<double>(count.sentiment_milli) /
                                                            static_cast<double>(count.with_sentiment);
        strengths.push_back(row.share * (kind == DriverKind::complaint ? -mean : mean));
        rows.push_back(std::move(row));
      }
    }
  }
  rank_rows(rows, first, strengths);
}

void CutTable::append_slice(const Slice& slice, const Against& against, const std::string& segment,
                            const std::string& period, std::vector<DriverRow>& rows) const {
  const std::size_t first = rows.size();
  for (std::size_t s = 0; s < names_.size(); ++s) append_slice_score(slice, against, s, rows);
  if (names_.empty()) append_slice_counts(slice, against, rows);
  for (std::size_t i = first; i < rows.size(); ++i) {
    rows[i].segment = segment;
    rows[i].period = period;
  }
}

void CutTable::append_drivers(std::span<const CutGroup> groups, std::vector<DriverRow>& rows) const {
  const std::size_t first = rows.size();
  for (const CutGroup& group : groups)
    append_slice(group.slice, {&tally_.all(), true}, group.name.text(), "", rows);
  const bool is_crossed = !groups.empty() && (groups.front().sort == GroupSort::pair ||
                                              groups.front().sort == GroupSort::persona);
  if (!is_crossed) return;
  rows.erase(std::remove_if(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(),
                            [](const DriverRow& row) {
                              return row.level != DriverLevel::leaf || row.kind != DriverKind::complaint;
                            }),
             rows.end());
}

std::vector<ThemeSpread> CutTable::spreads(std::span<const CutGroup> groups) const {
  std::vector<ThemeSpread> spreads;
  for (std::size_t t = 0; t < themes_.size(); ++t) {
    const ThemeId theme{static_cast<std::uint32_t>(t)};
    if (tally_.tree().is_general(theme)) continue;
    const SliceCell cell = slice_cell(tally_.tree(), theme, DriverKind::complaint, CellLevel::leaf);
    std::uint64_t all_hits = 0;
    std::uint64_t all = 0;
    for (const CutGroup& group : groups) {
      all_hits += group.slice.count(cell).records;
      all += group.slice.analysed();
    }
    if (all_hits < kMinRanked || all_hits == all) continue;
    const double expected_share = static_cast<double>(all_hits) / static_cast<double>(all);
    ThemeSpread spread;
    double hits = 0;
    double n = 0;
    std::vector<std::pair<double, double>> cells;  // hits and size
    for (const CutGroup& group : groups) {
      const auto size = static_cast<double>(group.slice.analysed());
      // Chi-squared is no good where next to nothing is expected.
      if (group.folded > 0 || group.slice.analysed() < kMinRanked || size * expected_share < kFewestExpected)
        continue;
      const auto here = static_cast<double>(group.slice.count(cell).records);
      const double share = here / size;
      if (cells.empty() || share > spread.most_share) {
        spread.most_share = share;
        spread.most = group.name.values.front();
      }
      if (cells.empty() || share < spread.least_share) {
        spread.least_share = share;
        spread.least = group.name.values.front();
      }
      hits += here;
      n += size;
      cells.emplace_back(here, size);
    }
    if (cells.size() < 2 || hits <= 0 || hits >= n) continue;
    spread.values = cells.size();
    const double share = hits / n;
    for (const auto& [here, size] : cells) {
      const double off = here - size * share;
      spread.chi_squared += off * off / (size * share * (1 - share));
    }
    const boost::math::chi_squared distribution(static_cast<double>(spread.values - 1));
    spread.p = boost::math::cdf(boost::math::complement(distribution, spread.chi_squared));
    spread.column = groups.front().name.columns.front();
    DriverRow names;
    fill_names(tally_.tree(), themes_[t], {theme, DriverKind::complaint, CellLevel::leaf, DriverLevel::leaf},
               names);
    spread.theme = names.theme;
    spread.label = names.label;
    spreads.push_back(std::move(spread));
  }
  fill_q(spreads, &ThemeSpread::p, &ThemeSpread::q);
  std::sort(spreads.begin(), spreads.end(), [](const ThemeSpread& a, const ThemeSpread& b) {
    const double x = a.most_share - a.least_share;
    const double y = b.most_share - b.least_share;
    if ((a.q < 0.05) != (b.q < 0.05)) return a.q < b.q;
    if (x != y) return x > y;
    return a.theme < b.theme;
  });
  return spreads;
}

void fill_cut_q(std::vector<DriverRow>& drivers, std::vector<DriverRow>& cuts) {
  std::map<std::string, std::vector<DriverRow*>> families;
  for (DriverRow& row : drivers) {
    if (row.q) families[row.score].push_back(&row);
  }
  for (DriverRow& row : cuts) {
    if (is_in_family(row)) families[row.score].push_back(&row);
  }
  for (auto& [score, family] : families) {
    fill_q(family, &DriverRow::p, &DriverRow::q);
    fill_q(family, &DriverRow::severity_p, &DriverRow::severity_q);
    std::vector<ShareGap*> gaps;
    for (DriverRow* row : family) {
      if (row->gap) gaps.push_back(&*row->gap);
    }
    fill_q(gaps, &ShareGap::p, &ShareGap::q);
  }
}

}  // namespace verbatim
