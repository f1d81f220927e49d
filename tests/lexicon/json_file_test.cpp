#include "lexicon/json_file.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "lexicon/lexicon_folder.h"

namespace verbatim {

TEST_CASE("json_file: every value and every key knows its line and column") {
  const auto root = parse_json("{\"a\": 1,\n  \"b\": [true,\n null, \"x\"],\r\n \"c\":{}}", "f.json");
  REQUIRE(root);
  const JsonValue& b = *root->find("b");
  CHECK(root->line == 1);
  CHECK(root->column == 1);
  CHECK(root->find("a")->column == 7);
  CHECK(b.line == 2);
  CHECK(b.column == 8);
  CHECK(b.items[0].column == 9);
  CHECK(b.items[1].line == 3);
  CHECK(b.items[1].column == 2);
  CHECK(b.items[2].column == 8);
  CHECK(root->members[1].line == 2);
  CHECK(root->members[1].column == 3);
  CHECK(root->find("c")->line == 4);
  CHECK(root->find("none") == nullptr);
}

TEST_CASE("json_file: texts with escapes and wide characters keep the places behind them right") {
  const auto root = parse_json("[\"a\\\"b\\n\", \"\u00E9\U0001F600\", 2]", "f.json");
  REQUIRE(root);
  CHECK(root->items[0].text == "a\"b\n");
  CHECK(root->items[1].text == "\u00E9\U0001F600");
  CHECK(root->items[1].column == 12);  // columns count bytes
  CHECK(root->items[2].column == 22);
}

TEST_CASE("json_file: members keep their order, and a key that stands twice is kept twice") {
  const auto root = parse_json(R"({"b": 1, "a": 2, "b": 3})", "f.json");
  REQUIRE(root);
  REQUIRE(root->members.size() == 3);
  CHECK(root->members[2].key == "b");
  CHECK(root->find("b")->number == 1);
}

TEST_CASE("json_file: what is no JSON is told with the place where it stops being it") {
  struct Row {
    std::string text;
    std::string place;
  };
  const std::vector<Row> rows = {{"", "f.json:1:1"},
                                 {"{", "f.json:1:2"},
                                 {"{\"a\": 1,}", "f.json:1:9"},
                                 {"{\n \"a\" 1}", "f.json:2:6"},
                                 {"[1, 2", "f.json:1:6"},
                                 {"[NaN]", "f.json:1:2"},
                                 {"[1] 2", "f.json:1:5"},
                                 {"{\"a\": \"x\ny\"}", "f.json:1:9"},
                                 {"[\"\xFF\"]", "f.json:1:3"}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto root = parse_json(row.text, "f.json");
    REQUIRE_FALSE(root);
    CHECK(root.error().fault == Fault::bad_lexicon);
    const std::string told = to_string(root.error());
    CAPTURE(told);
    CHECK(told.starts_with(row.place + ": this is not valid JSON"));
  }
}

TEST_CASE("json_file: nesting is limited, not the stack") {
  const auto root = parse_json(std::string(100'000, '['), "f.json");
  REQUIRE_FALSE(root);
  CHECK(root.error().message == "nested more than 64 levels deep");
  CHECK(parse_json(std::string(60, '[') + std::string(60, ']'), "f.json"));
}

TEST_CASE("json_file: a byte order mark is no fault") {
  CHECK(parse_json("\xEF\xBB\xBF{}", "f.json"));
}

TEST_CASE("json_file: a folder, or a file that is not there, is told and hangs nothing") {
  testing::LexiconFolder folder;
  CHECK_FALSE(load_json(folder.path()));
  const auto missing = load_json(folder.path() + "/nothing.json");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "cannot be read: No such file or directory");
  folder.write("empty.json", "{}");
  CHECK(load_json(folder.path() + "/empty.json"));
}

TEST_CASE("json_file: each byte of a text has the column at which it is written, escapes and all") {
  const std::string file = "\xEF\xBB\xBF{\n \"a\": \"x\\\"\\u00e9\\ud83d\\ude21\u00e9y\"}";
  const auto root = parse_json(file, "f");
  REQUIRE(root);
  const JsonValue& value = *root->find("a");
  CHECK(value.text == "x\"\u00e9\U0001F621\u00e9y");
  // x, \", \u00e9 (2 bytes), the pair of surrogates (4 bytes), the letter as it is (2 bytes), y, and the end
  CHECK(columns_of_text(file, value) ==
        std::vector<std::uint32_t>{8, 9, 11, 11, 17, 17, 17, 17, 29, 30, 31, 32});
  const auto empty = parse_json("\"\"", "f");
  REQUIRE(empty);
  CHECK(columns_of_text("\"\"", *empty) == std::vector<std::uint32_t>{2});
}

}  // namespace verbatim
