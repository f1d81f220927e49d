// How many points the words or faces of a column make. One word does not say: "Satisfied" is 4 of "Very
// satisfied, Satisfied, Neutral ..." and 6 of a column that also holds "Somewhat satisfied". So a column's
// answers are collected first, and then each is given its points, once for the whole column.
//
// Rules, for a kind of n points (5 or 7), with a middle and k = (n - 1) / 2 grades on each side:
//   - k grades on a side are ranked; fewer stand where their strength puts them ("very" and more at the end).
//   - Faces with one grade on each side, or three in all, are the ends and the middle: 1, 3, 5.
//   - Scales that are not the same on both sides (Excellent, Very good, Good, Fair, Poor) are ranked from the
//     end with more grades.
//   - "Not at all ..." to "Extremely ...": 1, 2 (not so, slightly), 3 (somewhat), 4 (very), 5.
//   - More grades than the kind has points is an error that names the right kind.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scores/likert.h"
#include "verbatim/error.h"
#include "verbatim/score.h"

namespace verbatim {

// What one answer of a column is worth. `word` is a key: see answer_key.
struct AnswerWord {
  std::string word;
  std::int64_t milli = 0;

  bool operator==(const AnswerWord&) const = default;
};

// Sorted by word.
using AnswerWords = std::vector<AnswerWord>;

std::optional<std::int64_t> find_answer(const AnswerWords& words, std::string_view key);

// csat5, csat7, ces5, ces7 and faces5.
bool reads_words(ScoreKind kind);

struct AnswerScale {
  AnswerWords words;  // empty: the column holds none
  std::string evidence;
  std::string warning;  // empty, or that numbers and words point in opposite ways
};

// Collects a column's answers; parts may be collected apart and merged in any order.
class AnswerVote {
 public:
  void add(std::string_view cell);
  void merge(const AnswerVote& other);

  std::uint64_t filled() const { return filled_; }
  bool has_words() const { return !grades_.empty() || groups_ > 0 || same_ + opposite_ > 0; }

  // The scale that most of the words belong to, and their count; `any` if there are none.
  LikertScale scale() const;
  // Cells whose words are of that scale, or of the middle of any.
  std::uint64_t of_scale(LikertScale scale) const;
  // Distinct answers of that scale.
  std::size_t grades(LikertScale scale) const;
  // 5, or 7 where five points cannot hold what the column has; 0: neither can.
  int points() const;
  // Cells that are promoter, passive or detractor.
  std::uint64_t groups() const { return groups_; }
  std::uint64_t no_answers() const { return no_answers_; }

  // Of the answers with a number before them ("5 - Very satisfied"): how many, the scale of most, the highest
  // number, and whether low numbers stand with the good words.
  std::uint64_t labelled() const;
  LikertScale labelled_scale() const;
  int highest_number() const { return highest_number_; }
  bool runs_backwards() const { return opposite_ > 9 * same_; }

  // The points of every answer. REQUIRES: reads_words(meaning.kind). Fault::usage if the words do not fit the
  // kind; `column` is for the message.
  Result<AnswerScale> finish(const ScoreMeaning& meaning, std::string_view column) const;

 private:
  struct Answer {
    LikertGrade grade;
    std::uint64_t count = 0;
  };
  using Answers = std::map<std::string, Answer, std::less<>>;

  Answers grades_;  // by key; the tables of likert.cpp bound how many there can be
  std::uint64_t filled_ = 0;
  std::uint64_t groups_ = 0;
  std::uint64_t no_answers_ = 0;
  std::uint64_t same_ = 0;      // "5 - Very satisfied"
  std::uint64_t opposite_ = 0;  // "1 - Very satisfied"
  std::array<std::uint64_t, kLikertScales> labels_{};
  int highest_number_ = 0;
};

}  // namespace verbatim
