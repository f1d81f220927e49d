// Which rows of an export are answers of nobody: previews and tests of a survey, surveys that were not
// finished, and those whose writers do not want to be read. Found by the names of columns and what stands in
// them, never by a value alone: "Partial" is a status in a column Status, and a word anywhere else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verbatim/options.h"

namespace verbatim {

// Rows with one of these values in this column, or a number below a bound, are of that class.
struct RowRule {
  RowClass row_class = RowClass::unfinished;
  std::string column;
  std::vector<std::string> values;  // letter case of ASCII aside
  unsigned below = 0;               // 0: no bound
  bool is_own = false;              // of --exclude: --include does not lift it

  // A value of letters also fits where it is followed by a comma, colon, semicolon, full stop or dash: "No, I
  // do not agree".
  bool matches(std::string_view cell) const;
  // "is False, 0 or No", "is below 100"; of many values the first: the plan holds all.
  std::string test() const;

  bool operator==(const RowRule&) const = default;
};

struct RowRuleGuesses {
  std::vector<RowRule> rules;        // by class, then by column
  std::vector<std::string> remarks;  // columns that look like one of these and are not clear enough
};

// Whether any name is one that rules are made from: else there is nothing to look at.
bool names_row_classes(const std::vector<std::string>& columns);

// `rows` are the first records' cells, each as many as there are columns.
RowRuleGuesses guess_row_rules(const std::vector<std::string>& columns,
                               const std::vector<std::vector<std::string>>& rows);

}  // namespace verbatim
