#include "drivers/theme_rollup.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using namespace testing;

constexpr auto kNeg = Polarity::negative;
constexpr auto kNeu = Polarity::neutral;
constexpr auto kPos = Polarity::positive;
constexpr auto kMix = Polarity::mixed;

// The themes touched by one record, in the order of their ids.
std::vector<std::uint32_t> touched(const ThemeRollup& rollup) {
  std::vector<std::uint32_t> ids;
  for (const ThemeId theme : rollup.touched()) ids.push_back(static_cast<std::uint32_t>(theme));
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

TEST_CASE("theme_rollup: a parent is flagged once for any number of children") {
  const ThemeTree tree(small_tree());
  ThemeRollup rollup(tree.size());
  rollup.roll(tree, std::vector<ThemeFinding>{{ThemeId{kHold}, kNeg}, {ThemeId{kQueue}, kNeg}});
  CHECK(touched(rollup) == std::vector<std::uint32_t>{kWait, kHold, kQueue});
  CHECK(rollup.hit(ThemeId{kWait}).is_any(DriverKind::complaint));
  CHECK_FALSE(rollup.hit(ThemeId{kWait}).is_leaf(DriverKind::complaint));
  CHECK(rollup.hit(ThemeId{kHold}).is_leaf(DriverKind::complaint));
}

TEST_CASE("theme_rollup: a parent without any of its children is a leaf, per kind") {
  const ThemeTree tree(small_tree());
  ThemeRollup rollup(tree.size());
  rollup.roll(tree, std::vector<ThemeFinding>{{ThemeId{kWait}, kNeg}, {ThemeId{kQueue}, kPos}});
  CHECK(rollup.hit(ThemeId{kWait}).is_leaf(DriverKind::complaint));
  CHECK_FALSE(rollup.hit(ThemeId{kWait}).is_leaf(DriverKind::praise));
  CHECK(rollup.hit(ThemeId{kWait}).is_any(DriverKind::praise));
  CHECK_FALSE(rollup.hit(ThemeId{kQueue}).is_any(DriverKind::complaint));
}

TEST_CASE("theme_rollup: mixed is complaint and praise, neutral is neither") {
  CHECK(is_complaint(polarity_bit(kMix)));
  CHECK(is_praise(polarity_bit(kMix)));
  CHECK_FALSE(is_complaint(polarity_bit(kNeu)));
  CHECK_FALSE(is_praise(polarity_bit(kNeu)));
  CHECK_FALSE(is_praise(polarity_bit(kNeg)));
}

TEST_CASE("theme_rollup: the record before is forgotten") {
  const ThemeTree tree(small_tree());
  ThemeRollup rollup(tree.size());
  rollup.roll(tree, std::vector<ThemeFinding>{{ThemeId{kQueue}, kNeg}});
  rollup.roll(tree, std::vector<ThemeFinding>{{ThemeId{kFood}, kNeu}});
  CHECK(touched(rollup) == std::vector<std::uint32_t>{kFood});
  CHECK(rollup.hit(ThemeId{kWait}).all() == 0);
  rollup.roll(tree, {});
  CHECK(rollup.touched().empty());
}

TEST_CASE("theme_rollup: a third level reaches the top, and general holds for all below") {
  std::vector<DriverTheme> themes = small_tree();
  themes.push_back({"wait.queue.entrance", "Entrance", ThemeId{kQueue}, false});
  const ThemeTree tree(themes);
  ThemeRollup rollup(tree.size());
  rollup.roll(tree, std::vector<ThemeFinding>{{ThemeId{kQueue + 1}, kNeg}});
  CHECK(touched(rollup) == std::vector<std::uint32_t>{kWait, kQueue, kQueue + 1});
  CHECK(tree.is_general(ThemeId{kGeneralPraise}));
  CHECK_FALSE(tree.is_general(ThemeId{kWait}));
  CHECK(tree.has_children(ThemeId{kQueue}));
  CHECK_FALSE(tree.has_children(ThemeId{kHold}));
}

}  // namespace verbatim
