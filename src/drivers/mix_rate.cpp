#include "drivers/mix_rate.h"

namespace verbatim {

MixSplit split_change(std::span<const MixGroup> groups) {
  MixSplit split;
  split.groups.resize(groups.size());
  double size_before = 0, size_after = 0, sum_before = 0, sum_after = 0;
  for (const MixGroup& group : groups) {
    size_before += group.size_before;
    size_after += group.size_after;
    sum_before += group.size_before * group.before;
    sum_after += group.size_after * group.after;
  }
  if (size_before <= 0 || size_after <= 0) return split;
  const double whole_before = sum_before / size_before;
  const double whole_after = sum_after / size_after;
  split.change = whole_after - whole_before;
  const double centre = (whole_before + whole_after) / 2;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const MixGroup& group = groups[i];
    const double w0 = group.size_before / size_before;
    const double w1 = group.size_after / size_after;
    const double r0 = group.size_before > 0 ? group.before : group.after;
    const double r1 = group.size_after > 0 ? group.after : group.before;
    split.groups[i] = {(w1 - w0) * ((r0 + r1) / 2 - centre), (w0 + w1) / 2 * (r1 - r0)};
    split.mix += split.groups[i].mix;
    split.rate += split.groups[i].rate;
  }
  return split;
}

}  // namespace verbatim
