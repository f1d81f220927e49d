// q values beside the p values of a family of tests.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "drivers/statistics.h"

namespace verbatim {

// Writes q (Benjamini-Hochberg) beside each p that is there. `family` holds the items of the tests, or
// pointers to them; `p` and `q` are members of an item: numbers, or optional ones.
template <class Family, class P, class Q>
void fill_q(Family&& family, P p, Q q) {
  std::vector<double> values;
  for (auto&& item : family) {
    if (const std::optional<double> value = std::invoke(p, item)) values.push_back(*value);
  }
  const std::vector<double> adjusted = benjamini_hochberg(values);
  std::size_t next = 0;
  for (auto&& item : family) {
    if (std::optional<double>(std::invoke(p, item))) std::invoke(q, item) = adjusted[next++];
  }
}

}  // namespace verbatim
