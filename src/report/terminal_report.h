// The short report on standard output: the answer, the ledger, the scores and the top complaint drivers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "verbatim/report.h"

namespace verbatim {

struct TerminalOptions {
  std::size_t columns = 100;            // at least 60 are used
  std::size_t drivers = 10;             // complaint drivers shown per score
  bool styled = false;                  // bold headings (ANSI); plain text unless told
  std::string folder = {};              // where the report was written; empty: nothing is said of files
  std::vector<std::string> files = {};  // names in `folder`
};

// Appends plain text in lines of at most `columns` columns. Text from data is escaped: no control character
// but the newline, and with `styled` the two escapes of bold, stands in the output.
void write_terminal_report(const Report& report, const TerminalOptions& options, std::string& out);

}  // namespace verbatim
