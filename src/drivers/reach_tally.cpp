#include "drivers/reach_tally.h"

#include <cassert>

namespace verbatim {

void PostCount::add(const PostFacts& post) {
  posts += post.posts;
  reach += post.reach;
  for (const std::uint64_t author : post.authors) authors.add(author);
}

void PostCount::merge(const PostCount& other) {
  posts += other.posts;
  reach += other.reach;
  authors.merge(other.authors);
}

ReachTally::ReachTally(const ThemeTree& tree)
    : tree_(tree), cells_(tree.size() * kDriverKinds * kCellLevels), rollup_(tree.size()) {}

std::size_t ReachTally::cell(ThemeId theme, DriverKind kind, CellLevel level) const {
  return (ThemeTree::index(theme) * kDriverKinds + static_cast<std::size_t>(kind)) * kCellLevels +
         static_cast<std::size_t>(tree_.has_children(theme) ? level : CellLevel::leaf);
}

const PostCount& ReachTally::count(ThemeId theme, DriverKind kind, CellLevel level) const {
  return cells_[cell(theme, kind, level)];
}

void ReachTally::add(const PostFacts& post) {
  all_.add(post);
  rollup_.roll(tree_, post.themes);
  for (const ThemeId theme : rollup_.touched()) {
    const ThemeRollup::Hit& hit = rollup_.hit(theme);
    for (const DriverKind kind : {DriverKind::complaint, DriverKind::praise}) {
      if (!hit.is_any(kind)) continue;
      if (hit.is_leaf(kind)) cells_[cell(theme, kind, CellLevel::leaf)].add(post);
      if (tree_.has_children(theme)) cells_[cell(theme, kind, CellLevel::rolled)].add(post);
    }
  }
}

void ReachTally::merge(const ReachTally& other) {
  assert(tree_ == other.tree_);
  all_.merge(other.all_);
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i].merge(other.cells_[i]);
}

bool ReachTally::operator==(const ReachTally& other) const {
  return tree_ == other.tree_ && all_ == other.all_ && cells_ == other.cells_;
}

}  // namespace verbatim
