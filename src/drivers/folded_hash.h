// When two texts are the same to the reader of a report.
#pragma once

#include <cstdint>
#include <string_view>

namespace verbatim {

// FNV-1a of the text with ASCII letters lowered, white space runs as one blank and none at the ends.
std::uint64_t folded_hash(std::string_view text);

}  // namespace verbatim
