// The cuts of a run on the terminal: alerts, segments, what moved, the journey, touchpoints and times. Short:
// the whole is in report.html and report.json.
#pragma once

#include "report/terminal_page.h"
#include "verbatim/report.h"

namespace verbatim {

// Nothing where no alert fired.
void write_terminal_alerts(const Report& report, Terminal& terminal);

// The sections that have anything to say.
void write_terminal_cuts(const Report& report, Terminal& terminal);

}  // namespace verbatim
