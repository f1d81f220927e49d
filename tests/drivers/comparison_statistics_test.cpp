#include "drivers/comparison_statistics.h"

#include <doctest/doctest.h>

#include <cmath>

namespace verbatim {

TEST_CASE("comparison_statistics: few hits are held against Fisher's exact test") {
  // Twice the smaller tail, worked out in whole numbers.
  CHECK(share_p(5, 100, 30, 5000) == doctest::Approx(0.0010670589));
  CHECK(share_p(0, 50, 31, 900) == doctest::Approx(0.3639484438));
  CHECK(share_p(31, 900, 0, 50) == doctest::Approx(0.3639484438));
  CHECK(share_p(4, 40, 1, 60) == doctest::Approx(0.1631544456));
  CHECK(share_p(3, 10, 0, 10) == doctest::Approx(0.2105263158));
  CHECK(share_p(0, 10, 0, 20) == 1);
  CHECK(share_p(10, 10, 20, 20) == 1);
  // Many are not.
  CHECK(share_p(50, 1000, 80, 1000) == share_difference(50, 1000, 80, 1000).p);
}

TEST_CASE("comparison_statistics: the variance comes back out of a t interval") {
  for (const double n : {2.0, 7.5, 40.0, 100000.0}) {
    CAPTURE(n);
    const Moments moments{.n = n, .mean = 4.2, .variance = 1.7};
    const Moments back = moments_of_interval(n, 4.2, *mean_interval(moments));
    CHECK(back.variance == doctest::Approx(1.7));
    CHECK(back.mean == 4.2);
    CHECK(back.n == n);
  }
  CHECK(moments_of_interval(5, 3, {3, 3}).variance == 0);
}

TEST_CASE("comparison_statistics: two intervals give that of their difference") {
  const Estimate a{.value = -9, .low = -9 - 3 * kZ95, .high = -9 + 3 * kZ95, .p = 0};
  const Estimate b{.value = -4, .low = -4 - 4 * kZ95, .high = -4 + 4 * kZ95, .p = 0};
  const Estimate difference = interval_difference(a, b);
  CHECK(difference.value == -5);
  CHECK(difference.high - difference.value == doctest::Approx(5 * kZ95));
  CHECK(difference.p == doctest::Approx(0.3173105));  // one standard error
  const Estimate still{.value = 1, .low = 1, .high = 1, .p = 0};
  CHECK(interval_difference(still, still).p == 1);
  CHECK(interval_difference(still, {.value = 2, .low = 2, .high = 2, .p = 0}).p == 0);
}

TEST_CASE("comparison_statistics: the smallest change that is seen is that of a power of 80 %") {
  // z of .975 and of .8.
  CHECK(smallest_seen(2, 0.05) == doctest::Approx(2 * (1.959964 + 0.8416212)));
}

}  // namespace verbatim
