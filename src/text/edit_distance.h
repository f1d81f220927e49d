// How far two names are apart: for "did you mean".
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace verbatim {

// How many bytes must change, come, go or swap with their neighbour to make one name of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The name nearest to `typed`, the first of equals; empty where half of `typed` or more would have to change.
std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> names);

}  // namespace verbatim
