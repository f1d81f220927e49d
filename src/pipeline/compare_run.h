// Two reports against each other: are they alike, what moved, and, where the words have changed in between,
// what of it is of our words and what of customers.
#pragma once

#include <string>

#include "pipeline/report_likeness.h"
#include "verbatim/comparison.h"
#include "verbatim/error.h"

namespace verbatim {

struct CompareOptions {
  ReportSide before;
  ReportSide after;
  bool reads_again = false;  // --rerun
  bool anyway = false;       // although they are not alike
  unsigned threads = 0;      // of reading again; 0: one per core
  std::string out_folder;    // empty: nothing is written
};

// Errors: Fault::usage for one report twice, and for reports that are not alike, an error for each part and
// one that says what to do; with reads_again those of reading, and Fault::bad_input where an input has
// changed since.
Checked<Comparison> compare_reports(const CompareOptions& options);

}  // namespace verbatim
