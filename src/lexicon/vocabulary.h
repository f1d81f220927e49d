// Word form -> the symbols that it can be read as. One hash probe for the words that the lexicon knows; an
// unknown one is tried as a wildcard, an elongation ("sooo"), a possessive. Built once, then const.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/phrase_trie.h"
#include "lexicon/symbol.h"

namespace verbatim {

// What a form is. `symbols` are ordered from the most to the least specific: word, inflection, wildcard,
// number. A spelling of several words ("alot") has `expansion` instead: the forms to read in its place.
struct FormReading {
  std::uint64_t symbol_bits = 0;  // symbol_bit of each
  std::uint32_t symbols_begin = 0;
  std::uint32_t expansion_begin = 0;
  std::uint32_t starts_begin = 0;
  std::uint16_t symbols_count = 0;
  std::uint16_t expansion_count = 0;
  std::uint16_t starts_count = 0;

  bool is_empty() const { return symbols_count == 0 && expansion_count == 0; }
};

class Vocabulary {
 public:
  // The reading of a form that the lexicon knows, else of one that it can be traced to, else an empty one.
  // `hash` is form_hash(form).
  FormReading find(std::string_view form, std::uint64_t hash) const;

  // Asks the memory for what a form with this hash will be looked up by soon.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&table_[hash & (table_.size() - 1)]); }
  // The two halves of `find`, for callers that remember the second.
  const FormReading* find_written(std::string_view form, std::uint64_t hash) const;
  FormReading find_traced(std::string_view form) const;

  std::span<const Symbol> symbols(const FormReading& reading) const {
    return std::span(symbols_).subspan(reading.symbols_begin, reading.symbols_count);
  }
  std::span<const FormReading> expansion(const FormReading& reading) const {
    return std::span(expansions_).subspan(reading.expansion_begin, reading.expansion_count);
  }
  // The nodes of the trie at which phrases begin with this form, in the order of its symbols. Empty before
  // `link`.
  std::span<const TrieNode> starts(const FormReading& reading) const {
    return std::span(starts_).subspan(reading.starts_begin, reading.starts_count);
  }
  // Looks up once for every form where its phrases begin.
  void link(const PhraseTrie& trie);

  // The words that `form` is written together from ("worstserviceever"), if it is made of known words
  // throughout; else nothing. The fewest words win.
  std::vector<FormReading> split_compound(std::string_view form) const;

  // The symbols of a number that the lexicon does not know as a word.
  FormReading number() const { return number_; }
  bool knows(std::string_view form) const;
  std::size_t size() const { return forms_.size(); }

 private:
  friend class VocabularyBuilder;

  struct Form {
    std::uint64_t hash = 0;
    std::uint32_t length = 0;  // in bytes
    FormReading reading;
  };
  struct Slot {
    std::uint32_t tag = 0;            // the hash's upper half
    std::uint32_t form_plus_one = 0;  // 0: free
  };

  const Form* find_known(std::string_view form, std::uint64_t hash) const;
  FormReading find_prefix(std::string_view form) const;

  std::vector<Form> forms_;
  std::vector<Slot> table_;  // open addressing, at most half full
  std::vector<Symbol> symbols_;
  std::vector<FormReading> expansions_;
  std::vector<TrieNode> starts_;
  std::vector<std::pair<std::string, FormReading>> prefixes_;  // sorted by text
  FormReading number_;
};

class VocabularyBuilder {
 public:
  Symbol word_symbol(const std::string& form);
  Symbol prefix_symbol(const std::string& form);
  // `forms` are the inflections of `base`, itself among them.
  Symbol group_symbol(const std::string& base, const std::vector<std::string>& forms);
  // The symbol of a group that was made before.
  std::optional<Symbol> find_group(const std::string& base) const;
  void add_number_word(const std::string& form);
  // Has the form been asked for as a word?
  bool has_word(const std::string& form) const { return words_.contains(form); }
  // `wrong` is read as `right`, a sequence of forms. Ignored where `wrong` is a word of the lexicon.
  void add_spelling(const std::string& wrong, const std::vector<std::string>& right);

  Vocabulary finish();

 private:
  struct Draft {
    std::vector<Symbol> words, groups;
    bool is_number = false;
  };
  Symbol next() { return Symbol{next_symbol_++}; }

  std::uint32_t next_symbol_ = kFirstFreeSymbol;
  std::map<std::string, Draft> drafts_;
  std::unordered_map<std::string, Symbol> words_, groups_;  // looked up a hundred thousand times at start
  std::map<std::string, Symbol> prefixes_;
  std::map<std::string, std::vector<std::string>> spellings_;
};

}  // namespace verbatim
