// A symbol stands for "this word", "this word and its inflections", "words that begin so" or "a number".
// Phrases are sequences of symbols; a word of a comment carries the few symbols that it can be read as.
#pragma once

#include <cstdint>

namespace verbatim {

enum class Symbol : std::uint32_t {};

constexpr Symbol kNumberSymbol{0};
constexpr std::uint32_t kFirstFreeSymbol = 1;

// One bit of 64 for a symbol: where two sets of symbols share no bit, they share no symbol, and no table is
// asked.
constexpr std::uint64_t symbol_bit(Symbol symbol) {
  return std::uint64_t{1} << (static_cast<std::uint64_t>(symbol) * 0x9E3779B97F4A7C15ULL >> 58);
}

}  // namespace verbatim
