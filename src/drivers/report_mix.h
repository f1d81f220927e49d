// Mix or rate of what moved between two reports, from the groups that both hold: see mix_rate.h.
#pragma once

#include "verbatim/comparison.h"
#include "verbatim/report.h"

namespace verbatim {

// Splits the change of each score, and of each share that moved, by every segment column that both reports
// have. Values that a report has folded count as one group, "other". A report lists complaints from 10
// comments on: what is left of a theme's comments is shared among the groups without a row, by their sizes.
// Nothing with weights: the groups do not tell theirs.
void add_mix(const Report& before, const Report& after, Comparison& comparison);

}  // namespace verbatim
