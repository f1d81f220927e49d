// The run cut by segment and by stage: each group against all the others, and the drivers within it.
//
// Folding. Values with fewer than 30 records, and those behind the 50 largest, are put together as "other (N
// values)" if there are two or more of them: no record is dropped, and no table is longer than can be read.
// An empty cell is a value of its own, "(empty)".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drivers/driver_figures.h"
#include "drivers/slice_tally.h"
#include "verbatim/report.h"

namespace verbatim {

inline constexpr std::size_t kMostGroups = 50;

// A value of a column, or several that were folded.
struct CutGroup {
  GroupSort sort = GroupSort::segment;
  GroupName name;
  std::string key;  // in its family; empty where several were folded
  std::uint64_t folded = 0;
  Slice slice;
};

// The family's slices as groups, the largest first, what was folded last.
std::vector<CutGroup> fold_groups(const SliceFamily& family, GroupSort sort,
                                  const std::vector<std::string>& columns, std::size_t scores);

// A value as it is shown: "(empty)" where none is given.
std::string shown_value(std::string_view value);

class CutTable {
 public:
  // What is pointed to must outlive the table.
  CutTable(const SliceTally& tally, std::span<const DriverTheme> themes,
           std::span<const std::string> score_names);

  // Groups with their scores against all others. q is over the groups of one sort and score from 30 records
  // on.
  std::vector<GroupRow> rows(std::span<const CutGroup> groups) const;

  // The drivers within each group, ranked there from 30 comments on, listed from 10; `gap` holds each theme's
  // share against that among all other records. Of pairs and personas only complaints about leaves: their
  // tables are many.
  void append_drivers(std::span<const CutGroup> groups, std::vector<DriverRow>& rows) const;

  // Of each complaint that 30 records or more make, how its share differs between the groups of one column
  // that have 30 comments or more: the strongest first.
  std::vector<ThemeSpread> spreads(std::span<const CutGroup> groups) const;

  // What the shares of a slice are held against: nothing, another slice, or all that is not in it.
  struct Against {
    const Slice* slice = nullptr;
    bool without_it = false;  // of `slice`, which holds it
  };
  // The drivers of one slice, appended with that segment and period.
  void append_slice(const Slice& slice, const Against& against, const std::string& segment,
                    const std::string& period, std::vector<DriverRow>& rows) const;

 private:
  void append_slice_score(const Slice& slice, const Against& against, std::size_t score,
                          std::vector<DriverRow>& rows) const;
  void append_slice_counts(const Slice& slice, const Against& against, std::vector<DriverRow>& rows) const;

  const SliceTally& tally_;
  std::span<const DriverTheme> themes_;
  std::span<const std::string> names_;
};

// q of the impacts, severities and share gaps over all cells of one score that pass the minimum n: the run's
// own leaves and those of every cut.
void fill_cut_q(std::vector<DriverRow>& drivers, std::vector<DriverRow>& cuts);

}  // namespace verbatim
