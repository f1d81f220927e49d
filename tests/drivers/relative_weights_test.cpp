#include "drivers/relative_weights.h"

#include <doctest/doctest.h>

#include "support/oracle.h"

namespace verbatim {

using nlohmann::json;
using testing::near;

TEST_CASE("relative_weights: as another road to L has them, and close to exact Shapley values") {
  const json rows = testing::read_oracle("drivers").at("relative_weights");
  REQUIRE(rows.size() == 3);
  for (const json& row : rows) {
    const auto among = row["correlations"].get<std::vector<double>>();
    const auto outcome = row["outcome"].get<std::vector<double>>();
    const RelativeWeights got = relative_weights(among, outcome);
    REQUIRE(got.weights.size() == outcome.size());
    CHECK_FALSE(got.is_ridged);
    CHECK(near(got.r_squared, row["r_squared"]));
    for (std::size_t i = 0; i < outcome.size(); ++i) {
      CHECK(near(got.weights[i], row["weights"][i]));
      CHECK(std::abs(got.weights[i] - row["shapley"][i].get<double>()) < 2e-4);
    }
  }
}

TEST_CASE("relative_weights: two predictors that are the same share what they explain") {
  const std::vector<double> among = {1, 1, 1, 1};
  const std::vector<double> outcome = {0.5, 0.5};
  const RelativeWeights got = relative_weights(among, outcome);
  CHECK(got.is_ridged);
  CHECK(near(got.weights[0], got.weights[1], 1e-6));
  CHECK(near(got.r_squared, 0.25, 1e-5));
  CHECK(relative_weights({}, {}).weights.empty());
}

}  // namespace verbatim
