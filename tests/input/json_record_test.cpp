#include "input/json_record.h"

#include <doctest/doctest.h>

#include "input/json_cursor.h"

namespace verbatim {
namespace {

// "path=value" of each field; a fault as "!offset".
std::string read(std::string text) {
  const std::size_t size = text.size();
  text.append(JsonCursor::kPadding, '#');
  JsonRecord record;
  if (const auto fault = record.parse(std::string_view(text).substr(0, size)))
    return "!" + std::to_string(fault->offset);
  std::string all;
  for (std::size_t i = 0; i < record.size(); ++i)
    all += (i == 0 ? "" : " ") + std::string(record.path(i)) + "=" + std::string(record.value(i));
  return all;
}

// What follows "a": in an object.
bool accepts(const std::string& value) {
  return !read("{\"a\":" + value + "}").starts_with("!");
}

TEST_CASE("json_record: fields are given by their path, in the order of the text") {
  CHECK(read(R"({"b":1,"a":{"x":"y","z":{}},"c":[1,"2",null],"d":[[1],{"e":2}]})") ==
        R"(b=1 a.x=y a.z= c=1|2| d=[[1],{"e":2}])");
  CHECK(read("{}").empty());
  CHECK(read(R"({"":1})") == "=1");
  CHECK(read(R"({"\u0041\n":"\ud83d\ude00"})") == "A\n=\U0001F600");
}

TEST_CASE("json_record: what RFC 8259 allows is accepted") {
  for (const char* good : {"0",           "-0",
                           "1",           "10.5",
                           "1e5",         "1E+5",
                           "-1.25e-10",   "123456789012345678901234567890",
                           "\"\"",        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
                           "\"\\ud800\"", "\"\x7f\"",
                           "true",        "false",
                           "null",        "[]",
                           "[[]]",        "[1,2]",
                           " [ 1 , 2 ] ", "{}",
                           "{\"b\":{}}",  "[null,1]"}) {
    CAPTURE(good);
    CHECK(accepts(good));
  }
}

TEST_CASE("json_record: what RFC 8259 forbids is refused") {
  for (const char* bad : {"",           "01",           "-",           "+1",
                          ".5",         "1.",           "1e",          "1e+",
                          "0x1",        "1_0",          "NaN",         "Infinity",
                          "-Infinity",  "nul",          "True",        "'a'",
                          "\"\\x\"",    "\"\\u12\"",    "\"\\u12G4\"", "\"\t\"",
                          "\"\n\"",     "\"a",          "[1,]",        "[,1]",
                          "[1 2]",      "[1",           "1]",          "[1}",
                          "{\"b\"}",    "{\"b\":}",     "{\"b\" 1}",   "{b:1}",
                          "{\"b\":1,}", "{,}",          "{1:2}",       "[\"a\":1]",
                          "1 2",        "1,",           "1}{",         "/**/1",
                          "1 // x",     "[1,,2]",       "\"a\" \"b\"", "[nul]",
                          "[\"\\x\"]",  "[{\"b\":01}]", "{\"b\":[1,]}"}) {
    CAPTURE(bad);
    CHECK_FALSE(accepts(bad));
  }
  for (const char* bad : {"", "[]", "1", "\"a\"", "{", "}", "{\"a\":1", "{\"a\":1}}", "{\"a\":1}{\"a\":2}",
                          "{\"a\":1} x", "{\"a\":1,}", "\xEF\xBB\xBF{}", "{\"a\":1},"}) {
    CAPTURE(bad);
    CHECK(read(bad).starts_with("!"));
  }
}

TEST_CASE("json_record: a fault has its place") {
  CHECK(read(R"({"a":tru})") == "!5");
  CHECK(read(R"({"a":1,"b":"x\q"})") == "!13");
  CHECK(read("{\"a\":\"x\ty\"}") == "!7");
}

TEST_CASE("json_record: cut at any byte, a record is refused") {
  const std::string whole = R"({"a":{"b":[1,{"c":"d\n"}]},"e":null,"f":-1.5e3})";
  CHECK(!read(whole).starts_with("!"));
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    CAPTURE(cut);
    CHECK(read(whole.substr(0, cut)).starts_with("!"));
  }
}

}  // namespace
}  // namespace verbatim
