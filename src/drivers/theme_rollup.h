// How the themes of one record count in the tree: a parent once per record with any of its children, and a
// mention that fits a parent and none of its children as a leaf of its own under the parent's id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "verbatim/finding.h"
#include "verbatim/report.h"

namespace verbatim {

// A theme as the drivers need it, at the index that its ThemeId says.
struct DriverTheme {
  std::string id;
  std::string label;
  std::optional<ThemeId> parent;
  bool general = false;  // bare praise or blame: shown, never ranked. Holds for all below it

  bool operator==(const DriverTheme&) const = default;
};

inline constexpr std::size_t kDriverKinds = 2;  // complaint, praise: DriverKind as an index

// A set of polarities: one bit for each of negative, neutral, positive, mixed.
using PolaritySet = std::uint8_t;

constexpr PolaritySet polarity_bit(Polarity polarity) {
  return static_cast<PolaritySet>(1U << static_cast<unsigned>(polarity));
}

// Negative or mixed makes a complaint, positive or mixed makes praise.
bool is_complaint(PolaritySet found);
bool is_praise(PolaritySet found);
bool has_kind(PolaritySet found, DriverKind kind);

// The tree itself, frozen.
class ThemeTree {
 public:
  // REQUIRES: each parent is an index of `themes`; no theme is its own ancestor.
  explicit ThemeTree(std::span<const DriverTheme> themes);

  std::size_t size() const { return nodes_.size(); }
  std::optional<ThemeId> parent(ThemeId theme) const { return nodes_[index(theme)].parent; }
  bool has_children(ThemeId theme) const { return nodes_[index(theme)].has_children; }
  bool is_general(ThemeId theme) const { return nodes_[index(theme)].general; }

  static std::size_t index(ThemeId theme) { return static_cast<std::size_t>(theme); }

  bool operator==(const ThemeTree&) const = default;

 private:
  struct Node {
    std::optional<ThemeId> parent;
    bool has_children = false;
    bool general = false;
    bool operator==(const Node&) const = default;
  };
  std::vector<Node> nodes_;
};

// One record's themes, laid over the tree. Scratch of one thread: `roll` forgets the record before.
class ThemeRollup {
 public:
  struct Hit {
    PolaritySet own = 0;    // found for the theme itself
    PolaritySet below = 0;  // found for any theme below it

    PolaritySet all() const { return static_cast<PolaritySet>(own | below); }
    // The record counts for the theme as a leaf of this kind: found, and for no theme below in that kind.
    bool is_leaf(DriverKind kind) const { return has_kind(own, kind) && !has_kind(below, kind); }
    bool is_any(DriverKind kind) const { return has_kind(all(), kind); }
  };

  explicit ThemeRollup(std::size_t themes) : hits_(themes) {}

  // REQUIRES: the tree has as many themes as this was made for. A theme found twice counts once, its
  // polarities united.
  void roll(const ThemeTree& tree, std::span<const ThemeFinding> found);

  // The themes found and their ancestors, each once, in no promised order. Until the next `roll`.
  std::span<const ThemeId> touched() const { return touched_; }
  const Hit& hit(ThemeId theme) const { return hits_[ThemeTree::index(theme)]; }

 private:
  Hit& touch(ThemeId theme);

  std::vector<Hit> hits_;
  std::vector<ThemeId> touched_;
};

}  // namespace verbatim
