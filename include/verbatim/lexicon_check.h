// Runs every example of the lexicon and looks for what an author would want to know before customers do.
#pragma once

#include <cstddef>

#include "verbatim/error.h"
#include "verbatim/lexicon.h"

namespace verbatim {

struct LexiconCheck {
  Errors problems;  // failing examples, rules that can never fire: in file order
  Errors remarks;   // terms that stand twice, themes without examples, misspelt spellings
  std::size_t examples = 0;
  std::size_t failed = 0;
};

LexiconCheck check_lexicon(const Lexicon& lexicon);

}  // namespace verbatim
