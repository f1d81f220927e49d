#include "drivers/driver_moves.h"

#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

namespace verbatim {

namespace {

using Key = std::tuple<std::string_view, DriverKind, std::string_view, DriverLevel>;

Key key_of(const DriverRow& row) {
  return {row.score, row.kind, row.theme, row.level};
}

DriverFigures figures_of(const DriverRow& row) {
  return {row.rank, row.comments, row.share, row.impact};
}

// Equal as printed.
bool same(std::optional<double> a, std::optional<double> b) {
  return a.has_value() == b.has_value() && (!a || std::lround(*a * 1e4) == std::lround(*b * 1e4));
}

bool same(const DriverFigures& a, const DriverFigures& b) {
  return a.rank == b.rank && a.comments == b.comments && same(a.share, b.share) && same(a.impact, b.impact);
}

DriverMove named(const DriverRow& row) {
  DriverMove move;
  move.theme = row.theme;
  move.label = row.label;
  move.level = row.level;
  move.kind = row.kind;
  move.score = row.score;
  move.unit = row.unit;
  return move;
}

}  // namespace

std::vector<DriverMove> driver_moves(std::span<const DriverRow> before, std::span<const DriverRow> after) {
  std::map<Key, const DriverRow*> old_rows;
  for (const DriverRow& row : before) old_rows[key_of(row)] = &row;
  std::vector<DriverMove> moves;
  for (const DriverRow& row : after) {
    DriverMove move = named(row);
    move.after = figures_of(row);
    const auto old = old_rows.find(key_of(row));
    if (old != old_rows.end()) {
      move.before = figures_of(*old->second);
      old_rows.erase(old);
    }
    if (!move.before || !same(*move.before, *move.after)) moves.push_back(std::move(move));
  }
  for (const DriverRow& row : before) {
    if (!old_rows.contains(key_of(row))) continue;
    DriverMove move = named(row);
    move.before = figures_of(row);
    moves.push_back(std::move(move));
  }
  return moves;
}

}  // namespace verbatim
