#include "drivers/folded_hash.h"

#include <utility>

namespace verbatim {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::uint64_t folded_hash(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto eat = [&hash](char c) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  };
  bool is_begun = false;
  bool has_gap = false;
  for (const char c : text) {
    if (is_space(c)) {
      has_gap = is_begun;
      continue;
    }
    if (std::exchange(has_gap, false)) eat(' ');
    eat(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    is_begun = true;
  }
  return hash;
}

}  // namespace verbatim
