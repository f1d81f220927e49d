// What a cell looks like, whatever it says: how the form of a header is told from that of the rows below it.
#pragma once

#include <string>
#include <string_view>

namespace verbatim {

// Without the white space, no-break spaces and byte order marks around it: for names of columns.
std::string_view trim_name(std::string_view text);

// With the letters A to Z made small.
std::string lower_ascii(std::string_view text);

// Digits become 9, letters a; "2024-05-01" is "9999-99-99", "R-0017" is "a-9999", "-4.5" is "number". Runs of
// letters count as one, of digits do not. Empty for cells that prove nothing, like words.
std::string form_of(std::string_view cell);

}  // namespace verbatim
