// The hash of forms: each 8 bytes are folded into a 128-bit product whose halves are xor-ed ("multiply and
// mix", as in wyhash). Not for hostile keys: a lexicon is probed with it, and a collision costs one compare.
#include "text/form_hash.h"

#include <cstdint>
#include <cstring>

namespace verbatim {
namespace {

// Odd numbers with about half their bits set: fractional digits of the square roots of 2, 3 and 5.
constexpr std::uint64_t kFirst = 0x6A09E667F3BCC909;
constexpr std::uint64_t kSecond = 0xBB67AE8584CAA73B;
constexpr std::uint64_t kThird = 0x3C6EF372FE94F82B;

__extension__ using Product = unsigned __int128;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Product product = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t load8(const char* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

std::uint64_t load4(const char* bytes) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

std::uint64_t byte(char c) { return static_cast<unsigned char>(c); }

}  // namespace

std::uint64_t form_hash(std::string_view form) {
  const char* bytes = form.data();
  const std::size_t size = form.size();
  std::uint64_t seed = kThird ^ size;
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  if (size >= 8) {
    std::size_t left = size;
    while (left > 16) {
      seed = mix(load8(bytes) ^ kFirst, load8(bytes + 8) ^ seed);
      bytes += 16;
      left -= 16;
    }
    // The last 16 bytes may overlap what was read: with the size in the seed no information is lost.
    if (left >= 8) {
      a = load8(bytes);
      b = load8(bytes + left - 8);
    } else {
      a = load8(form.data() + size - 16);
      b = load8(form.data() + size - 8);
    }
  } else if (size >= 4) {
    a = load4(bytes);
    b = load4(bytes + size - 4);
  } else if (size > 0) {
    a = byte(bytes[0]) << 16 | byte(bytes[size / 2]) << 8 | byte(bytes[size - 1]);
  }
  return mix(mix(a ^ kFirst, b ^ seed), kSecond ^ size);
}

}  // namespace verbatim
