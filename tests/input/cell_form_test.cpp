#include "input/cell_form.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

TEST_CASE("cell_form: numbers, dates and codes have a form, words have none") {
  for (const char* number : {"7", "-4.5", "1.234,56", "12%", "+3"}) CHECK(form_of(number) == "number");
  CHECK(form_of("2024-05-01") == "9999-99-99");
  CHECK(form_of("R-0017") == "a-9999");
  CHECK(form_of("28/01/2018 10:00") == "99/99/9999 99:99");
  for (const char* word : {"", "comment", "a longer text", "Q1", "-"}) CHECK(form_of(word).empty());
  CHECK(form_of("a text of more than forty letters with a 7 in it").empty());
}

TEST_CASE("cell_form: names lose white space, no-break spaces and byte order marks around them") {
  CHECK(trim_name(" \t id\r\n") == "id");
  CHECK(trim_name("\xEF\xBB\xBF \xC2\xA0 a b\xC2\xA0") == "a b");
  CHECK(trim_name("").empty());
  CHECK(lower_ascii("ID \xC3\x84") == "id \xC3\x84");
}

}  // namespace
}  // namespace verbatim
