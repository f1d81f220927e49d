#include "drivers/theme_pairs.h"

#include <algorithm>
#include <cassert>

namespace verbatim {

void ThemePairs::add(std::span<const ThemeId> complaints, std::uint64_t weight) {
  if (complaints.size() < 2) return;
  if (counts_.empty()) counts_.resize(themes_ * (themes_ - 1) / 2);
  for (std::size_t i = 1; i < complaints.size(); ++i) {
    const auto a = static_cast<std::size_t>(complaints[i]);
    for (std::size_t j = 0; j < i; ++j) {
      const auto b = static_cast<std::size_t>(complaints[j]);
      counts_[place(std::min(a, b), std::max(a, b))] += weight;
    }
  }
}

void ThemePairs::merge(const ThemePairs& other) {
  assert(themes_ == other.themes_);
  if (other.counts_.empty()) return;
  if (counts_.empty()) {
    counts_ = other.counts_;
    return;
  }
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

std::uint64_t ThemePairs::count(ThemeId a, ThemeId b) const {
  assert(a != b);
  if (counts_.empty()) return 0;
  const auto x = static_cast<std::size_t>(a);
  const auto y = static_cast<std::size_t>(b);
  return counts_[place(std::min(x, y), std::max(x, y))];
}

bool ThemePairs::operator==(const ThemePairs& other) const {
  if (themes_ != other.themes_) return false;
  const auto is_zero = [](const std::vector<std::uint64_t>& counts) {
    return std::all_of(counts.begin(), counts.end(), [](std::uint64_t count) { return count == 0; });
  };
  if (counts_.empty() || other.counts_.empty()) return is_zero(counts_) && is_zero(other.counts_);
  return counts_ == other.counts_;
}

}  // namespace verbatim
