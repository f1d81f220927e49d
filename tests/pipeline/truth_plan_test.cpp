#include "pipeline/truth_plan.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

// "yes", "yes neg", "no", or "?" for what is no such cell.
std::string read(std::string_view cell) {
  const auto value = read_one_hot(cell);
  if (!value) return "?";
  if (!value->is_there) return "no";
  return value->polarity ? "yes " + std::string(short_name(*value->polarity)) : "yes";
}

TEST_CASE("truth_plan: what a one-hot cell says") {
  for (const char* cell : {"1", "1.0", "x", " X ", "TRUE", "Yes", "\u2713"}) {
    CAPTURE(cell);
    CHECK(read(cell) == "yes");
  }
  for (const char* cell : {"", " ", "0", "0.0", "false", "No", "-", "n/a"}) {
    CAPTURE(cell);
    CHECK(read(cell) == "no");
  }
  CHECK(read("neg") == "yes neg");
  CHECK(read("Positive") == "yes pos");
  for (const char* cell : {"2", "-1", "maybe", "1,5"}) {
    CAPTURE(cell);
    CHECK(read(cell) == "?");
  }
}

RecordView record(std::uint64_t row, const std::vector<std::string>& cells) {
  RecordView out;
  out.row = row;
  out.line = row + 1;
  out.cells = cells;
  return out;
}

TEST_CASE("truth_plan: a scan keeps each value once, with its first place, for any cut") {
  const std::vector<std::vector<std::string>> rows = {{"b"}, {"a"}, {" b "}, {"a"}, {"b"}};
  for (std::size_t cut = 0; cut <= rows.size(); ++cut) {
    CAPTURE(cut);
    CodeScan first(1), second(1);
    for (std::size_t i = 0; i < rows.size(); ++i) (i < cut ? first : second).add(record(i + 1, rows[i]));
    second.merge(first);
    const auto& values = second.values(0);
    REQUIRE(values.size() == 2);
    CHECK(values.at("a").rows == 2);
    CHECK(values.at("a").line == 3);
    CHECK(values.at("b").rows == 3);
    CHECK(values.at("b").line == 2);
  }
}

TEST_CASE("truth_plan: a column with too many different values is full") {
  CodeScan scan(1);
  for (std::size_t i = 0; i <= CodeScan::kMostValues; ++i) scan.add(record(i + 1, {std::to_string(i)}));
  CHECK(scan.is_full(0));
  CHECK(scan.values(0).size() == CodeScan::kMostValues);
}

}  // namespace
}  // namespace verbatim
