// A row of callbacks.csv: the pick, in words.
#pragma once

#include <span>
#include <string>

#include "drivers/customer_tally.h"
#include "pipeline/customer_text.h"
#include "pipeline/run_context.h"
#include "verbatim/customers.h"

namespace verbatim {

// `sources` names the inputs by index. The owner is not named.
Callback make_callback(const CallbackPick& pick, const CustomerText& text, const RunContext& context,
                       std::span<const std::string> sources);

// "harm", "vulnerable", "legal", "media", "churn", "complaint".
std::string_view name(CallbackReason reason);

}  // namespace verbatim
