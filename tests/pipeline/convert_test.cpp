#include "pipeline/convert.h"

#include <doctest/doctest.h>

#include "support/packer.h"
#include "support/program.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

struct Converted {
  std::string csv;
  ConvertOutcome outcome;
  std::string error;
};

// Several files, each with its name, as one CSV.
Converted converted(const std::vector<std::pair<std::string, std::string>>& files,
                    ConvertOptions options = {}) {
  const ScratchFolder folder;
  for (const auto& [name, bytes] : files) options.input.inputs.push_back(folder.put(name, bytes));
  options.out = folder / "out.csv";
  Converted result;
  auto outcome = convert_tables(options);
  if (!outcome) {
    result.error = outcome.error().front().message;
    CHECK(bytes_of(options.out).empty());
    return result;
  }
  result.outcome = std::move(*outcome);
  result.csv = bytes_of(options.out);
  return result;
}

TEST_CASE("convert: columns of several inputs are united by name, in the order in which they come") {
  const Converted both =
      converted({{"a.csv", "id,text\n1,late\n"}, {"b.jsonl", "{\"nps\":3,\"text\":\"x\",\"id\":2}\n"}});
  CHECK(both.csv == "id,text,nps\n1,late,\n2,x,3\n");
  CHECK(both.outcome.rows == 2);
}

TEST_CASE("convert: rows in are rows written, repeated headers and rejects") {
  const Converted mended = converted({{"a.csv", "id,text,n\n1,late,3\n2,x\n3,y,4,5\nid,text,n\n4,z,5\n"}});
  CHECK(mended.csv == "id,text,n\n1,late,3\n2,x,\n3,y,\"4,5\"\n4,z,5\n");
  CHECK(mended.outcome.padded == 1);
  CHECK(mended.outcome.folded == 1);
  CHECK(mended.outcome.records_in() == 5);
  ConvertOptions strict;
  strict.strict = true;
  const Converted refused = converted({{"a.csv", "id,text,n\n1,late,3\n2,x\n3,y,4,5\n4,z,5\n"}}, strict);
  CHECK(refused.csv == "id,text,n\n1,late,3\n4,z,5\n");
  CHECK(refused.outcome.rejected == 2);
  CHECK(refused.outcome.records_in() == 4);
}

TEST_CASE("convert: each maximal subpart of ill-formed UTF-8 becomes one U+FFFD, in CSV and in JSON") {
  struct Case {
    std::string bytes;
    std::string text;
  };
  const std::string bad = "\uFFFD";
  // Tables 3-8 to 3-11 of the Unicode Standard, and their neighbours.
  const Case cases[] = {
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
       "A",
       bad + bad + bad + bad + bad + bad + bad + bad + "A"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
       "A",
       bad + bad + bad + bad + bad + bad + bad + bad + "A"},
      {"\xF4\x91\x92\x93\xFF"
       "A\x80\xBF"
       "B",
       bad + bad + bad + bad + bad + "A" + bad + bad + "B"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
       "A",
       bad + bad + bad + bad + "A"},
      {"a\x80", "a" + bad},
      {"a\xC2", "a" + bad},
      {"\xC2"
       "a",
       bad + "a"},
      {"\xC2\xC3\xA9", bad + "\u00E9"},
      {"\xE0\x9F\x80", bad + bad + bad},
      {"\xE0\xA0", bad},
      {"\xF0\x8F\xBF\xBF", bad + bad + bad + bad},
      {"\xF0\x90\x80", bad},
      {"\xF0\x90\x80\xE2\x82\xAC", bad + "\u20AC"},
      {"\xF4\x8F\xBF\xBF", "\U0010FFFF"},
      {"\xF5\x80\x80\x80", bad + bad + bad + bad},
      {"\xFC\x80\x80\x80\x80\xAF", bad + bad + bad + bad + bad + bad},
      {"\xFE\xFE\xFF\xFF", bad + bad + bad + bad},
      {"\xEF\xBF\xBF", "\uFFFF"},
  };
  std::string good;
  for (int i = 0; i < 30; ++i) good += "0,\u00E9t\u00E9 caf\u00E9 \u20AC na\u00EFve\n";
  for (const Case& expected : cases) {
    CAPTURE(expected.text);
    const Converted csv = converted({{"a.csv", "id,text\n" + good + "1," + expected.bytes + "|\n"}});
    CHECK(csv.csv == "id,text\n" + good + "1," + expected.text + "|\n");
    CHECK(csv.outcome.repaired == (expected.bytes == expected.text ? 0 : 1));
    const Converted json = converted({{"a.jsonl", "{\"text\":\"" + expected.bytes + "|\"}\n"}});
    CHECK(json.csv == "text\n" + expected.text + "|\n");
  }
}

