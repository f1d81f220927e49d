// Golden values that an independent implementation has computed: tests/oracles/*.json.
#pragma once

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

namespace verbatim::testing {

inline nlohmann::json read_oracle(const std::string& name) {
  std::ifstream file(std::string(VERBATIM_SOURCE_DIR) + "/tests/oracles/" + name + ".json");
  return nlohmann::json::parse(file);
}

inline bool near(double got, double expected, double tolerance = 1e-9) {
  return std::abs(got - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

}  // namespace verbatim::testing
