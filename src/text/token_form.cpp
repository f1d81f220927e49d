#include "text/token_form.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>

#include "text/utf8.h"
#include "text/word_break.h"

namespace verbatim {
namespace {

// More than kMaxFormBytes can need: no composition makes fewer than a byte of a unit in the long run.
constexpr std::size_t kMaxUnits = 4 * kMaxFormBytes;

bool is_apostrophe(char32_t c) {
  return c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xFF07;
}

bool is_broken_apostrophe(char32_t c) {
  return c == U'`' || c == 0xB4 || c == kReplacementCharacter;
}

char32_t mended(char32_t c, bool mends_apostrophes) {
  return is_apostrophe(c) || (mends_apostrophes && is_broken_apostrophe(c)) ? U'\'' : c;
}

bool is_dropped(char32_t c, CharProperties properties) {
  return properties.is_ignorable() || is_skin_tone(c);
}

void append_utf16(char32_t c, std::vector<char16_t>& out) {
  if (c >= 0x10000) {
    out.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
    out.push_back(static_cast<char16_t>(0xDC00 | (c & 0x3FF)));
  } else {
    out.push_back(static_cast<char16_t>(c));
  }
}

// Replaces `text` by what `convert(source, length, target, capacity, status)` makes of it, with `other` as
// the target; a failing library leaves the text as it is.
template <class Convert>
void replace(FormScratch& scratch, const Convert& convert) {
  scratch.other.resize(std::max<std::size_t>(scratch.text.size() * 3, 16));  // no folding or NFC grows more
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      convert(scratch.text.data(), static_cast<std::int32_t>(scratch.text.size()), scratch.other.data(),
              static_cast<std::int32_t>(scratch.other.size()), &status);
  if (U_FAILURE(status)) return;
  scratch.other.resize(static_cast<std::size_t>(length));
  scratch.text.swap(scratch.other);
}

// Both before and after folding, so that canonically equal words fold to the same bytes.
void normalise(FormScratch& scratch) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return;
  replace(scratch,
          [&](const char16_t* source, std::int32_t length, char16_t* target, std::int32_t capacity,
              UErrorCode* error) { return unorm2_normalize(nfc, source, length, target, capacity, error); });
}

void fold(FormScratch& scratch) {
  replace(scratch, [](const char16_t* source, std::int32_t length, char16_t* target, std::int32_t capacity,
                      UErrorCode* error) {
    return u_strFoldCase(target, capacity, source, length, U_FOLD_CASE_DEFAULT, error);
  });
}

void append_utf16_as_utf8(const std::vector<char16_t>& text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xD800 && c <= 0xDBFF && i + 1 < text.size()) c = (c << 10) + text[++i] - 0x35FDC00;
    append_utf8(c, out);
  }
}

// The general way: through UTF-16 and ICU.
void append_normalised(std::string_view text, bool mends_apostrophes, FormScratch& scratch,
                       std::string& out) {
  scratch.text.clear();
  for (std::size_t i = 0; i < text.size() && scratch.text.size() < kMaxUnits;) {
    const CodePoint code_point = decode_valid_utf8(text, i);
    i += code_point.length;
    if (is_dropped(code_point.value, properties_of(code_point.value))) continue;
    append_utf16(mended(code_point.value, mends_apostrophes), scratch.text);
  }
  normalise(scratch);
  fold(scratch);
  normalise(scratch);
  append_utf16_as_utf8(scratch.text, out);
}

// Cuts what was appended from `begin` on to kMaxFormBytes.
void limit_form(std::string& out, std::size_t begin) {
  if (out.size() - begin <= kMaxFormBytes) return;
  const std::string_view form = std::string_view(out).substr(begin);
  out.resize(begin + utf8_floor(form, kMaxFormBytes));
}

}  // namespace

void append_form(std::string_view text, bool mends_apostrophes, FormScratch& scratch, std::string& out) {
  const std::size_t begin = out.size();
  for (std::size_t i = 0; i < text.size() && out.size() - begin <= kMaxFormBytes;) {
    const char c = text[i];
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c | 0x20);
      ++i;
      continue;
    }
    const CodePoint code_point = decode_valid_utf8(text, i);
    const CharProperties properties = properties_of(code_point.value);
    const char32_t kept = mended(code_point.value, mends_apostrophes);
    if (kept == U'\'') {
      out += '\'';
    } else if (properties.is_plain() && !is_skin_tone(code_point.value)) {
      out.append(text.substr(i, code_point.length));
    } else if (!is_dropped(code_point.value, properties)) {
      out.resize(begin);
      append_normalised(text, mends_apostrophes, scratch, out);
      break;
    }
    i += code_point.length;
  }
  limit_form(out, begin);
}

void append_emoji_form(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  constexpr char32_t kJoiner = 0x200D;
  for (std::size_t i = 0; i < text.size() && out.size() - begin <= kMaxFormBytes;) {
    const CodePoint code_point = decode_valid_utf8(text, i);
    const bool is_selector = code_point.value == 0xFE0E || code_point.value == 0xFE0F;
    const bool is_last = i + code_point.length == text.size();
    if (!is_selector && !is_skin_tone(code_point.value) && !(code_point.value == kJoiner && is_last)) {
      out.append(text.substr(i, code_point.length));
    }
    i += code_point.length;
  }
  if (out.size() == begin) out.append(text.substr(0, text.empty() ? 0 : decode_valid_utf8(text, 0).length));
  limit_form(out, begin);
}

bool is_all_caps(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code_point = decode_valid_utf8(text, i);
    i += code_point.length;
    const CharProperties properties = properties_of(code_point.value);
    if (!properties.is_letter()) continue;
    if (!properties.is_capital()) return false;
    ++letters;
  }
  return letters >= 2;
}

}  // namespace verbatim
