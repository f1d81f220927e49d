// The door to the main job: inputs in, a report folder out.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "verbatim/error.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"
#include "verbatim/report.h"

namespace verbatim {

struct Progress {
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;  // 0: not known
  std::uint64_t records = 0;
};

// Called now and then from the thread that folds the results.
using ProgressCallback = std::function<void(const Progress&)>;

struct RunTimings {
  double plan_seconds = 0;
  double identity_seconds = 0;
  double analysis_seconds = 0;
  double report_seconds = 0;
};

struct RunOutcome {
  Report report;
  RunTimings timings;
  std::string plan_json;
  std::vector<std::string> evidence;  // what was detected and guessed, and what may be added
};

// Runs the whole job and publishes the folder. Nothing is published on an error. Errors come all at once
// where that is possible (unreadable inputs, unknown columns).
Checked<RunOutcome> run_batch(const AnalyzeOptions& options, const Lexicon& lexicon,
                              const ProgressCallback& progress = {});

}  // namespace verbatim
