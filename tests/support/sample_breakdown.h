// The made-up report with every cut filled: segments, periods, changes, events, stages, touchpoints, times,
// alerts.
#pragma once

#include <string_view>

#include "support/sample_report.h"

namespace verbatim::testing {

Report sample_breakdown();

// The same with `text` in place of every name that comes of data: values, labels, phrases, owners.
Report hostile_breakdown(std::string_view text);

}  // namespace verbatim::testing
