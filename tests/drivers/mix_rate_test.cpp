#include "drivers/mix_rate.h"

#include <doctest/doctest.h>

#include <vector>

namespace verbatim {

TEST_CASE("mix_rate: more answers from an unhappy group are mix, lower answers of the same are rate") {
  // North 50 and 10, South 50 and 50: the mean is 30. Then North gives three quarters of the answers.
  const MixSplit mix = split_change(std::vector<MixGroup>{{50, 10, 75, 10}, {50, 50, 25, 50}});
  CHECK(mix.change == doctest::Approx(-10));
  CHECK(mix.mix == doctest::Approx(-10));
  CHECK(mix.rate == doctest::Approx(0));
  // Or it gives as many, and rates 20 points lower.
  const MixSplit rate = split_change(std::vector<MixGroup>{{50, 10, 50, -10}, {50, 50, 50, 50}});
  CHECK(rate.change == doctest::Approx(-10));
  CHECK(rate.mix == doctest::Approx(0));
  CHECK(rate.rate == doctest::Approx(-10));
  CHECK(rate.groups[0].rate == doctest::Approx(-10));
  CHECK(rate.groups[1].rate == doctest::Approx(0));
}

TEST_CASE("mix_rate: the parts add up, also with groups that come and go") {
  const std::vector<MixGroup> groups = {{120, 31, 80, 28}, {40, -12, 90, -3}, {0, 0, 30, 55}, {25, 70, 0, 0}};
  const MixSplit split = split_change(groups);
  CHECK(split.mix + split.rate == doctest::Approx(split.change).epsilon(1e-12));
  double sum = 0;
  for (const MixPart& part : split.groups) sum += part.mix + part.rate;
  CHECK(sum == doctest::Approx(split.change).epsilon(1e-12));
  CHECK(split.groups[2].rate == 0);
  CHECK(split.groups[3].rate == 0);
  CHECK(split.groups[2].mix > 0);
  CHECK(split.groups[3].mix < 0);
}

TEST_CASE("mix_rate: nothing before, or nothing after, is no change that could be split") {
  CHECK(split_change({}).change == 0);
  CHECK(split_change(std::vector<MixGroup>{{0, 0, 10, 5}}).change == 0);
  CHECK(split_change(std::vector<MixGroup>{{10, 5, 0, 0}}).mix == 0);
}

}  // namespace verbatim
