// Recorded times (to respond, to resolve) by theme, by segment and by period, each beside the scores of the
// same records.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/time_group.h"
#include "verbatim/report.h"

namespace verbatim {

class TimesTally {
 public:
  // More values of one column than this are not told apart: the column has no rows then.
  static constexpr std::size_t kMostValues = 2'000;

  TimesTally(std::span<const DriverTheme> themes, std::span<const ScoreMeaning> scores, std::size_t segments);

  bool has_times() const { return !layout_.times().empty(); }
  // `segments` are the record's values, by column.
  void add(const UnitFacts& unit, std::span<const std::string> segments);
  // REQUIRES: made for the same run.
  void merge(const TimesTally& other);

  // Everywhere, then by complaint (leaves), then by segment; groups of 10 records or more, the largest first.
  std::vector<TimeRow> rows(std::span<const DriverTheme> themes, std::span<const std::string> score_names,
                            std::span<const std::string> columns) const;

  bool operator==(const TimesTally& other) const;

 private:
  struct Column {
    std::map<std::string, TimeGroup, std::less<>> groups;
    bool has_too_many = false;
    bool operator==(const Column&) const = default;
  };

  ThemeTree tree_;
  TimeLayout layout_;
  TimeGroup all_;
  std::map<ThemeId, TimeGroup> themes_;
  std::vector<Column> columns_;
  ThemeRollup rollup_;  // scratch of `add`
};

}  // namespace verbatim
