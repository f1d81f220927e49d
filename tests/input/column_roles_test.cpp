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

TEST_CASE("column_roles: answers in words, faces and groups are scores") {
  const std::vector<std::string> columns = {"How satisfied are you?",
                                            "It was easy to get help",
                                            "Mood",
                                            "Q2_NPS_GROUP",
                                            "Group",
                                            "Sentiment",
                                            "Comment"};
  Rows rows;
  for (int i = 0; i < 2; ++i) {
    rows.push_back({"Very satisfied", "Strongly agree", "😀", "3", "Promoter", "positive",
                    "the staff were kind to me " + std::to_string(i)});
    rows.push_back({"Satisfied", "Agree", "🙂", "2", "Passive", "neutral",
                    "I waited two hours for it " + std::to_string(i)});
    rows.push_back({"Dissatisfied", "Strongly disagree", "😡", "1", "Detractor", "negative",
                    "never again, so rude to us " + std::to_string(i)});
  }
  const ColumnGuesses guesses = guess_columns(columns, rows);
  CHECK(guesses.text.column == 6);
  REQUIRE(guesses.scores.size() == 5);
  const char* kinds[] = {"csat5", "ces5:easy", "faces5", "nps-group", "nps-group"};
  for (int i = 0; i < 5; ++i) {
    CAPTURE(i);
    CHECK(guesses.scores[static_cast<std::size_t>(i)].column == i);
    CHECK(guesses.scores[static_cast<std::size_t>(i)].kind == kinds[i]);
  }
  CHECK(guesses.scores[0].reason == "6 of 6 values are words of satisfaction, 3 grades");
  CHECK(guesses.scores[4].reason == "its values are promoter, passive or detractor");
}

TEST_CASE("column_roles: stars and numbers with words behind them are scores, turned or not") {
  const Rows rows = {
      {"★★★★★", "5 - Very satisfied", "1 - Very easy", "1: Very satisfied", "it was a b c"},
      {"★★★★☆", "4 - Satisfied", "2 - Easy", "2: Satisfied", "it was d e f"},
      {"★☆☆☆☆", "3 - Neutral", "3 - Neutral", "3: Neutral", "it was g h i"},
      {"★★☆☆☆", "2 - Dissatisfied", "4 - Difficult", "4: Dissatisfied", "it was j k l"},
      {"★★★☆☆", "1 - Very dissatisfied", "5 - Very difficult", "5: Very dissatisfied", "x y z"}};
  const ColumnGuesses guesses = guess_columns({"a", "b", "c", "d", "text"}, rows);
  REQUIRE(guesses.scores.size() == 4);
  CHECK(guesses.scores[0].kind == "stars5");
  CHECK(guesses.scores[1].kind == "csat5");
  CHECK(guesses.scores[2].kind == "ces5:hard");
  CHECK(guesses.scores[3].kind == "csat5:reversed");
  CHECK(guesses.scores[3].reason ==
        "5 of 5 values are numbers with words of satisfaction, and low numbers are good");
}

TEST_CASE("column_roles: a rating is one with gaps, too") {
  const Rows rows = {{"9.0", "a b c"}, {"NA", "d e f"},  {"10.0", "g h i"}, {"N/A", "j k l"},
                     {"3.0", "m n o"}, {"1.0", "p q r"}, {"5.0", "s t u"}};
  const ColumnGuesses guesses = guess_columns({"overall_rating", "text"}, rows);
  REQUIRE(guesses.scores.size() == 1);
  CHECK(guesses.scores[0].kind == "rating10");
}

TEST_CASE("column_roles: words that are not nearly all answers are no score") {
  const Rows rows = {{"Good", "a b c"}, {"Poor", "d e f"}, {"Fair", "g h i"},
                     {"Blue", "j k l"}, {"Good", "m n o"}, {"Red", "p q r"}};
  CHECK(guess_columns({"colour", "text"}, rows).scores.empty());
  const Rows asked = {
      {"Always", "a b c"}, {"Often", "d e f"}, {"Never", "g h i"}, {"Often", "j k l"}, {"Never", "m n o"}};
  CHECK(guess_columns({"how often", "text"}, asked).scores.empty());  // often may be good or bad
}

TEST_CASE("column_roles: a date is one by its name and its cells, times since 1970 too") {
  const Rows epochs = {{"1693075140", "a b c"}, {"1700000000", "d e f"}};
  CHECK(guess_columns({"created_utc", "text"}, epochs).date.column == 0);
  CHECK(guess_columns({"Published at", "text"}, epochs).date.column == 0);
  CHECK(guess_columns({"number", "text"}, epochs).date.column == -1);
  // The time of day beside the date is no date.
  const Rows two = {{"15:45:12", "2026-09-27", "a b c"}, {"08:01:00", "2026-09-28", "d e f"}};
  CHECK(guess_columns({"Time", "Date", "text"}, two).date.column == 1);
  // Of two dates the first, unless it is mostly empty.
  const Rows both = {{"2026-09-27", "2026-09-28", "a b c"}, {"", "2026-09-29", "d e f"}};
  CHECK(guess_columns({"order date", "survey date", "text"}, both).date.column == 0);
  const Rows sparse = {
      {"", "2026-09-28", "a b c"}, {"", "2026-09-29", "d e f"}, {"2026-09-20", "2026-09-29", "g h i"}};
  CHECK(guess_columns({"order date", "survey date", "text"}, sparse).date.column == 1);
  const Rows phones = {{"12-34-5678", "a b c"}, {"98-76-5432", "d e f"}};
  CHECK(guess_columns({"time", "text"}, phones).date.column == -1);
}

TEST_CASE("column_roles: no columns and no rows are no roles") {
  const ColumnGuesses guesses = guess_columns({}, {});
  CHECK(guesses.text.column == -1);
  CHECK(guesses.id.column == -1);
  CHECK(guesses.scores.empty());
}

}  // namespace
}  // namespace verbatim
