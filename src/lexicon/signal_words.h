// What signals are read by beside rules: number and unit words, words that no sentence ends with, marks of
// speakers in a chat. Const once the lexicon is loaded.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/form_hash.h"

namespace verbatim {

using FormSet = std::unordered_set<std::string, FormHasher, std::equal_to<>>;
using FormNumbers = std::unordered_map<std::string, double, FormHasher, std::equal_to<>>;

// By folded form.
struct NumberWords {
  FormNumbers units;  // in minutes
  FormNumbers words;  // -1: nobody knows how many
  FormSet also;       // "and": what adds the next part
  FormSet ranges;     // "to"
};

// Heads of turns, in lower case, words joined by one space.
struct SpeakerMarks {
  FormSet customers;
  FormSet agents;

  bool is_empty() const { return customers.empty() || agents.empty(); }
};

}  // namespace verbatim
