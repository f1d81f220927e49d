// Tokens of one comment, and the buffer that holds them from comment to comment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/finding.h"

namespace verbatim {

enum class TokenKind : std::uint8_t {
  word,
  number,    // begins with a digit: "45", "1,000.50", "2nd", "10/10" (joined)
  emoji,     // one grapheme
  emoticon,  // ":-)", "<3"
  url,
  email,
  mention,      // "@name"
  hashtag,      // "#name"
  punctuation,  // one code point, or a run of the same ("!!!", "...")
  line_break,   // a run of line ends
};

struct Token {
  ByteRange span;                // in the original text
  std::uint32_t form_begin = 0;  // in TokenBuffer::forms
  std::uint32_t form_length = 0;
  std::uint64_t hash = 0;  // form_hash() of the form
  TokenKind kind = TokenKind::word;
  bool all_caps = false;      // a word of two or more letters, all of them capitals
  bool space_before = false;  // white space (or the start of the text) stands before it
};

// The folded form is what the lexicon is looked up by: HTML entities read, full case folding, curly
// apostrophes straight, default-ignorable code points dropped, NFC; for an emoji without variation
// selectors and skin tones (a bare ZWJ sequence keeps its joiners).
struct TokenBuffer {
  std::vector<Token> tokens;
  std::string forms;

  std::string_view form(const Token& token) const {
    return std::string_view(forms).substr(token.form_begin, token.form_length);
  }
  void clear() {
    tokens.clear();
    forms.clear();
  }
};

// The hash behind Token::hash. Lexicons are keyed by it, so both sides must use this one.
std::uint64_t form_hash(std::string_view form);

}  // namespace verbatim
