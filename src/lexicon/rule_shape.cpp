#include "lexicon/rule_shape.h"

#include <algorithm>
#include <cassert>

#include "lexicon/phrase_trie.h"

namespace verbatim {

namespace {

// Sets of leaves, one bit each. A rule can match only if of each set one leaf was found.
using Groups = std::vector<std::uint64_t>;

class Shaper {
 public:
  RuleShape shape(const RuleTree& tree) {
    shape_.nodes.emplace_back();
    fill(0, tree);
    Groups groups = groups_of(0);
    // Fewer groups ask for less, which is safe.
    if (groups.size() > kMaxRuleGroups) groups.resize(kMaxRuleGroups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (std::size_t leaf = 0; leaf < shape_.leaves.size(); ++leaf) {
        if ((groups[g] >> leaf & 1U) != 0)
          shape_.leaves[leaf].groups = static_cast<std::uint8_t>(shape_.leaves[leaf].groups | 1U << g);
      }
      shape_.wanted_groups = static_cast<std::uint8_t>(shape_.wanted_groups | 1U << g);
    }
    find_bars(0);
    // A list that also bars ("a NOT a") is no plain list.
    const auto uses_of_first =
        std::count_if(shape_.nodes.begin(), shape_.nodes.end(),
                      [](const RuleNode& node) { return node.op == RuleTree::Op::terms && node.leaf == 0; });
    shape_.is_list = uses_of_first == 1 && is_list(0);
    return std::move(shape_);
  }

 private:
  void fill(std::size_t index, const RuleTree& tree) {
    assert(tree.op != RuleTree::Op::name);
    RuleNode node;
    node.op = tree.op;
    node.is_barred = tree.is_barred;
    node.within = tree.within;
    node.reach = tree.reach;
    node.distance = tree.distance;
    if (tree.op == RuleTree::Op::terms) node.leaf = leaf_of(tree.terms);
    if (tree.op == RuleTree::Op::pattern) {
      node.pattern = static_cast<std::uint32_t>(shape_.patterns.size());
      shape_.patterns.push_back(tree.text);
    }
    node.part_count = static_cast<std::uint16_t>(tree.parts.size());
    node.first_part = static_cast<std::uint32_t>(shape_.nodes.size());
    shape_.nodes.resize(shape_.nodes.size() + tree.parts.size());
    shape_.nodes[index] = node;
    for (std::size_t p = 0; p < tree.parts.size(); ++p) fill(node.first_part + p, tree.parts[p]);
  }

  // A list of terms that stands in the rule twice is one leaf.
  std::uint8_t leaf_of(const std::vector<PlacedTerm>& terms) {
    const auto same_term = [](const PlacedTerm& a, const PlacedTerm& b) { return a.term == b.term; };
    const auto known = std::find_if(shape_.leaves.begin(), shape_.leaves.end(), [&](const RuleLeaf& leaf) {
      return std::equal(leaf.terms.begin(), leaf.terms.end(), terms.begin(), terms.end(), same_term);
    });
    const auto index = static_cast<std::size_t>(known - shape_.leaves.begin());
    assert(index < kMaxRuleLeaves);
    if (known == shape_.leaves.end()) shape_.leaves.push_back({terms, 0});
    return static_cast<std::uint8_t>(index);
  }

  Groups groups_of(std::size_t index) const {
    const RuleNode& node = shape_.nodes[index];
    Groups groups;
    switch (node.op) {
      case RuleTree::Op::terms:
        groups.push_back(std::uint64_t{1} << node.leaf);
        break;
      case RuleTree::Op::unite:
        // (a and b) or c: one of {a, c} and one of {b, c}.
        groups = groups_of(node.first_part);
        for (std::uint32_t p = 1; p < node.part_count; ++p) {
          Groups product;
          for (const std::uint64_t other : groups_of(node.first_part + p)) {
            for (const std::uint64_t group : groups) product.push_back(group | other);
          }
          groups = smallest(std::move(product));
        }
        break;
      case RuleTree::Op::conjunction:
      case RuleTree::Op::near:
      case RuleTree::Op::before:
        for (std::uint32_t p = 0; p < node.part_count; ++p) {
          if (shape_.nodes[node.first_part + p].is_barred && node.op == RuleTree::Op::conjunction) continue;
          const Groups more = groups_of(node.first_part + p);
          groups.insert(groups.end(), more.begin(), more.end());
        }
        break;
      case RuleTree::Op::except:
      case RuleTree::Op::pattern:
        groups = groups_of(node.first_part);
        break;
      case RuleTree::Op::name:
        break;
    }
    return smallest(std::move(groups));
  }

  // Without those that a smaller one implies, in their order; a few at most.
  static Groups smallest(Groups groups) {
    Groups kept;
    for (const std::uint64_t group : groups) {
      const bool is_implied = std::any_of(groups.begin(), groups.end(), [&](std::uint64_t other) {
        return other != group && (other & group) == other;
      });
      if (!is_implied && std::find(kept.begin(), kept.end(), group) == kept.end()) kept.push_back(group);
    }
    if (kept.size() > kMaxRuleGroups) kept.resize(kMaxRuleGroups);
    return kept;
  }

  // Goes down to leaf 0 as long as it is the first part, and notes plain lists that bar it.
  void find_bars(std::size_t index) {
    const RuleNode& node = shape_.nodes[index];
    if (node.op != RuleTree::Op::conjunction && node.op != RuleTree::Op::except) return;
    for (std::uint32_t p = 1; p < node.part_count; ++p) {
      const RuleNode& part = shape_.nodes[node.first_part + p];
      if (part.op == RuleTree::Op::terms && (part.is_barred || node.op == RuleTree::Op::except))
        shape_.bars_first |= std::uint64_t{1} << part.leaf;
    }
    find_bars(node.first_part);
  }

  bool is_list(std::size_t index) const {
    const RuleNode& node = shape_.nodes[index];
    if (node.op == RuleTree::Op::terms) return true;
    if (node.op == RuleTree::Op::conjunction) {
      for (std::uint32_t p = 1; p < node.part_count; ++p) {
        if (!shape_.nodes[node.first_part + p].is_barred) return false;
      }
    } else if (node.op != RuleTree::Op::except) {
      return false;
    }
    return is_list(node.first_part);
  }

  RuleShape shape_;
};

}  // namespace

RuleShape shape_of(const RuleTree& tree) {
  return Shaper().shape(tree);
}

}  // namespace verbatim
