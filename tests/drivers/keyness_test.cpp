#include "drivers/keyness.h"

#include <doctest/doctest.h>

#include "support/oracle.h"

namespace verbatim {
namespace {

using nlohmann::json;
using testing::near;

std::vector<KeyPhrase> phrases(const std::vector<std::string_view>& first,
                               const std::vector<std::string_view>& second) {
  const Tokenizer tokenizer({});
  const FormSet function_words = {"the", "is", "was", "my", "and", "with", "of"};
  return key_phrases(first, second, tokenizer, function_words);
}

}  // namespace

TEST_CASE("keyness: G2 and log ratio as SciPy has them") {
  const json rows = testing::read_oracle("drivers").at("log_likelihood");
  REQUIRE(rows.size() == 4);
  for (const json& row : rows) {
    CHECK(near(log_likelihood(row["a"], row["n"], row["b"], row["m"]), row["g2"]));
    CHECK(near(log_ratio(row["a"], row["n"], row["b"], row["m"]), row["log_ratio"]));
  }
  CHECK(log_likelihood(0, 0, 0, 0) == 0);
}

TEST_CASE("keyness: the longest phrase stands for its parts, and none begins or ends in a function word") {
  std::vector<std::string_view> bad;
  std::vector<std::string_view> good;
  for (int i = 0; i < 30; ++i)
    bad.push_back(i % 2 == 0 ? "The Paper Invoice was wrong" : "my paper invoice, wrong");
  for (int i = 0; i < 60; ++i) good.push_back("the staff was nice");
  const std::vector<KeyPhrase> found = phrases(bad, good);
  REQUIRE(found.size() == 2);
  CHECK(found[0].phrase == "paper invoice");
  CHECK(found[0].comments == 30);
  CHECK(found[0].of == 30);
  CHECK(found[0].others == 0);
  CHECK(found[0].others_of == 60);
  CHECK(found[1].phrase == "wrong");  // "paper invoice was wrong" has four words, and a comma stops the other
}

TEST_CASE("keyness: a phrase of four comments is none, nor one that is as common elsewhere") {
  const std::vector<std::string_view> four(4, "broken router");
  CHECK(phrases(four, {"nice", "nice", "nice"}).empty());
  const std::vector<std::string_view> many(20, "good router");
  CHECK(phrases(many, many).empty());
}

}  // namespace verbatim
