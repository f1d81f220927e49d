// All phrases of the lexicon in one tree of symbols. Matching walks it from every word; what stands at a node
// says what the phrase that ends there means. Building and matching are two types.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lexicon/symbol.h"

namespace verbatim {

// A phrase is wanted by this leaf of this theme rule.
struct RuleUse {
  std::uint32_t rule = 0;
  std::uint8_t leaf = 0;
  std::uint8_t groups = 0;  // one bit for each group of the rule that it stands for; 0: it may bar a match
};

// A rule is looked at only if one phrase of each of its groups was found.
constexpr std::size_t kMaxRuleGroups = 6;

constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

// What a phrase means by itself, and who else wants it.
struct PhraseMeaning {
  std::uint32_t sentiment = kNoIndex;  // index of the sentiment entry
  std::uint32_t modifier = kNoIndex;   // index of the modifier entry
  std::uint8_t marks = 0;              // AnswerMark bits
  std::uint32_t uses_begin = 0;
  std::uint32_t uses_count = 0;  // those of groups that must be there stand first:
  std::uint32_t required_count = 0;

  bool is_lexical() const { return sentiment != kNoIndex || modifier != kNoIndex; }
  bool is_empty() const { return !is_lexical() && marks == 0 && uses_count == 0; }
};

enum class TrieNode : std::uint32_t {};
constexpr TrieNode kNoNode{0};
constexpr TrieNode kRoot{1};

class PhraseTrie {
 public:
  TrieNode child(TrieNode node, Symbol symbol) const {
    const Node& from = nodes_[static_cast<std::size_t>(node)];
    const Edge* first = edges_.data() + from.edges_begin;
    std::uint32_t count = from.edges_count;
    // Most nodes have a handful of children, sorted by symbol; the root and "to" have hundreds.
    while (count > kScanned) {
      const std::uint32_t half = count / 2;
      if (first[half].symbol <= symbol) first += half;
      count -= half;
    }
    for (const Edge* edge = first; edge != first + count; ++edge) {
      if (edge->symbol == symbol) return edge->node;
    }
    return kNoNode;
  }
  // The child by "any one word".
  TrieNode any_child(TrieNode node) const { return nodes_[static_cast<std::size_t>(node)].any; }
  // Has the node children at all?
  bool goes_on(TrieNode node) const { return child_bits(node) != 0 || any_child(node) != kNoNode; }
  // The symbol_bit of every child's symbol.
  std::uint64_t child_bits(TrieNode node) const { return nodes_[static_cast<std::size_t>(node)].child_bits; }
  // Asks the memory for a node that will be walked soon.
  void prefetch(TrieNode node) const { __builtin_prefetch(&nodes_[static_cast<std::size_t>(node)]); }
  bool has_meaning(TrieNode node) const { return nodes_[static_cast<std::size_t>(node)].meaning != 0; }
  // An empty meaning where nothing ends.
  const PhraseMeaning& meaning(TrieNode node) const {
    return meanings_[nodes_[static_cast<std::size_t>(node)].meaning];
  }
  std::span<const RuleUse> uses(const PhraseMeaning& meaning) const {
    return std::span(uses_).subspan(meaning.uses_begin, meaning.uses_count);
  }
  std::span<const RuleUse> required_uses(const PhraseMeaning& meaning) const {
    return uses(meaning).first(meaning.required_count);
  }
  std::span<const RuleUse> barring_uses(const PhraseMeaning& meaning) const {
    return uses(meaning).subspan(meaning.required_count);
  }
  std::size_t size() const { return nodes_.size(); }

 private:
  friend class PhraseTrieBuilder;

  static constexpr std::uint32_t kScanned = 8;

  // 24 bytes, and 8 an edge: what a walk touches stays in the second-level cache.
  struct Node {
    std::uint64_t child_bits = 0;
    std::uint32_t edges_begin = 0;
    std::uint32_t edges_count = 0;
    TrieNode any = kNoNode;
    std::uint32_t meaning = 0;  // index in meanings_; 0 is the empty one
  };
  struct Edge {
    Symbol symbol{};
    TrieNode node = kNoNode;
  };

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<PhraseMeaning> meanings_;
  std::vector<RuleUse> uses_;
};

class PhraseTrieBuilder {
 public:
  PhraseTrieBuilder();

  // The node after `node` by `symbol`, or by any one word; made if it is not there.
  TrieNode add_child(TrieNode node, Symbol symbol);
  TrieNode add_any_child(TrieNode node);
  // Until the next call that may give another node a meaning.
  PhraseMeaning& meaning(TrieNode node);
  void add_use(TrieNode node, RuleUse use);

  PhraseTrie finish() const;

 private:
  // A million of these stand while the shipped lexicon is built, so they are small: children and uses are
  // lists through the nodes, and few nodes have a meaning of their own.
  struct Draft {
    Symbol symbol{};  // by which its parent leads to it
    TrieNode first_child = kNoNode;
    TrieNode next_sibling = kNoNode;
    TrieNode any = kNoNode;
    std::uint32_t meaning = 0;          // index in meanings_; 0 is the empty one
    std::uint32_t last_use = kNoIndex;  // in uses_
  };
  struct Use {
    RuleUse use;
    std::uint32_t before = kNoIndex;  // the node's use before it
  };

  Draft& draft(TrieNode node) { return drafts_[static_cast<std::size_t>(node)]; }
  const Draft& draft(TrieNode node) const { return drafts_[static_cast<std::size_t>(node)]; }
  TrieNode add_node();
  // Sorted by symbol; in the order in which they were added.
  void read_children(TrieNode node, std::vector<std::pair<Symbol, TrieNode>>& children) const;
  void read_uses(TrieNode node, std::vector<RuleUse>& uses) const;
  std::vector<TrieNode> share_equal_nodes() const;

  // 0 is no node, 1 the root. In pieces: a vector that grows would need half as much again for its copy.
  std::deque<Draft> drafts_;
  std::deque<PhraseMeaning> meanings_;
  std::deque<Use> uses_;
  std::unordered_map<Symbol, TrieNode> of_root_;  // the root has thousands of children
};

}  // namespace verbatim
