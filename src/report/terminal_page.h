// Lines of plain text on a terminal: headings, paragraphs and the cells of tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace verbatim {

// The text in exactly `width` columns, cut or filled with blanks behind it.
std::string left(std::string_view text, std::size_t width);

// Blanks before the text up to `width` columns; longer text stays whole.
std::string right(std::string_view text, std::size_t width);

class Terminal {
 public:
  static constexpr std::size_t kFewestColumns = 60;

  // REQUIRES: `out` outlives the terminal
  Terminal(std::size_t columns, bool styled, std::string& out);

  std::size_t columns() const { return columns_; }

  // A line as it is: without control characters. Blanks at its end are cut.
  void line(std::string_view text = {});

  // `text` holds no control characters; it is longer than a line only in a terminal of few columns.
  void heading(std::string_view text);

  // Escapes `text` and breaks it at blanks; lines after the first begin with `indent` blanks.
  void wrapped(std::string_view text, std::string_view first = {}, std::size_t indent = 0);

 private:
  std::size_t columns_;
  bool styled_;
  std::string& out_;
};

}  // namespace verbatim
