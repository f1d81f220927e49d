// From the run's tally to the parts of the report that cut it: segments, time, journey, times, alerts.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "drivers/alerts.h"
#include "drivers/run_tally.h"
#include "pipeline/run_context.h"
#include "verbatim/report.h"

namespace verbatim {

// Fills breakdown, cut_drivers and alerts. REQUIRES: all else of the report is there.
void fill_cuts(const RunContext& context, const RunTally& run, const std::vector<std::string>& score_names,
               std::span<const AlertRule> rules, Report& report);

}  // namespace verbatim
