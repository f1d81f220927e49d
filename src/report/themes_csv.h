// themes.csv: the whole theme tree with its counts by polarity.
#pragma once

#include <string>

#include "verbatim/report.h"

namespace verbatim {

// Appends the header and a row per theme, in the order of the report (by id). A parent's counts are those
// of the records with any of its children, each record once.
void write_themes_csv(const Report& report, std::string& out);

}  // namespace verbatim
