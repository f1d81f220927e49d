// Whether two reports were made alike, so that a difference between them is one of customers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/report_file.h"
#include "verbatim/comparison.h"
#include "verbatim/options.h"

namespace verbatim {

// One side of a comparison.
struct ReportSide {
  std::string name;  // as typed
  ReportFacts facts;
  // Of its run.json; absent where report.json stands alone.
  std::optional<ReportOrigin> origin;
  std::optional<AnalyzeOptions> options;  // what the command in it means
};

// In what the two are not alike, of all that shapes a figure: program (major version), lexicon, language and
// packs, the kinds of scores that have one name, columns of text, rows left out, repeats and reposts, weights
// and clusters. Two --where that ask the same columns are what is compared, and are alike.
std::vector<Unlikeness> unlike_parts(const ReportSide& before, const ReportSide& after);

// Whether the two have rows in common, as far as their inputs tell.
enum class Overlap : std::uint8_t { none, some, all };
struct OverlapSummary {
  Overlap overlap = Overlap::none;
  std::vector<std::string> same;     // inputs of both, unchanged: paths on the new side
  std::vector<std::string> changed;  // paths that are inputs of both, with other contents
};
OverlapSummary overlap_of(const ReportSide& before, const ReportSide& after);

// The conditions of --where as they are typed, joined by " and "; "all rows" where there is none.
std::string where_text(const std::vector<Condition>& where);

}  // namespace verbatim
