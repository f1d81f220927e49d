// What counts as surrounding white space in a cell of an export: one rule for numbers, dates and join keys.
#pragma once

#include <cstddef>
#include <string_view>

namespace verbatim {

// Bytes of the white space at the start of `text`: ASCII white space, U+00A0, U+202F or U+FEFF; 0 if there is
// none.
std::size_t space_length(std::string_view text);

// `cell` without the white space around it. The result refers to the bytes of `cell`.
std::string_view trim_cell(std::string_view cell);

}  // namespace verbatim
