// A term of the lexicon ("wait~ (too|so|) long") read into the sequences of symbols that it matches.
// docs/LEXICON.md tells the grammar.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokenizer.h"
#include "verbatim/error.h"

namespace verbatim {

// One place of a phrase.
struct TermElement {
  enum class Type : std::uint8_t {
    word,    // this form
    group,   // this form and its inflections
    prefix,  // every form that begins so
    number,  // a number or a number word
    any,     // any one word
  };

  Type type = Type::word;
  std::string form;

  bool operator==(const TermElement&) const = default;
};

using TermSequence = std::vector<TermElement>;

// A term read: its parts one after the other, each with its alternatives ("(too|so|)" has three, one of them
// empty). Every phrase that it stands for takes one alternative of each part; places of any word at its ends
// fall away.
struct ReadTerm {
  std::vector<std::vector<TermSequence>> parts;
  std::size_t phrases = 1;  // how many it stands for
};

constexpr std::size_t kMaxTermElements = 12;
constexpr std::size_t kMaxTermSequences = 2048;

class TermParser {
 public:
  // `tokenizer` must outlive the parser: the words of a term are cut and folded as those of a comment.
  explicit TermParser(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  // Errors: a message without a place (the caller knows it).
  tl::expected<ReadTerm, std::string> read(std::string_view term);

  // All sequences that the term stands for, written out. One may stand twice. Errors as `read`.
  tl::expected<std::vector<TermSequence>, std::string> parse(std::string_view term);

 private:
  bool add_word(std::string_view word, std::vector<TermSequence>& sequences, std::string& problem);

  const Tokenizer& tokenizer_;
  TokenizerScratch scratch_;
  TokenBuffer tokens_;
};

}  // namespace verbatim
