// What a rule asks for before it is looked at, and which of its lists bar the first.
#include "lexicon/rule_shape.h"

#include <doctest/doctest.h>

#include <string>

#include "lexicon/rule_text.h"

namespace verbatim {
namespace {

// The groups as lists of their leaves' first terms: "a b|c" asks for one of a and b, and for c.
std::string groups_of(std::string_view rule) {
  const auto read = read_rule_text(rule);
  REQUIRE(read);
  const RuleShape shape = shape_of(read->tree);
  std::string all;
  for (unsigned g = 0; (shape.wanted_groups >> g & 1U) != 0; ++g) {
    if (g > 0) all += '|';
    std::string group;
    for (const RuleLeaf& leaf : shape.leaves) {
      if ((leaf.groups >> g & 1U) != 0) group += (group.empty() ? "" : " ") + leaf.terms.front().term;
    }
    all += group;
  }
  return all;
}

bool is_list(std::string_view rule) {
  const auto read = read_rule_text(rule);
  REQUIRE(read);
  return shape_of(read->tree).is_list;
}

}  // namespace

TEST_CASE("rule_shape: one term of each group must have been found") {
  CHECK(groups_of("a") == "a");
  CHECK(groups_of("a OR b") == "a");  // one list
  CHECK(groups_of("a AND b NOT c") == "a|b");
  CHECK(groups_of("a NEAR/2 b EXCEPT c") == "a|b");
  CHECK(groups_of("(a AND b) OR c") == "a c|b c");
  CHECK(groups_of("(a AND b) OR (c AND d)") == "a c|b c|a d|b d");
  CHECK(groups_of("(a AND b) OR a") == "a");
  CHECK(groups_of("a AND a") == "a");
  CHECK(groups_of("a MATCHING /x/ AND b") == "a|b");
  CHECK(groups_of("a AND b AND c AND d AND e AND f AND g AND h") == "a|b|c|d|e|f");
}

TEST_CASE("rule_shape: a list is a rule that its first terms alone can make fire") {
  CHECK(is_list("a OR b"));
  CHECK(is_list("a EXCEPT b NOT (c NEAR/2 d)"));
  CHECK(!is_list("a AND b"));
  CHECK(!is_list("a MATCHING /b/"));
  CHECK(!is_list("a NOT a"));
  CHECK(!is_list("(a AND b) OR c"));
}

TEST_CASE(
    "rule_shape: a list of terms that stands twice is one leaf, and leaves are numbered as they stand") {
  const auto read = read_rule_text("(a OR b) NEAR/1 c AND (a OR b) NOT d");
  REQUIRE(read);
  const RuleShape shape = shape_of(read->tree);
  REQUIRE(shape.leaves.size() == 3);
  CHECK(shape.leaves[0].terms.size() == 2);
  CHECK(shape.leaves[1].terms[0].term == "c");
  CHECK(shape.leaves[2].groups == 0);
  CHECK(shape.nodes.front().op == RuleTree::Op::conjunction);
}

}  // namespace verbatim
