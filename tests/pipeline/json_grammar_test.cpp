// Which texts are JSON, at the level of a file: one that is, is converted without a reject; one that is not,
// is an error or a rejected row with its place, and never a row that is wrong in silence. The classes of
// cases are those of RFC 8259, with what readers of JSON are known to let through.
#include <doctest/doctest.h>

#include "pipeline/convert.h"
#include "support/program.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

enum class Verdict { accepted, refused, silent };

Verdict verdict_on(const std::string& text) {
  const ScratchFolder folder;
  ConvertOptions options;
  options.input.inputs = {folder.put("in.json", text)};
  options.out = folder / "out.csv";
  const auto outcome = convert_tables(options);
  if (!outcome) {
    const Error& error = outcome.error().front();
    const bool is_told =
        error.fault == Fault::bad_input && !error.message.empty() && !error.place.file.empty();
    return is_told ? Verdict::refused : Verdict::silent;
  }
  if (outcome->rejected == 0) return Verdict::accepted;
  return outcome->rejects.front().find("in.json:") != std::string::npos ? Verdict::refused : Verdict::silent;
}

void check_all(const std::vector<std::string>& texts, Verdict expected) {
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 80));
    CHECK(verdict_on(text) == expected);
  }
}

TEST_CASE("json_grammar: what RFC 8259 allows is read") {
  check_all(
      {
          // Structures, and white space of all four kinds around them.
          "[]",
          " [] ",
          "[ ]",
          "[\n]",
          "\t[\r\n1\t,\r2 ]\n",
          "[[]   ]",
          "[[[]]]",
          "[{}]",
          "[{},{}]",
          "{}",
          " { } ",
          "{\"a\":[]}",
          "{\"a\":{}}",
          "{\"a\":{\"b\":{\"c\":[{}]}}}",
          "[[1,2],[3,[4]]]",
          "[null, 1, \"1\", {}]",
          "{\n\"a\"\n:\n\"b\"\n}",
          "\xEF\xBB\xBF[1]",
          // Values alone.
          "null",
          "true",
          "false",
          "0",
          "-0.1",
          "42",
          "\"text\"",
          "\"\"",
          "\" \"",
          "17\n",
          // Words and numbers in lists.
          "[true]",
          "[false]",
          "[null]",
          "[1,null,null,2]",
          "[0]",
          "[-0]",
          "[-1]",
          "[ 4]",
          "[1 ]",
          "[123]",
          "[-123]",
          "[0.5]",
          "[-0.5]",
          "[1.0]",
          "[123.456789]",
          "[0e1]",
          "[0e+1]",
          "[0E-1]",
          "[1e2]",
          "[1E22]",
          "[1e-2]",
          "[1E+2]",
          "[123.456e78]",
          "[1e999]",
          "[-1e999]",
          "[12345678901234567890]",
          "[0.0000000000000000000000000000000000000000000000000001]",
          "[0.1e1]",
          "[1.5e+9999]",
          // Texts: plain, of other scripts, with escapes, with bytes that only look dangerous.
          "[\"\"]",
          "[\"asd\"]",
          "[ \"asd\" ]",
          "[\"a/*b*/c\"]",
          "[\"//\"]",
          "[\"[{,:}]\"]",
          "[\"\\\"\"]",
          R"(["\"\\\/\b\f\n\r\t"])",
          R"(["\\u0000"])",
          R"(["\\a"])",
          R"(["\\n"])",
          R"(["\u0060\u012a\u12AB"])",
          R"(["\u0000"])",
          R"(["\u0012"])",
          R"(["\uFFFF"])",
          R"(["\uFFFE"])",
          R"(["\uFDD0"])",
          R"(["\u2028"])",
          R"(["\u200B"])",
          R"(["\u0022"])",
          R"(["\u005C"])",
          R"(["\u002c"])",
          R"(["\u00A0"])",
          R"(["\u000A"])",
          R"(["\uD801\udc37"])",
          R"(["\ud83d\ude39\ud83d\udc8d"])",
          R"(["\uDBFF\uDFFF"])",
          R"(["\uD834\uDd1e"])",
          "[\"\x7F\"]",
          "[\"a\x7F"
          "a\"]",
          "[\"\u00E9\"]",
          "[\"\u20AC\U0001D11E\"]",
          "[\"\u2028\u2029\"]",
          "[\"\uFFFF\"]",
          "[\"\U0010FFFF\"]",
          "[\"\u2342\u3234\"]",
          "[\"\uFEFF\"]",
          // Objects: names of any kind, names that stand twice.
          "{\"a\":\"b\"}",
          "{\"a\":\"b\", \"c\":\"d\"}",
          "{\"a\":\"b\",\"a\":\"c\"}",
          "{\"a\":1,\"a\":1}",
          "{\"\":0}",
          "{\"foo\\u0000bar\":42}",
          "{\"min\":-1.0e+28,\"max\":1.0e+28}",
          "{\"a b\":1}",
          "{\"a.b\":1}",
          "{\"x\":[{\"id\":\"" + std::string(40, 'x') + "\"}],\"id\":\"y\"}",
          "{\"t\":\"\\u041f\\u043e\"}",
          "{\"a\":null}",
          "{\"a\":true,\"b\":false}",
          "[{\"a\":1},{\"b\":2}]",
          "{\"a\":{\"a\":1},\"b\":[1,\"x\"]}",
          // Deep, yet not too deep.
          std::string(900, '[') + std::string(900, ']'),
          "{\"a\":" + std::string(900, '[') + std::string(900, ']') + "}",
      },
      Verdict::accepted);
}

