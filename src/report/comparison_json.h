// comparison.json: the facts of `compare` for other programs. Its layout is
// lexicons/schema/comparison.schema.json.
#pragma once

#include <string>

#include "verbatim/comparison.h"

namespace verbatim {

inline constexpr int kComparisonSchemaVersion = 1;

// Appends one JSON object with a newline at its end; texts and numbers as in report.json.
void write_comparison_json(const Comparison& comparison, std::string& out);

}  // namespace verbatim
