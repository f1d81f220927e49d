// What `compare` prints for people: the headline, then the tables behind it.
#pragma once

#include <string>

#include "verbatim/comparison.h"

namespace verbatim {

// Appends plain text. Text from data is escaped. Warnings are left to the caller.
void write_comparison_text(const Comparison& comparison, std::string& out);

}  // namespace verbatim
