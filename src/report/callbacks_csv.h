// callbacks.csv: whom to call back, the most urgent first. New columns go at the end.
#pragma once

#include <string>

#include "verbatim/report.h"

namespace verbatim {

// Appends the header and all rows. `priority` numbers them from 1. The customer's key stands as it is: the
// file is private.
void write_callbacks_csv(const Report& report, std::string& out);

}  // namespace verbatim
