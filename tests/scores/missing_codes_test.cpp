#include "scores/missing_codes.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("missing_codes: a cell is a code by its value or its words") {
  const std::vector<std::string> typed = {"-99", " Not answered", "", "NA"};
  const std::vector<MissingCode> codes = make_missing_codes(typed);
  CHECK(codes.size() == 3);
  for (const std::string_view cell :
       {"-99", " -99 ", "-99.0", "'-99", "not answered", "NOT ANSWERED", "na"}) {
    CAPTURE(cell);
    CHECK(is_missing_code(codes, cell, DecimalMark::point));
  }
  CHECK(is_missing_code(codes, "-99,0", DecimalMark::comma));
  for (const std::string_view cell : {"99", "-999", "-9", "", "not", "n/a", "-99 %x"}) {
    CAPTURE(cell);
    CHECK(!is_missing_code(codes, cell, DecimalMark::point));
  }
  CHECK(!is_missing_code({}, "-99", DecimalMark::point));
}

TEST_CASE("missing_codes: codes that exports are known to use are recognised for a hint") {
  REQUIRE(find_likely_code("-99"));
  CHECK(likely_code(*find_likely_code("-99")) == "-99");
  CHECK(likely_code(*find_likely_code(" 999.0 ")) == "999");
  CHECK(!find_likely_code("11"));
  CHECK(!find_likely_code("-99.5"));
  CHECK(!find_likely_code("x"));
}
