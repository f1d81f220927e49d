// The drivers' sums by the values of a column (--adjust), and what comes of comparing like with like: impact
// and severity within each group, put together by the groups' sizes (direct standardisation).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/driver_tally.h"
#include "drivers/statistics.h"

namespace verbatim {

class StrataTally {
 public:
  static constexpr std::size_t kMostValues = 200;

  StrataTally(std::span<const DriverTheme> themes, std::span<const ScoreMeaning> scores);

  // REQUIRES: the same as DriverTally::add.
  void add(std::string_view value, const UnitFacts& unit);
  void merge(const StrataTally& other);

  // More values than can be kept: the column is no column of groups, and no figure may come of it.
  bool has_too_many() const { return has_too_many_; }
  std::size_t values() const { return groups_.size(); }

  // Sum of N_g / N x the impact in group g; its variance likewise. A group in which nobody speaks of the
  // theme has the impact 0. Empty where in more than 5 % of the records everybody does.
  std::optional<Estimate> impact(ThemeId theme, DriverKind kind, CellLevel level, std::size_t score) const;
  // The same of the difference to the records that complain (praise) of other things, over the groups that
  // hold both.
  std::optional<Estimate> severity(ThemeId theme, DriverKind kind, CellLevel level, std::size_t score) const;

  bool operator==(const StrataTally& other) const = default;

 private:
  std::vector<DriverTheme> themes_;
  std::vector<ScoreMeaning> meanings_;
  std::map<std::string, DriverTally, std::less<>> groups_;
  bool has_too_many_ = false;
};

}  // namespace verbatim
