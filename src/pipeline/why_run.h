// From a figure of a report back to the comments under it: the run's inputs are read again, as they were read
// then, and every comment that counts for the figure is told with the words and lexicon lines behind it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/report_file.h"
#include "verbatim/error.h"
#include "verbatim/evidence.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"
#include "verbatim/report.h"

namespace verbatim {

struct WhyOptions {
  AnalyzeOptions run;  // of the report's command; may hold further --where
  ReportOrigin origin;
  std::string theme;
  DriverKind kind = DriverKind::complaint;
  std::string score;      // only records that have it; empty: the first score, or all if there is none
  bool leaf = false;      // of a parent theme: mentions that fit none of its children
  bool narrowed = false;  // by --where: the report has no figure for it
  std::size_t show = 20;  // 0: all
};

struct WhyComment {
  ShownComment comment;
  std::string sentiment;            // "negative -0.62"
  std::string themes;               // as in comments.csv
  std::vector<std::string> scores;  // "nps 3"
};

struct WhyAnswer {
  std::string label;                      // of the theme
  std::string score;                      // that was asked for; empty: none
  std::optional<std::uint64_t> reported;  // comments in the report's drivers
  std::uint64_t found = 0;
  std::vector<WhyComment> comments;  // the first of them, in input order
  std::vector<std::string> warnings;
};

// Errors: of reading; Fault::usage for a theme or score that the run does not have, for a lexicon other than
// the report's.
Checked<WhyAnswer> explain_figure(const WhyOptions& options, const Lexicon& lexicon);

}  // namespace verbatim
