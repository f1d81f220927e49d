#include "text/edit_distance.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace verbatim {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j < above.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(above, row);
  }
  return above.back();
}

std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> names) {
  constexpr std::size_t kLongestName = 100;
  std::string_view nearest;
  if (typed.size() > kLongestName) return nearest;
  std::size_t distance = (typed.size() + 1) / 2;
  for (const std::string_view name : names) {
    const std::size_t d = edit_distance(typed, name);
    if (d >= distance) continue;
    distance = d;
    nearest = name;
  }
  return nearest;
}

}  // namespace verbatim
