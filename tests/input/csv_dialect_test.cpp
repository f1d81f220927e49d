#include "input/csv_dialect.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("csv_dialect: delimiters have names for messages") {
  CHECK(delimiter_name(',') == "comma");
  CHECK(delimiter_name(';') == "semicolon");
  CHECK(delimiter_name('\t') == "tab");
  CHECK(delimiter_name('|') == "pipe");
  CHECK(delimiter_name(0) == "no delimiter");
  CHECK(delimiter_name(':') == "':'");
}

TEST_CASE("csv_dialect: a character is printed so that no terminal acts on it") {
  CHECK(printable(',') == "','");
  CHECK(printable('"') == "'\"'");
  CHECK(printable('\'') == "\"'\"");
  CHECK(printable('\x1b') == "\\x1b");
  CHECK(printable('\xA7') == "\\xa7");
  CHECK(printable(0) == "none");
}
