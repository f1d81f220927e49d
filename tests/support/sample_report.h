// A made-up report for the tests of the writers: 30 drivers under two scores, with quotes that are hostile,
// right to left, very long or full of emoji.
#pragma once

#include <string>
#include <string_view>

#include "verbatim/report.h"

namespace verbatim::testing {

// The whole of it: inputs, joins, scores, drivers, themes, notes and warnings.
Report sample_report();

// Three comments, one score, one driver: small enough to compare a writer's whole output.
Report small_report();

// A quote whose highlight is the first place of `marked` in `text`; none if it does not occur.
Quote make_quote(std::string_view text, std::string_view marked);

}  // namespace verbatim::testing
