// How often customers praise and complain of each area of contact: the counts behind the CX index. Records
// are counted, not mentions: one that complains of three themes of an area complains of the area once. Parts
// merge to the same in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "drivers/cx_index.h"
#include "verbatim/finding.h"

namespace verbatim {

// A set of areas, one bit for each: bit 0 is the first area.
using AreaSet = std::uint64_t;
inline constexpr std::size_t kMaxAreas = 64;

// The areas of each of `themes` themes, by ThemeId, as the tally wants them. `areas_of` is Lexicon::areas_of.
std::vector<AreaSet> area_sets(std::size_t themes,
                               const std::function<std::span<const std::uint8_t>(ThemeId)>& areas_of);

class TouchpointTally {
 public:
  // REQUIRES: areas <= kMaxAreas, no set holds an area beyond them.
  TouchpointTally(std::size_t areas, std::span<const AreaSet> areas_of_theme);

  // Counts an analysed record in one slot: all of the run, a period, a side of a comparison. What the slots
  // are is the caller's to say; they are few and dense from 0, and a record may be added to several. `themes`
  // are the record's findings, each theme once or, over several texts, more than once.
  void add(std::size_t slot, std::span<const ThemeFinding> themes);
  // REQUIRES: made for the same areas and themes.
  void merge(const TouchpointTally& other);

  std::size_t areas() const { return areas_; }
  // One behind the last slot that a record was added to.
  std::size_t slots() const { return records_.size(); }
  // All records of the slot, whatever they speak of; 0 for a slot that none was added to.
  std::uint64_t records(std::size_t slot) const;
  // REQUIRES: area < areas().
  CxCounts counts(std::size_t slot, std::size_t area) const;

  bool operator==(const TouchpointTally&) const = default;

 private:
  void grow_to(std::size_t slots);

  std::size_t areas_;
  std::vector<AreaSet> areas_of_theme_;
  std::vector<std::uint64_t> records_;  // by slot
  std::vector<CxCounts> cells_;         // by slot, then area
};

}  // namespace verbatim
