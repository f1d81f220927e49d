// Complaints side by side: how much of a score each accounts for where they overlap, and which of them stand
// in one record more often than chance.
#pragma once

#include <span>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/theme_rollup.h"
#include "verbatim/report.h"

namespace verbatim {

struct ComplaintShares {
  std::vector<double> shares;  // % of what all of them explain, with the sign of the correlation; sums of
                               // their sizes are 100
  FairShares together;         // its score is empty
};

// Johnson's relative weights (see relative_weights.h) of complaint flags on the score, over the analysed
// records that have it; NPS counts as -1, 0 and 1. `leaves` are leaves of the tally that have records. A flag
// that is constant gets no share. Empty shares where the score does not vary or a mean is spoiled.
ComplaintShares complaint_shares(const DriverTally& tally, std::size_t score,
                                 std::span<const ThemeId> leaves);

// The pairs of `leaves` with 10 records or more, phi > 0 and q < .05, the largest phi first; at most `most`.
// phi = (P(ab) - P(a) P(b)) / sqrt(P(a) (1 - P(a)) P(b) (1 - P(b))) over the analysed records, p from
// phi sqrt(N) as a standard normal.
std::vector<ThemePair> theme_pairs(const DriverTally& tally, std::span<const DriverTheme> themes,
                                   std::span<const ThemeId> leaves, std::size_t most = 15);

}  // namespace verbatim
