// What is read before the first row is analysed, and frozen then: the joined tables, and which records repeat
// others; and what the tables were good for.
#pragma once

#include <string>
#include <vector>

#include "input/input_store.h"
#include "pipeline/block_worker.h"
#include "pipeline/run_context.h"
#include "verbatim/error.h"
#include "verbatim/report.h"

namespace verbatim {

// Loads the plan's joined tables into the context. `warnings` gets a sentence for a table with rows that
// cannot be read.
Result<void> load_joins(InputStore& store, RunContext& context, std::vector<std::string>& warnings);

// Finds the records to pass over: repeats, as --on-duplicate says, and with `reposts` copies of posts, where
// the plan folds them. REQUIRES: the joins are loaded.
Result<void> find_repeats(InputStore& store, RunContext& context, unsigned threads, InputNotes& notes,
                          bool reposts = false);

// What the joins have matched, when all is read; a sentence for one that matched little.
std::vector<JoinSummary> summarise_joins(const RunContext& context, const std::vector<JoinCounts>& counts,
                                         const std::vector<JoinUse>& uses,
                                         std::vector<std::string>& warnings);

}  // namespace verbatim
