// What a report says beside its drivers: what no theme explains, scores by time, stated waits, complaints
// that travel together, and texts that disagree with their score.
#pragma once

#include "report/html_page.h"
#include "verbatim/report.h"

namespace verbatim {

// Writes the sections that have anything to say.
void write_findings(const Report& report, Page& page);

}  // namespace verbatim
