#include "lexicon/vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/token.h"

namespace verbatim {

namespace {

// "sooooo" -> "soo" (keep 2) or "so" (keep 1). Returns false if there is nothing to squeeze, or it is too
// long to be a word.
bool squeeze(std::string_view form, std::size_t keep, char* out, std::size_t& length, std::size_t capacity) {
  bool squeezed = false;
  length = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < form.size(); ++i) {
    run = i > 0 && form[i] == form[i - 1] ? run + 1 : 1;
    std::size_t run_length = 1;
    if (run == 1) {
      while (i + run_length < form.size() && form[i + run_length] == form[i]) ++run_length;
      if (run_length >= 3) {
        squeezed = true;
        const std::size_t kept = keep;
        if (length + kept > capacity) return false;
        for (std::size_t k = 0; k < kept; ++k) out[length++] = form[i];
        i += run_length - 1;
        run = run_length;
        continue;
      }
    }
    if (length + 1 > capacity) return false;
    out[length++] = form[i];
  }
  return squeezed;
}

constexpr std::size_t kLongestWord = 64;

}  // namespace

const Vocabulary::Form* Vocabulary::find_known(std::string_view form, std::uint64_t hash) const {
  const std::size_t mask = table_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t at = hash & mask; table_[at].form_plus_one != 0; at = (at + 1) & mask) {
    if (table_[at].tag != tag) continue;
    const Form& candidate = forms_[table_[at].form_plus_one - 1];
    // 64 equal bits and an equal length: that two words of a language meet in both is less likely than a
    // broken memory.
    if (candidate.hash == hash && candidate.length == form.size()) return &candidate;
  }
  return nullptr;
}

void Vocabulary::link(const PhraseTrie& trie) {
  starts_.clear();
  const auto find_starts = [&](FormReading& reading) {
    reading.starts_begin = static_cast<std::uint32_t>(starts_.size());
    for (const Symbol symbol : symbols(reading)) {
      if (const TrieNode node = trie.child(kRoot, symbol); node != kNoNode) starts_.push_back(node);
    }
    reading.starts_count = static_cast<std::uint16_t>(starts_.size() - reading.starts_begin);
  };
  for (Form& form : forms_) find_starts(form.reading);
  for (auto& [text, reading] : prefixes_) find_starts(reading);
  for (FormReading& reading : expansions_) find_starts(reading);
  find_starts(number_);
}

std::vector<FormReading> Vocabulary::split_compound(std::string_view form) const {
  constexpr std::size_t kShortest = 2;
  constexpr std::size_t kLongest = 48;
  // A word of two or three letters fits nearly anywhere, so it counts more.
  constexpr std::array<std::uint32_t, 4> kPrice = {0, 0, 5, 4};
  constexpr std::uint32_t kLongWordPrice = 3;
  constexpr std::uint32_t kNoWay = 0xFFFF;
  if (form.size() < 2 * kShortest || form.size() > kLongest) return {};
  std::array<std::uint32_t, kLongest + 1> price;
  std::array<std::size_t, kLongest + 1> word_begin{};
  price.fill(kNoWay);
  price[0] = 0;
  for (std::size_t end = kShortest; end <= form.size(); ++end) {
    for (std::size_t begin = 0; begin + kShortest <= end; ++begin) {
      if (price[begin] == kNoWay) continue;
      const std::string_view word = form.substr(begin, end - begin);
      const std::uint32_t total =
          price[begin] + (word.size() < kPrice.size() ? kPrice[word.size()] : kLongWordPrice);
      if (total >= price[end] || !knows(word)) continue;
      price[end] = total;
      word_begin[end] = begin;
    }
  }
  if (price[form.size()] == kNoWay) return {};
  std::vector<FormReading> words;
  for (std::size_t end = form.size(); end > 0; end = word_begin[end]) {
    const std::string_view word = form.substr(word_begin[end], end - word_begin[end]);
    words.push_back(find(word, form_hash(word)));
  }
  std::reverse(words.begin(), words.end());
  return words;
}

bool Vocabulary::knows(std::string_view form) const {
  return find_known(form, form_hash(form)) != nullptr;
}

FormReading Vocabulary::find_prefix(std::string_view form) const {
  // The longest prefix that is written in the lexicon; they are few, and sorted.
  for (std::size_t length = std::min(form.size(), kLongestWord); length >= 3; --length) {
    const std::string_view head = form.substr(0, length);
    const auto at = std::lower_bound(prefixes_.begin(), prefixes_.end(), head,
                                     [](const auto& p, std::string_view h) { return p.first < h; });
    if (at != prefixes_.end() && at->first == head) return at->second;
  }
  return {};
}

const FormReading* Vocabulary::find_written(std::string_view form, std::uint64_t hash) const {
  const Form* known = find_known(form, hash);
  return known == nullptr ? nullptr : &known->reading;
}

FormReading Vocabulary::find(std::string_view form, std::uint64_t hash) const {
  const FormReading* written = find_written(form, hash);
  return written != nullptr ? *written : find_traced(form);
}

FormReading Vocabulary::find_traced(std::string_view form) const {
  if (form.size() < 3 || form.size() > kLongestWord) return {};
  if (const FormReading prefix = find_prefix(form); !prefix.is_empty()) return prefix;

  char buffer[kLongestWord];
  std::size_t length = 0;
  for (const std::size_t keep : {std::size_t{2}, std::size_t{1}}) {
    if (!squeeze(form, keep, buffer, length, sizeof buffer)) break;
    const std::string_view shorter(buffer, length);
    if (const Form* known = find_known(shorter, form_hash(shorter))) return known->reading;
  }
  if (form.ends_with("'s")) {
    const std::string_view owner = form.substr(0, form.size() - 2);
    if (const Form* known = find_known(owner, form_hash(owner))) return known->reading;
  }
  return {};
}

