// How customers speak of each CX area: over the whole run, by period, and in the records of the benchmark
// against all the others.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/touchpoint_tally.h"
#include "verbatim/report.h"

namespace verbatim {

// The areas of the lexicon, as the tally and its table need them.
struct AreaLayout {
  std::vector<std::string> ids;
  std::vector<std::string> labels;
  std::vector<AreaSet> of_theme;  // by ThemeId
};

class JourneyTally {
 public:
  // `areas` must outlive the tally.
  JourneyTally(const AreaLayout& areas, bool has_benchmark);

  // One analysed record; `period` where it has one.
  void add(std::span<const ThemeFinding> themes, bool is_benchmark, std::optional<std::int32_t> period);
  // REQUIRES: made for the same run.
  void merge(const JourneyTally& other);

  // In the order of the areas; `first` is the period of the first column, of so many. q is over the areas.
  std::vector<TouchpointRow> rows(std::int32_t first, std::size_t periods) const;

  bool operator==(const JourneyTally& other) const;

 private:
  const AreaLayout* areas_;
  bool has_benchmark_;
  TouchpointTally sides_;  // all, and with a benchmark: it, the others
  std::map<std::int32_t, TouchpointTally> periods_;
};

}  // namespace verbatim
