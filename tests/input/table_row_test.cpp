#include "input/table_row.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace verbatim {
namespace {

std::string row_of(std::uint64_t line, const std::vector<std::string>& cells) {
  std::string out;
  TableRow row(out, line);
  for (const std::string& cell : cells) row.cell(cell);
  row.end();
  return out;
}

TEST_CASE("table_row: the place comes first, empty cells at the end are left out, odd cells are quoted") {
  CHECK(row_of(17, {"a", "b, c"}) == "17,a,\"b, c\"\n");
  CHECK(row_of(1, {}) == "1\n");
  CHECK(row_of(1, {"", "", ""}) == "1\n");
  CHECK(row_of(1, {"", "x", "", ""}) == "1,,x\n");
  CHECK(row_of(1, {"a\nb", "\"q\"", "\r", "\"", " "}) == "1,\"a\nb\",\"\"\"q\"\"\",\"\r\",\"\"\"\", \n");
}

TEST_CASE("table_row: a broken row holds its place, why, and no more of its bytes than are needed") {
  std::string out;
  write_broken_row(out, 17, 5, 803, "a \"message\"", "{\"a\": ");
  CHECK(out == "!17:5:803,\"a \"\"message\"\"\",\"{\"\"a\"\": \"\n");
  out.clear();
  write_broken_row(out, 1, 1, 0, "long", std::string(1 << 20, 'x'));
  CHECK(out.size() < 70'000);
  CHECK(out.ends_with("x\n"));
}

}  // namespace
}  // namespace verbatim
