#include "text/double_encoding.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

// The text mended, or "as it is".
std::string mended(std::string_view text) {
  std::string out = "> ";
  if (!may_be_encoded_twice(text)) return "as it is";
  if (!undo_double_encoding(text, out)) {
    CHECK(out == "> ");
    return "as it is";
  }
  return out.substr(2);
}

TEST_CASE("double_encoding: text that was encoded twice is what it was") {
  CHECK(mended("Caf\u00C3\u00A9 tr\u00C3\u00A8s lent") == "Caf\u00E9 tr\u00E8s lent");
  CHECK(mended("don\u00E2\u20AC\u2122t") == "don\u2019t");
  CHECK(mended("\u00E2\u20AC\u0153slow\u00E2\u20AC\u009D") == "\u201Cslow\u201D");  // 0x9D is no letter there
  CHECK(mended("rude \u00F0\u0178\u02DC\u00A1") == "rude \U0001F621");
  CHECK(mended("\u00C2\u00A35") == "\u00A35");
  CHECK(mended("\u00D0\u00BF\u00D0\u00BB") == "\u043F\u043B");
}

TEST_CASE("double_encoding: three times over is undone, too") {
  CHECK(mended("Caf\u00C3\u0192\u00C2\u00A9") == "Caf\u00E9");
}

TEST_CASE("double_encoding: other text stays as it is") {
  for (const char* text : {"", "slow", "caf\u00E9", "\u00C2", "S\u00C3O PAULO", "\u00C0 \u00E9t\u00E9",
                           "na\u00EFve \u00E9\u00E8",
                           "\u00C3\u00A9 \u6F22",     // not all of it can be windows-1252
                           "\u00C3\u00A9 caf\u00E9",  // half of it is sound
                           "\u0160\u00C3\u00A9t\u00E9", "\u00ABFIN\u00C2\u00BB\u00E9"}) {
    CAPTURE(text);
    CHECK(mended(text) == "as it is");
  }
}

TEST_CASE("double_encoding: lost characters are told from people who ask") {
  for (const char* text : {"great ????", "????", "???????? thanks", "caf\uFFFD"}) {
    CAPTURE(text);
    CHECK(has_lost_characters(text));
  }
  for (const char* text : {"why????", "why ???", "????!", "", "really?????? yes"}) {
    CAPTURE(text);
    CHECK(!has_lost_characters(text));
  }
}

}  // namespace
}  // namespace verbatim
