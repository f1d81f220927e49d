// comparison.csv: a line of `compare` per row, for spreadsheets.
#pragma once

#include <string>

#include "verbatim/comparison.h"

namespace verbatim {

// Appends the header and a row for each score, group, line and driver, in the order of the comparison.
// Shares of drivers are 0..1, as in drivers.csv. `old` is what the change starts from; `reported` stands
// beside it where OLD was read again.
void write_comparison_csv(const Comparison& comparison, std::string& out);

}  // namespace verbatim
