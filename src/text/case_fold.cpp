#include "text/case_fold.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace verbatim {

std::string folded_label(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_utf8(text, at);
    at += c.length;
    if (u_isUWhiteSpace(static_cast<UChar32>(c.value)) || c.value == 0xFEFF) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    append_utf8(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT)), out);
  }
  return out;
}

}  // namespace verbatim
