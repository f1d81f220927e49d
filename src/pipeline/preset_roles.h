// What the exports among a run's inputs say of its columns, united over the inputs: one set of roles serves
// them all.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "input/export_preset.h"
#include "pipeline/plan.h"
#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim {

// The cells of a file's first records, each as many as there are columns.
using PresetRows = std::vector<std::vector<std::string>>;

struct PresetRoles {
  std::vector<std::string> text;
  std::string id;
  std::string date;
  std::vector<std::string> scores;  // as typed after --score
  std::vector<PresetRowRule> row_rules;
  std::vector<std::string> missing;
  std::vector<std::string> known;     // columns with a role, and those of the sources themselves
  std::vector<std::string> evidence;  // a sentence for each preset; roles that an option gives are left out
  std::vector<std::string> warnings;

  bool knows(const std::string& column) const;
};

// Finds each input's preset, or takes the one of --preset, and notes it in the input's detection. `rows_of`
// is called only where a preset asks for content. Errors: Fault::usage for a --preset that does not exist or
// that an input has no column of.
Result<PresetRoles> preset_roles(const AnalyzeOptions& options, std::vector<InputPlan>& inputs,
                                 const std::function<PresetRows(const InputPlan&)>& rows_of);

// The scores that a joined table seems to hold: those of its preset, if it is an export that is known, else
// what its columns look like.
std::vector<ScoreGuess> guess_joined_scores(const AnalyzeOptions& options,
                                            const std::vector<std::string>& columns, const PresetRows& rows);

// NAME=COL:KIND; a column whose name holds ".." is written #n, since it could be taken for two.
std::string typed_score(const std::string& name, const std::vector<std::string>& columns, int column,
                        const std::string& kind);

// "csat5" -> "csat": what a score of that kind is called if nobody gives it a name; "csat_2" if that is
// taken. The name is taken then.
std::string score_name_of(const std::string& kind, std::set<std::string>& taken);

}  // namespace verbatim
