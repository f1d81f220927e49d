#include "drivers/report_mix.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "drivers/mix_rate.h"

namespace verbatim {
namespace {

constexpr const char* kFolded = "other";

using Rates = std::map<std::string, GroupRate>;  // by value of the column

// Pairs and personas tell the same records again.
bool is_of(const GroupRow& group, const std::string& column) {
  return group.sort == GroupSort::segment && group.name.columns.front() == column;
}

std::vector<std::string> columns_of(const Report& report) {
  std::vector<std::string> columns;
  for (const GroupRow& group : report.breakdown.groups) {
    if (group.sort != GroupSort::segment) continue;
    const std::string& column = group.name.columns.front();
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  }
  return columns;
}

std::string value_of(const GroupRow& group) {
  return group.folded > 0 ? std::string(kFolded) : group.name.values.front();
}

const GroupScore* score_of(const GroupRow& group, const std::string& score) {
  for (const GroupScore& candidate : group.scores) {
    if (candidate.score == score) return &candidate;
  }
  return nullptr;
}

Rates score_rates(const Report& report, const std::string& column, const std::string& score) {
  Rates rates;
  for (const GroupRow& group : report.breakdown.groups) {
    if (!is_of(group, column)) continue;
    const GroupScore* found = score_of(group, score);
    if (found == nullptr || !found->official.main.value) continue;
    rates[value_of(group)] = {static_cast<double>(found->official.main.n), *found->official.main.value};
  }
  return rates;
}

// The share of the theme in each group, 0..1.
Rates share_rates(const Report& report, const std::string& column, const ThemeChange& theme,
                  const ThemeSide& side) {
  Rates rates;
  double left = static_cast<double>(side.comments.value_or(0));
  double unlisted = 0;  // records of the groups without a row
  for (const GroupRow& group : report.breakdown.groups) {
    if (!is_of(group, column)) continue;
    const GroupScore* score = score_of(group, theme.score);
    const auto size = static_cast<double>(score != nullptr ? score->analysed.main.n : group.analysed);
    const std::string name = group.name.text();
    const auto row =
        std::find_if(report.cut_drivers.begin(), report.cut_drivers.end(), [&](const DriverRow& r) {
          return r.segment == name && r.period.empty() && r.theme == theme.theme && r.level == theme.level &&
                 r.kind == theme.kind && r.score == theme.score;
        });
    const bool is_listed = row != report.cut_drivers.end();
    rates[value_of(group)] = {size, is_listed ? row->share : -1};
    if (is_listed) {
      left -= static_cast<double>(row->comments);
    } else {
      unlisted += size;
    }
  }
  for (auto& [value, rate] : rates) {
    if (rate.figure < 0) rate.figure = unlisted > 0 ? std::max(0.0, left) / unlisted : 0;
  }
  return rates;
}

void add_split(const std::string& column, const Rates& before, const Rates& after,
               std::vector<ChangeSplit>& to) {
  std::map<std::string, GroupPeriods> groups;
  for (const auto& [value, rate] : before) groups[value].before = rate;
  for (const auto& [value, rate] : after) groups[value].after = rate;
  std::vector<GroupPeriods> periods;
  for (const auto& [value, group] : groups) periods.push_back(group);
  if (const auto split = split_mix_rate(periods)) to.push_back({column, split->mix, split->rate});
}

}  // namespace

void add_mix(const Report& before, const Report& after, Comparison& comparison) {
  if (!before.weighted_by.empty() || !after.weighted_by.empty()) return;
  const std::vector<std::string> theirs = columns_of(after);
  for (const std::string& column : columns_of(before)) {
    if (std::find(theirs.begin(), theirs.end(), column) == theirs.end()) continue;
    comparison.mix_columns.push_back(column);
    for (ScoreChange& score : comparison.scores) {
      if (!score.official.change) continue;
      add_split(column, score_rates(before, column, score.name), score_rates(after, column, score.name),
                score.mix);
    }
    for (ThemeChange& theme : comparison.themes) {
      if (!theme.share || !theme.share->has_moved() || !theme.before.comments || !theme.after.comments)
        continue;
      add_split(column, share_rates(before, column, theme, theme.before),
                share_rates(after, column, theme, theme.after), theme.mix);
    }
  }
}

}  // namespace verbatim
