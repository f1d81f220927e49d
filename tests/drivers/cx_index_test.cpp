#include "drivers/cx_index.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "drivers/unit_maker.h"

namespace verbatim {
namespace {

using testing::Draw;

// Shares of records that only praise, and that only complain; the others do both.
struct Customers {
  double praise = 0;
  double complaint = 0;

  double net() const { return (praise - complaint) / (2 - praise - complaint); }
  // The index of this many records of theirs, if they held exactly these shares.
  double index(double records) const {
    const double mentions = records * (2 - praise - complaint);
    return 50 + 50 * records * (praise - complaint) / (mentions + kCxNeutralMentions);
  }
};

CxCounts draw_from(const Customers& customers, int records, Draw& draw) {
  CxCounts counts;
  for (int i = 0; i < records; ++i) {
    const double u = draw.unit();
    if (u < customers.praise) {
      ++counts.praise;
    } else if (u < customers.praise + customers.complaint) {
      ++counts.complaint;
    } else {
      ++counts.both;
    }
  }
  return counts;
}

constexpr int kSamples = 4000;

}  // namespace

TEST_CASE("cx_index: worked by hand") {
  // 6 praise, 2 complain, 2 do both: 8 mentions that praise, 4 that complain. 50 + 50 (8 - 4) / (12 + 10).
  const CxCounts counts{6, 2, 2, 5};
  CHECK(counts.positive_mentions() == 8);
  CHECK(counts.negative_mentions() == 4);
  CHECK(counts.judging() == 10);
  CHECK(counts.records() == 15);
  CHECK(cx_index(counts) == doctest::Approx(59.0909090909));
  // With two of each more: R = 4/16, Var R = (8 x 0.75^2 + 4 x 1.25^2 + 2 x 0.5^2) / 16^2 = 11.25 / 256;
  // drawn by 12/22.
  const Interval interval = cx_interval(counts);
  CHECK(interval.low == doctest::Approx(45.6126379).epsilon(1e-7));
  CHECK(interval.high == doctest::Approx(68.0237257).epsilon(1e-7));
}

TEST_CASE("cx_index: small numbers stay near 50 and are never sure") {
  CHECK(cx_index({}) == 50);
  CHECK(cx_interval({}).low == 0);
  CHECK(cx_interval({}).high == 100);
  CHECK(cx_index({0, 0, 0, 7}) == 50);
  CHECK(cx_interval({0, 0, 0, 7}).high == 100);

  const CxCounts one{0, 1, 0, 0};
  CHECK(cx_index(one) == doctest::Approx(500.0 / 11));  // 50 - 50/11
  CHECK(cx_interval(one).low <= cx_index(one));
  CHECK(cx_interval(one).high > 50);  // one complaint tells nothing for sure

  const CxCounts all_praise{10, 0, 0, 0};
  CHECK(cx_index(all_praise) == doctest::Approx(75));
  CHECK(cx_interval(all_praise).low < 65);
  CHECK(cx_interval(all_praise).low > 50);
  CHECK(cx_interval(all_praise).high == doctest::Approx(75));  // the highest that 10 mentions can reach

  const CxCounts all_both{0, 0, 10, 0};
  CHECK(cx_index(all_both) == 50);
  CHECK(cx_interval(all_both).low < 47);
  CHECK(cx_interval(all_both).high > 53);
}

TEST_CASE("cx_index: praise and complaint changed about mirror each other at 50") {
  for (const CxCounts& counts : {CxCounts{6, 2, 2, 0}, CxCounts{40, 0, 0, 0}, CxCounts{1, 99, 7, 3}}) {
    const CxCounts mirrored{counts.complaint, counts.praise, counts.both, counts.neutral};
    CHECK(cx_index(mirrored) == doctest::Approx(100 - cx_index(counts)));
    CHECK(cx_interval(mirrored).low == doctest::Approx(100 - cx_interval(counts).high));
    CHECK(cx_interval(mirrored).high == doctest::Approx(100 - cx_interval(counts).low));
  }
}

TEST_CASE("cx_index: the difference, worked by hand; empty below 30 records that judge") {
  const CxCounts good{30, 10, 0, 0};
  const CxCounts bad{10, 30, 0, 0};
  const auto difference = cx_difference(good, bad);
  REQUIRE(difference);
  CHECK(difference->value == doctest::Approx(50));  // 50 (0.5 + 0.5)
  // With one of each more: R = 20/42 on either side, Var R = (31 (22/42)^2 + 11 (62/42)^2) / 42^2.
  CHECK(difference->low == doctest::Approx(28.8143504).epsilon(1e-7));
  CHECK(difference->high == doctest::Approx(66.4237449).epsilon(1e-7));
  CHECK(difference->p == doctest::Approx(6.93383e-7).epsilon(1e-5));
  const auto back = cx_difference(bad, good);
  CHECK(back->value == doctest::Approx(-50));
  CHECK(back->p == doctest::Approx(difference->p));

  CHECK_FALSE(cx_difference({29, 0, 0, 500}, bad));  // neutral records judge nothing
  CHECK_FALSE(cx_difference(good, {0, 29, 0, 0}));
  const auto same = cx_difference({30, 0, 0, 0}, {900, 0, 0, 0});  // both are all praise
  REQUIRE(same);
  CHECK(same->value == 0);
  CHECK(same->low < 0);
  CHECK(same->p > 0.05);
}

TEST_CASE(
    "cx_index: simulated, the interval holds the index that as many records would give in 95 % of samples") {
  Draw draw(20);
  for (const Customers& customers : {Customers{0.9, 0.08}, Customers{0.2, 0.7}, Customers{0.45, 0.45},
                                     Customers{0.3, 0.3}, Customers{0.99, 0.01}}) {
    for (const int records : {10, 30, 100, 300}) {
      int held = 0;
      for (int i = 0; i < kSamples; ++i) {
        const Interval interval = cx_interval(draw_from(customers, records, draw));
        const double truth = customers.index(records);
        if (interval.low <= truth && truth <= interval.high) ++held;
      }
      CAPTURE(customers.praise);
      CAPTURE(records);
      CHECK(held > 0.935 * kSamples);
      if (records >= 100 && customers.praise < 0.95) CHECK(held < 0.97 * kSamples);  // and is not just wide
    }
  }
}

TEST_CASE("cx_index: simulated, sides of unlike size on which customers say the same rarely differ") {
  Draw draw(21);
  for (const Customers& customers : {Customers{0.9, 0.08}, Customers{0.2, 0.7}, Customers{0.02, 0.97}}) {
    int differ = 0;
    for (int i = 0; i < kSamples; ++i) {
      const CxCounts few = draw_from(customers, 30, draw);
      const CxCounts many = draw_from(customers, 400, draw);
      if (cx_difference(few, many)->p < 0.05) ++differ;
    }
    CAPTURE(customers.praise);
    CHECK(differ < 0.06 * kSamples);
  }
}

TEST_CASE("cx_index: simulated, the interval of a difference holds the true one") {
  Draw draw(22);
  const Customers before{0.6, 0.3};
  const Customers after{0.75, 0.2};
  int held = 0;
  for (int i = 0; i < kSamples; ++i) {
    const auto difference = cx_difference(draw_from(after, 60, draw), draw_from(before, 150, draw));
    const double truth = 50 * (after.net() - before.net());
    if (difference->low <= truth && truth <= difference->high) ++held;
  }
  CHECK(held > 0.94 * kSamples);
  CHECK(held < 0.965 * kSamples);
}

}  // namespace verbatim
