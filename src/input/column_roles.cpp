#include "input/column_roles.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "input/column_words.h"
#include "scores/answer_scale.h"
#include "scores/score_number.h"
#include "scores/timestamp.h"

namespace verbatim {

namespace {

bool has_word(const std::string& words, std::string_view word) {
  return words.find(fmt::format(" {} ", word)) != std::string::npos;
}

template <std::size_t N>
bool has_any(const std::string& words, const std::array<std::string_view, N>& list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) { return has_word(words, word); });
}

constexpr std::array<std::string_view, 25> kTextNames = {
    "comment", "comments", "text",        "feedback", "review", "remark",      "remarks",
    "answer",  "verbatim", "response",    "message",  "body",   "content",     "post",
    "tweet",   "opinion",  "description", "reason",   "why",    "suggestions", "suggestion",
    "open",    "ended",    "note",        "notes"};
constexpr std::array<std::string_view, 4> kIdNames = {"id", "uuid", "guid", "key"};
constexpr std::array<std::string_view, 12> kDateNames = {"date",      "time",     "timestamp", "created",
                                                         "submitted", "recorded", "received",  "published",
                                                         "posted",    "utc",      "epoch",     "datetime"};

// "created_at" is a date, "Issue_reported at" too; "looked at" would be one only if its cells were.
bool is_date_name(const std::string& words) {
  return has_any(words, kDateNames) || words.ends_with(" at ");
}

struct ColumnFacts {
  std::size_t filled = 0;
  std::size_t distinct = 0;
  double mean_words = 0;       // of the filled cells
  std::size_t no_answers = 0;  // "N/A", "don't know"
  double numeric = 0;          // share of the other cells that are whole numbers 0..10
  double datelike = 0;         // share of cells of digits and / - : . T
  double dates = 0;            // share of cells that are dates, in some order
  bool is_epoch = false;       // all are numbers that give a year since 1990 as seconds or milliseconds
  int lowest = 99;
  int highest = -1;
};

ColumnFacts facts_of(std::size_t column, const std::vector<std::vector<std::string>>& rows) {
  ColumnFacts facts;
  std::unordered_set<std::string_view> seen;
  std::size_t words = 0;
  std::size_t numbers = 0;
  std::size_t dates = 0;
  DateOrderVote orders;
  EpochVote epochs;
  for (const auto& row : rows) {
    const std::string& cell = row[column];
    if (cell.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    ++facts.filled;
    seen.insert(cell);
    bool in_word = false;
    for (const char c : cell) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space && !in_word) ++words;
      in_word = !space;
    }
    constexpr std::size_t kLongestAnswer = 24;
    AnswerBuffer buffer;
    if (cell.size() <= kLongestAnswer && is_no_answer(answer_key(cell, buffer))) ++facts.no_answers;
    // "9", and "9.0" from a program that keeps a column with gaps as fractions.
    const auto number = parse_score_number(cell, DecimalMark::point);
    if (number && number->whole && !number->percent && number->milli >= 0 && number->milli <= 10'000) {
      const int value = static_cast<int>(number->milli / 1000);
      ++numbers;
      facts.lowest = std::min(facts.lowest, value);
      facts.highest = std::max(facts.highest, value);
    }
    const auto digit_count =
        std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digit_count >= 3 && cell.size() <= 64) orders.add(cell, 0);
    epochs.add(cell);
    if (digit_count >= 5 && cell.find_first_of("/-:.") != std::string::npos && cell.size() <= 32) ++dates;
  }
  facts.distinct = seen.size();
  if (facts.filled > 0) {
    const auto n = static_cast<double>(facts.filled);
    facts.mean_words = static_cast<double>(words) / n;
    if (facts.filled > facts.no_answers)
      facts.numeric = static_cast<double>(numbers) / static_cast<double>(facts.filled - facts.no_answers);
    facts.datelike = static_cast<double>(dates) / n;
    facts.dates = static_cast<double>(orders.dates()) / n;
    facts.is_epoch = epochs.finish() != EpochUnit::none;
  }
  return facts;
}

