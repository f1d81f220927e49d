// The name of a column as words, to be compared with the names that columns of exports have.
#pragma once

#include <string>
#include <string_view>

namespace verbatim {

// "Distribution_Channel (code)" and "distributionChannel-code" -> " distribution channel code ": in lower
// case, between single spaces, so that " channel " is found in it as a word.
std::string column_words(std::string_view name);

}  // namespace verbatim
