// The change of a mean split over groups: who answered (mix), and what they said (rate). Symmetric
// decomposition (Kitagawa 1955): with shares w of the groups and figures r, before (0) and after (1),
//
//   mix_g  = (w1 - w0) ((r0 + r1) / 2 - R),   R = the mean of the overall figures before and after,
//   rate_g = (w0 + w1) / 2 (r1 - r0).
//
// Measured from R, more answers of a group that rates below the rest pull down, and groups that neither grow
// nor shrink count for nothing. A group that is in one of the two only has no rate: its figure there counts for
// both. mix + rate = change.
#pragma once

#include <span>
#include <vector>

namespace verbatim {

struct MixGroup {
  double size_before = 0;  // records, or their weights
  double before = 0;       // figure; read only where the size is not 0
  double size_after = 0;
  double after = 0;
};

struct MixPart {
  double mix = 0;
  double rate = 0;
};

struct MixSplit {
  double change = 0;
  double mix = 0;
  double rate = 0;
  std::vector<MixPart> groups;  // as given
};

// All zero where either side has no records.
MixSplit split_change(std::span<const MixGroup> groups);

}  // namespace verbatim
