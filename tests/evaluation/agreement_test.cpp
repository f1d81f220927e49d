#include "evaluation/agreement.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace verbatim {
namespace {

using nlohmann::json;

json oracle() {
  std::ifstream file(std::string(VERBATIM_SOURCE_DIR) + "/tests/oracles/agreement.json");
  json rows = json::parse(file).at("agreement");
  REQUIRE_FALSE(rows.empty());
  return rows;
}

ConfusionMatrix matrix_of(const json& rows) {
  ConfusionMatrix matrix(rows.size());
  for (std::size_t c = 0; c < rows.size(); ++c) {
    for (std::size_t s = 0; s < rows.size(); ++s) matrix.add(c, s, rows[c][s]);
  }
  return matrix;
}

Agreement agreement_of(const ConfusionMatrix& matrix) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < matrix.classes(); ++c) names.push_back(std::to_string(c));
  return make_agreement("a", "", names, names.size(), matrix);
}

bool near(double got, const json& expected) {
  return std::abs(got - expected.get<double>()) < 1e-9;
}

void check_proportion(const Proportion& got, const json& value, const json& interval) {
  if (interval.is_null()) {
    CHECK_FALSE(got.value.has_value());
    return;
  }
  REQUIRE(got.value.has_value());
  CHECK(near(*got.value, value));
  CHECK(near(*got.low, interval[0]));
  CHECK(near(*got.high, interval[1]));
}

TEST_CASE(
    "agreement: precision, recall and F1 with their intervals as scikit-learn and statsmodels have them") {
  for (const json& row : oracle()) {
    CAPTURE(row["matrix"].dump());
    const Agreement got = agreement_of(matrix_of(row["matrix"]));
    REQUIRE(got.classes.size() == row["matrix"].size());
    for (std::size_t c = 0; c < got.classes.size(); ++c) {
      const ClassAgreement& one = got.classes[c];
      CHECK(one.coded == row["support"][c]);
      check_proportion(one.precision, row["precision"][c], row["intervals"][c][0]);
      check_proportion(one.recall, row["recall"][c], row["intervals"][c][1]);
      if (one.coded + one.said > 0) CHECK(near(one.f1.value(), row["f1"][c]));
    }
    CHECK(near(got.macro_f1.value(), row["macro_f1"]));
    CHECK(near(got.accuracy.value.value(), row["accuracy"]));
  }
}

TEST_CASE("agreement: kappa, its standard error and alpha as the oracle has them") {
  for (const json& row : oracle()) {
    CAPTURE(row["matrix"].dump());
    const ConfusionMatrix matrix = matrix_of(row["matrix"]);
    const auto kappa = cohen_kappa(matrix);
    REQUIRE(kappa.has_value());
    CHECK(near(kappa->value, row["kappa"]));
    CHECK(near(kappa->se, row["kappa_se"]));
    CHECK(near(krippendorff_alpha(matrix).value(), row["alpha"]));
  }
}

TEST_CASE("agreement: what has no value is absent, never 0") {
  const Agreement nothing = agreement_of(ConfusionMatrix(2));
  CHECK(nothing.n == 0);
  CHECK_FALSE(nothing.macro_f1.has_value());
  CHECK_FALSE(nothing.accuracy.value.has_value());
  CHECK_FALSE(nothing.kappa.has_value());
  CHECK_FALSE(nothing.alpha.has_value());
  // All rows in one class: chance would agree on all of them, too.
  ConfusionMatrix one(2);
  one.add(0, 0, 7);
  CHECK_FALSE(cohen_kappa(one).has_value());
  CHECK_FALSE(krippendorff_alpha(one).has_value());
  // A class that neither gave has no F1 and does not lower the mean.
  const Agreement with_gap = agreement_of(one);
  CHECK(with_gap.classes[0].f1 == 1.0);
  CHECK_FALSE(with_gap.classes[1].f1.has_value());
  CHECK(with_gap.macro_f1 == 1.0);
}

TEST_CASE("agreement: classes that people cannot code stand in the matrix and not in the mean") {
  ConfusionMatrix matrix(3);
  matrix.add(0, 0, 8);
  matrix.add(0, 2, 2);
  matrix.add(1, 1, 10);
  const Agreement got = make_agreement("two-way", "", {"negative", "positive", "neither"}, 2, matrix);
  CHECK(got.classes.size() == 2);
  CHECK(got.macro_f1.value() == doctest::Approx((16.0 / 18 + 1) / 2));
  CHECK(got.matrix[0] == std::vector<std::uint64_t>{8, 0, 2});
}

TEST_CASE("agreement: merging parts is adding them") {
  ConfusionMatrix a(2), b(2), both(2);
  a.add(0, 1, 3);
  b.add(0, 1);
  b.add(1, 1, 2);
  both.add(0, 1, 4);
  both.add(1, 1, 2);
  ConfusionMatrix merged(2);
  merged.merge(b);
  merged.merge(a);
  CHECK(merged == both);
}

}  // namespace
}  // namespace verbatim
