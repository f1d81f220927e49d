// The words behind a finding, ready to be shown: recomputed for the comments that a report shows, never
// stored for all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

// One sentiment word, or one mention of a theme.
struct EvidenceWord {
  std::string words;  // as the customer wrote them
  std::string theme;  // "wait.hold:neg"; empty: a sentiment word
  double value = 0;   // of a sentiment word, after negation and all
  std::string
      entry;    // the term as the lexicon has it, or "wait.hold rule 1"; empty: the answer to its question
  Place place;  // of the entry
  std::vector<std::string> because;
};

struct ShownComment {
  std::string source;
  std::uint64_t row = 0;
  std::string id;
  std::string text;  // redacted unless the user said otherwise, and so are the words
  std::vector<EvidenceWord> evidence;
};

}  // namespace verbatim
