#include "text/html_entity.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace verbatim {
namespace {

struct NamedEntity {
  std::string_view name;
  char32_t code_point;
};

// Sorted by name for binary search; case counts ("Eacute" is not "eacute").
constexpr auto kNamed = std::to_array<NamedEntity>({
    {"AMP", U'&'},     {"Aacute", 0xC1},  {"Agrave", 0xC0},   {"Auml", 0xC4},     {"Ccedil", 0xC7},
    {"Eacute", 0xC9},  {"Egrave", 0xC8},  {"GT", U'>'},       {"Iacute", 0xCD},   {"LT", U'<'},
    {"Ntilde", 0xD1},  {"Oacute", 0xD3},  {"Ouml", 0xD6},     {"QUOT", U'"'},     {"Uacute", 0xDA},
    {"Uuml", 0xDC},    {"aacute", 0xE1},  {"acirc", 0xE2},    {"acute", 0xB4},    {"aelig", 0xE6},
    {"agrave", 0xE0},  {"amp", U'&'},     {"apos", U'\''},    {"aring", 0xE5},    {"atilde", 0xE3},
    {"auml", 0xE4},    {"bull", 0x2022},  {"ccedil", 0xE7},   {"cent", 0xA2},     {"copy", 0xA9},
    {"deg", 0xB0},     {"eacute", 0xE9},  {"ecirc", 0xEA},    {"egrave", 0xE8},   {"emsp", 0x2003},
    {"ensp", 0x2002},  {"euml", 0xEB},    {"euro", 0x20AC},   {"frac12", 0xBD},   {"frac14", 0xBC},
    {"frac34", 0xBE},  {"gt", U'>'},      {"hearts", 0x2665}, {"hellip", 0x2026}, {"iacute", 0xED},
    {"icirc", 0xEE},   {"iexcl", 0xA1},   {"igrave", 0xEC},   {"iquest", 0xBF},   {"iuml", 0xEF},
    {"laquo", 0xAB},   {"ldquo", 0x201C}, {"lsquo", 0x2018},  {"lt", U'<'},       {"mdash", 0x2014},
    {"middot", 0xB7},  {"nbsp", 0xA0},    {"ndash", 0x2013},  {"ntilde", 0xF1},   {"oacute", 0xF3},
    {"ocirc", 0xF4},   {"ograve", 0xF2},  {"oslash", 0xF8},   {"otilde", 0xF5},   {"ouml", 0xF6},
    {"pound", 0xA3},   {"quot", U'"'},    {"raquo", 0xBB},    {"rdquo", 0x201D},  {"reg", 0xAE},
    {"rsquo", 0x2019}, {"sbquo", 0x201A}, {"shy", 0xAD},      {"szlig", 0xDF},    {"thinsp", 0x2009},
    {"times", 0xD7},   {"trade", 0x2122}, {"uacute", 0xFA},   {"ucirc", 0xFB},    {"ugrave", 0xF9},
    {"uuml", 0xFC},    {"yen", 0xA5},     {"zwj", 0x200D},    {"zwnj", 0x200C},
});
static_assert(std::ranges::is_sorted(kNamed, {}, &NamedEntity::name));

constexpr std::size_t kLongestName = 6;
// Eight digits hold every code point with leading zeros to spare ("&#0000039;").
constexpr std::size_t kLongestNumber = 8;

// windows-1252 from 0x80; 0 where that code page has no character.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// 0 if the number is no character.
char32_t character_of(char32_t number) {
  if (number >= 0x80 && number <= 0x9F) return kWindows1252[number - 0x80];
  if (number < 0x20) return number == '\t' || number == '\n' || number == '\r' ? number : 0;
  const bool is_surrogate = number >= 0xD800 && number <= 0xDFFF;
  const bool is_noncharacter = (number & 0xFFFE) == 0xFFFE || (number >= 0xFDD0 && number <= 0xFDEF);
  return number == 0x7F || is_surrogate || is_noncharacter || number > 0x10FFFF ? 0 : number;
}

// -1 if `c` is no digit to that base.
int digit_value(char c, int base) {
  int value = -1;
  if (c >= '0' && c <= '9') value = c - '0';
  if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < base ? value : -1;
}

// `digits` starts after "&#".
std::optional<HtmlEntity> parse_number(std::string_view digits) {
  const bool is_hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  const int base = is_hex ? 16 : 10;
  const std::size_t prefix = is_hex ? 1 : 0;
  digits.remove_prefix(prefix);
  char32_t number = 0;
  std::size_t count = 0;
  while (count < digits.size() && count < kLongestNumber) {
    const int value = digit_value(digits[count], base);
    if (value < 0) break;
    number = number * static_cast<char32_t>(base) + static_cast<char32_t>(value);
    ++count;
  }
  if (count == 0 || count == digits.size() || digits[count] != ';') return std::nullopt;
  const char32_t character = character_of(number);
  if (character == 0) return std::nullopt;
  return HtmlEntity{character, 2 + prefix + count + 1};
}

}  // namespace

std::optional<HtmlEntity> parse_html_entity(std::string_view text, std::size_t position) {
  const std::string_view rest = text.substr(position + 1);
  if (rest.starts_with('#')) return parse_number(rest.substr(1));
  const std::size_t end = rest.substr(0, kLongestName + 1).find(';');
  if (end == std::string_view::npos) return std::nullopt;
  const auto found = std::ranges::lower_bound(kNamed, rest.substr(0, end), {}, &NamedEntity::name);
  if (found == kNamed.end() || found->name != rest.substr(0, end)) return std::nullopt;
  return HtmlEntity{found->code_point, end + 2};
}

bool decode_html_entities(std::string_view text, std::string& out, std::vector<EntityShift>& shifts) {
  bool found = false;
  std::size_t copied = 0;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at)) {
    const std::optional<HtmlEntity> entity = parse_html_entity(text, at);
    if (!entity) {
      ++at;
      continue;
    }
    if (!found) {
      found = true;
      out.clear();
      shifts.clear();
    }
    out.append(text.substr(copied, at - copied));
    append_utf8(entity->code_point, out);
    at += entity->length;
    copied = at;
    shifts.push_back({static_cast<std::uint32_t>(out.size()), static_cast<std::uint32_t>(at)});
  }
  if (found) out.append(text.substr(copied));
  return found;
}

std::uint32_t OriginalOffsets::of(std::uint32_t decoded) {
  while (passed_ < shifts_.size() && shifts_[passed_].decoded <= decoded) ++passed_;
  if (passed_ == 0) return decoded;
  const EntityShift& shift = shifts_[passed_ - 1];
  return shift.original + (decoded - shift.decoded);
}

}  // namespace verbatim
