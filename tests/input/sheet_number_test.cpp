#include "input/sheet_number.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

std::string shown(const char* number, const char* code, bool is_1904 = false) {
  std::string out;
  append_sheet_number(number, parse_sheet_format(code), is_1904, out);
  return out;
}

TEST_CASE("sheet_number: whole numbers stay as written, others have 15 digits and no needless exponent") {
  CHECK(shown("12345678901234567890", "General") == "12345678901234567890");
  CHECK(shown("0.10000000000000001", "General") == "0.1");
  CHECK(shown("1234567.8900000001", "#,##0.00") == "1234567.89");
  CHECK(shown("1.23456789012345E+18", "General") == "1234567890123450000");
  CHECK(shown("1.0000000000000001E-5", "General") == "0.00001");
  CHECK(shown("2.5E-12", "General") == "2.5E-12");
  CHECK(shown("-3.5", "General") == "-3.5");
  CHECK(shown("42", "00000") == "00042");
  CHECK(shown("abc", "General") == "abc");
}

TEST_CASE("sheet_number: percentages keep their digits") {
  CHECK(shown("0.12", "0%") == "12%");
  CHECK(shown("0.125", "0%") == "12.5%");
  CHECK(shown("1", "0.00%") == "100%");
}

TEST_CASE("sheet_number: dates and times are ISO, in both date systems") {
  CHECK(shown("45357", "dd/mm/yyyy") == "2024-03-06");
  CHECK(shown("45357.99999", "yyyy-mm-dd") == "2024-03-06");
  CHECK(shown("45357.5", "d.m.yy h:mm") == "2024-03-06 12:00:00");
  CHECK(shown("45357.999999", "d.m.yy h:mm") == "2024-03-07 00:00:00");
  CHECK(shown("0.75", "h:mm AM/PM") == "18:00:00");
  CHECK(shown("1.5", "[h]:mm") == "36:00:00");
  CHECK(shown("0", "yyyy-mm-dd", true) == "1904-01-01");
  CHECK(shown("1", "yyyy-mm-dd") == "1900-01-01");
  CHECK(shown("59", "yyyy-mm-dd") == "1900-02-28");
  CHECK(shown("60", "yyyy-mm-dd") == "1900-02-29");
  CHECK(shown("61", "yyyy-mm-dd") == "1900-03-01");
  CHECK(shown("45357", "mmm yyyy") == "2024-03-06");
}

TEST_CASE("sheet_number: a number that is no date stands as it is, and is told") {
  std::string out;
  CHECK_FALSE(append_sheet_number("-1", SheetNumberFormat{SheetNumberKind::date, 0, {}}, false, out));
  CHECK_FALSE(append_sheet_number("9999999", SheetNumberFormat{SheetNumberKind::date, 0, {}}, false, out));
  CHECK(out == "-19999999");
}

TEST_CASE("sheet_number: words that a format shows in place of a number are given, a dash for zero is not") {
  const char* yes = "[=1]\"Yes\";[=2]\"No\";General";
  CHECK(shown("1", yes) == "Yes");
  CHECK(shown("2", yes) == "No");
  CHECK(shown("3", yes) == "3");
  CHECK(shown("5", "\"good\";\"bad\";\"so so\"") == "good");
  CHECK(shown("-5", "\"good\";\"bad\";\"so so\"") == "bad");
  CHECK(shown("0", "\"good\";\"bad\";\"so so\"") == "so so");
  CHECK(shown("-5", "\"on\";\"off\"") == "off");
  CHECK(shown("0", "\"on\";\"off\"") == "on");
  CHECK(shown("7", "[>=9]\"promoter\";[>= 7]\"passive\";\"detractor\"") == "passive");
  CHECK(shown("3", "[>=9]\"promoter\";[>= 7]\"passive\";\"detractor\"") == "detractor");
  CHECK(shown("0", "0;-0;\"-\"") == "0");
  CHECK(shown("7", "0\" days\"") == "7");
  CHECK(shown("7", ";;;") == "7");
  CHECK(shown("1.5", "[Red]\"x\"0.0;\"neg\"") == "1.5");
  CHECK(shown("45357", "[h]:mm;\"none\"").find(':') != std::string::npos);
}

TEST_CASE("sheet_number: quoted words, colours and currencies in a code are no parts of a date") {
  for (const char* code : {"0.00 \"days\"", "[Red]0.00", "[$\xE2\x82\xAC-407] #,##0", "0.00E+00", "0\\d",
                           "General", "@", "#,##0_);(#,##0)", "0;\"dd\""}) {
    CAPTURE(code);
    CHECK(parse_sheet_format(code).kind == SheetNumberKind::plain);
  }
  CHECK(parse_sheet_format("[$-409]d-mmm-yy;@").kind == SheetNumberKind::date);
  CHECK(parse_sheet_format("mm:ss.0").kind == SheetNumberKind::time);
  CHECK(builtin_sheet_format(22).kind == SheetNumberKind::date_time);
  CHECK(builtin_sheet_format(0) == SheetNumberFormat{});
}

}  // namespace
}  // namespace verbatim
