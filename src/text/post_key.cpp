#include "text/post_key.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <unicode/uchar.h>

#include "text/form_hash.h"
#include "text/utf8.h"
#include "text/web_address.h"

namespace verbatim {

namespace {

constexpr std::size_t kRun = 3;
constexpr std::size_t kHashes = 8;
constexpr char32_t kEllipsis = 0x2026;

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return std::isalnum(static_cast<int>(c)) != 0;
  return u_isalnum(static_cast<UChar32>(c)) != 0 || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

// Written without blanks between words: each is taken as one.
bool is_word_alone(char32_t c) {
  if (c < 0x3040) return false;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0 || (c <= 0x30FF);
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}

// "&amp;" and "&#39;", or 0.
std::size_t entity_length(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 10;
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && end - at <= kLongest &&
         std::isalnum(static_cast<unsigned char>(text[end])) != 0)
    ++end;
  return end < text.size() && end > at + 1 && text[end] == ';' ? end + 1 - at : 0;
}

// Behind "RT " at the beginning, if a user's name follows.
std::size_t repost_mark(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text.substr(begin, 2) != "RT") return 0;
  const std::size_t name = text.find_first_not_of(' ', begin + 2);
  return name != std::string_view::npos && name > begin + 2 && text[name] == '@' ? name : 0;
}

// One of eight hashes that have nothing to do with each other: the finaliser of SplitMix64 over a start of
// its own.
std::uint64_t hash_number(std::size_t which, std::uint64_t value) {
  value ^= (which + 1) * 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

std::uint64_t joined(std::uint64_t hash, std::uint64_t next) {
  return hashing::mix(hash ^ hashing::kFirst, next ^ hashing::kSecond);
}

}  // namespace

// Takes the word at `at` and returns where it ends.
std::size_t PostReader::take_word(std::string_view text, std::size_t at) {
  word_.clear();
  while (at < text.size()) {
    const CodePoint c = decode_utf8(text, at);
    const bool stands_alone = is_word_alone(c.value);
    if (is_apostrophe(c.value) && !word_.empty()) {
      at += c.length;
      continue;
    }
    if (!is_word_character(c.value) || (stands_alone && !word_.empty())) break;
    if (c.value < 0x80) {
      word_ += static_cast<char>(std::tolower(static_cast<int>(c.value)));
    } else {
      append_utf8(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT)),
                  word_);
    }
    at += c.length;
    if (stands_alone) break;
  }
  words_.push_back(form_hash(word_));
  return at;
}

PostKey PostReader::read(std::string_view text) {
  words_.clear();
  // The words that are left where the text is cut: the last one may be half a word.
  std::size_t words_before_cut = 0;
  bool is_cut = false;
  std::size_t word_end = 0;
  for (std::size_t at = repost_mark(text); at < text.size();) {
    const char byte = text[at];
    if (byte == '&') {
      at += std::max<std::size_t>(1, entity_length(text, at));
      continue;
    }
    if (byte == '@' && at + 1 < text.size() && is_name_character(text[at + 1])) {
      ++at;
      while (at < text.size() && is_name_character(text[at])) ++at;
      continue;
    }
    const CodePoint c = decode_utf8(text, at);
    if (c.value == kEllipsis) {
      is_cut = true;
      words_before_cut = words_.size() - (word_end == at && !words_.empty() ? 1 : 0);
    }
    if (!is_word_character(c.value)) {
      at += c.length;
      continue;
    }
    const bool may_be_link = byte == 'h' || byte == 'H' || byte == 'w' || byte == 'W';
    if (const std::size_t link = may_be_link && c.well_formed ? url_length(text, at) : 0; link > 0) {
      at += link;
      continue;
    }
    at = word_end = take_word(text, at);
    is_cut = false;
  }
  if (is_cut) words_.resize(words_before_cut);

  PostKey key;
  key.is_cut = is_cut;
  if (words_.size() >= kBeginningWords) {
    key.beginning = hashing::kThird;
    for (std::size_t i = 0; i < kBeginningWords; ++i) key.beginning = joined(key.beginning, words_[i]);
    key.beginning |= 1;
  }
  if (words_.size() < kFewestPostWords) return key;
  std::array<std::uint64_t, kHashes> smallest;
  smallest.fill(~std::uint64_t{0});
  for (std::size_t i = 0; i + kRun <= words_.size(); ++i) {
    const std::uint64_t run = joined(joined(words_[i], words_[i + 1]), words_[i + 2]);
    for (std::size_t h = 0; h < kHashes; ++h) smallest[h] = std::min(smallest[h], hash_number(h, run));
  }
  for (const std::uint64_t hash : smallest) key.whole = joined(key.whole, hash);
  key.whole |= 1;
  return key;
}

}  // namespace verbatim
