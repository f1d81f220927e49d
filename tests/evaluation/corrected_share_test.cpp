#include "evaluation/corrected_share.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace verbatim {
namespace {

using nlohmann::json;

TEST_CASE("corrected_share: value and interval as a numerical gradient has them") {
  std::ifstream file(std::string(VERBATIM_SOURCE_DIR) + "/tests/oracles/agreement.json");
  const json rows = json::parse(file).at("corrected");
  REQUIRE_FALSE(rows.empty());
  for (const json& row : rows) {
    CAPTURE(row.dump());
    const std::uint64_t coded = row["coded"], found = row["found"], without = row["without"],
                        left_alone = row["left_alone"];
    const CorrectedShare got = correct_share("theme", row["comments"], row["of"],
                                             {coded + without, coded, found + without - left_alone, found});
    REQUIRE(got.value.has_value());
    CHECK(std::abs(*got.value - row["value"].get<double>()) < 1e-9);
    // The oracle's gradient is numerical.
    CHECK(std::abs(*got.low - row["low"].get<double>()) < 1e-6);
    CHECK(std::abs(*got.high - row["high"].get<double>()) < 1e-6);
    CHECK(got.why_not.empty());
  }
}

TEST_CASE("corrected_share: a program without errors leaves the share as it is") {
  const CorrectedShare got = correct_share("theme", 300, 1000, {400, 200, 200, 200});
  CHECK(got.value.value() == doctest::Approx(0.3));
  CHECK(got.low.value() < 0.3);
  CHECK(got.high.value() > 0.3);
}

TEST_CASE("corrected_share: what is missed raises the share, what is wrongly found lowers it") {
  // Half of 200 found, none wrongly; then all found, and a tenth of the others, too.
  CHECK(correct_share("theme", 100, 1000, {1000, 200, 100, 100}).value.value() == doctest::Approx(0.2));
  CHECK(correct_share("theme", 190, 1000, {1000, 200, 280, 200}).value.value() == doctest::Approx(0.1));
}

TEST_CASE("corrected_share: it says why it cannot correct") {
  struct Row {
    MeasuredErrors errors;
    const char* why;
  };
  for (const Row& row : {Row{{500, 19, 15, 15}, "19 rows are coded so; at least 20 are needed"},
                         Row{{500, 490, 400, 395}, "10 rows are coded otherwise; at least 20 are needed"},
                         Row{{200, 100, 100, 50}, "it is found hardly more often"}}) {
    CAPTURE(row.why);
    const CorrectedShare got = correct_share("theme", 100, 1000, row.errors);
    CHECK_FALSE(got.value.has_value());
    CHECK_FALSE(got.low.has_value());
    CHECK(got.why_not.find(row.why) == 0);
  }
  CHECK(correct_share("theme", 0, 0, {500, 100, 90, 80}).why_not == "the report has no comments");
}

}  // namespace
}  // namespace verbatim
