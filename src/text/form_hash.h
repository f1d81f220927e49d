// The hash of forms, form_hash() of token.h, for hot loops and for the standard containers.
//
// A form of up to 16 bytes is two little-endian words, padded with zeros; a longer one is folded 16 bytes at
// a time, and its last 16 bytes, which may overlap, are the two words. They meet in 128-bit products whose
// halves are xor-ed ("multiply and mix", as in wyhash). Not meant to withstand hostile keys: a lexicon is
// probed with it, and a collision costs one compare.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/token.h"

namespace verbatim {

namespace hashing {

// Odd numbers with about half their bits set: fractional digits of the square roots of 2, 3 and 5.
constexpr std::uint64_t kFirst = 0x6A09E667F3BCC909;
constexpr std::uint64_t kSecond = 0xBB67AE8584CAA73B;
constexpr std::uint64_t kThird = 0x3C6EF372FE94F82B;

__extension__ using Product = unsigned __int128;

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Product product = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t load8(const char* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

// The last step, from the two words.
inline std::uint64_t finish(std::uint64_t a, std::uint64_t b, std::uint64_t seed, std::size_t size) {
  return mix(mix(a ^ kFirst, b ^ seed ^ kThird ^ size), kSecond ^ size);
}

}  // namespace hashing

// form_hash() without a branch on the length of short forms: a tenth of the tokenizer's time less.
// REQUIRES: 16 bytes from form.data() on are readable.
inline std::uint64_t form_hash_of_padded(std::string_view form) {
  const std::size_t size = form.size();
  if (size > 16) return form_hash(form);
  // Bytes of the word that count, as a mask; a shift by 64 would be undefined, so it is done in two.
  const auto mask = [](std::size_t bytes) { return ~(~std::uint64_t{0} << (4 * bytes) << (4 * bytes)); };
  const std::size_t low = size < 8 ? size : 8;
  const std::uint64_t a = hashing::load8(form.data()) & mask(low);
  const std::uint64_t b = hashing::load8(form.data() + 8) & mask(size - low);
  return hashing::finish(a, b, 0, size);
}

struct FormHasher {
  using is_transparent = void;
  std::size_t operator()(std::string_view form) const { return static_cast<std::size_t>(form_hash(form)); }
};

}  // namespace verbatim
