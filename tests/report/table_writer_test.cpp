#include "report/table_writer.h"

#include <doctest/doctest.h>

#include "support/program.h"

namespace verbatim {
namespace {

using namespace std::string_literals;
using Rows = std::vector<std::vector<std::string>>;

std::string written(const TableWriterOptions& options, const std::vector<std::string>& columns,
                    const Rows& rows) {
  const ScratchFolder folder;
  auto file = NewFile::open(folder / "out", false);
  REQUIRE(file);
  const auto writer = make_table_writer(*file, options);
  REQUIRE(writer->header(columns));
  for (const auto& row : rows) REQUIRE(writer->row(std::vector<std::string_view>(row.begin(), row.end())));
  REQUIRE(writer->finish());
  REQUIRE(file->publish());
  return bytes_of(folder / "out");
}

TEST_CASE("table_writer: CSV quotes what must be, and nothing else") {
  const TableWriterOptions csv;
  CHECK(written(csv, {"id", "a,b"}, {{"1", "x"}, {"\"q\"", "two\nlines"}, {" x ", ""}, {"", ""}}) ==
        "id,\"a,b\"\n1,x\n\"\"\"q\"\"\",\"two\nlines\"\n\" x \",\n,\n");
  CHECK(written(csv, {"t"}, {{""}, {"x"}}) == "t\n\"\"\nx\n");
  CHECK(written(csv, {"t"}, {{"\xEF\xBB\xBFx"}}) == "t\n\"\xEF\xBB\xBFx\"\n");
}

TEST_CASE("table_writer: formulas are guarded where that is asked for, numbers never") {
  TableWriterOptions csv;
  const Rows rows = {{"=1+1"}, {"-3.5"}, {"-x"}, {"+49"}, {"@a"}, {"\tx"}};
  CHECK(written(csv, {"t"}, rows) == "t\n=1+1\n-3.5\n-x\n+49\n@a\n\tx\n");
  csv.guard = true;
  CHECK(written(csv, {"t"}, rows) == "t\n'=1+1\n-3.5\n'-x\n'+49\n'@a\n'\tx\n");
}

TEST_CASE("table_writer: JSON Lines are texts, or values of their type where none is in doubt") {
  TableWriterOptions json{TableForm::json_lines, false, false};
  CHECK(written(json, {"a", "b\""}, {{"1", "x\ty\\\"\n\r\x01"}, {"", "\u00E9"}}) ==
        "{\"a\":\"1\",\"b\\\"\":\"x\\ty\\\\\\\"\\n\\r\\u0001\"}\n{\"a\":\"\",\"b\\\"\":\"\u00E9\"}\n");
  json.types = true;
  CHECK(written(json, {"a"},
                {{"1.50"}, {"-0"}, {"007"}, {"1e5"}, {"12345678901234567890"}, {"true"}, {""}, {"."}}) ==
        "{\"a\":1.50}\n{\"a\":-0}\n{\"a\":\"007\"}\n{\"a\":\"1e5\"}\n{\"a\":\"12345678901234567890\"}\n{"
        "\"a\":true}\n"
        "{\"a\":null}\n{\"a\":\".\"}\n");
  CHECK(written(json, {}, {{}}) == "{}\n");
}

}  // namespace
}  // namespace verbatim
