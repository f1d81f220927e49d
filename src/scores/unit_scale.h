// The one place that knows how a score's values are kept against the unit in which the user speaks of them.
#pragma once

#include <cstdint>

#include "verbatim/score.h"

namespace verbatim {

// How many kept units make one of the score's own: 60 for ttr:min and delay:min, because times are kept in
// seconds; 1 for points, for seconds, and for delay:d, which is kept in calendar days.
std::int64_t kept_per_unit(const ScoreMeaning& meaning);

}  // namespace verbatim
