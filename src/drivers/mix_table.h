// Why a figure moved between the period before and the latest: because others answered (mix), or because they
// said something else (rate). Split over the values of each segment column, see mix_rate.h.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "drivers/timeline.h"
#include "verbatim/report.h"

namespace verbatim {

// Of every score and every share that moved (q < .05), by each segment column. Values that are not among
// the largest count together. Weights do not reach the split of shares.
std::vector<MixRate> mix_table(const Timeline& line, const SliceTally& tally,
                               std::span<const Movement> movements, std::span<const DriverTheme> themes,
                               std::span<const std::string> score_names);

}  // namespace verbatim
