// diff.csv: a row for each comment that flips, with the words behind it on both sides. Private, as
// comments.csv.
#pragma once

#include <string>
#include <string_view>

#include "verbatim/lexicon_diff.h"

namespace verbatim {

void write_diff_header(std::string& out);
// `column`: the text column.
void write_diff_row(const FlippedComment& comment, std::string_view column, std::string& out);

}  // namespace verbatim
