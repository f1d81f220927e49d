#include "scores/score_number.h"

#include <doctest/doctest.h>

#include <optional>
#include <string_view>
#include <vector>

using namespace verbatim;

namespace {

constexpr auto kPoint = DecimalMark::point;
constexpr auto kComma = DecimalMark::comma;

std::optional<std::int64_t> milli_of(std::string_view cell, DecimalMark mark) {
  const auto number = parse_score_number(cell, mark);
  if (!number) return std::nullopt;
  return number->milli;
}

NumberFormat format_of(const std::vector<std::string_view>& cells) {
  NumberFormatVote vote;
  for (const std::string_view cell : cells) vote.add(cell);
  return vote.finish();
}

}  // namespace

TEST_CASE("score_number: plain numbers become exact thousandths") {
  CHECK(milli_of("0", kPoint) == 0);
  CHECK(milli_of("7", kPoint) == 7000);
  CHECK(milli_of("+7", kPoint) == 7000);
  CHECK(milli_of("-7.25", kPoint) == -7250);
  CHECK(milli_of("\xE2\x88\x92"
                 "3",
                 kPoint) == -3000);
  CHECK(milli_of("-0", kPoint) == 0);
  CHECK(milli_of("8,5", kComma) == 8500);
  CHECK(milli_of(".5", kPoint) == 500);
  CHECK(milli_of("007", kPoint) == 7000);
  CHECK(milli_of("0.1", kPoint) == 100);
}

TEST_CASE("score_number: beyond three decimals it rounds half away from zero") {
  CHECK(milli_of("1.0004", kPoint) == 1000);
  CHECK(milli_of("1.0005", kPoint) == 1001);
  CHECK(milli_of("-1.0005", kPoint) == -1001);
  CHECK(milli_of("1.00049999999999999999999999", kPoint) == 1000);
  CHECK(milli_of("0.9995", kPoint) == 1000);
  CHECK(parse_score_number("0.333333333", kPoint, 9)->milli == 333333333);
  CHECK(parse_score_number("2.5", kPoint, 0)->milli == 3);
}

TEST_CASE("score_number: whole numbers are known before rounding") {
  CHECK(parse_score_number("10.0", kPoint)->whole);
  CHECK(parse_score_number("10", kPoint)->whole);
  CHECK(!parse_score_number("10.0001", kPoint)->whole);
}

TEST_CASE("score_number: thousands stand in correct groups of three") {
  CHECK(milli_of("1,234", kPoint) == 1234000);
  CHECK(milli_of("1,234,567.89", kPoint) == 1234567890);
  CHECK(milli_of("1.234.567,89", kComma) == 1234567890);
  CHECK(milli_of("1 234,5", kComma) == 1234500);
  CHECK(milli_of("1\xC2\xA0"
                 "234",
                 kPoint) == 1234000);
  CHECK(milli_of("1\xE2\x80\xAF"
                 "234,5",
                 kComma) == 1234500);
  CHECK(milli_of("1'234.5", kPoint) == 1234500);
  for (const std::string_view cell : {"1,23", "12,34,567", "1234,567", "1,234,56", "1,,234", ",234", "1,234,",
                                      "0,123", "1,234 567", "1.234,567.8", "1 23"}) {
    CAPTURE(cell);
    CHECK(milli_of(cell, kPoint) == std::nullopt);
  }
}

TEST_CASE("score_number: spaces, a spreadsheet's apostrophe and a percent sign") {
  CHECK(milli_of("  7 ", kPoint) == 7000);
  CHECK(milli_of("\xC2\xA0"
                 "7\xC2\xA0",
                 kPoint) == 7000);
  CHECK(milli_of("'7", kPoint) == 7000);
  CHECK(milli_of("'-7", kPoint) == -7000);
  CHECK(parse_score_number("85%", kPoint)->percent);
  CHECK(parse_score_number("85 %", kPoint)->milli == 85000);
  CHECK(!parse_score_number("85", kPoint)->percent);
}

TEST_CASE("score_number: words, exponents and hexadecimals are no numbers") {  // val04, val05
  for (const std::string_view cell :
       {"1e1",      "0x5",     "ten",      "NaN", "nan",     "inf",      "-inf",
        "Infinity", "1e400",   "1.2.3",    "--1", "+-1",     "- 1",      "5.",
        ".",        "-",       "+",        "%",   "'",       "''5",      "5%%",
        "1_000",    "#DIV/0!", "1.23E+18", "(5)", "5 stars", "\xD9\xA3", "99999999999999999999"}) {
    CAPTURE(cell);
    CHECK(milli_of(cell, kPoint) == std::nullopt);
    CHECK(milli_of(cell, kComma) == std::nullopt);
  }
  CHECK(parse_score_number("ten", kPoint).error() == NumberFault::not_a_number);
  CHECK(parse_score_number(" ", kPoint).error() == NumberFault::empty);
  CHECK(milli_of(std::string_view("5\0", 2), kPoint) == std::nullopt);
}

TEST_CASE("score_number: the largest value fits, the next does not") {
  CHECK(milli_of("9223372036854775.807", kPoint) == INT64_MAX);
  CHECK(milli_of("-9223372036854775.807", kPoint) == -INT64_MAX);
  CHECK(milli_of("9223372036854775.808", kPoint) == std::nullopt);
  CHECK(milli_of("9223372036854775.8075", kPoint) == std::nullopt);
}

TEST_CASE("score_number: a cell of the other format says so") {  // val06
  CHECK(parse_score_number("8,5", kPoint).error() == NumberFault::other_format);
  CHECK(parse_score_number("8.5", kComma).error() == NumberFault::other_format);
  CHECK(parse_score_number("1.000,5", kPoint).error() == NumberFault::other_format);
  CHECK(milli_of("1,234", kComma) == 1234);
  CHECK(milli_of("1.234", kComma) == 1234000);
}

TEST_CASE("score_number: a column's decimal mark is what more cells show") {
  CHECK(format_of({"8,5", "7", "9,25", ""}) == NumberFormat{kComma, 0, 2, 1});
  CHECK(format_of({"8.5", "7", "1,000.5"}) == NumberFormat{kPoint, 2, 0, 1});
  CHECK(format_of({"8,5", "8,6", "8.5", "text"}).mark == kComma);
  CHECK(format_of({"8,5", "8.5"}).mark == kPoint);
  CHECK(format_of({}).mark == kPoint);
  CHECK(format_of({"1,234", "2,345"}) == NumberFormat{kPoint, 0, 0, 2});
  CHECK(format_of({"8,5", "8,6", "8.5", "7"}).evidence() ==
        "decimal comma (of the cells 2 fit only a comma, 1 fits only a point, 1 fits both)");
}

TEST_CASE("score_number: votes merge in any order, and with an empty one") {
  NumberFormatVote a;
  NumberFormatVote b;
  a.add("8,5");
  b.add("7");
  b.add("8,25");
  NumberFormatVote left = a;
  left.merge(b);
  NumberFormatVote right = b;
  right.merge(a);
  CHECK(left.finish() == right.finish());
  CHECK(left.finish() == NumberFormat{kComma, 0, 2, 1});
  NumberFormatVote empty;
  empty.merge(a);
  CHECK(empty.finish() == a.finish());
}
