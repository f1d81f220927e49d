// Figures with their intervals, as plain values.
#pragma once

#include <cstdint>
#include <optional>

namespace verbatim {

// A figure with its 95 % interval. `value` is absent where nothing was scored.
struct Figure {
  std::uint64_t n = 0;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
};

// One group of records under one score.
struct ScoreFigures {
  Figure main;                      // NPS, CSAT %, mean ...
  std::optional<double> effective;  // size that the weights leave; absent without weights
  std::optional<double> mean;       // of the raw score, beside a share
  std::optional<double> top_box;    // % in the top boxes, for CES
  std::optional<double> promoters;  // % (NPS)
  std::optional<double> passives;
  std::optional<double> detractors;
  std::optional<double> median;  // ttr
  std::optional<double> p90;
};

}  // namespace verbatim
