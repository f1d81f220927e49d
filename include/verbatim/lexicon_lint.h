// Looks through a whole lexicon for entries that contradict each other, that can never count, or that say
// nothing new: what nobody sees by eye among 20,000 entries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/lexicon.h"

namespace verbatim {

enum class LintLevel : std::uint8_t {
  problem,  // the lexicon does not do what it says
  remark,   // worth a look
  minor,    // could be tidied up; changes nothing
};

struct LintFinding {
  LintLevel level = LintLevel::remark;
  std::string check;             // "sign-conflict", "never-counts" ...: which kind of finding
  std::uint64_t importance = 0;  // among those of its check; the larger the sooner it is worth a look
  Place place;
  std::string message;  // "what is wrong; what to do"
  Place other;          // of the entry that it is set against, if there is one
};

// All findings: problems first, then by check, importance and place. `options` are those that `lexicon` was
// loaded with: the files are read once more, because the lexicon does not keep its terms as written.
std::vector<LintFinding> lint_lexicon(const LexiconOptions& options, const Lexicon& lexicon);

// Is the place in a file below one of these folders?
bool is_below(const Place& place, const std::vector<std::string>& folders);

// The order of findings; ends in a unique key.
bool is_before(const LintFinding& a, const LintFinding& b);

}  // namespace verbatim
