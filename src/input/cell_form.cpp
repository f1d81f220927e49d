#include "input/cell_form.h"

#include <algorithm>

namespace verbatim {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

std::string_view trim_name(std::string_view text) {
  while (true) {
    const std::size_t before = text.size();
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size());
    if (text.ends_with(kNoBreakSpace)) text.remove_suffix(kNoBreakSpace.size());
    if (text.size() == before) return text;
  }
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

std::string form_of(std::string_view cell) {
  bool has_digit = false;
  bool is_number = true;
  for (const char c : cell) {
    has_digit = has_digit || is_digit(c);
    is_number = is_number && (is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+' || c == '%');
  }
  if (!has_digit || cell.size() > 40) return {};
  if (is_number && std::count(cell.begin(), cell.end(), '-') < 2) return "number";
  std::string form;
  for (const char c : cell) {
    const char kind = is_digit(c) ? '9' : is_letter(c) ? 'a' : c;
    if (kind == 'a' && form.ends_with('a')) continue;
    form.push_back(kind);
  }
  return form.size() < 3 ? std::string() : form;
}

}  // namespace verbatim
