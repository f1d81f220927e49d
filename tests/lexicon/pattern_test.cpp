// Patterns: what they find, what is refused, and that neither time nor memory runs away.
#include "lexicon/pattern.h"

#include <doctest/doctest.h>

#include <ctime>
#include <string>

namespace verbatim {
namespace {

Pattern pattern(std::string_view text) {
  auto made = Pattern::make(text);
  REQUIRE(made);
  return std::move(*made);
}

std::string first(std::string_view expression, std::string_view text, std::size_t from = 0) {
  const auto match = pattern(expression).find(text, from);
  return match ? std::string(text.substr(match->begin, match->end - match->begin)) : "nothing";
}

}  // namespace

TEST_CASE("pattern: finds the first match from a place on, in letters of either case") {
  CHECK(first("#?\\d{5,}", "order 12 and #12345") == "#12345");
  CHECK(first("order", "My ORDER") == "ORDER");
  CHECK(first("a.", "ab ac", 1) == "ac");
  CHECK(first("^a", "ba") == "nothing");
  CHECK(first("caf\u00e9", "CAF\u00c9") == "CAF\u00c9");
  CHECK(first("x", "") == "nothing");
}

TEST_CASE("pattern: finds a match anywhere in a long text") {
  for (const std::size_t before : {0U, 1000U, 1024U, 2040U, 2048U, 5000U, 100000U}) {
    CAPTURE(before);
    const std::string text = std::string(before, '.') + "order 12345";
    const auto match = pattern("order \\d{5}").find(text, 0);
    REQUIRE(match);
    CHECK(match->begin == before);
    CHECK(match->end == text.size());
  }
  std::string letters;
  for (int i = 0; i < 5000; ++i) letters += "\u00e9";
  CHECK(first("z", letters + "z") == "z");
}

TEST_CASE("pattern: one that cannot be read is refused at its place") {
  CHECK(Pattern::make("ab[z-a]").error().offset == 3);
  CHECK(Pattern::make("a{2000}").error().offset == 1);
  CHECK(Pattern::make("(?=x)").error().message.starts_with("the pattern cannot be read: "));
  CHECK(Pattern::make("(a)\\1").error().message.starts_with("the pattern cannot be read: "));
  CHECK(Pattern::make("\\pL{900}").error().message.starts_with("the pattern is too large"));
  CHECK(Pattern::make("x|").error().message.starts_with("the pattern also matches where there is nothing"));
}

TEST_CASE("pattern: what makes other engines run for years is done at once") {
  const std::clock_t begin = std::clock();
  CHECK(first("(a+)+b", std::string(100000, 'a')) == "nothing");
  CHECK(first("(a|a?){20}a{20}b", std::string(100000, 'a')) == "nothing");
  CHECK(std::clock() - begin < 5 * CLOCKS_PER_SEC);
}

}  // namespace verbatim
