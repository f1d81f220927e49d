#include "drivers/driver_moves.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

DriverRow row(std::string theme, std::optional<std::uint32_t> rank, std::uint64_t comments, double impact) {
  DriverRow out;
  out.theme = std::move(theme);
  out.score = "nps";
  out.rank = rank;
  out.comments = comments;
  out.share = static_cast<double>(comments) / 1000;
  out.impact = impact;
  return out;
}

TEST_CASE("driver_moves: what stays is left out; what is new or gone has one side") {
  const std::vector<DriverRow> before = {row("wait", 1, 300, -9), row("food", 2, 100, -2),
                                         row("price", 3, 50, -1)};
  const std::vector<DriverRow> after = {row("wait", 1, 250, -8), row("food", 2, 100, -2.00001),
                                        row("staff", 3, 60, -1.5)};
  const std::vector<DriverMove> moves = driver_moves(before, after);
  REQUIRE(moves.size() == 3);
  CHECK(moves[0].theme == "wait");
  CHECK(moves[0].before->comments == 300);
  CHECK(moves[0].after->impact == -8.0);
  CHECK(moves[1].theme == "staff");
  CHECK_FALSE(moves[1].before.has_value());
  CHECK(moves[2].theme == "price");
  CHECK_FALSE(moves[2].after.has_value());
  CHECK(driver_moves(before, before).empty());
}

TEST_CASE("driver_moves: a driver is told apart by score, kind, theme and level") {
  std::vector<DriverRow> before = {row("wait", 1, 300, -9)};
  std::vector<DriverRow> after = before;
  after[0].kind = DriverKind::praise;
  CHECK(driver_moves(before, after).size() == 2);
  after = before;
  after[0].level = DriverLevel::parent;
  CHECK(driver_moves(before, after).size() == 2);
  after = before;
  after[0].score = "csat";
  CHECK(driver_moves(before, after).size() == 2);
}

}  // namespace
}  // namespace verbatim