// A column of numbers with words behind them: "5 - Very satisfied".
std::optional<ScoreGuess> labelled_score(int index, const std::string& words, const AnswerVote& vote) {
  const LikertScale scale = vote.labelled_scale();
  const int points = vote.highest_number() <= 5 ? 5 : vote.highest_number() == 7 ? 7 : 0;
  if (points == 0 || scale == LikertScale::any || scale == LikertScale::frequency) return std::nullopt;
  const bool backwards = vote.runs_backwards();
  std::string kind = fmt::format("csat{}{}", points, backwards && says_good(scale) ? ":reversed" : "");
  if (scale == LikertScale::ease) kind = fmt::format("ces{}:{}", points, backwards ? "hard" : "easy");
  if (scale == LikertScale::agreement && (has_word(words, "easy") || has_word(words, "effort")))
    kind = fmt::format("ces{}:easy", points);
  return ScoreGuess{index, std::move(kind),
                    fmt::format("{} of {} values are numbers with words of {}{}", vote.labelled(),
                                vote.filled(), name(scale), backwards ? ", and low numbers are good" : "")};
}

// A column of answers in words or faces, or of NPS groups.
std::optional<ScoreGuess> word_score(std::size_t column, const std::string& words, const ColumnFacts& facts,
                                     const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t kFewest = 5;
  if (facts.filled < kFewest || facts.mean_words > 6) return std::nullopt;
  const int index = static_cast<int>(column);
  const bool names_group = has_word(words, "nps") && has_word(words, "group");
  if (names_group && facts.numeric >= 0.9 && facts.lowest >= 1 && facts.highest <= 3)
    return ScoreGuess{index, "nps-group", "its name says so; 1 to 3: detractor, passive, promoter"};
  // A sentiment that the exporting tool has given is no answer of the customer.
  if (facts.numeric >= 0.9 || facts.distinct > 40 || has_word(words, "sentiment")) return std::nullopt;
  AnswerVote vote;
  for (const auto& row : rows) vote.add(row[column]);
  const std::uint64_t answered = vote.filled() - vote.no_answers();
  const auto most = [&](std::uint64_t count) { return count >= kFewest && 10 * count >= 9 * answered; };
  if (most(vote.groups()) && facts.distinct > 1)
    return ScoreGuess{index, "nps-group", "its values are promoter, passive or detractor"};
  const auto stars = std::count_if(rows.begin(), rows.end(),
                                   [&](const auto& row) { return count_stars(row[column]).has_value(); });
  if (most(static_cast<std::uint64_t>(stars)))
    return ScoreGuess{index, "stars5", fmt::format("{} of {} values are stars", stars, vote.filled())};
  if (most(vote.labelled())) return labelled_score(index, words, vote);
  const LikertScale scale = vote.scale();
  if (scale == LikertScale::any || !most(vote.of_scale(scale)) || vote.grades(scale) < 3) return std::nullopt;
  const int points = vote.points();
  if (points == 0) return std::nullopt;
  const auto with_points = [&](std::string_view kind) { return fmt::format("{}{}", kind, points); };
  std::string kind = with_points("csat");
  std::string reason = fmt::format("{} of {} values are words of {}, {} grades", vote.of_scale(scale),
                                   vote.filled(), name(scale), vote.grades(scale));
  if (scale == LikertScale::faces && points == 5) {
    kind = "faces5";
    reason = fmt::format("{} of {} values are faces, {} grades", vote.of_scale(scale), vote.filled(),
                         vote.grades(scale));
  } else if (scale == LikertScale::ease) {
    kind = with_points("ces") + ":easy";
  } else if (scale == LikertScale::frequency) {
    return std::nullopt;  // "Often" is good or bad as its question is
  } else if (scale == LikertScale::agreement) {
    if (has_word(words, "easy") || has_word(words, "effort")) kind = with_points("ces") + ":easy";
    reason += "; to agree must be good here";
  }
  return ScoreGuess{index, std::move(kind), std::move(reason)};
}

std::string score_kind(const std::string& words, const ColumnFacts& facts) {
  if (facts.numeric < 0.9 || facts.filled < 5) return {};
  if ((has_word(words, "nps") || has_word(words, "recommend")) && facts.highest > 5) return "nps";
  const bool five = facts.lowest >= 1 && facts.highest <= 5;
  if (has_word(words, "csat") || has_word(words, "satisfaction"))
    return five ? "csat5" : facts.highest <= 7 ? "csat7" : "";
  if (has_word(words, "star") || has_word(words, "stars")) return five ? "stars5" : "";
  if (has_word(words, "rating") || has_word(words, "score"))
    return five ? "stars5" : facts.highest > 7 ? "rating10" : "";
  return {};
}

}  // namespace

