#include "text/utf8.h"

#include <cstring>

namespace verbatim {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080;

// The first position >= `position` of a byte that is not ASCII, or the size.
std::size_t skip_ascii(std::string_view text, std::size_t position) {
  while (position + 16 <= text.size()) {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::memcpy(&low, text.data() + position, 8);
    std::memcpy(&high, text.data() + position + 8, 8);
    if (((low | high) & kHighBits) != 0) break;
    position += 16;
  }
  while (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) ++position;
  return position;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t position) {
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte_at(position);
  if (first < 0x80) return {first, 1, true};
  // The bounds of the second byte keep out overlong forms, surrogates and values above U+10FFFF.
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  std::uint32_t length = 0;
  char32_t value = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
    value = first & 0x1FU;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    value = first & 0x0FU;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    value = first & 0x07U;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {kReplacementCharacter, 1, false};
  }
  for (std::uint32_t i = 1; i < length; ++i) {
    if (position + i >= text.size()) return {kReplacementCharacter, i, false};
    const unsigned char next = byte_at(position + i);
    if (next < low || next > high) return {kReplacementCharacter, i, false};
    value = value << 6 | (next & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return {value, length, true};
}

void append_utf8(char32_t code_point, std::string& out) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | code_point >> 6);
    out += tail(0);
  } else if (code_point < 0x10000) {
    out += static_cast<char>(0xE0 | code_point >> 12);
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xF0 | code_point >> 18);
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t position = skip_ascii(text, 0);
  while (position < text.size()) {
    const CodePoint code_point = decode_utf8(text, position);
    if (!code_point.well_formed) return position;
    position += code_point.length;
    // Text that is not ASCII mostly goes on so: the wide path is taken only where it can pay.
    if (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) {
      position = skip_ascii(text, position);
    }
  }
  return position;
}

bool is_valid_utf8(std::string_view text) {
  return valid_utf8_prefix(text) == text.size();
}

std::size_t repair_utf8(std::string_view text, std::string& out) {
  std::size_t replaced = 0;
  for (;;) {
    const std::size_t valid = valid_utf8_prefix(text);
    out.append(text.substr(0, valid));
    if (valid == text.size()) return replaced;
    append_utf8(kReplacementCharacter, out);
    ++replaced;
    text.remove_prefix(valid + decode_utf8(text, valid).length);
  }
}

std::size_t utf8_floor(std::string_view text, std::size_t limit) {
  if (limit >= text.size()) return text.size();
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return limit;
}

}  // namespace verbatim
