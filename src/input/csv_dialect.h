// How one delimited file is written: which bytes part fields, quote them and escape quotes, and the limits
// within which a quoted field or a record must end.
#pragma once

#include <cstdint>
#include <string>

namespace verbatim {

struct CsvDialect {
  char delimiter = ',';             // 0 = none: a file of one column
  char quote = '"';                 // 0 = none
  char escape = 0;                  // 0 = none, or '\\'; only inside quoted fields
  bool skip_initial_space = false;  // blanks after a delimiter are not part of the field
  bool merge_delimiters = false;    // a run of delimiters is one: columns aligned by blanks, or by tabs

  // A quoted field that holds a line end must close within these of its opening quote; a field on one line
  // need not. What does not close is taken for a forgotten quote.
  std::uint64_t max_quoted_bytes = std::uint64_t{1} << 20;
  std::uint64_t max_quoted_lines = 1000;
  // A longer record is rejected and not kept in memory. REQUIRES: 1 .. 2^31.
  std::uint64_t max_record_bytes = std::uint64_t{64} << 20;

  bool operator==(const CsvDialect&) const = default;
};

// "comma", "semicolon", "tab", "pipe", "no delimiter", or the character in quotes: for messages.
std::string delimiter_name(char delimiter);

// "','", "tab" ...: the character as a user would type it, for `inspect`.
std::string printable(char character);

}  // namespace verbatim
