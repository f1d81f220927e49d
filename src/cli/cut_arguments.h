// Options that cut the report: by segment, by period, by stage, by customer, by owner.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim::cli {

struct CutArguments {
  std::vector<std::string> segments;
  std::string period;
  std::vector<std::string> events;
  std::string benchmark;

  void add_to(CLI::App& command, AnalyzeOptions& options);
  // Puts what they mean into the options. Errors: Fault::usage.
  Result<void> fill(AnalyzeOptions& options) const;
};

// DATE=LABEL or DATE=LABEL,COL=VALUE. Errors: Fault::usage.
Result<EventOption> parse_event(const std::string& text);

}  // namespace verbatim::cli
