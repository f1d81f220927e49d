#include "report/terminal_page.h"

#include <algorithm>

#include "report/safe_text.h"

namespace verbatim {

std::string left(std::string_view text, std::size_t width) {
  std::string out = clipped(text, width);
  out.append(width - std::min(width, display_width(out)), ' ');
  return out;
}

std::string right(std::string_view text, std::size_t width) {
  std::string out(width - std::min(width, display_width(text)), ' ');
  return out.append(text);
}

Terminal::Terminal(std::size_t columns, bool styled, std::string& out)
    : columns_(std::max(columns, kFewestColumns)), styled_(styled), out_(out) {}

void Terminal::line(std::string_view text) {
  const std::size_t end = text.find_last_not_of(' ');
  out_.append(text.substr(0, end == std::string_view::npos ? 0 : end + 1)).push_back('\n');
}

void Terminal::heading(std::string_view text) {
  line();
  if (styled_) out_.append("\x1b[1m");
  out_.append(clipped(text, columns_));
  line(styled_ ? "\x1b[0m" : "");
}

void Terminal::wrapped(std::string_view text, std::string_view first, std::size_t indent) {
  std::string current(first);
  bool has_word = false;
  const std::string clean = printable(squeezed(text));
  for (std::string_view rest = clean; !rest.empty();) {
    std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    if (has_word && display_width(current) + 1 + display_width(word) > columns_) {
      line(current);
      current.assign(indent, ' ');
      has_word = false;
    }
    if (has_word) current.push_back(' ');
    current.append(clipped(word, columns_ - std::min(columns_ - 8, indent)));
    has_word = true;
  }
  line(current);
}

}  // namespace verbatim
