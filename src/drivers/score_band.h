// Which end of a score a value is at.
#pragma once

#include <cstdint>
#include <optional>

#include "verbatim/score.h"

namespace verbatim {

enum class ScoreBand : std::uint8_t { bad, middle, good };

// NPS: 0-6 bad, 9-10 good. Five points: 1-2 and 4-5; seven: 1-3 and 6-7 (CES 5-7); 0..10: 0-4 and 8-10; yes
// or no: no and yes, of an event where low is good the other way round. Where low is good the ends change
// places. Empty for values that are not there, and for numbers, times and delays, which have no ends.
std::optional<ScoreBand> score_band(const ScoreMeaning& meaning, ScoreValue value);

}  // namespace verbatim
