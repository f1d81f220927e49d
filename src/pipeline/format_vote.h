// Decides how columns write numbers, dates and answers in words, on the beginnings of the files that hold
// them.
#pragma once

#include "input/input_store.h"
#include "pipeline/plan.h"
#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim {

// Whether a score's cells can only be read once their column has been looked at.
bool needs_number_format(const ScoreSpec& spec);

// Fills the formats of the plan's scores and of its date, with a sentence of evidence for each. A date column
// that was only guessed is dropped with a warning where its dates are not clear; anything else that is not
// clear is an error. `file` is the input that errors name.
Errors vote_formats(const AnalyzeOptions& options, InputStore& store, const std::string& file, Plan& plan);

// Gives every score the plan's missing codes: those for all, and those for it alone (NAME=CODE).
void set_missing_codes(Plan& plan);

}  // namespace verbatim
