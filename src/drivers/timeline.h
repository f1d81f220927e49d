// The run's periods in their order, and the slices that stand in them: everywhere, and in each segment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cut_table.h"
#include "drivers/slice_tally.h"

namespace verbatim {

// The slices of one segment, by period: null where it has no record.
struct SegmentLine {
  std::string name;    // "region=North"
  std::string column;  // "region"
  std::string value;   // as shown
  std::vector<const Slice*> slices;
};

class Timeline {
 public:
  static constexpr std::size_t kMostPeriods = 800;  // the latest

  // `groups` are those of each column. What is pointed to must outlive the timeline. Values that were folded
  // have no line of their own.
  Timeline(const SliceTally& tally, std::span<const std::string> columns,
           std::span<const std::vector<CutGroup>> groups);

  std::size_t size() const { return slices_.size(); }
  PeriodUnit unit() const { return tally_.unit(); }
  const Slice* slice(std::size_t period) const { return slices_[period]; }
  std::span<const Slice* const> slices() const { return slices_; }
  const std::vector<SegmentLine>& segments() const { return segments_; }

  std::int32_t number(std::size_t period) const { return first_ + static_cast<std::int32_t>(period); }
  std::string label(std::size_t period) const;
  // The data cover only a part of it: more than 3 days of a month, 9 of a quarter or 2 of a week are missing
  // at the data's first or last day.
  bool is_partial(std::size_t period) const;
  // Where in the year the first period stands, and how many there are of them; days are told by the day of
  // the week.
  std::size_t periods_per_year() const;
  std::size_t first_place() const;

  // The last period with 30 comments or more, else the last.
  std::size_t latest() const { return latest_; }
  // The same season a year before it, if the data reach back so far.
  std::optional<std::size_t> season_before(std::size_t period) const;
  bool was_cut() const { return was_cut_; }  // there are more periods than are looked at
  // Records whose dates lie more than a year before or behind all others, up to one in 200: in no period.
  std::uint64_t strays() const { return strays_; }

 private:
  void drop_strays(std::vector<std::pair<std::string_view, const Slice*>>& sorted);

  const SliceTally& tally_;
  std::uint64_t strays_ = 0;
  std::int32_t first_ = 0;
  std::vector<const Slice*> slices_;
  std::vector<SegmentLine> segments_;
  std::size_t latest_ = 0;
  bool was_cut_ = false;
};

}  // namespace verbatim
