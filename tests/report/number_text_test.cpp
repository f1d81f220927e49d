#include "report/number_text.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace verbatim;

TEST_CASE("number_text: fixed decimals, and no negative zero") {
  CHECK(fixed(6.2, 1) == "6.2");
  CHECK(fixed(-6.25, 2) == "-6.25");
  CHECK(fixed(-0.0, 2) == "0.00");
  CHECK(fixed(-0.004, 2) == "0.00");
  CHECK(fixed(-0.006, 2) == "-0.01");
  CHECK(fixed(2.5, 0) == "2");
  CHECK(fixed(3.5, 0) == "4");
  CHECK(fixed(1234567.891, 1) == "1234567.9");
  CHECK(fixed(std::numeric_limits<double>::max(), 2).size() == 312);
}

TEST_CASE("number_text: what is not finite is nothing") {
  CHECK(fixed(std::nan(""), 2).empty());
  CHECK(fixed(-std::numeric_limits<double>::infinity(), 2).empty());
  CHECK(probability(std::nan("")).empty());
}

TEST_CASE("number_text: a sign where there is a size") {
  CHECK(signed_fixed(4.12, 1) == "+4.1");
  CHECK(signed_fixed(-4.12, 1) == "-4.1");
  CHECK(signed_fixed(0.04, 1) == "0.0");
  CHECK(signed_fixed(-0.04, 1) == "0.0");
}

TEST_CASE("number_text: probabilities have four significant digits without an exponent") {
  CHECK(probability(0.0499949) == "0.04999");
  CHECK(probability(1) == "1.000");
  CHECK(probability(0.5) == "0.5000");
  CHECK(probability(0.00001234567) == "0.00001235");
  CHECK(probability(1.5e-12) == "0.000000000001500");
  CHECK(probability(1e-300) == "0.0000");
  CHECK(probability(0) == "0.0000");
}

TEST_CASE("number_text: figures for people") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
  CHECK(percent(0.10909) == "10.9 %");
  CHECK(counted(1, "comment") == "1 comment");
  CHECK(counted(2900, "comment") == "2,900 comments");
  CHECK(rounded(0.123456789, 4) == 0.1235);
  CHECK(std::signbit(rounded(-0.00001, 2)) == false);
}
