// Word boundaries after Unicode Standard Annex #29 (version 15.0), with one property table of our own and ICU
// only inside runs of the scripts that are cut by dictionary (Thai, Lao, Khmer, Burmese, Han, Kana).
//
// The rules are those of CLDR's root locale as ICU 72 ships them, which differ from the annex in these
// points:
// - ':' (and U+FE55, U+FF1A) does not join letters; '@' counts as a letter;
// - Han and Hiragana hold together and with Katakana, for the dictionary to cut; so does Complex_Context;
// - Hangul syllables hold together, but not with other letters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace verbatim {

// Values are those of scripts/make_word_break_table.py.
enum class WordBreakClass : std::uint8_t {
  other,
  cr,
  lf,
  newline,
  extend,
  zwj,
  format,
  regional_indicator,
  katakana,
  hebrew_letter,
  a_letter,
  single_quote,
  double_quote,
  mid_num_let,
  mid_letter,
  mid_num,
  numeric,
  extend_num_let,
  w_seg_space,
  hangul,
  kana_kanji,
  at_sign,
};

struct CharProperties {
  std::uint16_t bits = 0;

  WordBreakClass word_break() const { return static_cast<WordBreakClass>(bits & 31U); }
  bool is_pictographic() const { return (bits & 1U << 5) != 0; }  // Extended_Pictographic
  bool is_dictionary() const { return (bits & 1U << 6) != 0; }    // cut by ICU's dictionaries
  bool is_letter() const { return (bits & 1U << 7) != 0; }        // general category L, but for Lm
  bool is_capital() const { return (bits & 1U << 8) != 0; }       // Uppercase
  bool is_ignorable() const { return (bits & 1U << 9) != 0; }     // Default_Ignorable_Code_Point
  // Full case folding and NFC leave it as it is, and it never reorders or composes with what stands before.
  bool is_plain() const { return (bits & 1U << 10) != 0; }
  bool is_number() const { return (bits & 1U << 11) != 0; }  // general category N
  bool is_space() const { return (bits & 1U << 12) != 0; }   // White_Space
  // Extend, Format or ZWJ: belongs to what stands before it (rule WB4).
  bool is_attached() const {
    return word_break() >= WordBreakClass::extend && word_break() <= WordBreakClass::format;
  }
};

// REQUIRES: code_point <= 0x10FFFF.
CharProperties properties_of(char32_t code_point);

enum class WordRules : std::uint8_t {
  cldr,     // as ICU's root word iterator
  comment,  // of the tokenizer: '@' is no letter, a pictograph after a joiner starts anew, and a full stop
            // joins two letters only where each stands alone ("U.S.A", "e.g", not "rude.They")
};

struct WordSegment {
  std::size_t end = 0;          // byte offset of the next boundary by rule
  bool has_dictionary = false;  // holds a code point whose script a dictionary cuts further
  std::uint64_t steps = 0;      // code points looked at, for tests of linearity
};

// The segment that starts at `begin`. Looks past its end only over one joiner ("'", ".", ...) with its marks,
// so that cutting a text from end to end is linear.
// REQUIRES: text is valid UTF-8, begin < text.size(), begin is a boundary.
WordSegment word_segment(std::string_view text, std::size_t begin, WordRules rules);

// Cuts segments of dictionary scripts. Holds an ICU iterator: one per thread, reused.
class DictionaryBreaker {
 public:
  DictionaryBreaker();
  ~DictionaryBreaker();
  DictionaryBreaker(DictionaryBreaker&&) noexcept;
  DictionaryBreaker& operator=(DictionaryBreaker&&) noexcept;

  // Appends the ends of the pieces of text[begin, end), as offsets into `text`; the last is `end`. Without
  // ICU's data the segment is one piece. ICU allocates here. REQUIRES: a segment that has_dictionary.
  void cut(std::string_view text, std::size_t begin, std::size_t end, std::vector<std::uint32_t>& ends);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Appends every word boundary of `text` but 0, in order; the last is text.size().
// REQUIRES: text is valid UTF-8 of less than 4 GiB.
void word_boundaries(std::string_view text, DictionaryBreaker& breaker, std::vector<std::uint32_t>& ends);

}  // namespace verbatim
