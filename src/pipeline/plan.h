// The frozen detection: how each input is written, which column is what, how scores are read. Made from the
// inputs' beginnings before the first row is analysed, or read from a file (`inspect --plan`), so that every
// part of an input is read in the same way.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "input/column_roles.h"
#include "input/csv_sniffer.h"
#include "input/export_preset.h"
#include "input/input_store.h"
#include "pipeline/row_rules.h"
#include "scores/business_calendar.h"
#include "scores/score_spec.h"
#include "scores/score_value.h"
#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim {

// A column of the inputs, or of a joined file.
struct ColumnRef {
  std::string name;  // as in the header, or "#n"; empty: none
  int join = -1;     // index of the join, -1: of the inputs
  int slot = -1;     // of a joined column: its place among the columns kept of that join

  bool is_set() const { return !name.empty(); }
};

struct InputPlan {
  std::string path;
  std::uint64_t bytes = 0;  // size; 0 where it is not known
  CsvDetection detection;
};

struct JoinPlan {
  JoinOption option;
  std::vector<ColumnRef> keys;  // of the comments; may themselves come from an earlier join
  CsvDetection detection;
  std::vector<int> other_keys;  // indexes of the key's columns in the joined file
  std::vector<int> columns;     // indexes of the columns that are kept, by slot
};

struct ScorePlan {
  ScoreSpec spec;
  ColumnRef column;
  ColumnRef end_column;  // of a span
  ScoreFormats formats;
};

struct ConditionPlan {
  Condition condition;
  ColumnRef column;
  int score = -1;                // tests this score instead of a column
  std::int64_t value_milli = 0;  // of a score, or where the test is by size
};

// Rows that are counted in a class of their own and left out.
struct RowRulePlan {
  RowRule rule;
  ColumnRef column;
};

// Something that happened, and which records it touched.
struct EventPlan {
  std::int32_t day = 0;  // civil days since 1970
  std::string label;
  ColumnRef column;  // not set: it touched all
  std::string value;
};

struct Plan {
  std::vector<InputPlan> inputs;  // sorted by path
  std::vector<JoinPlan> joins;
  std::vector<ColumnRef> text;
  ColumnRef id;
  ColumnRef date;
  DateFormat date_format;
  ColumnRef question;
  ColumnRef cluster;  // of --customer, else --unit
  ColumnRef customer;
  std::vector<ColumnRef> segments;
  ColumnRef stage;
  ColumnRef benchmark;
  std::vector<EventPlan> events;
  ColumnRef weight;
  ColumnRef adjust;
  std::vector<std::string> missing;  // what stands for no answer in a score's cell: --missing
  std::vector<ScorePlan> scores;
  std::shared_ptr<const BusinessCalendar>
      calendar;  // of --calendar: set exactly if a score counts in its hours
  std::vector<ConditionPlan> where;
  std::vector<ColumnRef> keep;
  std::vector<RowRulePlan> row_rules;  // by class: the first that fits a row counts it
  bool folds_reposts = false;
  ColumnRef author;
  ColumnRef reach;
  std::vector<std::string> evidence;      // one sentence each: what was detected or guessed, and why
  std::vector<ScoreGuess> score_guesses;  // not used: told in `suggestions`
  std::vector<std::string> suggestions;   // options that the user may want to add
  std::vector<std::string> warnings;
};

// The column's index in a file, or -1: by "#n", else by name, letter case and spaces around it aside.
int index_of_column(const CsvDetection& detection, const std::string& name);

// Detects every input and join, or takes that from the plan file, and resolves every name. All unreadable
// files are told, not only the first. With `needs_text` false (inspect) an input without a text column is no
// error.
Checked<Plan> make_plan(const AnalyzeOptions& options, InputStore& store, bool needs_text = true);

}  // namespace verbatim
