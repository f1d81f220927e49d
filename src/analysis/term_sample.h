// Texts that a term of the lexicon is meant to match, written from the term itself: "slow~ (service|staff)"
// gives "slow service", "slow staff", "slower service" ... A linter reads them back and sees what becomes of
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/inflection.h"
#include "lexicon/term.h"
#include "text/tokenizer.h"

namespace verbatim {

struct TermSample {
  std::string text;
  std::uint32_t words = 0;    // of the text
  bool is_inflected = false;  // one of its words is an inflection, or was begun by a wildcard
};

class TermSampler {
 public:
  // Both must outlive the sampler.
  TermSampler(const Tokenizer& tokenizer, const Inflections& inflections)
      : parser_(tokenizer), inflections_(inflections) {}

  // One text for the term as written, then one for each alternative and each inflection, varied one at a
  // time, `most` at most. Empty if the term cannot be read.
  const std::vector<TermSample>& samples_of(std::string_view term, std::size_t most);

  // One text for every phrase that the term stands for, inflections left out.
  std::vector<TermSample> all_phrases_of(std::string_view term);

 private:
  static TermSample written(const TermSequence& sequence);
  void add(TermSequence sequence, std::size_t most);

  TermParser parser_;
  const Inflections& inflections_;
  std::vector<TermSample> samples_;
};

}  // namespace verbatim
