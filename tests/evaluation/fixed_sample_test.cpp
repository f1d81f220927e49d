#include "evaluation/fixed_sample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace verbatim {
namespace {

struct Item {
  SampleKey key;
  std::uint64_t text;
};

std::vector<int> kept(const std::vector<Item>& items, std::size_t size, std::size_t cut) {
  FixedSample<int> first(size), second(size);
  for (std::size_t i = 0; i < items.size(); ++i)
    (i < cut ? first : second).add(items[i].key, items[i].text, [&] {
      return static_cast<int>(items[i].key.row);
    });
  second.merge(first);
  return second.values();
}

TEST_CASE("fixed_sample: the smallest keys, of equal texts one, for any order and cut") {
  // rank, hash, source, row; the text.
  std::vector<Item> items = {{{1, 5, 0, 1, 0}, 100}, {{1, 3, 0, 2, 0}, 200}, {{0, 9, 0, 3, 0}, 300},
                             {{1, 2, 0, 4, 0}, 100}, {{1, 4, 0, 5, 0}, 400}, {{1, 1, 0, 6, 0}, 300}};
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.key.row < b.key.row; });
  do {
    for (std::size_t cut = 0; cut <= items.size(); cut += 3)
      REQUIRE(kept(items, 3, cut) == std::vector<int>{3, 4, 2});
  } while (std::next_permutation(items.begin(), items.end(),
                                 [](const Item& a, const Item& b) { return a.key.row < b.key.row; }));
}

TEST_CASE("fixed_sample: nothing is made that is not kept") {
  FixedSample<int> sample(1);
  sample.add({0, 1, 0, 1, 0}, 1, [] { return 1; });
  sample.add({0, 2, 0, 2, 0}, 2, []() -> int {
    FAIL("made");
    return 2;
  });
  FixedSample<int> none(0);
  none.add({0, 1, 0, 1, 0}, 1, []() -> int {
    FAIL("made");
    return 1;
  });
  CHECK(sample.values() == std::vector<int>{1});
  CHECK(none.values().empty());
}

}  // namespace
}  // namespace verbatim
