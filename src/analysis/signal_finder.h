// Fired rules of signals, durations and ratings -> what the comment gives beside its themes.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/reading.h"
#include "analysis/theme_finder.h"
#include "lexicon/lexicon_data.h"
#include "verbatim/finding.h"

namespace verbatim {

// A negated match ("not worried") counts only as what its rule says for that. `fired` is sorted on the way.
void find_signals(std::string_view text, const LexiconData& lexicon, const Reading& reading,
                  std::vector<Fired>& fired, Analysis& out);

}  // namespace verbatim
