#include "pipeline/identity.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace verbatim {
namespace {

// Hashes that fall into several parts of the table.
IdentityKey key(std::uint64_t id, std::uint64_t text, std::uint64_t row, std::uint32_t source = 0) {
  return {id << 57, text, make_ordinal(source, row)};
}

const std::vector<IdentityKey> kRecords = {key(1, 10, 1),    key(2, 20, 2), key(1, 10, 3), key(1, 11, 4),
                                           key(2, 20, 1, 1), key(3, 30, 5), key(1, 5, 6)};

Repeats repeats_of(OnDuplicate policy, std::vector<IdentityKey> records, std::size_t memory = 1 << 20) {
  IdentityTable table(policy, memory);
  for (const IdentityKey& record : records) REQUIRE(table.add({&record, 1}));
  auto repeats = table.finish();
  REQUIRE(repeats);
  return *repeats;
}

TEST_CASE("identity: an ordinal keeps its input and row") {
  const Ordinal at = make_ordinal(65535, 123456789012);
  CHECK(source_of(at) == 65535);
  CHECK(row_of(at) == 123456789012);
  CHECK(make_ordinal(0, 9) < make_ordinal(1, 1));
}

TEST_CASE("identity: fold passes over later records of the same id and text") {
  const Repeats repeats = repeats_of(OnDuplicate::fold, kRecords);
  CHECK(repeats.folded == std::vector{make_ordinal(0, 3), make_ordinal(1, 1)});
  CHECK(repeats.contains(make_ordinal(0, 3)));
  CHECK(!repeats.contains(make_ordinal(0, 1)));
}

TEST_CASE("identity: first and last keep one record of each id, keep keeps all") {
  CHECK(repeats_of(OnDuplicate::first, kRecords).folded ==
        std::vector{make_ordinal(0, 3), make_ordinal(0, 4), make_ordinal(0, 6), make_ordinal(1, 1)});
  CHECK(repeats_of(OnDuplicate::last, kRecords).folded ==
        std::vector{make_ordinal(0, 1), make_ordinal(0, 2), make_ordinal(0, 3), make_ordinal(0, 4)});
  CHECK(repeats_of(OnDuplicate::keep, kRecords).folded.empty());
}

TEST_CASE("identity: another text under one id is told against the first record of the id") {
  const Repeats repeats = repeats_of(OnDuplicate::fold, kRecords);
  CHECK(repeats.same_id_other_text == 2);
  REQUIRE(repeats.clashes.size() == 2);
  CHECK(repeats.clashes[0].first == make_ordinal(0, 1));
  CHECK(repeats.clashes[0].second == make_ordinal(0, 4));
  CHECK(repeats.clashes[1].first == make_ordinal(0, 1));
  CHECK(repeats.clashes[1].second == make_ordinal(0, 6));
}

TEST_CASE("identity: the order of the records and what is spilled to disk change nothing") {
  std::vector<IdentityKey> records;
  for (std::uint64_t n = 0; n < 2000; ++n)
    records.push_back(
        {n % 300 * 0x9E3779B97F4A7C15ULL, n % 7, make_ordinal(static_cast<std::uint32_t>(n % 3), n)});
  for (const OnDuplicate policy : {OnDuplicate::fold, OnDuplicate::first, OnDuplicate::last}) {
    const Repeats expected = repeats_of(policy, records);
    std::reverse(records.begin(), records.end());
    const Repeats spilled = repeats_of(policy, records, 1);
    CHECK(spilled.folded == expected.folded);
    CHECK(spilled.same_id_other_text == expected.same_id_other_text);
    CHECK(spilled.clashes.size() == expected.clashes.size());
  }
}

}  // namespace
}  // namespace verbatim
