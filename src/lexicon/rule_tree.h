// A theme rule as it is meant, whichever form it was written in: terms joined by operators. Every operator
// maps stretches of text to stretches of text, so that trees can be put together freely.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

struct PlacedTerm {
  std::string term;
  Place place;
};

// How far a part of a rule may look around a match.
enum class Window : std::uint8_t { clause, sentence, comment };

struct RuleTree {
  enum class Op : std::uint8_t {
    terms,        // one of `terms`
    name,         // what `text` names; gone after names are resolved
    unite,        // OR: a match of any part
    conjunction,  // AND, NOT: a match of the first part, with or without the others near it
    near,         // the first part and the second, at most `distance` words apart
    before,       // the same, the first part first
    except,       // a match of the first part that lies inside none of the second
    pattern,      // what the pattern `text` matches near a match of the first part
  };

  Op op = Op::terms;
  bool is_barred = false;          // as a part of a conjunction: NOT
  Window within = Window::clause;  // as a part of a conjunction: where it is looked for
  Window reach = Window::clause;   // of a pattern: where it is looked for
  std::uint8_t distance = 0;       // of near and before
  std::vector<PlacedTerm> terms;   // of terms
  std::string text;                // of name and pattern
  std::vector<RuleTree> parts;
  Place place;
};

constexpr std::size_t kMaxRuleDepth = 24;
constexpr std::size_t kMaxRuleParts = 32;   // of one operator
constexpr std::size_t kMaxRuleLeaves = 64;  // of a whole rule, names written out
constexpr std::uint8_t kMaxNearWords = 30;

// The tree without what bars a match: NOT and EXCEPT taken out. REQUIRES: names are resolved.
RuleTree without_bars(const RuleTree& tree);

// The rule in the text form, every operator in parentheses: what it is read as.
std::string to_text(const RuleTree& tree);

}  // namespace verbatim
