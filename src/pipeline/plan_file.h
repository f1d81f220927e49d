// A plan as a file: `inspect --plan` prints it, `analyze --plan` reads it, and both mean the same detection.
//
// It is JSON; the run.json of a report holds one, too, and is read in its place. Paths are no part of it, so
// that the parts of one input can share it: a part that begins with the plan's header line is read from below
// it, and one that does not is read from its first line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/csv_sniffer.h"
#include "pipeline/plan.h"
#include "pipeline/row_rules.h"
#include "scores/score_spec.h"
#include "scores/score_value.h"
#include "verbatim/error.h"

namespace verbatim {

// How a score's column is written.
struct FrozenScore {
  ScoreSpec spec;
  ScoreFormats formats;
};

struct FrozenPlan {
  std::string path;                  // of the plan, for messages
  std::vector<CsvDetection> inputs;  // without the places that differ from part to part: see place_detection
  std::vector<CsvDetection> joins;
  std::vector<std::string> text;
  std::string id;
  std::string date;
  DateFormat date_format;
  std::string question;
  std::vector<std::string> missing;
  std::vector<FrozenScore> scores;
  std::shared_ptr<const BusinessCalendar> calendar;  // or null
  std::vector<RowRule> row_rules;
  bool folds_reposts = false;
  std::string author;
  std::string reach;

  // The detection for input `index` of `count`: the only one there is, else the one at its place.
  // Fault::usage where the plan was made for another number of inputs.
  Result<const CsvDetection*> input(std::size_t index, std::size_t count) const;
};

// The detection as JSON, for `inspect --plan` and run.json: dialects, columns, formats.
std::string plan_json(const Plan& plan);

// Errors: Fault::usage with the file's name, line and column.
Result<FrozenPlan> parse_plan(std::string_view json, const std::string& path);
Result<FrozenPlan> load_plan(const std::string& path);

// The frozen detection with its places in this file: where the data begins. Errors: Fault::bad_input where
// the sample is no delimited text; Fault::usage where the file holds records and the plan was made from an
// empty one.
Result<CsvDetection> place_detection(const CsvDetection& frozen, std::string_view sample,
                                     bool sample_is_whole_file);

}  // namespace verbatim
