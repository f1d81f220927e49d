// UTF-8: decoding, checking and repair. Ill-formed bytes are replaced as the WHATWG Encoding standard does:
// one U+FFFD for each maximal subpart of an ill-formed sequence (Unicode 15.0, section 3.9, table 3-8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim {

constexpr char32_t kReplacementCharacter = 0xFFFD;

struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;  // bytes read: 1 to 4
  bool well_formed = true;   // false: `value` is U+FFFD and `length` that of the maximal subpart
};

// Reads one code point of any bytes. REQUIRES: position < text.size().
CodePoint decode_utf8(std::string_view text, std::size_t position);

// Reads one code point of well-formed text. Inline because the tokenizer does it for each letter that is
// not ASCII. REQUIRES: position < text.size(), text is valid UTF-8 and position is at a first byte.
inline CodePoint decode_valid_utf8(std::string_view text, std::size_t position) {
  const auto at = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[position + i]));
  };
  const char32_t first = at(0);
  if (first < 0x80) return {first, 1, true};
  if (first < 0xE0) return {(first & 0x1F) << 6 | (at(1) & 0x3F), 2, true};
  if (first < 0xF0) return {(first & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F), 3, true};
  return {(first & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F), 4, true};
}

// REQUIRES: code_point is a Unicode scalar value.
void append_utf8(char32_t code_point, std::string& out);

// The length of the longest well-formed prefix, in bytes. ASCII is passed over 16 bytes at a time.
std::size_t valid_utf8_prefix(std::string_view text);

bool is_valid_utf8(std::string_view text);

// Appends `text` to `out` with each maximal subpart of an ill-formed sequence replaced by U+FFFD.
// Returns the number of replacements.
std::size_t repair_utf8(std::string_view text, std::string& out);

// The largest position <= `limit` that does not cut a code point. REQUIRES: text is valid UTF-8.
std::size_t utf8_floor(std::string_view text, std::size_t limit);

}  // namespace verbatim
