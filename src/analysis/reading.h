// A comment as the lexicon reads it: words with their symbols, the phrases found, and the clauses. Filled by
// `read_comment`, used by the sentiment and the themes, reused from comment to comment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon_data.h"
#include "lexicon/phrase_trie.h"
#include "lexicon/question.h"
#include "text/token.h"
#include "text/tokenizer.h"
#include "verbatim/finding.h"

namespace verbatim {

enum class Break : std::uint8_t { none, clause, sentence };

// One word, number, emoji or emoticon. Punctuation is no word: it is the break before the next one.
struct Word {
  ByteRange span;
  FormReading reading;
  Break break_before = Break::none;
  bool is_sign = false;  // emoji, emoticon: never negated
  bool all_caps = false;
  std::uint32_t clause = 0;
};

// A phrase with a meaning of its own, at words [begin, end). They do not overlap: the longest wins.
struct LexicalHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t sentiment = kNoIndex;
  std::uint32_t modifier = kNoIndex;
};

// A phrase that theme rules ask for, at words [begin, end).
struct PhraseHit {
  TrieNode node = kNoNode;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The same, for one rule. These may overlap.
struct RuleHit {
  std::uint32_t rule = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t leaf = 0;
};

enum class Link : std::uint8_t { start, punctuation, coordination, carrying, contrast, concession };

struct Clause {
  std::uint32_t begin = 0;  // words
  std::uint32_t end = 0;
  std::uint32_t sentence = 0;
  Link link = Link::start;
  float weight = 1;                   // how much it says beside the other clauses of its sentence
  bool is_exclaimed = false;          // its sentence ends with "!"
  bool is_question = false;           // ... with "?"
  std::uint32_t modifier = kNoIndex;  // the word that opens it
};

// A phrase that means something in the answer to a question, at words [begin, end).
struct AnswerHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t marks = 0;  // AnswerMark bits
};

// The readings of words that the lexicon does not know as written, by hash: wildcards and elongations are
// tried once.
struct UnknownForms {
  static constexpr std::size_t kSlots = 4096;
  struct Slot {
    std::uint64_t hash = 0;
    FormReading reading;
  };
  std::vector<Slot> slots = std::vector<Slot>(kSlots);
};

struct Reading {
  std::string_view text;  // the comment: the caller of read_comment owns it
  TokenBuffer tokens;
  TokenizerScratch tokenizer;
  std::vector<ByteRange> unread;  // of a chat: what is not the customer's
  UnknownForms unknown;
  std::vector<Word> words;
  std::vector<LexicalHit> lexical;     // by begin
  std::vector<PhraseHit> phrase_hits;  // by begin
  std::vector<RuleHit> rule_hits;  // of rules all of whose groups were found; by rule, then begin, then end
  std::vector<std::uint8_t> groups_found;  // by rule, one bit per group; all zero between comments
  std::vector<AnswerHit> answer_hits;      // by begin
  std::vector<Clause> clauses;             // at least one if there are words
  std::uint32_t no_issue_words = 0;        // the answer opens with "Nothing" or the like: so many words
  bool mostly_caps = false;
  bool only_numbers = false;  // nothing but plain numbers and punctuation
  std::string answer;         // the forms of the words joined by a space, if they are few
};

// Reads `text`, which must be valid UTF-8, as the answer to a question of that kind.
void read_comment(std::string_view text, QuestionKind question, const LexiconData& lexicon, Reading& reading);

}  // namespace verbatim
