#include "input/csv_dialect.h"

namespace verbatim {

std::string delimiter_name(char delimiter) {
  switch (delimiter) {
    case 0:
      return "no delimiter";
    case ',':
      return "comma";
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "pipe";
    default:
      return printable(delimiter);
  }
}

std::string printable(char character) {
  if (character == 0) return "none";
  if (character == '\t') return "tab";
  if (character == '"') return "'\"'";
  if (character == '\'') return "\"'\"";
  const auto code = static_cast<unsigned char>(character);
  if (code < 0x20 || code >= 0x7F) {
    constexpr char kHex[] = "0123456789abcdef";
    return std::string("\\x") + kHex[code >> 4] + kHex[code & 15];
  }
  return std::string("'") + character + "'";
}

}  // namespace verbatim
