// drivers.csv: a row per theme x polarity x score, in the order of the report. New columns go at the end.
#pragma once

#include <string>

#include "verbatim/report.h"

namespace verbatim {

// Appends the header and all rows. Empty where a figure was not computed. Decimals are fixed: share 4,
// scores, impact and severity 3, p and q four significant digits. `note` says why a row has no rank, or
// by what it is ranked without a score.
void write_drivers_csv(const Report& report, std::string& out);

}  // namespace verbatim
