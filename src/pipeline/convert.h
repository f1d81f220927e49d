// Any readable inputs as one clean table: the same detection and the same records as for the analysis,
// written as CSV, JSON Lines or a workbook.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/table_writer.h"
#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim {

struct ConvertOptions {
  AnalyzeOptions input;  // inputs and format; columns are not looked at
  std::string out;       // "-": standard output
  std::string rejects;   // a file for what could not be read; empty: none
  TableWriterOptions table;
  bool strict = false;   // rows of the wrong width are rejected, not mended
  bool replace = false;  // an earlier file of that name
};

struct ConvertOutcome {
  std::uint64_t rows = 0;      // written
  std::uint64_t padded = 0;    // of them, those that were too short
  std::uint64_t folded = 0;    // those that were too long: what was over stands in the last column
  std::uint64_t mended = 0;    // those with a quote that does not fit and is taken for text
  std::uint64_t footers = 0;   // lines at the end of an input that are no rows of its table: left out
  std::string first_footer;    // where: FILE:LINE
  std::uint64_t repaired = 0;  // those with bytes that are no UTF-8
  std::uint64_t repeated_headers = 0;
  std::uint64_t rejected = 0;
  std::vector<std::string> rejects;  // the first few, as FILE:LINE:COL: reason
  TableLosses losses;
  std::vector<std::string> evidence;
  std::vector<std::string> warnings;

  std::uint64_t records_in() const { return rows + repeated_headers + footers + rejected; }
};

// Columns of several inputs are joined by name. Nothing is published on an error.
Checked<ConvertOutcome> convert_tables(const ConvertOptions& options);

}  // namespace verbatim
