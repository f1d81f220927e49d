// A report read back: the facts of its report.json that other commands lean on, and what its run.json says of
// how it was made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/json_file.h"
#include "verbatim/error.h"
#include "verbatim/report.h"

namespace verbatim {

// "PATH: is no report of verbatim (what); name the folder ...", with Fault::bad_input.
Error no_report(const std::string& path, std::string_view what);

// The file `name` of a report, of which `given` is the folder or any file in it.
std::string path_in_report(const std::string& given, std::string_view name);

// Errors: Fault::bad_input if it cannot be read or is not JSON.
Result<JsonValue> load_report_json(const std::string& path);

// Members of an object; empty where there is none of that type.
std::string text_of(const JsonValue& object, std::string_view key);
std::optional<std::uint64_t> count_of(const JsonValue* object, std::string_view key);
std::optional<double> number_of(const JsonValue& object, std::string_view key);

// What a report's run.json says of how it was made.
struct ReportOrigin {
  std::string folder;
  std::string run_file;              // its run.json
  std::vector<std::string> command;  // as typed
  std::string lexicon;               // version
  std::vector<InputSummary> inputs;  // path, bytes, hash
  // As settled before the first row, be it typed or guessed.
  std::vector<std::string> text_columns;
  std::string question_column;
  bool folds_reposts = false;
};

// Whether `report` is a folder with a run.json, or its report.json or run.json.
bool has_origin(const std::string& report);

// `report` is the folder of a report, or a file in it. Errors: Fault::bad_input if it is no report, or one of
// a version that did not note its command.
Result<ReportOrigin> load_origin(const std::string& report);

struct ReportFacts {
  std::string path;  // of its report.json
  Report report;
};

// `report` is the folder of a report, or its report.json, be it renamed. Read are versions, ledger, scores,
// sentiment, drivers, themes, and the groups of segments with their drivers; quotes, notes and what else
// stands in it are left out. The number of analysed records of a score is worked out from its drivers.
// Errors: Fault::bad_input if it is no report, or one of another layout.
Result<ReportFacts> load_report(const std::string& report);

}  // namespace verbatim
