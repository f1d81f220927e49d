#include "report/csv_writer.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

using verbatim::CsvRow;

namespace {

std::string text_field(std::string_view value) {
  std::string out;
  CsvRow row(out);
  row.text("x").text(value).end();
  return out.substr(2, out.size() - 3);
}

std::string milli_field(std::int64_t value) {
  std::string out;
  CsvRow(out).number_milli(value).end();
  return out.substr(0, out.size() - 1);
}

}  // namespace

TEST_CASE("csv_writer: fields of a row are parted by commas and ended by LF") {
  std::string out = "id\n";
  CsvRow row(out);
  row.text("R-1").number_milli(-321).empty().integer(7u).number(2.5, 2).number(std::nullopt, 2).end();
  row.text("R-2").integer(-7).end();
  CHECK(out == "id\nR-1,-0.321,,7,2.50,\nR-2,-7\n");
}

TEST_CASE("csv_writer: a field is quoted where it must be, and only there") {
  CHECK(text_field("plain text; fine") == "plain text; fine");
  CHECK(text_field("a,b") == "\"a,b\"");
  CHECK(text_field("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(text_field("two\nlines") == "\"two\nlines\"");
  CHECK(text_field("two\r\nlines") == "\"two\r\nlines\"");
  CHECK(text_field(" blank") == "\" blank\"");
  CHECK(text_field("blank ") == "\"blank \"");
  CHECK(text_field("a\tb") == "a\tb");
  CHECK(text_field("caf\xC3\xA9 \xF0\x9F\x98\xA1") == "caf\xC3\xA9 \xF0\x9F\x98\xA1");
}

TEST_CASE("csv_writer: a text that begins like a formula is guarded by an apostrophe") {
  CHECK(text_field("=1+1") == "\"'=1+1\"");
  CHECK(text_field("+44 20") == "\"'+44 20\"");
  CHECK(text_field("-5") == "\"'-5\"");
  CHECK(text_field("@brand slow") == "\"'@brand slow\"");
  CHECK(text_field("\t=1") == "\"'\t=1\"");
  CHECK(text_field("\r=1") == "\"'\r=1\"");
  CHECK(text_field("=HYPERLINK(\"http://x\",\"y\")") == "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  CHECK(text_field("a=1") == "a=1");
  CHECK(text_field("'quoted'") == "'quoted'");
}

TEST_CASE("csv_writer: a number is never guarded") {
  CHECK(milli_field(-321) == "-0.321");
  CHECK(milli_field(-1000) == "-1.000");
  CHECK(milli_field(0) == "0.000");
  CHECK(milli_field(7) == "0.007");
  CHECK(milli_field(12345) == "12.345");
  CHECK(milli_field(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775.808");
  std::string out;
  CsvRow(out).number(-4.1, 2).integer(std::numeric_limits<std::int64_t>::min()).end();
  CHECK(out == "-4.10,-9223372036854775808\n");
}

TEST_CASE("csv_writer: what is no number is an empty field, and zero has no sign") {
  std::string out;
  CsvRow row(out);
  row.number(std::nan(""), 2).number(std::numeric_limits<double>::infinity(), 2).number(-0.001, 2);
  row.probability(std::nullopt).probability(0.00001234567).end();
  CHECK(out == ",,0.00,,0.00001235\n");
}

TEST_CASE("csv_writer: control characters become pictures, NUL and ill-formed bytes U+FFFD") {
  CHECK(text_field(std::string_view("a\0b", 3)) ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(text_field("red \x1b[31m") == "red \xE2\x90\x9B[31m");
  CHECK(text_field("bell\x07") == "bell\xE2\x90\x87");
  CHECK(text_field("del\x7F") == "del\xE2\x90\xA1");
  CHECK(text_field("c1 \xC2\x9B") == "c1 \xEF\xBF\xBD");
  CHECK(text_field("bad \xFF\xC3") == "bad \xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(text_field("surrogate \xED\xA0\x80") == "surrogate \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(text_field("\"\x1b\"") == "\"\"\"\xE2\x90\x9B\"\"\"");
}

TEST_CASE("csv_writer: a row of one empty field is no blank line") {
  std::string out;
  CsvRow row(out);
  row.empty().end();
  row.text("").end();
  row.empty().empty().end();
  CHECK(out == "\"\"\n\"\"\n,\n");
}
