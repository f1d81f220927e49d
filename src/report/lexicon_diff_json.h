// diff.json: the facts of `lexicon diff` for other programs. Its layout is lexicons/schema/diff.schema.json.
#pragma once

#include <string>

#include "verbatim/lexicon_diff.h"

namespace verbatim {

inline constexpr int kDiffSchemaVersion = 1;

// Appends one JSON object with a newline at its end; texts and numbers as in report.json.
void write_diff_json(const LexiconDiff& diff, std::string& out);

}  // namespace verbatim
