#include "drivers/timeline.h"

#include <algorithm>

#include "scores/period.h"

namespace verbatim {
namespace {

constexpr std::int32_t kDaysPerWeek = 7;

// How many days of a period may be missing before it counts as a part.
std::int32_t slack_of(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::week:
      return 2;
    case PeriodUnit::month:
      return 3;
    case PeriodUnit::quarter:
      return 9;
    case PeriodUnit::day:
    case PeriodUnit::none:
      break;
  }
  return 0;
}

}  // namespace

Timeline::Timeline(const SliceTally& tally, std::span<const std::string> columns,
                   std::span<const std::vector<CutGroup>> groups)
    : tally_(tally) {
  auto sorted = tally.periods().sorted();
  drop_strays(sorted);
  if (sorted.empty()) return;
  const std::int32_t last = SliceTally::period_of_key(sorted.back().first);
  first_ = SliceTally::period_of_key(sorted.front().first);
  // A date that is off by centuries makes no timeline of a thousand empty months.
  if (static_cast<std::size_t>(last - first_) >= kMostPeriods) {
    first_ = last - static_cast<std::int32_t>(kMostPeriods) + 1;
    was_cut_ = true;
  }
  slices_.resize(static_cast<std::size_t>(last - first_) + 1);
  for (const auto& [key, slice] : sorted) {
    const std::int32_t period = SliceTally::period_of_key(key);
    if (period >= first_) slices_[static_cast<std::size_t>(period - first_)] = slice;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const SliceFamily& family = tally.crossed(c);
    if (family.has_too_many()) continue;
    for (const CutGroup& group : groups[c]) {
      if (group.folded > 0) continue;
      SegmentLine line{group.name.text(), columns[c], group.name.values.front(), {}};
      for (std::size_t i = 0; i < slices_.size(); ++i)
        line.slices.push_back(
            family.find(group.key + SliceTally::kSeparator + SliceTally::period_key(number(i))));
      segments_.push_back(std::move(line));
    }
  }
  latest_ = slices_.size() - 1;
  for (std::size_t i = slices_.size(); i-- > 0;) {
    if (slices_[i] == nullptr || slices_[i]->analysed() < kMinRanked) continue;
    latest_ = i;
    break;
  }
}

// A placeholder such as 1900-01-01 or 9999-12-31 would make a timeline of empty years, in which what is real
// has no place.
void Timeline::drop_strays(std::vector<std::pair<std::string_view, const Slice*>>& sorted) {
  constexpr std::uint64_t kOneIn = 200;
  std::uint64_t all = 0;
  for (const auto& [key, slice] : sorted) all += slice->records();
  const auto is_apart = [&](std::size_t a, std::size_t b) {
    return SliceTally::period_of_key(sorted[b].first) - SliceTally::period_of_key(sorted[a].first) >
           verbatim::periods_per_year(unit());
  };
  const auto may_go = [&](const Slice* slice) { return (strays_ + slice->records()) * kOneIn <= all; };
  while (sorted.size() > 1 && may_go(sorted.back().second) &&
         is_apart(sorted.size() - 2, sorted.size() - 1)) {
    strays_ += sorted.back().second->records();
    sorted.pop_back();
  }
  std::size_t first = 0;
  while (first + 1 < sorted.size() && may_go(sorted[first].second) && is_apart(first, first + 1))
    strays_ += sorted[first++].second->records();
  sorted.erase(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(first));
}

std::string Timeline::label(std::size_t period) const {
  return period_label(number(period), unit());
}

bool Timeline::is_partial(std::size_t period) const {
  // What lies within the line; placeholders far from it tell nothing of its ends.
  if (period != 0 && period + 1 != size()) return false;
  const auto days = tally_.days();
  if (!days) return false;
  const std::int32_t slack = slack_of(unit());
  return days->first > first_day_of(number(period), unit()) + slack ||
         days->second < last_day_of(number(period), unit()) - slack;
}

std::size_t Timeline::periods_per_year() const {
  return unit() == PeriodUnit::day ? kDaysPerWeek
                                   : static_cast<std::size_t>(verbatim::periods_per_year(unit()));
}

std::size_t Timeline::first_place() const {
  const auto per_year = static_cast<std::int32_t>(periods_per_year());
  if (per_year == 0) return 0;
  const std::int32_t place = first_ % per_year;
  return static_cast<std::size_t>(place < 0 ? place + per_year : place);
}

std::optional<std::size_t> Timeline::season_before(std::size_t period) const {
  const auto year = static_cast<std::size_t>(verbatim::periods_per_year(unit()));
  if (year == 0 || period < year || slices_[period - year] == nullptr) return std::nullopt;
  return period - year;
}

}  // namespace verbatim