TEST_CASE("json_grammar: lists that are not closed, or hold what is no value") {
  check_all(
      {
          "[",
          "[[",
          "[1",
          "[1,",
          "[1,\n1\n,1",
          "[\"a\"",
          "[\"a",
          "[\"a\",\n4\n,1,",
          "[{}",
          "[{",
          "[x",
          "[fa",
          "[ true, fals",
          "[1,]",
          "[1,,]",
          "[1,,2]",
          "[,1]",
          "[,]",
          "[   , \"\"]",
          "[\"x\",,]",
          "[\"\",]",
          "[1]]",
          "[\"x\"]]",
          "]",
          "1]",
          "[1}",
          "{\"a\":[1}",
          "[][]",
          "[1][2]",
          "[1]x",
          "[\"\"],",
          "[1:2]",
          "[\"\": 1]",
          "[1 true]",
          "[1 2]",
          "[\"a\" \"b\"]",
          "[3[4]]",
          "[1 [2]]",
          "[*]",
          "[-]",
          "[a\xE5]",
          "[\xFF]",
          "[\xC3\xA9]",
          "[\"\v\"]",
          "[\f]",
          "[\v1]",
          "[\"x\", truth]",
          "[" + "\0"s + "]",
          "1\0"s,
          "[\xE2\x81\xA0]",
          "[<null>]",
          "[fals]",
          "[nul]",
          "[tru]",
          "[True]",
          "[NULL]",
          "[nulll]",
          "[truefalse]",
          "[undefined]",
          "[']",
          "['",
          std::string(100000, '['),
          std::string(2000, '[') + std::string(2000, ']'),
      },
      Verdict::refused);
}

TEST_CASE("json_grammar: numbers that other notations know") {
  check_all(
      {
          "[+1]",      "[++1]",     "[+Inf]",        "[Inf]",   "[Infinity]", "[-Infinity]", "[NaN]",
          "[-NaN]",    "[-foo]",    "[- 1]",         "[01]",    "[012]",      "[-01]",       "[-012]",
          "[00]",      "[00.0]",    "[-00.0]",       "[.5]",    "[-.5]",      "[.2e-3]",     "[.-1]",
          "[1.]",      "[-2.]",     "[2.e3]",        "[2.e+3]", "[0.e1]",     "[1.0.2]",     "[-1.0.]",
          "[1e]",      "[1E]",      "[0e+]",         "[1.0e-]", "[0.3e+]",    "[9.e+]",      "[1eE2]",
          "[0e+-1]",   "[1ea]",     "[0x1]",         "[0x42]",  "[0b1]",      "[1_000]",     "[1 000.0]",
          "[1+2]",     "[1.2a-3]",  "[-123.123foo]", "[1x]",    "[-1x]",      "[1.8H-308]",  "[\xEF\xBC\x91]",
          "[123\xE5]", "[1e1\xE5]", "[0\xE5]",       "2@",      "1e",         "-",           "+1",
          "0x10",      "01",
      },
      Verdict::refused);
}

TEST_CASE("json_grammar: texts that are not closed, escaped wrongly, or hold control characters") {
  check_all(
      {
          "\"",
          "[\"",
          "[\"asd]",
          "[\"\\\"]",
          "[\"\\\\\\\"]",
          "[\"\\",
          "[\"\\uD800\\\"]",
          R"(["\uD800\u"])",
          R"(["\uD800\u1"])",
          R"(["\uD800\u1x"])",
          R"(["\uD800\uD800\x"])",
          R"(["\uD834\uDd"])",
          R"(["\u00A"])",
          R"(["\uqqqq"])",
          R"(["\u"])",
          R"(["\u 123"])",
          R"(["\UA66D"])",
          R"(["\a"])",
          R"(["\x00"])",
          R"(["\'"])",
          R"(["\0"])",
          R"(["\ "])",
          "[\"\\\U0001F300\"]",
          "[\"\\\xE5\"]",
          "[\"\\u\xE5\"]",
          "[\"\\\t\"]",
          "[\"\t\"]",
          "[\"new\nline\"]",
          "[\"new\rline\"]",
          "[\"a\x01"
          "b\"]",
          "[\"a\x1F"
          "b\"]",
          "[\"a" + "\0"s + "b\"]",
          "[\"\\" + "\0"s + "\"]",
          "['single']",
          "'single'",
          "abc",
          "[\\n]",
          "[\\u0020\"asd\"]",
          "[\\u000A\"\"]",
          "\"\"x",
          "\"a\" b",
          "`a`",
          "[\"a\"b]",
          R"({"a":"\q"})",
          "{\"a\":\"\t\"}",
          "{\"a\tb\":1}",
          "\"a\nb\"",
      },
      Verdict::refused);
}

