// What `evaluate` prints for people.
#pragma once

#include <cstddef>
#include <string>

#include "verbatim/evaluation.h"

namespace verbatim {

// Appends plain text. `examples` rows that are missed or wrongly found are shown beside the worst ones in
// sentiment. Text from data is escaped.
void write_evaluation_text(const Evaluation& evaluation, std::size_t examples, std::string& out);

// "themes: macro-F1 0.512 is below 0.600".
std::string failure_text(const FailedLimit& failed);

}  // namespace verbatim