Symbol VocabularyBuilder::word_symbol(const std::string& form) {
  const auto [at, is_new] = words_.try_emplace(form, Symbol{0});
  if (is_new) {
    at->second = next();
    drafts_[form].words.push_back(at->second);
  }
  return at->second;
}

Symbol VocabularyBuilder::prefix_symbol(const std::string& form) {
  const auto [at, is_new] = prefixes_.try_emplace(form, Symbol{0});
  if (is_new) at->second = next();
  return at->second;
}

Symbol VocabularyBuilder::group_symbol(const std::string& base, const std::vector<std::string>& forms) {
  const auto [at, is_new] = groups_.try_emplace(base, Symbol{0});
  if (is_new) {
    at->second = next();
    for (const std::string& form : forms) drafts_[form].groups.push_back(at->second);
  }
  return at->second;
}

std::optional<Symbol> VocabularyBuilder::find_group(const std::string& base) const {
  const auto at = groups_.find(base);
  return at == groups_.end() ? std::nullopt : std::optional(at->second);
}

void VocabularyBuilder::add_number_word(const std::string& form) {
  drafts_[form].is_number = true;
}

void VocabularyBuilder::add_spelling(const std::string& wrong, const std::vector<std::string>& right) {
  spellings_[wrong] = right;
}

Vocabulary VocabularyBuilder::finish() {
  Vocabulary v;

  // A wildcard reads every form that begins so, the known ones, too.
  std::vector<std::pair<std::string, std::vector<Symbol>>> prefixes;
  for (const auto& [text, symbol] : prefixes_) {
    std::vector<Symbol> all{symbol};
    // A longer prefix is also read by the shorter ones that it begins with.
    for (const auto& [shorter, shorter_symbol] : prefixes_) {
      if (shorter.size() < text.size() && text.starts_with(shorter)) all.push_back(shorter_symbol);
    }
    prefixes.emplace_back(text, std::move(all));
  }
  const auto prefix_symbols_of = [&](std::string_view form) -> const std::vector<Symbol>* {
    const std::vector<Symbol>* best = nullptr;
    std::size_t best_size = 0;
    for (const auto& [text, symbols] : prefixes) {
      if (form.starts_with(text) && text.size() > best_size) {
        best = &symbols;
        best_size = text.size();
      }
    }
    return best;
  };
  const auto store = [&](const std::vector<Symbol>& symbols) {
    FormReading reading;
    reading.symbols_begin = static_cast<std::uint32_t>(v.symbols_.size());
    reading.symbols_count = static_cast<std::uint16_t>(symbols.size());
    for (const Symbol symbol : symbols) reading.symbol_bits |= symbol_bit(symbol);
    v.symbols_.insert(v.symbols_.end(), symbols.begin(), symbols.end());
    return reading;
  };
  const auto add_form = [&](const std::string& text, FormReading reading) {
    v.forms_.push_back({form_hash(text), static_cast<std::uint32_t>(text.size()), reading});
  };

  std::map<std::string, FormReading> readings;
  for (const auto& [text, draft] : drafts_) {
    std::vector<Symbol> symbols = draft.words;
    symbols.insert(symbols.end(), draft.groups.begin(), draft.groups.end());
    if (const auto* more = prefix_symbols_of(text)) symbols.insert(symbols.end(), more->begin(), more->end());
    // "5" of the term "5 stars" is still a number to every `#`; "10/10" is a rating and no amount.
    const bool is_amount = text.find_first_not_of("0123456789.,") == std::string::npos &&
                           text.front() >= '0' && text.front() <= '9';
    if (draft.is_number || is_amount) symbols.push_back(kNumberSymbol);
    const FormReading reading = store(symbols);
    readings[text] = reading;
    add_form(text, reading);
  }
  for (const auto& [text, symbols] : prefixes) v.prefixes_.emplace_back(text, store(symbols));
  v.number_ = store({kNumberSymbol});

  const auto reading_of = [&](const std::string& form) {
    if (const auto known = readings.find(form); known != readings.end()) return known->second;
    if (const auto* more = prefix_symbols_of(form)) return store(*more);
    return FormReading{};
  };
  for (const auto& [wrong, right] : spellings_) {
    if (readings.contains(wrong)) continue;
    if (right.size() == 1) {
      add_form(wrong, reading_of(right.front()));
      continue;
    }
    FormReading reading;
    reading.expansion_begin = static_cast<std::uint32_t>(v.expansions_.size());
    reading.expansion_count = static_cast<std::uint16_t>(right.size());
    for (const std::string& form : right) v.expansions_.push_back(reading_of(form));
    add_form(wrong, reading);
  }

  v.table_.assign(std::bit_ceil(v.forms_.size() * 2 + 2), {});
  const std::size_t mask = v.table_.size() - 1;
  for (std::size_t i = 0; i < v.forms_.size(); ++i) {
    std::size_t at = v.forms_[i].hash & mask;
    while (v.table_[at].form_plus_one != 0) at = (at + 1) & mask;
    v.table_[at] = {static_cast<std::uint32_t>(v.forms_[i].hash >> 32), static_cast<std::uint32_t>(i + 1)};
  }
  return v;
}

}  // namespace verbatim
