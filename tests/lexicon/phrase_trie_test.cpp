// The trie against a plain list of phrases.
#include "lexicon/phrase_trie.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace verbatim {
namespace {

constexpr Symbol kAny{0xFFFF'FFFF};

using Phrase = std::vector<Symbol>;

TrieNode add(PhraseTrieBuilder& builder, const Phrase& phrase) {
  TrieNode node = kRoot;
  for (const Symbol symbol : phrase)
    node = symbol == kAny ? builder.add_any_child(node) : builder.add_child(node, symbol);
  return node;
}

// The sentiment indices of the phrases that read `text` from its first symbol to their last.
void walk(const PhraseTrie& trie, TrieNode node, const Phrase& text, std::size_t at,
          std::set<std::uint32_t>& found) {
  if (const std::uint32_t index = trie.meaning(node).sentiment; index != kNoIndex) found.insert(index);
  if (at == text.size()) return;
  if (const TrieNode next = trie.child(node, text[at]); next != kNoNode)
    walk(trie, next, text, at + 1, found);
  if (const TrieNode next = trie.any_child(node); next != kNoNode) walk(trie, next, text, at + 1, found);
}

bool begins(const Phrase& text, const Phrase& phrase) {
  if (phrase.size() > text.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (phrase[i] != kAny && phrase[i] != text[i]) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("phrase_trie: an empty one has a root and no child") {
  const PhraseTrie trie = PhraseTrieBuilder().finish();
  CHECK(trie.child(kRoot, Symbol{1}) == kNoNode);
  CHECK(trie.any_child(kRoot) == kNoNode);
  CHECK(trie.meaning(kRoot).is_empty());
}

TEST_CASE("phrase_trie: the same phrase ends at the same node, and every use of it is kept") {
  PhraseTrieBuilder builder;
  const Phrase phrase = {Symbol{3}, kAny, Symbol{5}};
  const TrieNode node = add(builder, phrase);
  CHECK(add(builder, phrase) == node);
  builder.add_use(node, {7, 0, 1});
  builder.add_use(add(builder, {Symbol{3}}), {8, 1, 0});
  builder.add_use(node, {9, 1, 2});
  const PhraseTrie trie = builder.finish();
  const auto uses = trie.uses(trie.meaning(node));
  CHECK(trie.goes_on(trie.child(kRoot, Symbol{3})));
  CHECK_FALSE(trie.goes_on(node));
  REQUIRE(uses.size() == 2);
  CHECK(uses[0].rule == 7);
  CHECK(uses[1].rule == 9);
}

TEST_CASE("phrase_trie: finds what a scan of the list finds, on generated phrases and texts") {
  std::uint32_t random = 1;
  const auto next = [&](std::uint32_t below) {
    random = random * 1664525 + 1013904223;
    return (random >> 16) % below;
  };
  for (int round = 0; round < 100; ++round) {
    PhraseTrieBuilder builder;
    std::map<Phrase, std::uint32_t> phrases;
    const std::uint32_t letters = 2 + next(6);
    for (std::uint32_t i = 0; i < 60; ++i) {
      Phrase phrase(1 + next(4), Symbol{});
      for (std::size_t k = 0; k < phrase.size(); ++k) {
        const bool is_gap = k > 0 && k + 1 < phrase.size() && next(4) == 0;
        phrase[k] = is_gap ? kAny : Symbol{1 + next(letters)};
      }
      const auto [at, is_new] = phrases.try_emplace(phrase, i);
      builder.meaning(add(builder, phrase)).sentiment = at->second;
    }
    const PhraseTrie trie = builder.finish();
    for (int t = 0; t < 100; ++t) {
      Phrase text(next(8), Symbol{});
      for (Symbol& symbol : text) symbol = Symbol{1 + next(letters + 1)};
      std::set<std::uint32_t> found;
      std::set<std::uint32_t> wanted;
      walk(trie, kRoot, text, 0, found);
      for (const auto& [phrase, index] : phrases) {
        if (begins(text, phrase)) wanted.insert(index);
      }
      REQUIRE(found == wanted);
    }
  }
}

}  // namespace verbatim
