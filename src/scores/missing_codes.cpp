#include "scores/missing_codes.h"

#include <algorithm>
#include <array>

#include "scores/cell_trim.h"

namespace verbatim {
namespace {

constexpr std::array<std::string_view, kLikelyCodes> kCodes = {
    "-99", "-999", "-9", "-1", "-98", "-97", "-88", "-77", "99", "98", "97", "88", "77", "66", "999", "9999"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view bare_cell(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.starts_with('\'')) cell = trim_cell(cell.substr(1));  // a spreadsheet's "this is text"
  return cell;
}

}  // namespace

std::vector<MissingCode> make_missing_codes(std::span<const std::string> codes) {
  std::vector<MissingCode> made;
  for (const std::string& code : codes) {
    MissingCode one;
    one.text = bare_cell(code);
    if (one.text.empty()) continue;
    std::transform(one.text.begin(), one.text.end(), one.text.begin(), lower);
    if (const auto number = parse_score_number(one.text, DecimalMark::point)) one.milli = number->milli;
    made.push_back(std::move(one));
  }
  return made;
}

bool is_missing_code(std::span<const MissingCode> codes, std::string_view cell, DecimalMark mark) {
  if (codes.empty()) return false;
  const std::string_view text = bare_cell(cell);
  if (text.empty()) return false;
  const auto number = parse_score_number(text, mark);
  return std::any_of(codes.begin(), codes.end(), [&](const MissingCode& code) {
    if (number && code.milli) return number->milli == *code.milli;
    return std::equal(text.begin(), text.end(), code.text.begin(), code.text.end(),
                      [](char typed, char small) { return lower(typed) == small; });
  });
}

std::optional<std::size_t> find_likely_code(std::string_view cell) {
  const auto number = parse_score_number(cell, DecimalMark::point);
  if (!number || !number->whole) return std::nullopt;
  const std::string text = std::to_string(number->milli / 1000);
  const auto found = std::find(kCodes.begin(), kCodes.end(), text);
  if (found == kCodes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kCodes.begin());
}

std::string_view likely_code(std::size_t index) {
  return kCodes[index];
}

}  // namespace verbatim
