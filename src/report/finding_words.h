// The sentences of what a report says beside its drivers, the same in the terminal and on the page.
#pragma once

#include <optional>
#include <string>

#include "report/wording.h"
#include "verbatim/report.h"

namespace verbatim {

// "45 min", "2.5 h", "3 days" from minutes; a dash where there is none.
std::string duration_text(std::optional<double> minutes);

// "212 of 800 detractors (26.5 %) complain of nothing that a theme holds" and what stands out in them.
// REQUIRES: report.unexplained.bad > 0
Headline unexplained_headline(const Report& report);

// Where the score begins to fall, or that no such place is sure.
std::string knee_sentence(const Report& report, const ScoreCurve& curve);

// Stated waits of those with bad and with good scores; of a recorded time, how the stated ones compare. Empty
// where too few say any.
std::string wait_sentence(const Report& report, const WaitOfScore& waits);

}  // namespace verbatim
