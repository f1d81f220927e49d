// The file of rules for alerts (--alerts), see alerts.schema.json.
#pragma once

#include <string>
#include <vector>

#include "drivers/alerts.h"
#include "lexicon/json_file.h"
#include "verbatim/error.h"
#include "verbatim/lexicon.h"

namespace verbatim {

// What the names in a rules file may be.
struct AlertNames {
  const Lexicon& lexicon;
  std::vector<std::string> scores;
  std::vector<std::string> segments;  // columns
  bool has_periods = false;
};

// The rules of the file, and the program's own unless it says "own_rules": false. Every problem at once, with
// its place. Errors: Fault::usage.
Checked<std::vector<AlertRule>> load_alert_rules(const std::string& path, const AlertNames& names);
Checked<std::vector<AlertRule>> read_alert_rules(const JsonValue& root, const std::string& path,
                                                 const AlertNames& names);

}  // namespace verbatim
