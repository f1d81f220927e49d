#include "scores/cell_trim.h"

namespace verbatim {

std::size_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  const char first = text.front();
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xEF\xBB\xBF")) return 3;
  return 0;
}

std::string_view trim_cell(std::string_view cell) {
  while (const std::size_t length = space_length(cell)) cell.remove_prefix(length);
  for (bool trimmed = true; trimmed;) {
    trimmed = false;
    for (std::size_t length = 1; length <= 3 && length <= cell.size(); ++length) {
      if (space_length(cell.substr(cell.size() - length)) != length) continue;
      cell.remove_suffix(length);
      trimmed = true;
      break;
    }
  }
  return cell;
}

}  // namespace verbatim
