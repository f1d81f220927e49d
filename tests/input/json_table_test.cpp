#include "input/json_table.h"

#include <doctest/doctest.h>

#include "support/table_text.h"

namespace verbatim {
namespace {

TEST_CASE("json_table: lines, a list, a list in an object and pretty-printed records are one table") {
  CHECK(table_text("{\"id\":1,\"text\":\"good\"}\n{\"id\":2,\"text\":\"bad\"}\n") ==
        "id,text | 1:1,good | 2:2,bad");
  CHECK(table_text("[{\"id\":1,\"text\":\"good\"},\n {\"id\":2,\"text\":\"bad\"}]") ==
        "id,text | 1:1,good | 2:2,bad");
  CHECK(table_text("{\"count\":2,\"results\":[{\"id\":1,\"text\":\"good\"},{\"id\":2,\"text\":\"bad\"}]}") ==
        "id,text | 1:1,good | 1:2,bad");
  CHECK(table_text("{\n \"id\":1,\n \"text\":\"good\"\n}\n{\n \"id\":2,\n \"text\":\"bad\"\n}\n") ==
        "id,text | 1:1,good | 5:2,bad");
  CHECK(table_text("{\"a\":{\"b\":{\"hits\":[{\"id\":1},{\"id\":2}]}}}") == "id | 1:1 | 1:2");
  CHECK(table_text("{\"id\":1,\"text\":\"one record and a detail\",\"tags\":[{\"t\":1}]}") ==
        "id,text,tags | 1:1,one record and a detail,[{\"t\":1}]");
}

TEST_CASE("json_table: fields have their path as a name, lists of plain values are joined, null is empty") {
  CHECK(
      table_text(
          "{\"a\":{\"b\":{\"c\":1}},\"t\":[\"x\",2,true],\"o\":[{\"k\":1}],\"n\":null,\"f\":false}\n{}\n") ==
      "a.b.c,t,o,n,f | 1:1,x|2|true,[{\"k\":1}],,false | 2:,,,,");
}

TEST_CASE("json_table: the columns are those of all records, in the order in which they come") {
  CHECK(table_text("{\"id\":1}\n{\"text\":\"b\",\"id\":2}\n{\"x\":null}\n") ==
        "id,text,x | 1:1,, | 2:2,b, | 3:,,");
  CHECK(table_text("{\"user\":null}\n{\"user\":{\"name\":\"J\"}}\n") == "user.name | 1: | 2:J");
  CHECK(table_text("{\"Id\":1,\"id\":2}\n{}\n") == "Id,id_2 | 1:1,2 | 2:,");
}

TEST_CASE("json_table: numbers stay as they are written, and a name that stands twice has its last value") {
  CHECK(table_text("{\"id\":12345678901234567890,\"x\":1e999,\"y\":-0}\n{\"id\":1,\"id\":2}\n") ==
        "id,x,y | 1:12345678901234567890,1e999,-0 | 2:2,,");
}

TEST_CASE("json_table: a broken line costs one row, and its place is told") {
  CHECK(table_text("{\"id\":1}\n{\"id\":2,\n{\"id\":3}\n[4]\n\n{\"id\":\"5") ==
        "id | 1:1 | 2:!1 a bracket or brace is not closed, or something stands behind the last one | 3:3 | "
        "4:!1 this is no object; a record is written {\"field\": value, ...} | 6:!7 a text is not closed");
  CHECK(
      table_text("{\"id\":1}\n{\"id\":tru}\n{\"id\":01}\n").starts_with("id | 1:1 | 2:!7 this is no value"));
}

TEST_CASE("json_table: a record of a list that is cut off is rejected; a list that is wrong has a place") {
  CHECK(table_text("[{\"id\":1},\n{\"id\":2").find("| 1:1 | 2:!8 the file ends inside this record") !=
        std::string::npos);
  CHECK(table_text("[{\"id\":1}\n{\"id\":2}]").starts_with("in:2:1: a comma or ] must stand"));
  CHECK(table_text("[{\"id\":1},]").starts_with("in:1:11: a comma stands behind"));
  CHECK(table_text("[{\"id\":1}] x").starts_with("in:1:12: something stands behind the JSON"));
  CHECK(table_text("[{\"id\":\"1\n\"}]").starts_with("in:1:10: a text is not closed"));
  CHECK(table_text("{\"data\":[{\"id\":1},{\"id\":2}").find("| 1:2 | 1:!27 the file ends") !=
        std::string::npos);
}

TEST_CASE("json_table: bytes and escapes that are no Unicode become U+FFFD, and are counted") {
  const std::string text = "{\"a\":\"x\\ud800y\"}\n{\"a\":\"\xFF\"}\n{\"a\":\"\\ud83d\\ude00\"}\n";
  CHECK(table_text(text) == "a | 1:x\uFFFDy | 2:\uFFFD | 3:\U0001F600");
  CHECK(table_notes(text).starts_with("2 records hold bytes"));
}

TEST_CASE("json_table: text that must be quoted comes back as it was") {
  CHECK(table_text("{\"a\":\"\\\"q\\\", \\n,\\r\\t\\\\\",\"b\":\"\"}\n{\"b\":\"\xEF\xBB\xBFx\"}\n") ==
        "a,b | 1:\"q\", \n,\r\t\\, | 2:,\xEF\xBB\xBFx");
}

TEST_CASE("json_table: posts of the X API have their author beside them, in one document and in lines") {
  const std::string page =
      "{\"data\":[{\"id\":\"10\",\"author_id\":\"7\",\"text\":\"late\"},{\"id\":\"11\",\"author_id\":\"9\"}],"
      "\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"jo\",\"name\":\"Jo\"},{\"id\":\"8\"},{\"id\":"
      "\"6\"}]},"
      "\"meta\":{\"n\":2}}";
  CHECK(table_text(page) == "id,author_id,text,author.username,author.name | 1:10,7,late,jo,Jo | 1:11,9,,,");
  const std::string lines =
      page + "\n" +
      "{\"data\":{\"id\":\"12\",\"author_id\":\"8\",\"text\":\"x\"},\"includes\":{\"users\":[{"
      "\"id\":\"8\",\"username\":\"al\"}]}}\n";
  CHECK(table_text(lines) ==
        "id,author_id,text,author.username,author.name | 1:10,7,late,jo,Jo | 1:11,9,,, | 2:12,8,x,al,");
}

TEST_CASE(
    "json_table: a field that stands twice has its last value, null as well, and is counted once a record") {
  const std::string twice = "{\"a\":1,\"b\":2,\"a\":3,\"b\":4}\n{\"a\":5,\"a\":null}\n{\"a\":6}\n";
  CHECK(table_text(twice) == "a,b | 1:3,4 | 2:, | 3:6,");
  CHECK(table_notes(twice) == "2 records have a field that stands twice; the last one counts");
}

TEST_CASE("json_table: plain values are records where nothing else is, and rejects among objects") {
  CHECK(table_text("[{},\"good\",2,null,[3,4]]") == "value | 1: | 1:good | 1:2 | 1: | 1:3|4");
  CHECK(table_text("[{\"a\":1},2]").starts_with("a | 1:1 | 1:!10 this is no object"));
}

TEST_CASE("json_table: a document in which nothing can be read is an error with its place") {
  CHECK(table_text("{\"a\":1,\n\"b\":tru}").starts_with("in:2:5: this is no value"));
  CHECK(table_text("[{}").starts_with("in:1:4: the file ends inside its list"));
  CHECK(table_text("{\"data\":[{\"a\":1}],\n\"n\":01}").starts_with("in:2:5: this is no value"));
}

TEST_CASE("json_table: a first line that is too long costs one row") {
  const std::string text =
      table_text("{\"a\":\"" + std::string(70'000'000, 'x') + "\"}\n{\"a\":2}\n{\"a\":3\n");
  CHECK(text.starts_with("a | 1:!1 the record is longer than 64 MB; its rest was passed over | 2:2 | 3:!"));
}

TEST_CASE("json_table: brackets 100,000 deep are rejected and nothing else") {
  const std::string deep = "{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}";
  const std::string text = table_text("{\"a\":1}\n" + deep + "\n{\"a\":2}\n");
  CHECK(text.starts_with("a | 1:1 | 2:!"));
  CHECK(text.find("1,024 levels") != std::string::npos);
  CHECK(text.ends_with(" | 3:2"));
}

TEST_CASE("json_table: fields without end are told, not kept") {
  std::string text = "{";
  for (int i = 0; i < 20000; ++i) text += "\"k" + std::to_string(i) + "\":1,";
  text.back() = '}';
  CHECK(table_text(text + "\n" + text).find("16384 different fields") != std::string::npos);
}

TEST_CASE("json_table: CSV that begins with a bracket is no JSON") {
  CHECK(table_text("[id],[text]\n1,good\n") == "no table");
  CHECK(table_text("{id},text\n1,good\n") == "no table");
  CHECK(looks_like_json("\xEF\xBB\xBF \n[ {"));
  CHECK(table_text("[]").empty());
}

}  // namespace
}  // namespace verbatim
