#include "input/column_roles.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

namespace verbatim {

namespace {

// "Customer_Remarks (text)" -> " customer remarks text ": words between single spaces.
std::string words_of(std::string_view name) {
  std::string words = " ";
  char before = ' ';
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    const bool is_letter = std::isalnum(u) != 0 || u >= 0x80;
    // "reviewText" is two words.
    if (is_letter && std::isupper(u) != 0 && std::islower(static_cast<unsigned char>(before)) != 0)
      words += ' ';
    if (is_letter) {
      words += static_cast<char>(std::tolower(u));
    } else if (words.back() != ' ') {
      words += ' ';
    }
    before = c;
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

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
constexpr std::array<std::string_view, 6> kDateNames = {"date",    "time",      "timestamp",
                                                        "created", "submitted", "recorded"};

struct ColumnFacts {
  std::size_t filled = 0;
  std::size_t distinct = 0;
  double mean_words = 0;  // of the filled cells
  double numeric = 0;     // share of cells that are whole numbers 0..10
  double datelike = 0;    // share of cells of digits and / - : . T
  int lowest = 99;
  int highest = -1;
};

ColumnFacts facts_of(std::size_t column, const std::vector<std::vector<std::string>>& rows) {
  ColumnFacts facts;
  std::unordered_set<std::string_view> seen;
  std::size_t words = 0;
  std::size_t numbers = 0;
  std::size_t dates = 0;
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
    const bool digits = cell.size() <= 2 &&
                        std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && std::stoi(cell) <= 10) {
      ++numbers;
      facts.lowest = std::min(facts.lowest, std::stoi(cell));
      facts.highest = std::max(facts.highest, std::stoi(cell));
    }
    const auto digit_count =
        std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digit_count >= 5 && cell.find_first_of("/-:.") != std::string::npos && cell.size() <= 32) ++dates;
  }
  facts.distinct = seen.size();
  if (facts.filled > 0) {
    const auto n = static_cast<double>(facts.filled);
    facts.mean_words = static_cast<double>(words) / n;
    facts.numeric = static_cast<double>(numbers) / n;
    facts.datelike = static_cast<double>(dates) / n;
  }
  return facts;
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

ColumnGuesses guess_columns(const std::vector<std::string>& columns,
                            const std::vector<std::vector<std::string>>& rows) {
  ColumnGuesses guesses;
  double best_text = 0;
  double best_id = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::string words = words_of(columns[c]);
    const ColumnFacts facts = facts_of(c, rows);
    const double filled = static_cast<double>(facts.filled);
    const double distinct_share = facts.filled == 0 ? 0 : static_cast<double>(facts.distinct) / filled;
    const int index = static_cast<int>(c);

    // Free text: several words a cell, and they differ. A name that says so counts as much as four words
    // more.
    const bool named_text = has_any(words, kTextNames);
    const bool named_id = has_any(words, kIdNames) || words.ends_with("id ");
    const bool wordy = facts.mean_words >= 1.5 && facts.datelike < 0.5;
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
    if (guesses.date.column < 0 && has_any(words, kDateNames) && facts.datelike > 0.8) {
      guesses.date = {index, fmt::format("its name says so; {:.0f} % of its values look like dates",
                                         100 * facts.datelike)};
    }
    if (guesses.question.column < 0 && has_word(words, "question") && facts.mean_words > 1.5 &&
        distinct_share < 0.1) {
      guesses.question = {index, fmt::format("its name says so; it holds {} wordings", facts.distinct)};
    }
    if (std::string kind = score_kind(words, facts); !kind.empty()) {
      guesses.scores.push_back(
          {index, std::move(kind),
           fmt::format("its name says so; whole numbers {}..{}", facts.lowest, facts.highest)});
    }
  }
  // A column of two roles is text before anything else.
  if (guesses.question.column >= 0 && guesses.question.column == guesses.text.column) guesses.question = {};
  return guesses;
}

}  // namespace verbatim