std::vector<std::string> with_questions(const std::vector<std::string>& columns,
                                        const std::vector<std::string>& questions) {
  std::vector<std::string> worded = columns;
  for (std::size_t i = 0; i < std::min(worded.size(), questions.size()); ++i) {
    if (!questions[i].empty()) worded[i] += ": " + questions[i];
  }
  return worded;
}

ColumnGuesses guess_columns(const std::vector<std::string>& columns,
                            const std::vector<std::vector<std::string>>& rows) {
  ColumnGuesses guesses;
  double best_text = 0;
  double best_id = 0;
  std::size_t date_filled = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string words = column_words(columns[c]);
    const ColumnFacts facts = facts_of(c, rows);
    const double filled = static_cast<double>(facts.filled);
    const double distinct_share = facts.filled == 0 ? 0 : static_cast<double>(facts.distinct) / filled;
    const int index = static_cast<int>(c);

    // Free text: several words a cell, and they differ. A name that says so counts as much as four words
    // more.
    const bool named_text = has_any(words, kTextNames);
    const bool named_id = has_any(words, kIdNames) || words.ends_with("id ");
    // "Very satisfied" again and again is a score, unless its name says that it is the comment.
    auto words_score = word_score(c, words, facts, rows);
    const bool wordy = facts.mean_words >= 1.5 && facts.datelike < 0.5 && (named_text || !words_score);
    if (wordy && (distinct_share > 0.3 || named_text)) {
      const double points =
          std::min(facts.mean_words, 12.0) * std::min(1.0, distinct_share + 0.2) + (named_text ? 4 : 0);
      if (points > best_text) {
        best_text = points;
        guesses.text = {index, fmt::format("{}{:.0f} words a cell, {:.0f} % of its values differ",
                                           named_text ? "its name says so; " : "", facts.mean_words,
                                           100 * distinct_share)};
      }
    } else if (guesses.text.column < 0 && named_text && !named_id && !has_any(words, kDateNames) &&
               facts.numeric < 0.5 && facts.datelike < 0.5) {
      // Short answers, emoji or no answer at all: any column of words is the better guess.
      guesses.text = {index, facts.filled == 0 ? "its name says so; it is empty" : "its name says so"};
    }
    // An id: named so, always filled, never twice (exact repeats of rows are few).
    if (named_id && facts.mean_words <= 1.5 && facts.filled == rows.size() && distinct_share > 0.95) {
      const double points = distinct_share + (has_word(words, "id") ? 1 : 0) - 0.001 * static_cast<double>(c);
      if (points > best_id) {
        best_id = points;
        guesses.id = {index,
                      fmt::format("its name says so; {:.0f} % of its values differ", 100 * distinct_share)};
      }
    }
    // A column of times of day ("Time" beside "Date") looks like dates and is none.
    // The first of several, unless it is mostly empty: "order date" of tickets of which few are about an
    // order.
    const bool is_better_date = guesses.date.column < 0 || date_filled * 2 < facts.filled;
    if (is_better_date && is_date_name(words) && (facts.dates > 0.8 || facts.is_epoch)) {
      date_filled = facts.filled;
      guesses.date = {
          index, facts.is_epoch
                     ? std::string("its name says so; its values are times since 1970")
                     : fmt::format("its name says so; {:.0f} % of its values are dates", 100 * facts.dates)};
    }
    if (guesses.question.column < 0 && has_word(words, "question") && facts.mean_words > 1.5 &&
        distinct_share < 0.1) {
      guesses.question = {index, fmt::format("its name says so; it holds {} wordings", facts.distinct)};
    }
    if (std::string kind = score_kind(words, facts); !kind.empty()) {
      guesses.scores.push_back(
          {index, std::move(kind),
           fmt::format("its name says so; whole numbers {}..{}", facts.lowest, facts.highest), -1});
    } else if (words_score) {
      guesses.scores.push_back(std::move(*words_score));
    }
  }
  // A column of two roles is text before anything else.
  std::erase_if(guesses.scores, [&](const ScoreGuess& guess) { return guess.column == guesses.text.column; });
  if (guesses.question.column >= 0 && guesses.question.column == guesses.text.column) guesses.question = {};
  return guesses;
}

}  // namespace verbatim
