#include "input/json_columns.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

TEST_CASE("json_columns: a name has one column, whatever the hint") {
  JsonColumns columns;
  CHECK(columns.add("id", false, 0) == 0);
  CHECK(columns.add("text", false, 1) == 1);
  CHECK(columns.add("id", false, 1) == 0);
  CHECK(columns.add("id", false, 99) == 0);
  columns.finish();
  CHECK(columns.find("text", 0) == 1);
  CHECK(columns.find("text", 1) == 1);
  CHECK(columns.find("none", 0) == -1);
}

TEST_CASE("json_columns: null beside an object of that name is no column; null alone is one") {
  JsonColumns columns;
  columns.add("user", true, 0);
  columns.add("user.name", false, 1);
  columns.add("x", true, 2);
  columns.add("y", false, 3);
  columns.add("y.z", false, 4);
  columns.finish();
  CHECK(columns.names() == std::vector<std::string>{"user.name", "x", "y", "y.z"});
  CHECK(columns.find("user", 0) == -1);
  CHECK(columns.find("x", 0) == 1);
}

}  // namespace
}  // namespace verbatim
