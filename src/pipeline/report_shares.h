// How many comments of an earlier report have a label's themes: what --correct corrects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evaluation/label_map.h"
#include "input/input_store.h"
#include "verbatim/error.h"
#include "verbatim/lexicon.h"

namespace verbatim {

struct ReportShares {
  std::string path;            // of its report.json
  std::uint64_t analysed = 0;  // records with usable text
  std::uint64_t negative = 0;  // by sentiment
  std::uint64_t neutral = 0;
  std::uint64_t positive = 0;
  std::uint64_t mixed = 0;
  // By label: records with any of its themes. Empty where a label is more than one theme and the report's
  // comments.csv is not there to count them in.
  std::vector<std::optional<std::uint64_t>> labels;
};

// Reads a report's folder, or its report.json with what lies beside it. Errors: Fault::bad_input if it is no
// report; Fault::usage if it was made with another lexicon, whose errors would be others.
Result<ReportShares> load_report_shares(const std::string& path, const std::vector<const CodedLabel*>& labels,
                                        const Lexicon& lexicon, InputStore& store);

}  // namespace verbatim
