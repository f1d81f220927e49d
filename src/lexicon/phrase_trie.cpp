#include "lexicon/phrase_trie.h"

#include <algorithm>
#include <bit>

namespace verbatim {

TrieNode PhraseTrieBuilder::add_node() {
  drafts_.emplace_back();
  return TrieNode{static_cast<std::uint32_t>(drafts_.size() - 1)};
}

TrieNode PhraseTrieBuilder::add_child(TrieNode node, Symbol symbol) {
  // Sorted by symbol, so that a node with thousands of children (the root) stays quick to build.
  auto& children = drafts_[static_cast<std::size_t>(node)].children;
  const auto at = std::lower_bound(children.begin(), children.end(), symbol, [](const auto& child, Symbol s) { return child.first < s; });
  if (at != children.end() && at->first == symbol) return at->second;
  const auto offset = at - children.begin();
  const TrieNode made = add_node();  // may move `children`
  auto& again = drafts_[static_cast<std::size_t>(node)].children;
  again.insert(again.begin() + offset, {symbol, made});
  return made;
}

TrieNode PhraseTrieBuilder::add_any_child(TrieNode node) {
  if (const TrieNode any = drafts_[static_cast<std::size_t>(node)].any; any != kNoNode) return any;
  const TrieNode made = add_node();
  drafts_[static_cast<std::size_t>(node)].any = made;
  return made;
}

PhraseTrie PhraseTrieBuilder::finish() const {
  PhraseTrie trie;
  trie.nodes_.resize(drafts_.size());
  std::size_t edge_count = 0;
  for (const Draft& draft : drafts_) edge_count += draft.children.size();
  trie.edges_.resize(std::bit_ceil(edge_count * 2 + 2));
  trie.mask_ = trie.edges_.size() - 1;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const Draft& draft = drafts_[i];
    PhraseTrie::Node& node = trie.nodes_[i];
    node.meaning = draft.meaning;
    node.meaning.uses_begin = static_cast<std::uint32_t>(trie.uses_.size());
    node.meaning.uses_count = static_cast<std::uint32_t>(draft.uses.size());
    trie.uses_.insert(trie.uses_.end(), draft.uses.begin(), draft.uses.end());
    const auto is_required = [](const RuleUse& use) { return use.group < kMaxRuleGroups; };
    const auto first_barring = std::stable_partition(trie.uses_.begin() + node.meaning.uses_begin, trie.uses_.end(), is_required);
    node.meaning.required_count = static_cast<std::uint32_t>(first_barring - trie.uses_.begin()) - node.meaning.uses_begin;
    node.any = draft.any;
    for (const auto& [symbol, child] : draft.children) {
      node.child_bits |= symbol_bit(symbol);
      const std::uint64_t key = PhraseTrie::key_of(TrieNode{static_cast<std::uint32_t>(i)}, symbol);
      std::size_t at = trie.slot_of(key);
      while (trie.edges_[at].node != kNoNode) at = (at + 1) & trie.mask_;
      trie.edges_[at] = {key, child};
    }
  }
  return trie;
}

}  // namespace verbatim
