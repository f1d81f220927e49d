// docs/LEXICON.md shows rules with a text that each finds and one that it leaves: they must tell the truth.
#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "analysis/shipped_lexicon.h"
#include "lexicon/trial_lexicon.h"
#include "verbatim/analyzer.h"

namespace verbatim {
namespace {

// The cells of "| a | b |", "\|" read as "|".
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size() && line[at + 1] == '|') {
      cell += line[++at];
    } else if (line[at] == '|') {
      const auto begin = cell.find_first_not_of(' ');
      cells.push_back(
          begin == std::string::npos ? "" : cell.substr(begin, cell.find_last_not_of(' ') - begin + 1));
      cell.clear();
    } else {
      cell += line[at];
    }
  }
  return cells;
}

struct GuideRow {
  std::string rule, finds, leaves;
};

std::vector<GuideRow> rows_of_guide() {
  std::ifstream file(VERBATIM_SOURCE_DIR "/docs/LEXICON.md");
  std::vector<GuideRow> rows;
  bool is_inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line == "| rule | finds | leaves |") {
      is_inside = true;
    } else if (is_inside && !line.starts_with('|')) {
      break;
    } else if (is_inside && line.starts_with("| `")) {
      const auto cells = cells_of(line);
      REQUIRE(cells.size() == 3);
      rows.push_back({cells[0].substr(1, cells[0].size() - 2), cells[1], cells[2]});
    }
  }
  return rows;
}

}  // namespace

TEST_CASE("lexicon_guide: every rule of the guide finds what it is said to find and leaves the other") {
  const auto rows = rows_of_guide();
  CHECK(rows.size() == 10);
  for (const GuideRow& row : rows) {
    CAPTURE(row.rule);
    const auto trial = load_trial_lexicon(testing::shipped_options(), row.rule, std::nullopt);
    REQUIRE(trial);
    CHECK(trial->remarks.empty());
    const auto is_found = [&](std::string_view text) {
      Scratch scratch;
      Analysis analysis;
      Analyzer(trial->lexicon).analyze(text, "", scratch, analysis);
      return std::any_of(analysis.themes.begin(), analysis.themes.end(),
                         [&](const ThemeFinding& finding) { return finding.theme == trial->match; });
    };
    CAPTURE(row.finds);
    CHECK(is_found(row.finds));
    CAPTURE(row.leaves);
    CHECK(!is_found(row.leaves));
  }
}

}  // namespace verbatim
