#include "input/column_roles.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("column_roles: comments, id, date and scores are known by name and values") {
  const std::vector<std::string> columns = {"Response ID", "Submitted", "Region", "NPS score",
                                            "Why this score?"};
  const Rows rows = {{"r1", "2025-03-01", "North", "9", "the staff were kind"},
                     {"r2", "2025-03-02", "South", "3", "I waited two hours"},
                     {"r3", "2025-03-03", "North", "10", "all good and quick"},
                     {"r4", "2025-03-04", "North", "0", "never again, so rude"},
                     {"r5", "2025-03-05", "West", "7", "it was fine, I guess"}};
  const ColumnGuesses guesses = guess_columns(columns, rows);
  CHECK(guesses.text.column == 4);
  CHECK(guesses.id.column == 0);
  CHECK(guesses.date.column == 1);
  CHECK(guesses.question.column == -1);
  REQUIRE(guesses.scores.size() == 1);
  CHECK(guesses.scores[0].column == 3);
  CHECK(guesses.scores[0].kind == "nps");
}

TEST_CASE("column_roles: a column of questions is no column of answers") {
  const Rows rows(20, {"What could be better?", "the queue was far too long today"});
  const ColumnGuesses guesses = guess_columns({"Question", "Answer"}, rows);
  CHECK(guesses.text.column == 1);
  CHECK(guesses.question.column == 0);
}

TEST_CASE("column_roles: a name is enough where the answers are short, emoji or missing") {
  CHECK(guess_columns({"id", "comment"}, {{"1", "rude"}, {"2", "😡"}}).text.column == 1);
  CHECK(guess_columns({"id", "Feedback"}, {}).text.column == 1);
  CHECK(guess_columns({"id", "comment"}, {{"1", ""}, {"2", ""}}).text.column == 1);
  // Words beat a name.
  CHECK(guess_columns({"note", "other"}, {{"x", "the staff were so rude"}, {"y", "my parcel came late"}})
            .text.column == 1);
  // A name of two roles is no comment without words.
  CHECK(guess_columns({"comment_id", "n"}, {{"c1", "1"}, {"c2", "2"}}).text.column == -1);
  CHECK(guess_columns({"review date", "n"}, {{"2025-03-01", "1"}}).text.column == -1);
  CHECK(guess_columns({"text rating"}, {{"1"}, {"5"}}).text.column == -1);
}

TEST_CASE("column_roles: an id is filled and does not come again and again") {
  const Rows again = {{"1", "a b"}, {"1", "c d"}, {"2", "e f"}};
  CHECK(guess_columns({"id", "text"}, again).id.column == -1);
  const Rows missing = {{"1", "a b"}, {"", "c d"}, {"2", "e f"}};
  CHECK(guess_columns({"id", "text"}, missing).id.column == -1);
}

TEST_CASE("column_roles: no columns and no rows are no roles") {
  const ColumnGuesses guesses = guess_columns({}, {});
  CHECK(guesses.text.column == -1);
  CHECK(guesses.id.column == -1);
  CHECK(guesses.scores.empty());
}

}  // namespace
}  // namespace verbatim
