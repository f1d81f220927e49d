#include "report/safe_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "text/utf8.h"

namespace verbatim {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t value) {
  const auto* after = std::upper_bound(ranges.begin(), ranges.end(), value,
                                       [](char32_t v, const Range& range) { return v < range.first; });
  return after != ranges.begin() && value <= (after - 1)->last;
}

// Marks, joiners and selectors that a terminal draws over the character before.
constexpr std::array kZeroWidth = {
    Range{0x300, 0x36F},   Range{0x483, 0x489},     Range{0x591, 0x5BD},     Range{0x5BF, 0x5C7},
    Range{0x610, 0x61A},   Range{0x64B, 0x65F},     Range{0x670, 0x670},     Range{0x6D6, 0x6ED},
    Range{0x900, 0x902},   Range{0x93C, 0x93C},     Range{0x941, 0x948},     Range{0xE31, 0xE31},
    Range{0xE34, 0xE3A},   Range{0xE47, 0xE4E},     Range{0x1AB0, 0x1AFF},   Range{0x1DC0, 0x1DFF},
    Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},   Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F},
    Range{0xFEFF, 0xFEFF}, Range{0x1F3FB, 0x1F3FF}, Range{0xE0020, 0xE01EF},
};

constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x23E9, 0x23F3},   Range{0x25FD, 0x25FE},
    Range{0x2614, 0x2615},   Range{0x2648, 0x2653},   Range{0x26A1, 0x26A1},   Range{0x26BD, 0x26BE},
    Range{0x2705, 0x2705},   Range{0x270A, 0x270B},   Range{0x2728, 0x2728},   Range{0x274C, 0x274C},
    Range{0x2753, 0x2757},   Range{0x2795, 0x2797},   Range{0x2B50, 0x2B55},   Range{0x2E80, 0x303E},
    Range{0x3041, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F3FA},
    Range{0x1F400, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF}, Range{0x20000, 0x3FFFD},
};

// Line and paragraph separators and the controls of the bidirectional algorithm: unseen, they reorder or
// break the line that they stand in.
constexpr std::array kTreacherous = {
    Range{0x80, 0x9F},     Range{0x61C, 0x61C},   Range{0x200E, 0x200F},
    Range{0x2028, 0x202E}, Range{0x2066, 0x2069}, Range{0xFEFF, 0xFEFF},
};

std::size_t width_of(const CodePoint& point) {
  if (point.well_formed && is_in(kZeroWidth, point.value)) return 0;
  return point.well_formed && is_in(kWide, point.value) ? 2 : 1;
}

void append_hex(const char* format, unsigned value, std::string& out) {
  std::array<char, 16> buffer;
  const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
  out.append(buffer.data(), static_cast<std::size_t>(std::max(length, 0)));
}

// Bytes of the longest beginning of `text` in `columns` columns; shorter if a word ends near.
std::size_t head_bytes(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    if (used + width_of(point) > columns) break;
    used += width_of(point);
    at += point.length;
  }
  if (at == text.size()) return at;
  constexpr std::size_t kNear = 16;
  for (std::size_t back = at; back > 0 && at - back < kNear; --back) {
    if (is_space(text[back])) return back;
  }
  return at;
}

// First byte of the longest ending of `text` in `columns` columns; later if a word begins near.
std::size_t tail_begin(std::string_view text, std::size_t columns) {
  std::size_t over = display_width(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    if (over <= columns && width_of(point) > 0) break;  // never between a letter and its marks
    over -= width_of(point);
    at += point.length;
  }
  if (at == 0) return 0;
  constexpr std::size_t kNear = 16;
  for (std::size_t on = at; on < text.size() && on - at < kNear; ++on) {
    if (is_space(text[on])) return on + 1;
  }
  return at;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  repair_utf8(text, out);
  return out;
}

void append_printable(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    if (!point.well_formed) {
      for (std::size_t i = 0; i < point.length; ++i) append_hex("\\x%02x", byte_at(text, at + i), out);
    } else if (point.value == '\n') {
      out.append("\\n");
    } else if (point.value == '\r') {
      out.append("\\r");
    } else if (point.value == '\t') {
      out.append("\\t");
    } else if (point.value < 0x20 || point.value == 0x7F) {
      append_hex("\\x%02x", static_cast<unsigned>(point.value), out);
    } else if (is_in(kTreacherous, point.value)) {
      append_hex("\\u%04x", static_cast<unsigned>(point.value), out);
    } else {
      out.append(text.substr(at, point.length));
    }
    at += point.length;
  }
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(text, out);
  return out;
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_space(c)) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    width += width_of(point);
    at += point.length;
  }
  return width;
}

std::string clipped(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  constexpr std::string_view kDots = "...";
  if (columns <= kDots.size()) return std::string(kDots.substr(0, columns));
  return std::string(text.substr(0, head_bytes(text, columns - kDots.size()))).append(kDots);
}

QuoteParts split_quote(const Quote& quote) {
  const std::string_view text = quote.text;
  std::size_t begin = quote.highlight.begin;
  std::size_t end = quote.highlight.end;
  if (begin >= end || begin >= text.size()) return {std::string(text), {}, {}};
  end = std::min(end, text.size());
  std::size_t at = 0;
  std::size_t before = 0;
  while (at < end) {
    const std::size_t step = decode_utf8(text, at).length;
    if (at <= begin) before = at;
    at += step;
  }
  return {std::string(text.substr(0, before)), std::string(text.substr(before, at - before)),
          std::string(text.substr(at))};
}

QuoteParts shorten(const QuoteParts& parts, std::size_t columns, std::string_view ellipsis) {
  const std::size_t before = display_width(parts.before);
  const std::size_t marked = display_width(parts.marked);
  const std::size_t after = display_width(parts.after);
  if (before + marked + after <= columns) return parts;
  if (parts.marked.empty()) {
    return {parts.before.substr(0, head_bytes(parts.before, columns)).append(ellipsis), {}, {}};
  }
  QuoteParts out;
  const std::size_t room = columns - std::min(marked, columns);
  const std::size_t room_before = std::min(before, std::max(room / 2, room - std::min(after, room)));
  const std::size_t room_after = std::min(after, room - room_before);
  const std::size_t first = tail_begin(parts.before, room_before);
  if (first > 0) out.before.append(ellipsis);
  out.before.append(parts.before, first);
  out.marked = parts.marked.substr(0, head_bytes(parts.marked, columns));
  if (out.marked.size() < parts.marked.size()) {
    out.after = ellipsis;
    return out;
  }
  out.after = parts.after.substr(0, head_bytes(parts.after, room_after));
  if (out.after.size() < parts.after.size()) out.after.append(ellipsis);
  return out;
}

}  // namespace verbatim
