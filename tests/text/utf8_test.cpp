#include "text/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace verbatim {
namespace {

std::string repaired(std::string_view text) {
  std::string out;
  repair_utf8(text, out);
  return out;
}

std::size_t replacements(std::string_view text) {
  std::string out;
  return repair_utf8(text, out);
}

}  // namespace

TEST_CASE("utf8: every code point is written and read back") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(c, text);
    const CodePoint any = decode_utf8(text, 0);
    const CodePoint valid = decode_valid_utf8(text, 0);
    if (any.value != c || valid.value != c || any.length != text.size() || valid.length != text.size()) {
      FAIL("code point " << static_cast<unsigned>(c));
    }
  }
}

TEST_CASE("utf8: ill-formed bytes give one U+FFFD for each maximal subpart") {
  CHECK(repaired("caf\xC3\xA9") == "caf\u00E9");
  CHECK(repaired("caf\xE9") == "caf\uFFFD");
  CHECK(repaired("\x80\xBF") == "\uFFFD\uFFFD");
  CHECK(repaired("\xC0\xAF") == "\uFFFD\uFFFD");                      // overlong
  CHECK(repaired("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");            // a surrogate
  CHECK(repaired("\xF4\x90\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond U+10FFFF
  CHECK(repaired("\xE2\x82 x") == "\uFFFD x");                        // cut short
  CHECK(repaired("\xF0\x9F\x98") == "\uFFFD");                        // cut at the end
  CHECK(repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
                 "A") ==
        "\uFFFD\uFFFD\uFFFD\uFFFD"
        "A");
}

TEST_CASE("utf8: the number of replacements is returned and what is well-formed stays") {
  CHECK(replacements("a long line of plain ASCII text, and more") == 0);
  CHECK(replacements("sixteen bytes...\xFF and after\xFE") == 2);
  CHECK(repaired(std::string_view("a\0b", 3)) == std::string_view("a\0b", 3));
}

TEST_CASE("utf8: validity is found at any offset of the wide steps") {
  for (std::size_t i = 0; i < 40; ++i) {
    std::string text(40, 'x');
    CHECK(is_valid_utf8(text));
    text[i] = '\xFF';
    CHECK(valid_utf8_prefix(text) == i);
    CHECK(valid_utf8_prefix(std::string(i, 'x') + "\u00E9" + std::string(20, 'y')) == i + 22);
  }
  CHECK(is_valid_utf8(""));
}

TEST_CASE("utf8: a cut falls on the start of a code point") {
  CHECK(utf8_floor("a\u00E9b", 2) == 1);
  CHECK(utf8_floor("a\u00E9b", 3) == 3);
  CHECK(utf8_floor("a\u00E9b", 9) == 4);
  CHECK(utf8_floor("\U0001F600", 3) == 0);
}

}  // namespace verbatim
