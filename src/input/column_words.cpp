#include "input/column_words.h"

#include <cctype>

namespace verbatim {

std::string column_words(std::string_view name) {
  std::string words = " ";
  bool after_small = false;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    const bool is_letter = std::isalnum(u) != 0 || u >= 0x80;
    const bool is_capital = std::isupper(u) != 0;
    if ((!is_letter || (is_capital && after_small)) && words.back() != ' ') words += ' ';
    if (is_letter) words += static_cast<char>(std::tolower(u));
    after_small = is_letter && !is_capital;
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

}  // namespace verbatim