TEST_CASE("json_grammar: objects that are not closed, or lack a name, a colon or a value") {
  check_all(
      {
          "{",
          "{\"a",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":\"b\"",
          "{\"a\":\"b",
          "{\"x\": true,",
          "{]",
          "{,",
          "{[",
          "{}}",
          "{'a'",
          "{'a':0}",
          "{a: \"b\"}",
          "{key: 'value'}",
          "{[: \"x\"}",
          "{\"x\", null}",
          "{\"x\"::\"b\"}",
          "{\"a\" b}",
          "{\"a\" \"b\"}",
          "{:\"b\"}",
          "{1:1}",
          "{null:null}",
          "{9999E9999:1}",
          "{\"a\":\"a\" 123}",
          "{\"a\":1,}",
          "{\"a\":1,,\"b\":2}",
          "{\"a\":1,,,}",
          "{\"a\":\"b\",\"c\"}",
          "{\"a\":1 \"b\":2}",
          "{\"a\":}",
          "{\"a\":,\"b\":1}",
          "{,\"a\":1}",
          "{\"\xB9\":\"0\",}",
          "{\U0001F1E8}",
          "{\"a\":tru}",
          "{\"a\":[1,]}",
          "{\"a\":[1,,2]}",
          "{\"a\":{\"b\":1,}}",
          "{\"a\":{\"b\" 1}}",
          "{\"a\":[{\"b\":01}]}",
          "{\"a\":'b'}",
          "{\"a\":[{\"b\":1}],\"c\":nul}",
          "{\"a\":[{\"b\":1},{\"b\":2}],\"c\":[1,]}",
          "{\"a\":[[tru]]}",
          "[{\"a\":1}{\"a\":2}]",
          "[{\"a\":1},{\"a\":}]",
      },
      Verdict::refused);
}

TEST_CASE("json_grammar: what stands behind a document, comments, and other kinds of text") {
  check_all(
      {
          "{\"a\":\"b\"}#",
          "{\"a\":\"b\"}#{}",
          "{\"a\":\"b\"}/**/",
          "{\"a\":\"b\"}//",
          "{\"a\":\"b\"}/",
          "{\"a\":/*c*/\"b\"}",
          "{\"a\":true} \"x\"",
          "[1]//",
          "[1] 2",
          "null null x",
          "nulla",
          "*",
          "<.>",
          "\xE9",
          "a\u00E5",
          "\u00E5",
          "\xEF\xBB{}",
          "\xEF\xBB\xBF",
          " ",
          "\n\n",
          "",
          "[\"\\{[\"\\{[\"\\{[\"\\{",
          "---\na: 1\n",
          "a=1",
          "# comment",
          "callback([1])",
      },
      Verdict::refused);
}

TEST_CASE("json_grammar: an object in a list in an object, 50,000 deep and never closed, is refused") {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += "[{\"\":";
  CHECK(verdict_on(text) == Verdict::refused);
  CHECK(verdict_on(text + "\n") == Verdict::refused);
}

TEST_CASE("json_grammar: bytes that may be taken either way are taken without harm") {
  for (const std::string& text :
       {"[\"\xFF\"]"s, "[\"\xED\xA0\x80\"]"s, "[\"\xC0\xAF\"]"s, "[\"\xF4\xBF\xBF\xBF\"]"s, "[\"\xE0\xFF\"]"s,
        R"(["\uD800"])"s, R"(["\uDFAA"])"s, R"(["\uDd1e\uD834"])"s, R"(["\uD800\uD800\n"])"s,
        R"(["\uD888\u1234"])"s, "\xFF\xFE[\0\"\0\xE9\0\"\0]\0"s, "[\0\"\0\xE9\0\"\0]\0"s,
        "\0[\0\"\0\xE9\0\"\0]"s, "\xEF\xBB\xBF{}"s, std::string(500, '[') + std::string(500, ']'),
        "[0.4e006699999999999999999999999999999]"s}) {
    CAPTURE(text);
    CHECK(verdict_on(text) != Verdict::silent);
  }
}

}  // namespace
}  // namespace verbatim
