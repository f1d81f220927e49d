// What moved between two reports beyond chance, from the figures that the reports hold.
#pragma once

#include <optional>

#include "drivers/statistics.h"
#include "verbatim/comparison.h"
#include "verbatim/report.h"

namespace verbatim {

// The change of a score's figure, new minus old, worked out from what a report prints: adjusted Wald of NPS
// from the parts of promoters and detractors, Newcombe of shares, Welch of means, whose variance is that of
// the t interval. Sizes are effective ones where records have weights. Empty if nothing was scored on a side,
// or a mean has no interval (one record).
std::optional<Estimate> figure_change(const ScoreMeaning& meaning, const ScoreFigures& before,
                                      const ScoreFigures& after);

// Scores by name (of one kind on both sides), sentiment, the silent, and each driver by score, kind, theme
// and level, with q over all of them. Where the reports have no score in common, the shares of themes among
// all analysed records. Names and warnings are left to the caller.
Comparison compare_figures(const Report& before, const Report& after);

// Puts OLD as it was reported beside OLD as it was read again: the same comments, so that any difference is
// one of words. Themes that only the report lists are added. REQUIRES: `comparison.before` was read again.
void add_reported(const Report& reported, Comparison& comparison);

}  // namespace verbatim
