#include "pipeline/spilled_records.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace verbatim {
namespace {

TEST_CASE("spilled_records: each part gives its records back, from memory and from disk") {
  for (const std::size_t memory : {std::size_t{1}, std::size_t{4096}, std::size_t{1} << 20}) {
    CAPTURE(memory);
    SpilledRecords<std::uint64_t> records(memory);
    for (std::uint64_t n = 0; n < 5000; ++n) REQUIRE(records.add(n << 52, n).has_value());
    std::vector<std::uint64_t> all;
    for (std::size_t part = 0; part < SpilledRecords<std::uint64_t>::kParts; ++part) {
      const auto taken = records.take(part);
      REQUIRE(taken.has_value());
      for (const std::uint64_t n : *taken) REQUIRE(((n << 52) >> 58) == part);
      all.insert(all.end(), taken->begin(), taken->end());
      REQUIRE(records.take(part)->empty());
    }
    std::sort(all.begin(), all.end());
    REQUIRE(all.size() == 5000);
    CHECK(all.back() == 4999);
    CHECK(std::unique(all.begin(), all.end()) == all.end());
  }
}

}  // namespace
}  // namespace verbatim
