// A share as it would read if the program made no errors, from how often it erred on rows coded by hand.
//
// Value: Rogan and Gladen, "Estimating prevalence from the results of a screening test" (1978):
//
//   p = (share + specificity - 1) / (sensitivity + specificity - 1)
//
// Interval: Lang and Reiczigel, "Confidence limits for prevalence of disease adjusted for estimated
// sensitivity and specificity" (2014), 95 %. It is the delta method over all three sources of chance, the
// report's comments and both parts of the coded sample, after adding z^2/2 hits and misses to the share, and
// one hit and one miss each to sensitivity and specificity:
//
//   p + d +- z sqrt(share (1 - share) / n + p^2 se (1 - se) / n_se + (1 - p)^2 sp (1 - sp) / n_sp) / (se + sp
//   - 1) d = 2 z^2 (p se (1 - se) / n_se - (1 - p) sp (1 - sp) / n_sp)
//
// Both are cut at 0 and 1. They hold where the program errs in the report as it did in the coded sample: the
// sample is like the whole, by draw or by its kind.
#pragma once

#include <cstdint>
#include <string>

#include "verbatim/evaluation.h"

namespace verbatim {

// Below this many coded rows with the theme, or without it, its errors are too little known.
inline constexpr std::uint64_t kMinCoded = 20;

// sensitivity + specificity - 1 below this: what is found hardly depends on what was said.
inline constexpr double kMinYouden = 0.1;

// `both`, `coded`, `said` of `rows` coded by hand; `comments` of `of` in the report. REQUIRES: both <= coded,
// said; coded + said - both <= rows; comments <= of.
struct MeasuredErrors {
  std::uint64_t rows = 0;
  std::uint64_t coded = 0;
  std::uint64_t said = 0;
  std::uint64_t both = 0;
};
CorrectedShare correct_share(std::string name, std::uint64_t comments, std::uint64_t of,
                             const MeasuredErrors& errors);

}  // namespace verbatim
