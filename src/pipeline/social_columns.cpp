#include "pipeline/social_columns.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "input/column_words.h"
#include "scores/score_number.h"

namespace verbatim {

namespace {

// Names that exports of posts have, and nothing else.
constexpr std::array<std::string_view, 18> kSocialNames = {
    " retweet ",    " retweets ",      " retweeted ",     " tweet ",       " tweets ",     " repost ",
    " reposts ",    " subreddit ",     " screen name ",   " followers ",   " hashtags ",   " hit sentence ",
    " mention id ", " thread author ", " author handle ", " in reply to ", " influencer ", " page type "};
// A longer header is a question.
constexpr std::ptrdiff_t kMostWords = 4;

// An author and one of these together: "author" alone stands over book reviews, too.
constexpr std::array<std::string_view, 12> kPostNames = {
    " post ",  " likes ",      " shares ",    " platform ",    " network ",        " impressions ",
    " reach ", " engagement ", " permalink ", " source type ", " public metrics ", " snippet "};

// The best name first.
constexpr std::array<std::string_view, 14> kAuthorNames = {
    " author ",     " author handle ", " author username ", " author name ",      " author id ",
    " username ",   " user name ",     " screen name ",     " user screen name ", " from user ",
    " influencer ", " handle ",        " user handle ",     " user id "};
constexpr std::array<std::string_view, 14> kReachNames = {" reach ",
                                                          " potential reach ",
                                                          " estimated reach ",
                                                          " total reach ",
                                                          " reach new ",
                                                          " impressions ",
                                                          " impression count ",
                                                          " public metrics impression count ",
                                                          " views ",
                                                          " followers ",
                                                          " followers count ",
                                                          " follower count ",
                                                          " author followers ",
                                                          " x followers "};

bool is_numeric(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
  std::size_t filled = 0;
  std::size_t numbers = 0;
  for (const auto& row : rows) {
    const auto number = parse_score_number(row[column], DecimalMark::point);
    if (!number && number.error() == NumberFault::empty) continue;
    ++filled;
    numbers += number ? 1 : 0;
  }
  return filled > 0 && numbers * 10 >= filled * 9;
}

bool is_filled(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
  return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return !row[column].empty(); });
}

template <std::size_t N, class Fits>
RoleGuess first_named(const std::vector<std::string>& words, const std::array<std::string_view, N>& names,
                      Fits fits) {
  for (const std::string_view name : names) {
    for (std::size_t c = 0; c < words.size(); ++c) {
      if (words[c] == name && fits(c)) return {static_cast<int>(c), "its name says so"};
    }
  }
  return {};
}

}  // namespace

SocialGuess guess_social(const std::vector<std::string>& columns,
                         const std::vector<std::vector<std::string>>& rows, int text) {
  SocialGuess guess;
  std::vector<std::string> words;
  for (const std::string& column : columns) words.push_back(column_words(column));
  guess.author = first_named(words, kAuthorNames, [&](std::size_t c) { return is_filled(rows, c); });
  guess.reach = first_named(words, kReachNames, [&](std::size_t c) { return is_numeric(rows, c); });

  const auto names_one = [&](std::size_t c, const auto& names) {
    if (std::count(words[c].begin(), words[c].end(), ' ') > kMostWords + 1) return false;
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return words[c].find(name) != std::string::npos; });
  };
  for (std::size_t c = 0; c < columns.size() && !guess.is_social; ++c) {
    if (static_cast<int>(c) != text && names_one(c, kSocialNames)) {
      guess.is_social = true;
      guess.reason = fmt::format("its column '{}'", columns[c]);
    } else if (guess.author.column >= 0 && static_cast<int>(c) != guess.author.column &&
               names_one(c, kPostNames)) {
      guess.is_social = true;
      guess.reason = fmt::format("its columns '{}' and '{}'",
                                 columns[static_cast<std::size_t>(guess.author.column)], columns[c]);
    }
  }
  if (!guess.is_social && text >= 0) {
    const auto reposts = std::count_if(rows.begin(), rows.end(), [&](const auto& row) {
      return row[static_cast<std::size_t>(text)].starts_with("RT @");
    });
    if (reposts >= 2 && static_cast<std::size_t>(reposts) * 100 >= rows.size()) {
      guess.is_social = true;
      guess.reason = fmt::format("{} of its first {} posts begin with 'RT @'", reposts, rows.size());
    }
  }
  return guess;
}

}  // namespace verbatim
