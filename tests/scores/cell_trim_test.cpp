#include "scores/cell_trim.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("cell_trim: white space of exports is dropped on both sides, inside it stays") {
  CHECK(trim_cell("") == "");
  CHECK(trim_cell(" \t\r\n\v\f ") == "");
  CHECK(trim_cell(" a b ") == "a b");
  CHECK(trim_cell("\xC2\xA0 00123\xC2\xA0") == "00123");
  CHECK(trim_cell("\xE2\x80\xAF"
                  "7\xE2\x80\xAF ") == "7");
  CHECK(trim_cell("\xEF\xBB\xBFid6") == "id6");
  CHECK(trim_cell("a\xC2\xA0"
                  "b") ==
        "a\xC2\xA0"
        "b");
}

TEST_CASE("cell_trim: bytes that only look like part of a space stay") {
  CHECK(trim_cell("\xA0") == "\xA0");
  CHECK(trim_cell("\xC2") == "\xC2");
  CHECK(trim_cell("\xC3\xA0") == "\xC3\xA0");  // the letter a with grave accent
}
