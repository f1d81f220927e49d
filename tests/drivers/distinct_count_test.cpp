#include "drivers/distinct_count.h"

#include <doctest/doctest.h>

#include <cmath>

namespace verbatim {
namespace {

// SplitMix64: numbers spread evenly.
std::uint64_t spread(std::uint64_t n) {
  n = (n + 1) * 0x9E3779B97F4A7C15ULL;
  n = (n ^ (n >> 30)) * 0xBF58476D1CE4E5B9ULL;
  n = (n ^ (n >> 27)) * 0x94D049BB133111EBULL;
  return n ^ (n >> 31);
}

DistinctCount count_of(std::uint64_t begin, std::uint64_t end) {
  DistinctCount count;
  for (std::uint64_t n = begin; n < end; ++n) count.add(spread(n));
  return count;
}

TEST_CASE("distinct_count: exact up to its limit, however often each was seen") {
  DistinctCount count = count_of(0, kAuthorsCounted);
  for (int again = 0; again < 5; ++again) count.merge(count_of(0, kAuthorsCounted));
  CHECK(count.count() == kAuthorsCounted);
  CHECK_FALSE(count.is_estimate());
  count.add(spread(99999));
  CHECK(count.is_estimate());
}

TEST_CASE("distinct_count: an estimate is within 6 % in nearly all cases") {
  int outside = 0;
  for (std::uint64_t part = 0; part < 40; ++part) {
    const std::uint64_t truth = 3000 + 2500 * part;
    const auto estimate = static_cast<double>(count_of(part << 40, (part << 40) + truth).count());
    if (std::abs(estimate / static_cast<double>(truth) - 1) > 0.06) ++outside;
  }
  CHECK(outside <= 4);
}

TEST_CASE("distinct_count: parts merge to the same in any order") {
  const DistinctCount whole = count_of(0, 9000);
  DistinctCount forward = count_of(0, 4000);
  forward.merge(count_of(2000, 9000));
  DistinctCount backward = count_of(2000, 9000);
  backward.merge(DistinctCount());
  backward.merge(count_of(0, 4000));
  CHECK(forward == whole);
  CHECK(backward == whole);
  CHECK(backward.count() == whole.count());
}

}  // namespace
}  // namespace verbatim
