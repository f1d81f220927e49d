#include "input/hashed_source.h"

#include <doctest/doctest.h>

#include <vector>

#include "support/memory_source.h"

namespace verbatim {
namespace {

std::vector<std::string> hashes_of(const std::string& bytes, std::size_t piece, std::size_t read_up_to) {
  std::vector<std::string> told;
  const auto source = hashed_source(std::make_unique<MemorySource>(bytes, piece),
                                    [&](const std::string& hash) { told.push_back(hash); });
  char buffer[7];
  for (std::size_t got = 0; got < read_up_to;) {
    const auto count = source->read(buffer, sizeof buffer);
    REQUIRE(count);
    if (*count == 0) break;
    got += *count;
  }
  return told;
}

}  // namespace

TEST_CASE("hashed_source: tells the hash once, at the end, however the bytes come") {
  const std::string bytes(1000, 'x');
  const std::vector<std::string> whole = hashes_of(bytes, 1000, 2000);
  REQUIRE(whole.size() == 1);
  CHECK(whole[0].size() == 32);
  CHECK(hashes_of(bytes, 3, 2000) == whole);
  CHECK(hashes_of(bytes + "y", 3, 2000) != whole);
  CHECK(hashes_of(bytes, 3, 500).empty());
  CHECK(hashes_of("", 3, 10).size() == 1);
}

}  // namespace verbatim
