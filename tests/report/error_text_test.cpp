#include <doctest/doctest.h>

#include "verbatim/error.h"

using namespace verbatim;

TEST_CASE("error_text: the place stands before the message, as far as it is known") {
  const auto text = [](Place place) { return to_string(Error{Fault::bad_input, "no such column", place}); };
  CHECK(text({"a.csv", 3, 7}) == "a.csv:3:7: no such column");
  CHECK(text({"a.csv", 3, 0}) == "a.csv:3: no such column");
  CHECK(text({"a.csv", 0, 0}) == "a.csv: no such column");
  CHECK(text({"a.csv", 0, 7}) == "a.csv: no such column");
  CHECK(text({"", 3, 7}) == "line 3, column 7: no such column");
  CHECK(text({}) == "no such column");
}

TEST_CASE("error_text: hostile names and messages cannot drive a terminal") {
  CHECK(to_string(Error{Fault::usage, "no column '\x1b]0;x\x07'", {"a\nb\x1b[31m.csv", 1, 0}}) ==
        "a\\nb\\x1b[31m.csv:1: no column '\\x1b]0;x\\x07'");
  CHECK(to_string(Error{Fault::usage, "bad \xFF", {}}) == "bad \\xff");
}
