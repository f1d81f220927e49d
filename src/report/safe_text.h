// Text that came from data, made fit to be shown: valid UTF-8, nothing that drives a terminal, and the
// part of a long quote that matters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "verbatim/report.h"

namespace verbatim {

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// The text with each ill-formed sequence replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

// Appends `text` fit for one line of a terminal or of a message: control characters and ill-formed bytes
// as \x1b, invisible characters that reorder or break lines as \u202e, newline, return and tab as \n, \r, \t.
void append_printable(std::string_view text, std::string& out);
std::string printable(std::string_view text);

// Runs of white space as one blank, none at the ends.
std::string squeezed(std::string_view text);

// Columns of a terminal that the text takes: 2 for East Asian wide characters and emoji, 0 for combining
// marks. An estimate from block ranges; terminals differ in the rest.
std::size_t display_width(std::string_view text);

// The text in at most `columns` columns, cut after a word where one ends near, "..." at the end if cut.
std::string clipped(std::string_view text, std::size_t columns);

// A quote in three parts, the middle one to be highlighted.
struct QuoteParts {
  std::string before;
  std::string marked;
  std::string after;
};

// Splits at the highlight, which is moved outward to whole code points. A range outside of the text marks
// nothing. Bytes are as they stood: the parts in a row are the text.
QuoteParts split_quote(const Quote& quote);

// The parts in about `columns` columns in all: the highlight first, then what stands around it, with
// `ellipsis` where something is left out.
QuoteParts shorten(const QuoteParts& parts, std::size_t columns, std::string_view ellipsis);

}  // namespace verbatim
