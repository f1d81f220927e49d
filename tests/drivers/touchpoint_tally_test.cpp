#include "drivers/touchpoint_tally.h"

#include <doctest/doctest.h>

#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;

// Theme 0 is in no area, 1 in the first, 2 in the second, 3 in both.
const std::vector<AreaSet> kAreas = {0b00, 0b01, 0b10, 0b11};

ThemeFinding finding(std::uint32_t theme, Polarity polarity) {
  return {ThemeId{theme}, polarity};
}

using Record = std::vector<ThemeFinding>;

}  // namespace

TEST_CASE("touchpoint_tally: a record counts once in each area, in one class") {
  TouchpointTally tally(2, kAreas);
  const std::vector<Record> records = {
      {finding(1, Polarity::positive)},
      {finding(1, Polarity::negative), finding(2, Polarity::positive)},
      {finding(1, Polarity::neutral),
       finding(1, Polarity::negative)},  // a neutral mention takes nothing away
      {finding(1, Polarity::positive),
       finding(3, Polarity::negative)},  // both in the first, complaint in the second
      {finding(2, Polarity::mixed)},
      {finding(3, Polarity::neutral)},
      {finding(0, Polarity::negative)},
      {}};
  for (const Record& record : records) tally.add(0, record);
  CHECK(tally.records(0) == 8);
  CHECK(tally.counts(0, 0) == CxCounts{1, 2, 1, 1});
  CHECK(tally.counts(0, 1) == CxCounts{1, 1, 1, 1});
}

TEST_CASE("touchpoint_tally: slots are apart, and one without records is empty") {
  TouchpointTally tally(2, kAreas);
  tally.add(3, Record{finding(1, Polarity::negative)});
  tally.add(1, Record{finding(2, Polarity::positive)});
  CHECK(tally.slots() == 4);
  CHECK(tally.records(3) == 1);
  CHECK(tally.records(0) == 0);
  CHECK(tally.counts(3, 0) == CxCounts{0, 1, 0, 0});
  CHECK(tally.counts(1, 0) == CxCounts{});
  CHECK(tally.counts(1, 1) == CxCounts{1, 0, 0, 0});
  CHECK(tally.counts(9, 0) == CxCounts{});
  CHECK(tally.records(9) == 0);
}

TEST_CASE("touchpoint_tally: the last of 64 areas counts, and a lexicon without areas is fine") {
  const std::vector<AreaSet> last = {AreaSet{1} << 63};
  TouchpointTally tally(64, last);
  tally.add(0, Record{finding(0, Polarity::positive)});
  CHECK(tally.counts(0, 63) == CxCounts{1, 0, 0, 0});
  CHECK(tally.counts(0, 62) == CxCounts{});

  TouchpointTally none(0, std::vector<AreaSet>{0, 0});
  none.add(0, Record{finding(1, Polarity::positive)});
  CHECK(none.records(0) == 1);
}

TEST_CASE("touchpoint_tally: any partition merges to the same, also with an empty one on either side") {
  Draw draw(5);
  TouchpointTally whole(2, kAreas);
  std::vector<TouchpointTally> parts(3, TouchpointTally(2, kAreas));
  for (int i = 0; i < 500; ++i) {
    Record record;
    for (std::uint64_t n = draw.below(4); n > 0; --n)
      record.push_back(
          finding(static_cast<std::uint32_t>(draw.below(4)), static_cast<Polarity>(draw.below(4))));
    const std::size_t slot = draw.below(5);
    whole.add(slot, record);
    parts[draw.below(3)].add(slot, record);
  }
  TouchpointTally merged(2, kAreas);
  for (const std::size_t part : {2, 0, 1}) merged.merge(parts[part]);
  CHECK(merged == whole);
  merged.merge(TouchpointTally(2, kAreas));
  CHECK(merged == whole);
}

TEST_CASE("touchpoint_tally: the sets of the themes come from their lists of areas") {
  const std::vector<std::vector<std::uint8_t>> lists = {{}, {0, 5}, {63}};
  const auto sets = area_sets(
      lists.size(), [&](ThemeId theme) { return std::span(lists[static_cast<std::size_t>(theme)]); });
  CHECK(sets == std::vector<AreaSet>{0, 0b100001, AreaSet{1} << 63});
}

}  // namespace verbatim
