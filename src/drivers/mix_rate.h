// Why a figure of all moved between two periods: other people answered (mix), or people answered otherwise
// (rate).
//
// With the shares w of the groups in each period and their figures r, R0 = sum w0 r0 and R1 = sum w1 r1
// (Kitagawa 1955, components of a difference between two rates):
//     rate_s = (w0 + w1) / 2 (r1 - r0)
//     mix_s  = (w1 - w0) ((r0 + r1) / 2 - (R0 + R1) / 2)
// Taking the middle of R from the mix changes no total, as the w sum to 1 in both periods, and makes each
// group's part readable: a group that grows and stands above the whole raises it. A group that is in one
// period only has no change of its own figure: its r is taken for the other period as well, and all of its
// part is mix.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace verbatim {

// Any weight (records, sum of weights) and the figure of those records: a mean, or a share. A weight of 0 is
// a group that is not there; its figure is not read.
struct GroupRate {
  double weight = 0;
  double figure = 0;
};

struct GroupPeriods {
  GroupRate before;
  GroupRate after;
};

struct MixRatePart {
  double mix = 0;
  double rate = 0;
};

struct MixRateSplit {
  double before = 0;  // figure of all groups
  double after = 0;
  double mix = 0;
  double rate = 0;                 // mix + rate = after - before, but for rounding
  std::vector<MixRatePart> parts;  // of the groups, in the order given
};

// Only a figure that is the weighted mean of its groups' figures can be split so: shares, means, NPS. Empty
// where a period has no weight. REQUIRES: weights are at least 0.
std::optional<MixRateSplit> split_mix_rate(std::span<const GroupPeriods> groups);

}  // namespace verbatim
