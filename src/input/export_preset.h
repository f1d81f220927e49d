// Exports that are known by their columns: what Qualtrics, Trustpilot, Google Play and others write, and
// which of their columns holds the comments, the id, the date and the scores. A preset says more than a guess
// and less than the user: options win over it, and it wins over guesses.
//
// Names of columns are patterns: letter case and repeated blanks aside; "A|B" is the first of A and B that
// there is; a '*' at the start or the end stands for anything.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/column_roles.h"
#include "verbatim/error.h"

namespace verbatim {

// How an export writes its dates.
enum class DateForm : std::uint8_t { as_written, utc, unix_seconds, unix_milliseconds };

struct PresetScore {
  std::string name;  // as before --score NAME=
  std::string column;
  std::string kind;  // as after --score NAME=COL:
  // Where set, the score is this one only if all filled cells of that column say so: survey_type, "nps".
  std::string when_column;
  std::string when_value;
  // Where set, `column` is empty, and every X is one that has a neighbour X + this: Q2 beside Q2_NPS_GROUP.
  std::string beside;
};

// Rows that are no answers of customers: those whose `column` holds one of `values`.
struct PresetRowRule {
  std::string column;
  std::vector<std::string> values;
  std::string row_class;  // "preview", "unfinished": as in the ledger

  bool operator==(const PresetRowRule&) const = default;
};

struct ExportPreset {
  std::string name;                    // as an analyst knows it
  std::vector<std::string> signature;  // the columns that must all be there
  // The first column's name, in the languages that the source writes it in; then the others must be worded as
  // questions. For forms, which have no other column of their own.
  std::string first_column;
  std::vector<std::string> text;  // title before body; empty: open answers, found by their content
  std::string id;
  std::string date;
  DateForm date_form = DateForm::as_written;
  std::vector<PresetScore> scores;
  bool guesses_scores = false;     // the questions are the user's own: what looks like a score is one
  std::vector<std::string> known;  // columns of the source itself: neither open answers nor scores
  std::vector<std::string> missing;
  std::vector<PresetRowRule> row_rules;
  std::string remark;  // what an analyst should know of this source
};

// All of them. Where two fit, the one with the longer signature does; else the one that stands first.
std::vector<ExportPreset> export_presets();

struct PresetMatch {
  const ExportPreset* preset = nullptr;  // of the presets that were asked; nullptr: none fits
  std::vector<std::string> columns;      // the file's columns that say so
};

PresetMatch match_preset(std::span<const ExportPreset> presets, const std::vector<std::string>& columns);

// The preset by its name: letter case, blanks and signs aside, or its beginning if that says enough. Errors:
// Fault::usage, with all names.
Result<const ExportPreset*> find_preset(std::span<const ExportPreset> presets, std::string_view name);

// The first alternative of the pattern that the columns hold, as an index, or -1.
int find_by_pattern(std::string_view pattern, const std::vector<std::string>& columns);

// What a preset says of one file.
struct PresetScoreColumn {
  std::string name;
  std::string column;
  std::string kind;
  std::string reason;  // where its content decided: "its name says so; whole numbers 0..10"
};
struct PresetColumns {
  std::vector<std::string> text;
  bool text_by_content = false;
  std::string id;
  std::string date;
  DateForm date_form = DateForm::as_written;
  std::vector<PresetScoreColumn> scores;
  std::vector<std::string> known;        // of the source itself, as they stand in the file
  std::vector<PresetRowRule> row_rules;  // of columns that the file has
};

// `rows` are the first records' cells, each as many as there are columns; needed for what content decides.
// `questions` stand beside the names in a header of several rows (see with_questions).
PresetColumns columns_of(const ExportPreset& preset, const std::vector<std::string>& columns,
                         const std::vector<std::vector<std::string>>& rows,
                         const std::vector<std::string>& questions = {});

}  // namespace verbatim
