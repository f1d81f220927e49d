#include "text/form_hash.h"

#include <doctest/doctest.h>

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace verbatim {

TEST_CASE("form_hash: equal forms at any address have equal hashes") {
  const std::string buffer =
      "xxthe quick brown fox jumps over the lazy dogyythe quick brown fox jumps over the lazy dog";
  const std::string_view view = buffer;
  for (std::size_t length = 0; length <= 43; ++length) {
    CHECK(form_hash(view.substr(2, length)) == form_hash(view.substr(47, length)));
  }
}

TEST_CASE("form_hash: the form for padded buffers gives the same hash, whatever stands behind the form") {
  const std::string text = "an apology would be fine, really";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const std::string first = text.substr(0, length) + std::string(16, 'x');
    const std::string second = text.substr(0, length) + std::string(16, '\xFF');
    const std::uint64_t expected = form_hash(std::string_view(text).substr(0, length));
    CHECK(form_hash_of_padded(std::string_view(first).substr(0, length)) == expected);
    CHECK(form_hash_of_padded(std::string_view(second).substr(0, length)) == expected);
  }
}

TEST_CASE("form_hash: each byte and the length count, for every length up to 80") {
  std::unordered_set<std::uint64_t> seen;
  std::size_t made = 0;
  for (std::size_t length = 0; length <= 80; ++length) {
    const std::string form(length, 'a');
    seen.insert(form_hash(form));
    ++made;
    for (std::size_t i = 0; i < length; ++i) {
      std::string changed = form;
      changed[i] = 'b';
      seen.insert(form_hash(changed));
      ++made;
    }
  }
  CHECK(seen.size() == made);
}

TEST_CASE("form_hash: short words spread over the low bits") {
  std::unordered_map<std::uint64_t, int> slots;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      for (char c = 'a'; c <= 'z'; ++c) ++slots[form_hash(std::string{a, b, c}) & 0xFFFF];
    }
  }
  // 17,576 words thrown at random into 65,536 slots hit 15,400 of them, give or take 40.
  CHECK(slots.size() > 15'100);
}

TEST_CASE("form_hash: containers are asked with a view") {
  std::unordered_map<std::string, int, FormHasher, std::equal_to<>> weights{{"rude", -2}};
  CHECK(weights.find(std::string_view("rude"))->second == -2);
}

}  // namespace verbatim
