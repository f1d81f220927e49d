// The changes of a run's series that can be dated (change_model.h says how): the share of each complaint,
// each score, and both in each segment against the rest.
//
// A segment's series is its share minus that of all other records, so that what changes everywhere is told
// once; and the segment's own series must move the same way, or it is the rest that changed.
//
// q is Benjamini-Hochberg over the strongest candidate of every series; a change is told if it is below .05
// and its own p passes the same threshold.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "drivers/change_model.h"
#include "drivers/time_table.h"
#include "drivers/timeline.h"
#include "verbatim/report.h"

namespace verbatim {

// In the order of their dates, then by theme. A series needs 30 complaints (a score 10 records in a period)
// and 8 periods with data.
std::vector<DatedChange> change_table(const Timeline& line, const SliceTally& tally,
                                      std::span<const DriverTheme> themes,
                                      std::span<const std::string> score_names);

}  // namespace verbatim
