// What a run tells of its customers, as sentences: the same in the terminal and on the page.
#pragma once

#include <string>
#include <vector>

#include "verbatim/report.h"

namespace verbatim {

// Nothing without --customer.
std::vector<std::string> customer_sentences(const Report& report);

}  // namespace verbatim
