// The frozen lexicon: what the analysis looks words up in. Everything here is const once it is loaded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lexicon/journey.h"
#include "lexicon/lexicon_source.h"
#include "lexicon/pattern.h"
#include "lexicon/phrase_trie.h"
#include "lexicon/rule_shape.h"
#include "lexicon/signal_words.h"
#include "lexicon/vocabulary.h"
#include "text/tokenizer.h"
#include "verbatim/lexicon.h"

namespace verbatim {

struct SentimentEntry {
  std::string term;
  float weight = 0;
  Place place;
};

// One modifier term with all its roles.
struct ModifierEntry {
  std::string term;
  std::uint16_t roles = 0;  // bit per Role
  float strength = 1;       // of intensifiers and diminishers
  float wish = 0;           // factor for good words behind a wish
  Place place;

  bool is(Role role) const { return (roles >> static_cast<unsigned>(role) & 1U) != 0; }
};

// What a rule looks for.
enum class RuleTarget : std::uint8_t {
  theme,
  signal,
  duration,          // its words tell how long
  unknown_duration,  // "forever"
  rating,            // "8 out of 10"
  starred_rating,    // "4" of "4*": the star is no word
};

struct CompiledRule {
  RuleTarget target = RuleTarget::theme;
  ThemeId theme{};                   // of a theme's rule
  SignalId signal{};                 // of a signal's rule
  std::uint32_t negated = kNoIndex;  // index of the signal that a negated match stands for
  bool is_whole = false;             // the match must be the whole comment
  bool is_asked = false;             // ... must stand in a question
  std::uint32_t root = 0;            // in LexiconData::rule_nodes
  bool is_list = false;              // one list of terms, and perhaps what bars its matches
  std::optional<Polarity> polarity;
  std::optional<Polarity> fallback;
  std::uint32_t number_in_theme = 0;  // from 1
  std::uint32_t word = kNoIndex;      // no rule: a word of a theme; index in LexiconData::theme_words
  std::uint64_t bars_first = 0;       // as RuleShape::bars_first
  Place place;

  bool is_word() const { return word != kNoIndex; }
};

struct ThemeExample {
  ThemeId theme{};
  std::string text;
  std::string is;
  Place place;
};

// An example of a signal, or of a column of comments.csv that no signal of its own stands behind.
struct SignalExample {
  enum class Of : std::uint8_t { signal, competitors, durations, ratings };

  Of of = Of::signal;
  SignalId signal{};
  std::string text;
  std::string is;  // yes, no; else what the column holds, or none
  Place place;
};

struct LexiconData {
  std::unique_ptr<const Tokenizer> tokenizer;
  Vocabulary vocabulary;
  PhraseTrie trie;
  std::vector<SentimentEntry> sentiment;  // terms, then emoji, then emoticons
  std::vector<ModifierEntry> modifiers;
  std::vector<Theme> themes;  // sorted by id
  std::vector<CompiledRule> rules;
  std::vector<RuleNode> rule_nodes;
  std::vector<std::string> theme_words;  // as written
  std::vector<Pattern> patterns;
  std::vector<std::uint8_t> wanted_groups;  // by rule: one bit for each group that must be there
  std::vector<ThemeExample> examples;
  std::vector<Signal> signals;  // sorted by family, then id
  std::vector<SignalExample> signal_examples;
  Journey journey;
  NumberWords numbers;
  std::int32_t stars = 5;  // what "4 stars" are out of
  SpeakerMarks speakers;
  FormSet function_words;
  std::vector<std::uint64_t> cut_words;        // hashes of what no sentence ends with, sorted
  std::uint32_t cut_rule = kNoIndex;           // the rule that stands for them
  std::unordered_set<std::string> no_content;  // whole answers: their forms joined by a space
  std::unordered_set<std::string> no_issue;
  std::string version;
  Errors remarks;

  // The id of what the rule looks for: "wait.hold", "emotion.anger", "durations".
  std::string_view owner(const CompiledRule& rule) const;

  // Entries are numbered: sentiment, then modifiers, then rules.
  EntryId sentiment_entry(std::uint32_t index) const { return EntryId{index}; }
  EntryId modifier_entry(std::uint32_t index) const {
    return EntryId{static_cast<std::uint32_t>(sentiment.size()) + index};
  }
  EntryId rule_entry(std::uint32_t index) const {
    return EntryId{static_cast<std::uint32_t>(sentiment.size() + modifiers.size()) + index};
  }
};

}  // namespace verbatim