TEST_CASE("convert: half a surrogate pair becomes one U+FFFD, in UTF-16 and as an escape of JSON") {
  std::string wide;
  for (const char c : "id,text\n0," + std::string(60, 'x') + "\n1,a") (wide += c) += '\0';
  const std::string end = "|\0\n\0"s;
  const std::string begin = "id,text\n0," + std::string(60, 'x') + "\n1,a";
  CHECK(converted({{"a.csv", wide + "\x00\xD8"s + end}}).csv == begin + "\uFFFD|\n");
  CHECK(converted({{"a.csv", wide + "\x00\xDC"s + end}}).csv == begin + "\uFFFD|\n");
  CHECK(converted({{"a.csv", wide + "\x00\xDC\x00\xD8"s + end}}).csv == begin + "\uFFFD\uFFFD|\n");
  CHECK(converted({{"a.csv", wide + "\x00\xD8\x3D\xD8\x00\xDE"s + end}}).csv ==
        begin + "\uFFFD\U0001F600|\n");
  const auto from_json = [](const char* text) {
    return converted({{"a.jsonl", "{\"t\":\""s + text + "\"}\n"}}).csv;
  };
  CHECK(from_json(R"(a\ud800b)") == "t\na\uFFFDb\n");
  CHECK(from_json(R"(\ude00\ud83d)") == "t\n\uFFFD\uFFFD\n");
  CHECK(from_json(R"(\ud83d\ud83d\ude00)") == "t\n\uFFFD\U0001F600\n");
  CHECK(from_json(R"(\ud83d\u0041)") == "t\n\uFFFDA\n");
}

TEST_CASE("convert: nothing is published where an input turns out damaged") {
  std::string rows = "id,text\n";
  for (int i = 0; i < 5000; ++i)
    rows += std::to_string(i) + ",slow answer " + std::to_string(i * 7919) + "\n";
  std::string bytes = packed(Compression::gzip, rows);
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);  // the check sum
  CHECK(converted({{"a.csv.gz", bytes}}).error.find("is damaged") != std::string::npos);
  CHECK(converted({{"a.json", "[{\"a\":1} {\"a\":2}]"}}).error.find("a comma or ]") != std::string::npos);
}

TEST_CASE("convert: a name of JSON is believed, but for what is plainly a table of another kind") {
  CHECK(converted({{"a.json", "[\"good\",\"bad\"]"}}).csv == "value\ngood\nbad\n");
  CHECK(converted({{"a.json.gz", packed(Compression::gzip, "\"good\"\n")}}).csv == "value\ngood\n");
  CHECK(converted({{"a.jsonl", "1\n2\n"}}).csv == "value\n1\n2\n");
  CHECK(converted({{"a.json", "id,text\n1,late\n"}}).csv == "id,text\n1,late\n");
  CHECK(converted({{"a.json", "\"id\";\"text\"\n\"1\";\"late\"\n"}}).csv == "id,text\n1,late\n");
  CHECK(converted({{"a.csv", "[id],[text]\n1,late\n"}}).csv == "[id],[text]\n1,late\n");
  CHECK(converted({{"a.json", ""}}).error == "holds no JSON; an export without records is written []");
  CHECK(converted({{"a.jsonl", ""}}).outcome.rows == 0);
  for (const char* nothing : {"[]", "{}"}) {
    const Converted none = converted({{"a.json", nothing}});
    CHECK(none.error.empty());
    CHECK(none.outcome.records_in() == 0);
    CHECK(none.outcome.warnings.size() == 1);
  }
}

}  // namespace
}  // namespace verbatim
