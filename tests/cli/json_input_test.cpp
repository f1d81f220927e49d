// JSON through the whole program: json01 to json14 of the list of bad inputs (see bad_input_test.cpp).
#include <doctest/doctest.h>

#include "support/job.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

std::string record(int n) {
  const std::string i = std::to_string(n);
  return "{\"id\":" + i + ",\"nps\":" + std::to_string(n % 11) + ",\"comment\":\"slow and rude " + i + "\"}";
}

std::string records(int first, int last, const std::string& between = "\n") {
  std::string text;
  for (int n = first; n <= last; ++n) text += record(n) + (n < last ? between : "");
  return text;
}

struct Case {
  std::string name;
  std::string bytes;
  int code;
  std::string ledger;
  const char* says = "";  // on standard error, or in rejects.csv
};

void check(const Case& expected) {
  CAPTURE(expected.name);
  const Job job(expected.bytes, {"--text", "comment", "--id", "id"});
  CAPTURE(job.run.err);
  CHECK(job.run.code == expected.code);
  CHECK(job.ledger == expected.ledger);
  CHECK((job.says(expected.says) || job.file("rejects.csv").find(expected.says) != std::string::npos));
}

TEST_CASE("json_input: one broken line costs one row, wherever it breaks (json01, json02, json05, json13)") {
  const std::string before = records(1, 5) + "\n";
  const std::string after = "\n" + records(7, 10) + "\n";
  for (const Case& expected : {
           Case{"json01", before + "{\"id\":6,\"comment\":" + after, 1, "analysed 9, rejected 1",
                "in.csv,6,6,"},
           Case{"unclosed text", before + "{\"id\":6,\"comment\":\"slow}" + after, 1,
                "analysed 9, rejected 1", "in.csv,6,6,"},
           Case{"NUL in a text", before + "{\"id\":6,\"comment\":\"a"s + '\0' + "b\"}" + after, 1,
                "analysed 9, rejected 1", "a control character stands in a text"},
           Case{"a bracket too many", before + "{\"id\":6}}" + after, 1, "analysed 9, rejected 1",
                "in.csv,6,6,"},
           Case{"a line of the log", before + "ERROR 500" + after, 1, "analysed 9, rejected 1",
                "in.csv,6,6,"},
           Case{"the first line", "{\"id\":0,\n" + records(1, 9) + "\n", 1, "analysed 9, rejected 1",
                "in.csv,1,1,"},
           Case{"json02", records(1, 10) + "\n{\"id\":11,\"comm", 1, "analysed 10, rejected 1",
                "in.csv,11,11,"},
           Case{"json05",
                records(1, 2) + "\n{\"id\":3,\"comment\":" + std::string(100000, '[') + "\n" + records(4, 5),
                1, "analysed 4, rejected 1", "in.csv,3,3,"},
           Case{"json05, closed",
                records(1, 2) + "\n{\"id\":3,\"comment\":" + std::string(100000, '[') +
                    std::string(100000, ']') + "}\n" + records(4, 5),
                1, "analysed 4, rejected 1", "1,024 levels"},
           Case{"json13",
                records(1, 2) + "\n{\"id\":3,\"comment\":\"" + std::string(70'000'000, 'x') + "\"}\n" +
                    records(4, 5),
                1, "analysed 4, rejected 1", "in.csv,3,3,1,"},
       }) {
    check(expected);
  }
}

TEST_CASE(
    "json_input: bytes and escapes that are no Unicode are replaced, control characters refused (json03, "
    "json04)") {
  const auto with = [](const std::string& text) {
    return records(1, 3) + "\n{\"id\":4,\"comment\":\"slow " + text + " rude\"}\n";
  };
  for (const Case& expected : {
           Case{"json03", with("\\ud800"), 0, "analysed 4",
                "1 record holds bytes or escapes that are no Unicode"},
           Case{"json03, reversed", with("\\ude00\\ud83d"), 0, "analysed 4", "no Unicode"},
           Case{"json04", with("\xFF\xED\xA0\x80"), 0, "analysed 4", "no Unicode"},
           Case{"json04, control", with("\x01"), 1, "analysed 3, rejected 1", "in.csv,4,4,"},
       }) {
    check(expected);
  }
  const Job job(with("\\ud800"), {"--text", "comment", "--id", "id", "--keep", "all"});
  CHECK(job.file("comments.csv").find("slow \uFFFD rude") != std::string::npos);
}

TEST_CASE("json_input: numbers stay as they are written (json06)") {
  const Job job(
      "{\"id\":12345678901234567890,\"nps\":9,\"comment\":\"rude staff\"}\n"
      "{\"id\":12345678901234567891,\"nps\":1e999,\"comment\":\"late again\"}\n"
      "{\"id\":-0,\"nps\":-0,\"comment\":\"slow and rude\"}\n",
      {"--text", "comment", "--id", "id", "--score", "nps=nps:nps"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 3");
  CHECK(job.file("comments.csv").find("12345678901234567890") != std::string::npos);
  CHECK(job.file("comments.csv").find("12345678901234567891") != std::string::npos);
  CHECK(job.file("report.json").find("inf") == std::string::npos);
}

TEST_CASE("json_input: the shapes that records come in (json07 to json12, json14)") {
  std::string pretty;
  for (int n = 1; n <= 10; ++n)
    pretty += "{\n  \"id\": " + std::to_string(n) + ",\n  \"comment\": \"slow and rude\"\n}\n";
  std::string crlf = "\xEF\xBB\xBF";
  for (int n = 1; n <= 10; ++n) crlf += record(n) + "\r\n\r\n";
  for (const Case& expected : {
           Case{"json07", records(1, 9) + "\n{\"id\":10,\"comment\":\"bad\",\"comment\":\"slow and rude\"}\n",
                0, "analysed 10", "1 record has a field that stands twice; the last one counts"},
           Case{"json08", "[" + records(1, 10, ",\n") + "]", 0, "analysed 10"},
           Case{"json08, in an object", "{\"count\":10,\"results\":[" + records(1, 10, ", ") + "]}\n", 0,
                "analysed 10"},
           Case{"json09", pretty, 0, "analysed 10"},
           Case{"json10",
                "{\"id\":1,\"comment\":5}\n{\"id\":2,\"comment\":null}\n{\"id\":3,\"comment\":[\"slow\","
                "\"rude\"]}\n"
                "{\"id\":4,\"comment\":\"late again\"}\n[5]\n\"six\"\n7\n",
                1, "analysed 2, empty 1, no_content 1, rejected 3", "in.csv,5,5,1,"},
           Case{"json11", crlf, 0, "analysed 10"},
           Case{"json12", records(1, 3) + "\n{\"id\":4}\n{\"comment\":\"slow and rude\"}\n", 0,
                "analysed 4, empty 1"},
           Case{"json14", records(1, 3) + "\n" + record(4) + record(5) + "\n" + record(6) + ",\n", 1,
                "analysed 4, rejected 1", "in.csv,4,4,"},
           Case{"json14, one line", record(1) + record(2) + record(3), 0, "analysed 3"},
       }) {
    check(expected);
  }
}

}  // namespace
}  // namespace verbatim
