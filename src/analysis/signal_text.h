// Signals as the columns of comments.csv show them: several values joined by "|", nothing without evidence.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verbatim/finding.h"

namespace verbatim {

// The values of one family: "anger|worry". `table` is the lexicon's.
void append_values(const Analysis& analysis, SignalFamily family, const std::vector<Signal>& table,
                   std::string& out);
// "45|1440|long".
void append_durations(const Analysis& analysis, std::string& out);
// "8 of 10": "8/10" would become a date in a spreadsheet.
void append_ratings(const Analysis& analysis, std::string& out);
void append_rating(std::int32_t value_milli, std::int32_t scale, std::string& out);

}  // namespace verbatim
