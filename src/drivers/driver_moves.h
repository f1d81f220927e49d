// How drivers move from one run over the same comments to another.
#pragma once

#include <span>
#include <vector>

#include "verbatim/lexicon_diff.h"
#include "verbatim/report.h"

namespace verbatim {

// The drivers whose rank, comments, share or impact (to four decimals) is not the same, or that only one side
// lists, in the order of `after`; then those that are gone, in the order of `before`. REQUIRES: each side
// lists a driver (score, kind, theme, level) at most once.
std::vector<DriverMove> driver_moves(std::span<const DriverRow> before, std::span<const DriverRow> after);

}  // namespace verbatim
