#include "drivers/theme_pairs.h"

#include <doctest/doctest.h>

#include <vector>

namespace verbatim {

TEST_CASE("theme_pairs: counts each pair once a record, in either order, and merges") {
  ThemePairs pairs(4);
  const std::vector<ThemeId> three = {ThemeId{3}, ThemeId{0}, ThemeId{2}};
  const std::vector<ThemeId> two = {ThemeId{0}, ThemeId{3}};
  const std::vector<ThemeId> one = {ThemeId{1}};
  pairs.add(three);
  pairs.add(two);
  pairs.add(one);
  CHECK(pairs.count(ThemeId{0}, ThemeId{3}) == 2);
  CHECK(pairs.count(ThemeId{3}, ThemeId{0}) == 2);
  CHECK(pairs.count(ThemeId{2}, ThemeId{3}) == 1);
  CHECK(pairs.count(ThemeId{1}, ThemeId{2}) == 0);
  ThemePairs sum(4);
  sum.merge(ThemePairs(4));
  CHECK(sum == ThemePairs(4));
  sum.merge(pairs);
  sum.merge(pairs);
  CHECK(sum.count(ThemeId{0}, ThemeId{2}) == 2);
  CHECK_FALSE(sum == pairs);
}

}  // namespace verbatim
