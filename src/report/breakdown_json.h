// A run's cuts in report.json: segments, periods, changes, events, the journey, touchpoints, times and
// alerts.
#pragma once

#include "report/json_values.h"
#include "verbatim/report.h"

namespace verbatim {

// Writes the members of report.json, each of them also where it is empty.
void write_breakdown_json(const Report& facts, json_values::ObjectWriter& report);

// Null where there is no gap.
json_values::Json share_gap_json(const std::optional<ShareGap>& gap);

}  // namespace verbatim
