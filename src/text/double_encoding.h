// Text that was UTF-8, was taken for windows-1252 and was encoded as UTF-8 once more: "CafÃ©", "donâ€™t". It
// can be told for certain, and undone, because other text does not turn into valid UTF-8 on the way back.
#pragma once

#include <string>
#include <string_view>

namespace verbatim {

// A quick look, which few texts pass that need no second one: does it hold a letter such as "Ã" or "â"
// (U+00C2 to U+00F4, the first bytes of UTF-8) with another character beside it that is not ASCII?
bool may_be_encoded_twice(std::string_view text);

// Appends the text as it was before to `out` and returns true, if all of it can be written in windows-1252
// and is valid UTF-8 then. Text that was encoded three or four times is undone as often. Else `out` stays as
// it is. REQUIRES: text is valid UTF-8.
bool undo_double_encoding(std::string_view text, std::string& out);

// Whether characters were lost before: U+FFFD, or "????" standing alone, as an emoji becomes where it cannot
// be written ("why????" is someone asking).
bool has_lost_characters(std::string_view text);

}  // namespace verbatim
