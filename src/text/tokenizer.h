// Comment -> tokens. Words are those of Unicode Standard Annex #29 with the rules of word_break.h; on top
// come joins and cuts for how customers write. The layout of a token and of its form is in token.h.
//
// - HTML entities are read first (html_entity.h); spans still are those of the original text.
// - A full stop with a forgotten space cuts a word ("rude.They"); "U.S.A" and "e.g" stay whole.
// - URL: "http://", "https://" or "www." up to the end of the address; a bare "domain.com/path"
// (web_address.h).
// - E-mail: the words, "._%+-" and digits directly before '@' (64 bytes at most) and a domain after it.
// - Mention: '@' and letters, digits or '_' with at least one letter or '_', not directly after a word;
// "@5pm"
//   is none. The form keeps the '@'.
// - Hashtag: '#' and letters, digits or '_' with at least one letter. The form is without '#'.
// - Emoticon: the longest of the list, case kept, where its place allows it (emoticon_table.h). Its form is
// the
//   listed one, so ":))))" has the form ":)".
// - Emoji: one grapheme with variation selectors, skin tones, joiners and tags; keycaps; flags. It is a token
// of
//   its own, glued to a word or not. Pictographs below U+2600 that Unicode shows as text ("(C)", arrows) are
//   emoji only before U+FE0F.
// - Number: "10/10", "4/5", "24/7", "12/05/2018" (one to four digits or a decimal, '/', one to four digits,
// at
//   most two '/'), "50%", "£50", "$1,000.50", "50€" are one token each.
// - Punctuation: one code point with its marks, or a run of the same.
// - '`' and U+00B4 between letters are apostrophes, and so is U+FFFD before a complete "s", "t", "m", "d",
// "re",
//   "ve" or "ll" ("don\uFFFDt").
// - A run of line ends is one token with the form "\n", white space between them included.
// - White space, U+200B, control characters, and marks that are ignorable and stand alone are no tokens.
// The work is linear in the text whatever it holds; ICU's dictionaries see only their own scripts.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/emoticon_table.h"
#include "text/token.h"

namespace verbatim {

// Work space of one thread, reused from comment to comment.
class TokenizerScratch {
 public:
  TokenizerScratch();
  ~TokenizerScratch();
  TokenizerScratch(TokenizerScratch&&) noexcept;
  TokenizerScratch& operator=(TokenizerScratch&&) noexcept;

  // Code points and bytes looked at outside the fast path, since construction: what the tests of linearity
  // count instead of seconds.
  std::uint64_t steps() const;

 private:
  friend class Tokenizer;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Const and safe to share between threads.
class Tokenizer {
 public:
  explicit Tokenizer(std::span<const std::string> emoticons);

  // Replaces what `out` holds by the tokens of `text`, in text order, none overlapping. No allocation once
  // the buffers have grown, but inside ICU for scripts that it cuts by dictionary. REQUIRES: text is valid
  // UTF-8 (see repair_utf8) of less than 1 GiB.
  void tokenize(std::string_view text, TokenizerScratch& scratch, TokenBuffer& out) const;

 private:
  EmoticonTable emoticons_;
};

// The words of a hashtag, folded: cut at '_', between a small and a capital letter, before the last of
// several capitals when a small letter follows, and between letters and digits: "#NotGood" -> not, good;
// "#BAFail2day"
// -> ba, fail, 2, day. Without such a place it stays whole: "#worstairlineever".
// `hashtag` is text of the comment, with or without '#'. Allocates: meant for once per distinct hashtag.
// REQUIRES: hashtag is valid UTF-8.
std::vector<std::string> split_hashtag(std::string_view hashtag);

}  // namespace verbatim
