#include "drivers/distinct_count.h"

#include <algorithm>
#include <cmath>

namespace verbatim {

void DistinctCount::add(std::uint64_t hash) {
  if (hash > limit_) return;
  hashes_.push_back(hash);
  if (hashes_.size() >= 2 * (kAuthorsCounted + 1)) settle();
}

void DistinctCount::merge(const DistinctCount& other) {
  for (const std::uint64_t hash : other.hashes_) add(hash);
}

// One more than are counted is kept: it shows that there are more.
std::vector<std::uint64_t> DistinctCount::settled() const {
  std::vector<std::uint64_t> sorted = hashes_;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() > kAuthorsCounted + 1) sorted.resize(kAuthorsCounted + 1);
  return sorted;
}

void DistinctCount::settle() {
  hashes_ = settled();
  if (hashes_.size() > kAuthorsCounted) limit_ = hashes_.back();
}

bool DistinctCount::is_estimate() const {
  return settled().size() > kAuthorsCounted;
}

std::uint64_t DistinctCount::count() const {
  const std::vector<std::uint64_t> smallest = settled();
  if (smallest.size() <= kAuthorsCounted) return smallest.size();
  const double share = static_cast<double>(smallest.back()) / std::ldexp(1.0, 64);
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(smallest.size() - 1) / share));
}

bool DistinctCount::operator==(const DistinctCount& other) const {
  return settled() == other.settled();
}

}  // namespace verbatim
