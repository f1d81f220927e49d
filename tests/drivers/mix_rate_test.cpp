#include "drivers/mix_rate.h"

#include <doctest/doctest.h>

#include <cmath>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;

bool is_close(double a, double b) {
  return std::abs(a - b) < 1e-9;
}

}  // namespace

TEST_CASE("mix_rate: a worked example") {
  // Shop 40 of 100 at 8, web 60 at 5: 6.2. Then 20 at 9 and 80 at 5: 5.8.
  const std::vector<GroupPeriods> groups{{{40, 8}, {20, 9}}, {{60, 5}, {80, 5}}};
  const MixRateSplit split = split_mix_rate(groups).value();
  CHECK(is_close(split.before, 6.2));
  CHECK(is_close(split.after, 5.8));
  CHECK(is_close(split.rate, 0.3));  // 0.3 x 1
  CHECK(is_close(split.mix, -0.7));  // -0.2 x 8.5 + 0.2 x 5
  REQUIRE(split.parts.size() == 2);
  CHECK(is_close(split.parts[0].rate, 0.3));
  CHECK(is_close(split.parts[0].mix, -0.5));  // -0.2 x (8.5 - 6)
  CHECK(is_close(split.parts[1].rate, 0));
  CHECK(is_close(split.parts[1].mix, -0.2));  // 0.2 x (5 - 6)
}

TEST_CASE("mix_rate: equal shares leave only rate, equal figures only mix") {
  const std::vector<GroupPeriods> rate{{{10, 1}, {30, 2}}, {{20, 4}, {60, 3}}};
  CHECK(is_close(split_mix_rate(rate).value().mix, 0));
  CHECK(is_close(split_mix_rate(rate).value().rate, -1.0 / 3));
  const std::vector<GroupPeriods> mix{{{10, 1}, {60, 1}}, {{20, 4}, {30, 4}}};
  CHECK(is_close(split_mix_rate(mix).value().rate, 0));
  CHECK(is_close(split_mix_rate(mix).value().mix, -1));
}

TEST_CASE("mix_rate: a group of one period only is pure mix, whatever stands in its other figure") {
  const std::vector<GroupPeriods> groups{{{50, 10}, {50, 10}}, {{50, 20}, {0, NAN}}, {{0, 1e300}, {50, 40}}};
  const MixRateSplit split = split_mix_rate(groups).value();
  CHECK(is_close(split.mix, 10));
  CHECK(split.rate == 0);
  CHECK(is_close(split.parts[1].mix, 0));   // it left, and stood at the middle of the whole
  CHECK(is_close(split.parts[2].mix, 10));  // 0.5 x (40 - 20)
}

TEST_CASE("mix_rate: the parts add up, the order of groups and the units of weight do not matter") {
  Draw draw(4);
  for (int run = 0; run < 200; ++run) {
    std::vector<GroupPeriods> groups(1 + draw.below(12));
    for (GroupPeriods& group : groups) {
      group.before = {draw.chance(0.8) ? draw.unit() * 1e4 : 0, draw.unit() * 200 - 100};
      group.after = {draw.chance(0.8) ? draw.unit() * 10 : 0, draw.unit() * 200 - 100};
    }
    const std::optional<MixRateSplit> split = split_mix_rate(groups);
    if (!split) continue;
    CHECK(is_close(split->mix + split->rate, split->after - split->before));
    double mix = 0, rate = 0;
    for (const MixRatePart& part : split->parts) {
      mix += part.mix;
      rate += part.rate;
    }
    CHECK(is_close(mix, split->mix));
    CHECK(is_close(rate, split->rate));
    for (GroupPeriods& group : groups) group.after.weight *= 7;
    CHECK(is_close(split_mix_rate(groups)->mix, split->mix));
    // Backwards in time it is the same split with the other sign.
    for (GroupPeriods& group : groups) std::swap(group.before, group.after);
    CHECK(is_close(split_mix_rate(groups)->rate, -split->rate));
  }
}

TEST_CASE("mix_rate: a period without records has no split") {
  CHECK_FALSE(split_mix_rate({}));
  const std::vector<GroupPeriods> gone{{{10, 1}, {0, 0}}};
  CHECK_FALSE(split_mix_rate(gone));
}

}  // namespace verbatim
