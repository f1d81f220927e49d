// The figures of one row of drivers, from the sums of three groups: the same for the whole run and for every
// segment and period of it.
#pragma once

#include <optional>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/score_tally.h"
#include "drivers/theme_rollup.h"
#include "verbatim/report.h"

namespace verbatim {

inline constexpr std::uint64_t kMinRanked = 30;
inline constexpr std::uint64_t kMinListed = 10;

// +1 where a row of this kind is strong by a high impact, -1 where by a low one.
double strength_sign(const ScoreMeaning& meaning, DriverKind kind);

// Fills unit, comments, share, scores, impact and severity: `with` are the records with the theme, `all`
// those that they are among, `any` those that complain (praise) of anything. REQUIRES: with.n > 0.
void fill_figures(const ScoreMeaning& meaning, const ScoreSums& with, const ScoreSums& all,
                  const ScoreSums& any, DriverRow& row);

// A row that a theme may have in a table.
struct DriverCell {
  ThemeId theme{};
  DriverKind kind = DriverKind::complaint;
  CellLevel level = CellLevel::leaf;
  DriverLevel shown_as = DriverLevel::leaf;
};

// Its leaf cell, and its whole branch if it has one. A general theme has one row.
std::vector<DriverCell> cells_of(const ThemeTree& tree, ThemeId theme, DriverKind kind);

// Fills theme, label, kind and level.
void fill_names(const ThemeTree& tree, const DriverTheme& theme, const DriverCell& cell, DriverRow& row);

}  // namespace verbatim
