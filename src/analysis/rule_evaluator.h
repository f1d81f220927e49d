// Which theme rules match a comment, and where. A rule is evaluated over the stretches of words that its
// terms matched, operator by operator, from the leaves up.
//
// What an operator looks at is bounded: kWindowWords to either side, matches of kLongestMatch words. So the
// time is linear in the words, also of a text without full stops.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "analysis/reading.h"
#include "lexicon/lexicon_data.h"

namespace verbatim {

// A rule has matched, or a theme's word was found, at words [begin, end).
struct Fired {
  std::uint32_t rule = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct WordSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const WordSpan&) const = default;
};

constexpr std::uint32_t kWindowWords = 60;
constexpr std::uint32_t kLongestMatch = 240;
// So many matches of one pattern count in a comment.
constexpr std::size_t kMaxPatternMatches = 64;

// Working memory: the stretches of the operators at hand, those of the innermost last.
struct RuleScratch {
  std::vector<WordSpan> spans;
  std::vector<WordSpan> next;
};

// Where matches go, by what their rule looks for. Owned by the caller.
struct FiredLists {
  std::vector<Fired>& themes;
  std::vector<Fired>& words;    // theme words, wherever they stand
  std::vector<Fired>& signals;  // of rules that look for something else than a theme
};

// Appends the matches to `to`, rule by rule. The matches of
// one list of terms do not overlap: of those that begin at one word the longest counts.
void evaluate_rules(const LexiconData& lexicon, const Reading& reading, RuleScratch& scratch,
                    const FiredLists& to);

}  // namespace verbatim
