#include "drivers/times_tally.h"

#include <algorithm>

#include "drivers/cut_table.h"
#include "drivers/driver_figures.h"

namespace verbatim {

TimesTally::TimesTally(std::span<const DriverTheme> themes, std::span<const ScoreMeaning> scores,
                       std::size_t segments)
    : tree_(themes), layout_(scores), columns_(segments), rollup_(themes.size()) {}

void TimesTally::add(const UnitFacts& unit, std::span<const std::string> segments) {
  if (!has_times()) return;
  const bool has_any = std::any_of(layout_.times().begin(), layout_.times().end(),
                                   [&](std::size_t time) { return unit.scores[time].present; });
  if (!has_any) return;
  all_.add(layout_, unit.scores);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Column& column = columns_[c];
    if (column.has_too_many) continue;
    column.groups.try_emplace(segments[c]).first->second.add(layout_, unit.scores);
    if (column.groups.size() <= kMostValues) continue;
    column.has_too_many = true;
    column.groups.clear();
  }
  if (!unit.analysed) return;
  rollup_.roll(tree_, unit.themes);
  for (const ThemeId theme : rollup_.touched()) {
    if (!tree_.is_general(theme) && rollup_.hit(theme).is_leaf(DriverKind::complaint))
      themes_[theme].add(layout_, unit.scores);
  }
}

void TimesTally::merge(const TimesTally& other) {
  all_.merge(other.all_);
  for (const auto& [theme, group] : other.themes_) themes_[theme].merge(group);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    Column& column = columns_[c];
    column.has_too_many = column.has_too_many || other.columns_[c].has_too_many;
    if (!column.has_too_many) {
      for (const auto& [value, group] : other.columns_[c].groups) column.groups[value].merge(group);
      column.has_too_many = column.groups.size() > kMostValues;
    }
    if (column.has_too_many) column.groups.clear();
  }
}

std::vector<TimeRow> TimesTally::rows(std::span<const DriverTheme> themes,
                                      std::span<const std::string> score_names,
                                      std::span<const std::string> columns) const {
  std::vector<TimeRow> rows;
  const auto append = [&](const TimeGroup& group, const TimeRow& names) {
    for (const TimeFigures& time : group.finish(layout_)) {
      if (time.figures.main.n < kMinListed) continue;
      TimeRow row = names;
      row.time = score_names[time.score];
      row.records = time.figures.main.n;
      row.mean = time.figures.main.value;
      row.median = time.figures.median;
      row.p90 = time.figures.p90;
      for (const ScoreBesideTime& beside : time.beside)
        row.scores.push_back({score_names[beside.score], beside.figures, beside.correlation.value});
      rows.push_back(std::move(row));
    }
  };
  const auto sort_from = [&](std::size_t first) {
    std::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(),
                     [](const TimeRow& a, const TimeRow& b) { return a.records > b.records; });
  };
  append(all_, {});
  std::size_t first = rows.size();
  for (const auto& [theme, group] : themes_) {
    DriverRow driver;
    fill_names(tree_, themes[ThemeTree::index(theme)],
               {theme, DriverKind::complaint, CellLevel::leaf, DriverLevel::leaf}, driver);
    TimeRow names;
    names.theme = driver.theme;
    names.label = driver.label;
    append(group, names);
  }
  sort_from(first);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    first = rows.size();
    for (const auto& [value, group] : columns_[c].groups) {
      TimeRow names;
      names.group = columns[c] + "=" + shown_value(value);
      append(group, names);
    }
    sort_from(first);
    // As in the table of groups: what is beyond the largest is in the tables of all records only.
    std::size_t kept = 0;
    std::erase_if(rows, [&, i = std::size_t{0}](const TimeRow&) mutable {
      return i++ >= first && kept++ >= kMostGroups * layout_.times().size();
    });
  }
  return rows;
}

bool TimesTally::operator==(const TimesTally& other) const {
  return all_ == other.all_ && themes_ == other.themes_ && columns_ == other.columns_;
}

}  // namespace verbatim
