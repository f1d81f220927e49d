// The folded form of a token: what the lexicon is looked up by. See TokenBuffer in token.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// Longer forms are cut here, at the start of a code point. Spans never are.
constexpr std::size_t kMaxFormBytes = 4096;

// Work space of append_form for text that must be normalised; reused, one per thread.
struct FormScratch {
  std::vector<char16_t> text;
  std::vector<char16_t> other;
};

// Appends the form of `text`: full case folding (Unicode's CaseFolding.txt, status C and F), NFC, without
// default-ignorable code points and stray skin tones, at most kMaxFormBytes. U+2018, U+2019, U+02BC and
// U+FF07 become "'". With `mends_apostrophes` so do '`', U+00B4 and U+FFFD: the caller knows that they stand
// for one. REQUIRES: text is valid UTF-8.
void append_form(std::string_view text, bool mends_apostrophes, FormScratch& scratch, std::string& out);

// Appends an emoji without its variation selectors and, unless it is nothing else, without skin tones.
// REQUIRES: text is one emoji grapheme in valid UTF-8.
void append_emoji_form(std::string_view text, std::string& out);

// Whether `text` holds two or more letters, all of them capitals. REQUIRES: text is valid UTF-8.
bool is_all_caps(std::string_view text);

constexpr bool is_skin_tone(char32_t code_point) {
  return code_point >= 0x1F3FB && code_point <= 0x1F3FF;
}

}  // namespace verbatim
