// What a run tells over time: its periods, the series of its complaints, and the latest period against the
// one before and against the same season a year before.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "drivers/timeline.h"
#include "verbatim/report.h"

namespace verbatim {

// The leaves that are complained of, general ones aside.
struct ComplaintLeaf {
  ThemeId theme{};
  SliceCell cell{};
  std::string id;
  std::string label;
};
std::vector<ComplaintLeaf> complaint_leaves(const ThemeTree& tree, std::span<const DriverTheme> themes);

class TimeTable {
 public:
  // What is pointed to must outlive the table.
  TimeTable(const Timeline& line, const SliceTally& tally, std::span<const DriverTheme> themes,
            std::span<const std::string> score_names)
      : line_(line),
        tally_(tally),
        themes_(themes),
        names_(score_names),
        leaves_(complaint_leaves(tally.tree(), themes)) {}

  std::vector<PeriodRow> periods() const;

  // Complaints about leaves that 30 records or more make, everywhere and in each segment.
  std::vector<ThemeSeries> series() const;

  // The latest period, everywhere and in each segment: shares of complaints by a two-proportion test, scores
  // by the difference of their kind. Shares need 30 comments in both periods and 10 complaints in the two
  // together. Of the run's scores also each period against the one before. q is over all shares, and over all
  // scores.
  std::vector<Movement> movements() const;

  // Complaints of under 1 % of the comments before the latest period that grow there at least twofold: the p
  // is the one-sided binomial of so many of all these complaints falling into that period (q < .05 only).
  std::vector<RisingTheme> rising() const;

  // The drivers of each period; `gap` holds the share against that of the period before.
  void append_drivers(std::vector<DriverRow>& rows) const;

 private:
  void append_shares(std::span<const Slice* const> slices, const std::string& segment, std::size_t period,
                     std::size_t base, bool is_season, std::vector<Movement>& to) const;
  void append_scores(std::span<const Slice* const> slices, const std::string& segment, std::size_t period,
                     std::size_t base, bool is_season, std::vector<Movement>& to) const;

  const Timeline& line_;
  const SliceTally& tally_;
  std::span<const DriverTheme> themes_;
  std::span<const std::string> names_;
  std::vector<ComplaintLeaf> leaves_;
};

}  // namespace verbatim
