// A symbol stands for "this word", "this word and its inflections", "words that begin so" or "a number".
// Phrases are sequences of symbols; a word of a comment carries the few symbols that it can be read as.
#pragma once

#include <cstdint>

namespace verbatim {

enum class Symbol : std::uint32_t {};

constexpr Symbol kNumberSymbol{0};
constexpr std::uint32_t kFirstFreeSymbol = 1;

}  // namespace verbatim
