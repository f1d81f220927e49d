#include "text/emoticon_table.h"

#include <algorithm>
#include <tuple>

#include "text/utf8.h"
#include "text/word_break.h"

namespace verbatim {
namespace {

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_alnum(char c) {
  return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_any_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

// Whether a letter or digit of any script starts at `position`.
bool alnum_at(std::string_view text, std::size_t position) {
  if (position >= text.size()) return false;
  if (static_cast<unsigned char>(text[position]) < 0x80) return is_ascii_alnum(text[position]);
  const CharProperties properties = properties_of(decode_valid_utf8(text, position).value);
  return properties.is_letter() || properties.is_number();
}

// Whether the code point that ends before `position` is a letter or digit.
bool alnum_before(std::string_view text, std::size_t position) {
  return position > 0 && alnum_at(text, utf8_floor(text, position - 1));
}

// "<3 hours": less than three, not a heart.
bool unit_follows(std::string_view text, std::size_t position) {
  constexpr std::array<std::string_view, 14> kUnits = {
      "min", "hr", "hour", "day", "week", "month", "year", "sec", "star", "mile", "metre", "km", "time", "%"};
  if (position < text.size() && text[position] == ' ') ++position;
  const std::string_view rest = text.substr(std::min(position, text.size()));
  return std::ranges::any_of(kUnits, [&](std::string_view unit) { return rest.starts_with(unit); });
}

bool allowed(std::string_view text, std::size_t begin, std::string_view emoticon,
             const EmoticonPlace& place) {
  const std::size_t end = begin + emoticon.size();
  const char first = emoticon.front();
  const char last = emoticon.back();
  const bool alnum_first = is_ascii_alnum(first);
  if (alnum_first && alnum_before(text, begin)) return false;
  if (is_ascii_alnum(last)) {
    if (alnum_at(text, end)) return false;
    if (!alnum_first && begin > 0 && is_ascii_digit(text[begin - 1])) return false;
    if (emoticon == "<3" && unit_follows(text, end)) return false;
  }
  if (alnum_first && is_any_of(last, "):")) {
    if (!place.space_before || place.line_start || place.open_round > 0) return false;
    const bool ends_line = end >= text.size() || is_any_of(text[end], "\r\n");
    if (last == ':' && !ends_line) return false;
  }
  const bool closes = (last == ')' && place.open_round > 0) || (last == ']' && place.open_square > 0);
  if (closes && !place.space_before) return false;
  if (is_any_of(first, ")]") && !place.space_before) return false;
  if (is_any_of(last, "([{") && alnum_at(text, end)) return false;
  if (is_any_of(last, "/\\|")) {
    if (alnum_at(text, end) || (end < text.size() && text[end] == '/')) return false;
  }
  return true;
}

}  // namespace

EmoticonTable::EmoticonTable(std::span<const std::string> emoticons) {
  for (const std::string& emoticon : emoticons) {
    if (!emoticon.empty() && emoticon.find_first_of(" \t\r\n") == std::string::npos)
      emoticons_.push_back(emoticon);
  }
  const auto order = [](const std::string& a, const std::string& b) {
    const auto first = [](const std::string& s) { return static_cast<unsigned char>(s[0]); };
    return std::tuple(first(a), b.size(), std::string_view(a)) <
           std::tuple(first(b), a.size(), std::string_view(b));
  };
  std::ranges::sort(emoticons_, order);
  emoticons_.erase(std::unique(emoticons_.begin(), emoticons_.end()), emoticons_.end());
  for (std::uint32_t i = 0; i < emoticons_.size(); ++i) {
    Range& range = first_[static_cast<unsigned char>(emoticons_[i][0])];
    if (range.count == 0) range.begin = i;
    ++range.count;
  }
}

EmoticonMatch EmoticonTable::match(std::string_view text, std::size_t position,
                                   const EmoticonPlace& place) const {
  const Range range = first_[static_cast<unsigned char>(text[position])];
  const std::string_view rest = text.substr(position);
  for (std::uint32_t i = range.begin; i < range.begin + range.count; ++i) {
    const std::string& emoticon = emoticons_[i];
    if (!rest.starts_with(emoticon) || !allowed(text, position, emoticon, place)) continue;
    std::size_t length = emoticon.size();
    const char mouth = emoticon.back();
    const bool in_parentheses = mouth == ')' && place.open_round > 0;
    if (is_any_of(mouth, "()") && !in_parentheses) {
      while (length < rest.size() && rest[length] == mouth) ++length;
    }
    return {length, emoticon.size()};
  }
  return {};
}

}  // namespace verbatim
