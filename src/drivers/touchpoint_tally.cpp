#include "drivers/touchpoint_tally.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace verbatim {

std::vector<AreaSet> area_sets(std::size_t themes,
                               const std::function<std::span<const std::uint8_t>(ThemeId)>& areas_of) {
  std::vector<AreaSet> sets(themes);
  for (std::size_t t = 0; t < themes; ++t) {
    for (const std::uint8_t area : areas_of(ThemeId{static_cast<std::uint32_t>(t)}))
      sets[t] |= AreaSet{1} << area;
  }
  return sets;
}

TouchpointTally::TouchpointTally(std::size_t areas, std::span<const AreaSet> areas_of_theme)
    : areas_(areas), areas_of_theme_(areas_of_theme.begin(), areas_of_theme.end()) {
  assert(areas <= kMaxAreas);
  assert(std::all_of(areas_of_theme_.begin(), areas_of_theme_.end(), [areas](AreaSet set) {
    return static_cast<std::size_t>(std::bit_width(set)) <= areas;
  }));
}

void TouchpointTally::grow_to(std::size_t slots) {
  if (slots <= records_.size()) return;
  records_.resize(slots);
  cells_.resize(slots * areas_);
}

void TouchpointTally::add(std::size_t slot, std::span<const ThemeFinding> themes) {
  grow_to(slot + 1);
  ++records_[slot];
  AreaSet named = 0;
  AreaSet praised = 0;
  AreaSet blamed = 0;
  for (const ThemeFinding& finding : themes) {
    const AreaSet areas = areas_of_theme_[static_cast<std::size_t>(finding.theme)];
    named |= areas;
    if (finding.polarity == Polarity::positive || finding.polarity == Polarity::mixed) praised |= areas;
    if (finding.polarity == Polarity::negative || finding.polarity == Polarity::mixed) blamed |= areas;
  }
  for (AreaSet left = named; left != 0; left &= left - 1) {
    const auto area = static_cast<std::size_t>(std::countr_zero(left));
    const AreaSet bit = AreaSet{1} << area;
    CxCounts& cell = cells_[slot * areas_ + area];
    if ((praised & blamed & bit) != 0) {
      ++cell.both;
    } else if ((praised & bit) != 0) {
      ++cell.praise;
    } else if ((blamed & bit) != 0) {
      ++cell.complaint;
    } else {
      ++cell.neutral;
    }
  }
}

void TouchpointTally::merge(const TouchpointTally& other) {
  assert(areas_ == other.areas_ && areas_of_theme_ == other.areas_of_theme_);
  grow_to(other.slots());
  for (std::size_t s = 0; s < other.records_.size(); ++s) records_[s] += other.records_[s];
  for (std::size_t c = 0; c < other.cells_.size(); ++c) cells_[c].merge(other.cells_[c]);
}

std::uint64_t TouchpointTally::records(std::size_t slot) const {
  return slot < records_.size() ? records_[slot] : 0;
}

CxCounts TouchpointTally::counts(std::size_t slot, std::size_t area) const {
  assert(area < areas_);
  return slot < records_.size() ? cells_[slot * areas_ + area] : CxCounts{};
}

}  // namespace verbatim
