// Guesses which column is what from its name and its first values. Only a guess: it is printed with its
// reason, and an option overrides it.
#pragma once

#include <string>
#include <vector>

namespace verbatim {

struct RoleGuess {
  int column = -1;     // -1: none
  std::string reason;  // "its name says so; 98 % of the first 2,000 values differ"
};

// A column that looks like a score, to be suggested.
struct ScoreGuess {
  int column = -1;
  std::string kind;  // as after --score NAME=COL:
  std::string reason;
  int join = -1;  // index of the joined file that holds it; -1: the inputs
};

struct ColumnGuesses {
  RoleGuess text;
  RoleGuess id;
  RoleGuess date;
  RoleGuess question;
  std::vector<ScoreGuess> scores;
};

// Names with the questions that stand beside them in a header of several rows ("Q1: How likely are you ...").
// `questions` is empty or as long as `columns`.
std::vector<std::string> with_questions(const std::vector<std::string>& columns,
                                        const std::vector<std::string>& questions);

// `rows` are the first records' cells, each as many as there are columns.
ColumnGuesses guess_columns(const std::vector<std::string>& columns,
                            const std::vector<std::vector<std::string>>& rows);

}  // namespace verbatim
