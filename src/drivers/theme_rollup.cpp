#include "drivers/theme_rollup.h"

#include <cassert>

namespace verbatim {

bool is_complaint(PolaritySet found) {
  return (found & (polarity_bit(Polarity::negative) | polarity_bit(Polarity::mixed))) != 0;
}

bool is_praise(PolaritySet found) {
  return (found & (polarity_bit(Polarity::positive) | polarity_bit(Polarity::mixed))) != 0;
}

bool has_kind(PolaritySet found, DriverKind kind) {
  return kind == DriverKind::complaint ? is_complaint(found) : is_praise(found);
}

ThemeTree::ThemeTree(std::span<const DriverTheme> themes) : nodes_(themes.size()) {
  for (std::size_t i = 0; i < themes.size(); ++i) {
    nodes_[i].parent = themes[i].parent;
    if (!themes[i].parent) continue;
    assert(index(*themes[i].parent) < themes.size());
    nodes_[index(*themes[i].parent)].has_children = true;
  }
  for (std::size_t i = 0; i < themes.size(); ++i) {
    bool general = themes[i].general;
    for (std::optional<ThemeId> up = themes[i].parent; up && !general; up = nodes_[index(*up)].parent) {
      general = themes[index(*up)].general;
    }
    nodes_[i].general = general;
  }
}

ThemeRollup::Hit& ThemeRollup::touch(ThemeId theme) {
  Hit& hit = hits_[ThemeTree::index(theme)];
  if (hit.all() == 0) touched_.push_back(theme);
  return hit;
}

void ThemeRollup::roll(const ThemeTree& tree, std::span<const ThemeFinding> found) {
  assert(tree.size() == hits_.size());
  for (const ThemeId theme : touched_) hits_[ThemeTree::index(theme)] = Hit{};
  touched_.clear();
  for (const ThemeFinding& finding : found) {
    const PolaritySet bit = polarity_bit(finding.polarity);
    Hit& own = touch(finding.theme);
    own.own = static_cast<PolaritySet>(own.own | bit);
    for (std::optional<ThemeId> up = tree.parent(finding.theme); up; up = tree.parent(*up)) {
      Hit& above = touch(*up);
      above.below = static_cast<PolaritySet>(above.below | bit);
    }
  }
}

}  // namespace verbatim
