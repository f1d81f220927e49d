// A rule's tree made flat for the evaluation: its leaves are numbered, and it is told which of them must have
// been found for the rule to be worth a look.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lexicon/rule_tree.h"

namespace verbatim {

// One operator of a rule, with its parts side by side.
struct RuleNode {
  RuleTree::Op op = RuleTree::Op::terms;
  bool is_barred = false;
  Window within = Window::clause;
  Window reach = Window::clause;
  std::uint8_t distance = 0;
  std::uint8_t leaf = 0;  // of terms
  std::uint16_t part_count = 0;
  std::uint32_t first_part = 0;  // index of a node
  std::uint32_t pattern = 0;     // index of a pattern
};

struct RuleLeaf {
  std::span<const PlacedTerm> terms;  // of the tree
  std::uint8_t groups = 0;            // as RuleUse::groups
};

struct RuleShape {
  std::vector<RuleNode> nodes;  // the root first; parts behind their operator
  std::vector<RuleLeaf> leaves;
  std::vector<std::string> patterns;
  std::uint8_t wanted_groups = 0;  // one bit for each
  bool is_list = false;          // leaf 0 and perhaps what bars its matches: all it takes is a term of leaf 0
  std::uint64_t bars_first = 0;  // plain lists that bar a match of leaf 0: one bit for each leaf
};

// REQUIRES: names are resolved; at most kMaxRuleLeaves leaves; the tree outlives the shape.
RuleShape shape_of(const RuleTree& tree);

}  // namespace verbatim
