#include "drivers/mix_table.h"

#include <algorithm>
#include <cmath>

#include "drivers/mix_rate.h"
#include "drivers/time_table.h"

namespace verbatim {
namespace {

constexpr double kPercent = 100;
constexpr double kSignificant = 0.05;

GroupRate share_cell(const Slice* slice, SliceCell cell) {
  if (slice == nullptr || slice->analysed() == 0) return {};
  const auto n = static_cast<double>(slice->analysed());
  return {n, kPercent * static_cast<double>(slice->count(cell).records) / n};
}

GroupRate score_cell(const ScoreMeaning& meaning, const ScoreSums& sums) {
  const auto figure = group_figure(meaning, sums);
  return figure ? GroupRate{static_cast<double>(sums.weight), figure->value} : GroupRate{};
}

class Splitter {
 public:
  Splitter(const Timeline& line, const SliceTally& tally, std::span<const DriverTheme> themes)
      : line_(line), tally_(tally), leaves_(complaint_leaves(tally.tree(), themes)) {
    for (const SegmentLine& segment : line.segments()) {
      if (columns_.empty() || columns_.back() != segment.column) columns_.push_back(segment.column);
    }
  }

  void append(const Movement& moved, std::span<const std::string> names, std::vector<MixRate>& to) const {
    const std::size_t now = line_.latest();
    for (const std::string& column : columns_) {
      std::vector<GroupPeriods> groups;
      std::vector<std::string> values;
      if (moved.of == SeriesOf::share) {
        const auto leaf = std::find_if(leaves_.begin(), leaves_.end(),
                                       [&](const ComplaintLeaf& l) { return l.id == moved.theme; });
        if (leaf == leaves_.end()) continue;
        collect(
            column, now, groups, values, [&](const Slice* slice) { return share_cell(slice, leaf->cell); },
            [&](std::size_t period) { return share_rest(column, period, leaf->cell); });
      } else {
        const auto score =
            static_cast<std::size_t>(std::find(names.begin(), names.end(), moved.score) - names.begin());
        collect(
            column, now, groups, values,
            [&](const Slice* slice) {
              return slice == nullptr ? GroupRate{}
                                      : score_cell(tally_.meanings()[score], slice->official(score));
            },
            [&](std::size_t period) { return score_rest(column, period, score); });
      }
      const auto split = split_mix_rate(groups);
      if (!split) continue;
      MixRate row;
      row.of = moved.of;
      row.theme = moved.theme;
      row.label = moved.label;
      row.score = moved.score;
      row.column = column;
      row.period = moved.period;
      row.base = moved.base;
      row.change = split->after - split->before;
      row.mix = split->mix;
      row.rate = split->rate;
      double most = 0;
      for (std::size_t i = 0; i < groups.size(); ++i) {
        const double part = split->parts[i].mix + split->parts[i].rate;
        if (part * row.change <= 0 || std::abs(part) <= std::abs(most)) continue;
        most = part;
        row.most_value = values[i];
      }
      row.most = most;
      to.push_back(std::move(row));
    }
  }

 private:
  template <class Of, class Rest>
  void collect(const std::string& column, std::size_t now, std::vector<GroupPeriods>& groups,
               std::vector<std::string>& values, Of of, Rest rest) const {
    const auto add = [&](const GroupRate& before, const GroupRate& after, const std::string& value) {
      if (before.weight <= 0 && after.weight <= 0) return;
      groups.push_back({before, after});
      values.push_back(value);
    };
    for (const SegmentLine& segment : line_.segments()) {
      if (segment.column == column) add(of(segment.slices[now - 1]), of(segment.slices[now]), segment.value);
    }
    add(rest(now - 1), rest(now), "other");
  }

  // The records of a period that are in none of the column's lines.
  GroupRate share_rest(const std::string& column, std::size_t period, SliceCell cell) const {
    const Slice* whole = line_.slice(period);
    if (whole == nullptr) return {};
    std::uint64_t n = whole->analysed();
    std::uint64_t hits = whole->count(cell).records;
    for (const SegmentLine& segment : line_.segments()) {
      const Slice* part = segment.column == column ? segment.slices[period] : nullptr;
      if (part == nullptr) continue;
      n -= part->analysed();
      hits -= part->count(cell).records;
    }
    if (n == 0) return {};
    return {static_cast<double>(n), kPercent * static_cast<double>(hits) / static_cast<double>(n)};
  }

  GroupRate score_rest(const std::string& column, std::size_t period, std::size_t score) const {
    const Slice* whole = line_.slice(period);
    if (whole == nullptr) return {};
    ScoreSums rest = whole->official(score);
    for (const SegmentLine& segment : line_.segments()) {
      const Slice* part = segment.column == column ? segment.slices[period] : nullptr;
      if (part != nullptr) rest = difference(rest, part->official(score));
    }
    return rest.n == 0 ? GroupRate{} : score_cell(tally_.meanings()[score], rest);
  }

  const Timeline& line_;
  const SliceTally& tally_;
  std::vector<ComplaintLeaf> leaves_;
  std::vector<std::string> columns_;
};

}  // namespace

std::vector<MixRate> mix_table(const Timeline& line, const SliceTally& tally,
                               std::span<const Movement> movements, std::span<const DriverTheme> themes,
                               std::span<const std::string> score_names) {
  std::vector<MixRate> rows;
  if (line.size() < 2 || line.latest() == 0 || line.segments().empty()) return rows;
  const Splitter splitter(line, tally, themes);
  const std::string latest = line.label(line.latest());
  for (const Movement& moved : movements) {
    if (moved.is_season || !moved.segment.empty() || moved.period != latest) continue;
    if (moved.q && *moved.q < kSignificant) splitter.append(moved, score_names, rows);
  }
  return rows;
}

}  // namespace verbatim
