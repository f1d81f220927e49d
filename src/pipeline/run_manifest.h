// run.json: what was run, with what, on what, and how long it took. The only file that is not the same bytes
// every time.
#pragma once

#include <string>

#include "pipeline/plan.h"
#include "verbatim/batch.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"

namespace verbatim {

std::string run_manifest(const AnalyzeOptions& options, const Plan& plan, const Lexicon& lexicon,
                         unsigned threads, const RunOutcome& outcome);

}  // namespace verbatim
