// All phrases of the lexicon in one tree of symbols. Matching walks it from every word; what stands at a node
// says what the phrase that ends there means. Building and matching are two types.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lexicon/symbol.h"

namespace verbatim {

// A phrase is wanted by this group of this theme rule.
struct RuleUse {
  std::uint32_t rule = 0;
  std::uint8_t group = 0;  // index of a group that must be there, or one of these:

  static constexpr std::uint8_t kNone = 0xFE;
  static constexpr std::uint8_t kExcept = 0xFF;
};

// Groups of a rule that must be there.
constexpr std::size_t kMaxRuleGroups = 6;

constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

// What a phrase means by itself, and who else wants it.
struct PhraseMeaning {
  std::uint32_t sentiment = kNoIndex;  // index of the sentiment entry
  std::uint32_t modifier = kNoIndex;   // index of the modifier entry
  std::uint8_t marks = 0;              // AnswerMark bits
  std::uint32_t uses_begin = 0;
  std::uint32_t uses_count = 0;      // those of groups that must be there stand first:
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
    const std::uint64_t key = key_of(node, symbol);
    for (std::size_t at = slot_of(key);; at = (at + 1) & mask_) {
      if (edges_[at].key == key) return edges_[at].node;
      if (edges_[at].node == kNoNode) return kNoNode;
    }
  }
  // The child by "any one word".
  TrieNode any_child(TrieNode node) const { return nodes_[static_cast<std::size_t>(node)].any; }
  // Has the node children at all?
  bool goes_on(TrieNode node) const { return child_bits(node) != 0 || any_child(node) != kNoNode; }
  // The symbol_bit of every child's symbol.
  std::uint64_t child_bits(TrieNode node) const { return nodes_[static_cast<std::size_t>(node)].child_bits; }
  const PhraseMeaning& meaning(TrieNode node) const { return nodes_[static_cast<std::size_t>(node)].meaning; }
  std::span<const RuleUse> uses(const PhraseMeaning& meaning) const { return std::span(uses_).subspan(meaning.uses_begin, meaning.uses_count); }
  std::span<const RuleUse> required_uses(const PhraseMeaning& meaning) const { return uses(meaning).first(meaning.required_count); }
  std::span<const RuleUse> barring_uses(const PhraseMeaning& meaning) const { return uses(meaning).subspan(meaning.required_count); }
  std::size_t size() const { return nodes_.size(); }

 private:
  friend class PhraseTrieBuilder;

  struct Node {
    std::uint64_t child_bits = 0;
    PhraseMeaning meaning;
    TrieNode any = kNoNode;
  };
  struct Edge {
    std::uint64_t key = 0;
    TrieNode node = kNoNode;
  };

  static std::uint64_t key_of(TrieNode node, Symbol symbol) { return static_cast<std::uint64_t>(node) << 32 | static_cast<std::uint64_t>(symbol); }
  // The node sits in the key's upper half: it is mixed down, or the slots of neighbouring nodes pile up.
  std::size_t slot_of(std::uint64_t key) const {
    key = (key ^ key >> 32) * 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(key ^ key >> 32) & mask_;
  }

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
  std::vector<RuleUse> uses_;
  std::size_t mask_ = 0;
};

class PhraseTrieBuilder {
 public:
  PhraseTrieBuilder() : drafts_(2) {}

  // The node after `node` by `symbol`, or by any one word; made if it is not there.
  TrieNode add_child(TrieNode node, Symbol symbol);
  TrieNode add_any_child(TrieNode node);
  PhraseMeaning& meaning(TrieNode node) { return drafts_[static_cast<std::size_t>(node)].meaning; }
  void add_use(TrieNode node, RuleUse use) { drafts_[static_cast<std::size_t>(node)].uses.push_back(use); }

  PhraseTrie finish() const;

 private:
  struct Draft {
    PhraseMeaning meaning;
    std::vector<std::pair<Symbol, TrieNode>> children;
    TrieNode any = kNoNode;
    std::vector<RuleUse> uses;
  };
  TrieNode add_node();
  std::vector<TrieNode> share_equal_nodes() const;

  std::vector<Draft> drafts_;  // 0 is no node, 1 the root
};

}  // namespace verbatim
