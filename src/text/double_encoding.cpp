#include "text/double_encoding.h"

#include <array>
#include <cstddef>

#include "text/utf8.h"

namespace verbatim {
namespace {

// What windows-1252 has at 0x80 to 0x9F. The five places that it leaves open hold the control characters of
// those numbers, as programs do that convert everything.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// The byte of windows-1252, or -1. Control characters stand for themselves, since Latin-1 is mixed up as
// often.
int windows_byte(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  for (std::size_t i = 0; i < kWindows.size(); ++i) {
    if (kWindows[i] == c) return static_cast<int>(0x80 + i);
  }
  return -1;
}

bool undo_once(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_valid_utf8(text, at);
    const int byte = windows_byte(point.value);
    if (byte < 0) return false;
    out += static_cast<char>(byte);
    at += point.length;
  }
  return out.size() < text.size() && is_valid_utf8(out);
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

bool may_be_encoded_twice(std::string_view text) {
  // U+00C2 to U+00F4 are 0xC3 and a byte from 0x82 to 0xB4.
  for (std::size_t at = 0; (at = text.find('\xC3', at)) != std::string_view::npos; at += 2) {
    if (at + 2 >= text.size()) return false;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto next = static_cast<unsigned char>(text[at + 2]);
    if (second >= 0x82 && second <= 0xB4 && next >= 0x80) return true;
  }
  return false;
}

bool undo_double_encoding(std::string_view text, std::string& out) {
  constexpr int kMostTimes = 3;
  std::string once;
  if (!undo_once(text, once)) return false;
  std::string again;
  for (int n = 1; n < kMostTimes && may_be_encoded_twice(once) && undo_once(once, again); ++n)
    once.swap(again);
  out += once;
  return true;
}

bool has_lost_characters(std::string_view text) {
  if (text.find("\xEF\xBF\xBD") != std::string_view::npos) return true;
  constexpr std::string_view kLost = "????";
  for (std::size_t at = 0; (at = text.find(kLost, at)) != std::string_view::npos;) {
    std::size_t end = at + kLost.size();
    while (end < text.size() && text[end] == '?') ++end;
    const bool is_alone = (at == 0 || is_space(text[at - 1])) && (end == text.size() || is_space(text[end]));
    if (is_alone) return true;
    at = end;
  }
  return false;
}

}  // namespace verbatim
