// How often two themes are complained of in one record: what fair shares and the themes that travel together
// come of. Counts only, so parts merge in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "verbatim/finding.h"

namespace verbatim {

class ThemePairs {
 public:
  explicit ThemePairs(std::size_t themes) : themes_(themes) {}

  // The record's complaints, each theme once, in any order, and what the record weighs.
  void add(std::span<const ThemeId> complaints, std::uint64_t weight = 1);
  // REQUIRES: made for as many themes.
  void merge(const ThemePairs& other);

  // Records that complain of both. REQUIRES: a != b, or the theme's own count is asked for elsewhere.
  std::uint64_t count(ThemeId a, ThemeId b) const;

  bool operator==(const ThemePairs& other) const;

 private:
  static std::size_t place(std::size_t lower, std::size_t higher) {
    return higher * (higher - 1) / 2 + lower;
  }

  std::size_t themes_;
  std::vector<std::uint64_t> counts_;  // by pair; empty before the first pair
};

}  // namespace verbatim
