#include "drivers/correlation_sums.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

using namespace verbatim;

TEST_CASE("correlation_sums: it is Pearson's r of the textbook") {
  // x 1..5 and y 2 4 5 4 5: cov 6, s_x^2 10, s_y^2 6, r = 6 / sqrt(60).
  CorrelationSums sums;
  for (const auto& [x, y] : std::vector<std::pair<int, int>>{{1, 2}, {2, 4}, {3, 5}, {4, 4}, {5, 5}})
    sums.add(x, y);
  CHECK(sums.n() == 5);
  REQUIRE(sums.correlation());
  CHECK(*sums.correlation() == doctest::Approx(6 / std::sqrt(60.0)).epsilon(1e-14));
  const Figure figure = sums.figure(5);
  const double z = std::atanh(6 / std::sqrt(60.0));
  CHECK(*figure.low == doctest::Approx(std::tanh(z - 1.959964 / std::sqrt(2.0))));
  CHECK(*figure.high == doctest::Approx(std::tanh(z + 1.959964 / std::sqrt(2.0))));
  CHECK(!sums.figure(6).value);
  CHECK(sums.figure(6).n == 5);
  const Figure other = turned(figure);
  CHECK(*other.value == -*figure.value);
  CHECK(*other.low == -*figure.high);
  CHECK(*other.high == -*figure.low);
  CHECK(!turned(sums.figure(6)).value);
}

TEST_CASE("correlation_sums: what does not vary has none, and a straight line is exactly 1") {
  CorrelationSums same;
  CorrelationSums line;
  for (int i = 0; i < 10; ++i) {
    same.add(i, 3);
    line.add(i, 1'000'000'000 - 7 * i);
  }
  CHECK(!CorrelationSums().correlation());
  CHECK(!same.correlation());
  CHECK(!same.figure(5).low);
  CHECK(*line.correlation() == doctest::Approx(-1).epsilon(1e-15));
}

TEST_CASE("correlation_sums: parts merge to the whole, to the bit, and large values lose nothing") {
  std::mt19937 random(3);
  std::uniform_int_distribution<std::int64_t> value(-2'000'000'000, 2'000'000'000);
  CorrelationSums whole;
  CorrelationSums first;
  CorrelationSums second;
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t x = value(random);
    const std::int64_t y = x / 2 + value(random) / 2;
    whole.add(x, y);
    (i % 3 == 0 ? first : second).add(x, y);
  }
  CorrelationSums merged = second;
  merged.merge(first);
  CHECK(merged == whole);
  first.merge(second);
  CHECK(first == whole);
  CHECK(*whole.correlation() == doctest::Approx(1 / std::sqrt(2.0)).epsilon(0.05));
}

TEST_CASE("correlation_sums: times are logarithms of minutes, and 0 has a place") {
  CHECK(log_minutes(0) == 0);
  CHECK(log_minutes(9) == 1000);
  CHECK(log_minutes(99) == 2000);
  CHECK(log_minutes(0.5) == 176);
}
