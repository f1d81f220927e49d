#include "text/emoticon_table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

const std::vector<std::string> kList = {":)", ":))", ":-)", ":(", ":D", ":/", ":P",  ":3",
                                        "<3", "8)",  "XD",  "D:", "):", "",   "a b", ":)"};

std::size_t match(std::string_view text, std::size_t position, EmoticonPlace place = {true, false, 0, 0}) {
  return EmoticonTable(kList).match(text, position, place).length;
}

}  // namespace

TEST_CASE("emoticon_table: the longest listed one is found") {
  CHECK(match(":-) x", 0) == 3);
  CHECK(match(":))", 0) == 3);
  CHECK(match(":x", 0) == 0);
  CHECK(EmoticonTable(kList).may_start_with(':'));
  CHECK_FALSE(EmoticonTable(kList).may_start_with('a'));
  CHECK_FALSE(EmoticonTable({}).may_start_with(':'));
}

TEST_CASE("emoticon_table: a repeated mouth belongs to it, but not to its form") {
  const EmoticonMatch found = EmoticonTable(kList).match(":(((((", 0, {true, false, 0, 0});
  CHECK(found.length == 6);
  CHECK(found.form_length == 2);
  CHECK(match(":)))) x", 0, {true, false, 1, 0}) == 3);
}

TEST_CASE("emoticon_table: one that touches a letter or digit is none") {
  CHECK(match(":Dog", 0) == 0);
  CHECK(match("5:3", 1, {false, false, 0, 0}) == 0);
  CHECK(match("aXD", 1, {false, false, 0, 0}) == 0);
  CHECK(match("XDs", 0) == 0);
  CHECK(match("XD!", 0) == 2);
  CHECK(match("\u00E9XD", 2, {false, false, 0, 0}) == 0);
}

TEST_CASE("emoticon_table: addresses, times, parentheses and lists are left alone") {
  CHECK(match("http://", 4, {false, false, 0, 0}) == 0);
  CHECK(match("c:/temp", 1, {false, false, 0, 0}) == 0);
  CHECK(match(":/ ", 0) == 2);
  CHECK(match("here:(see", 4, {false, false, 0, 0}) == 0);
  CHECK(match("(as follows:)", 11, {false, false, 1, 0}) == 0);
  CHECK(match("(good :) )", 6, {true, false, 1, 0}) == 2);
  CHECK(match("(see 8)", 5, {true, false, 1, 0}) == 0);
  CHECK(match("8) next", 0, {true, true, 0, 0}) == 0);
  CHECK(match("cool 8)", 5, {true, false, 0, 0}) == 2);
  CHECK(match("Vitamin D: low", 8, {true, false, 0, 0}) == 0);
  CHECK(match("oh no D:", 6, {true, false, 0, 0}) == 2);
  CHECK(match("a): b", 1, {false, false, 0, 0}) == 0);
  CHECK(match("<3 hours", 0) == 0);
  CHECK(match("<3 you", 0) == 2);
}

}  // namespace verbatim
