// What `lexicon diff` prints for people.
#pragma once

#include <string>

#include "verbatim/lexicon_diff.h"

namespace verbatim {

// Appends plain text. Text from data is escaped.
void write_diff_text(const LexiconDiff& diff, std::string& out);

}  // namespace verbatim
