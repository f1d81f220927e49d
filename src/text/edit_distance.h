// How far two names are apart: for "did you mean".
#pragma once

#include <cstddef>
#include <string_view>

namespace verbatim {

// How many bytes must change, come, go or swap with their neighbour to make one name of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace verbatim
