// What the user asks for with --score NAME=COL:KIND, as a value.
//
//   name = what stands before the first '='      column = what is left in the middle
//   nps=How likely are you: 0 to 10:nps          kind   = found from the right end, with its ":low" or
//   ":reversed" answer=created..solved:ttr:min               two columns: the time between two timestamps
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/score.h"

namespace verbatim {

struct ScoreSpec {
  std::string name;
  std::string column;      // the only one, or where a span starts; "#3" is the third column
  std::string end_column;  // where a span ends; empty if there is one column
  ScoreMeaning meaning;

  bool is_span() const { return !end_column.empty(); }
  // "COL" or "COL1..COL2": what the report shows as the score's column.
  std::string column_text() const;

  bool operator==(const ScoreSpec&) const = default;
};

// "nps", "ces7:hard", "ttr:min", "number:low" ... Fault::usage lists the kinds and names the nearest one.
Result<ScoreMeaning> parse_score_kind(std::string_view text);

// One --score. Fault::usage says which part is wrong. ':' inside a column name is fine, since the kind is
// looked for from the right; a name that holds ".." has to be written as "#n". Spaces around name and columns
// are dropped.
Result<ScoreSpec> parse_score_spec(std::string_view text);

// All of them, in order; two scores of one name are Fault::usage.
Result<std::vector<ScoreSpec>> parse_score_specs(std::span<const std::string> texts);

}  // namespace verbatim
