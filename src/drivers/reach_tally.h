// Whose posts a driver is in and how many people they reach, beside how many comments: per theme and polarity
// the posts with their reposts, the different authors and the sum of the reach. Parts merge to the same in
// any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "drivers/distinct_count.h"
#include "drivers/driver_tally.h"
#include "drivers/theme_rollup.h"
#include "verbatim/finding.h"
#include "verbatim/report.h"

namespace verbatim {

// One analysed record with the reposts that were folded into it. The spans belong to the caller.
struct PostFacts {
  std::uint64_t posts = 1;
  std::uint64_t reach = 0;
  std::span<const std::uint64_t> authors;  // hashes, spread evenly; of those that are known
  std::span<const ThemeFinding> themes;    // as in UnitFacts
};

struct PostCount {
  std::uint64_t posts = 0;
  std::uint64_t reach = 0;
  DistinctCount authors;

  void add(const PostFacts& post);
  void merge(const PostCount& other);
  bool operator==(const PostCount&) const = default;
};

class ReachTally {
 public:
  explicit ReachTally(const ThemeTree& tree);

  void add(const PostFacts& post);
  // REQUIRES: made for the same tree.
  void merge(const ReachTally& other);

  const PostCount& all() const { return all_; }
  const PostCount& count(ThemeId theme, DriverKind kind, CellLevel level) const;

  // Compares what was counted; the scratch does not matter.
  bool operator==(const ReachTally& other) const;

 private:
  // A theme without children keeps a single cell for both levels.
  std::size_t cell(ThemeId theme, DriverKind kind, CellLevel level) const;

  ThemeTree tree_;
  PostCount all_;
  std::vector<PostCount> cells_;
  ThemeRollup rollup_;  // scratch of `add`
};

}  // namespace verbatim
