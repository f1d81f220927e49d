// Labels compared as people mean them: letter case aside.
#pragma once

#include <string>
#include <string_view>

namespace verbatim {

// Simple case folding of every letter, and runs of white space as one blank, none at the ends. Ill-formed
// bytes become U+FFFD.
std::string folded_label(std::string_view text);

}  // namespace verbatim
