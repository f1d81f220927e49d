// What customers with several records tell, as report.json has it.
#pragma once

#include "report/json_values.h"
#include "verbatim/customers.h"

namespace verbatim {

json_values::Json customers_json(const CustomerSummary& customers);

}  // namespace verbatim
