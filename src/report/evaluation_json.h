// evaluation.json: the facts of `evaluate` for other programs. Its layout is
// lexicons/schema/evaluation.schema.json; what was said of report.json's numbers and texts holds here.
#pragma once

#include <string>

#include "verbatim/evaluation.h"

namespace verbatim {

inline constexpr int kEvaluationSchemaVersion = 1;

// Appends one JSON object with a newline at its end.
void write_evaluation_json(const Evaluation& evaluation, std::string& out);

}  // namespace verbatim
