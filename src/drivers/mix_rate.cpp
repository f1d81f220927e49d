#include "drivers/mix_rate.h"

#include <cassert>

namespace verbatim {

std::optional<MixRateSplit> split_mix_rate(std::span<const GroupPeriods> groups) {
  double weight_before = 0;
  double weight_after = 0;
  for (const GroupPeriods& group : groups) {
    assert(group.before.weight >= 0 && group.after.weight >= 0);
    weight_before += group.before.weight;
    weight_after += group.after.weight;
  }
  if (!(weight_before > 0) || !(weight_after > 0)) return std::nullopt;

  MixRateSplit split;
  for (const GroupPeriods& group : groups) {
    if (group.before.weight > 0) split.before += group.before.weight / weight_before * group.before.figure;
    if (group.after.weight > 0) split.after += group.after.weight / weight_after * group.after.figure;
  }
  const double middle = (split.before + split.after) / 2;
  for (const GroupPeriods& group : groups) {
    const double w0 = group.before.weight / weight_before;
    const double w1 = group.after.weight / weight_after;
    MixRatePart part;
    if (w0 > 0 || w1 > 0) {
      const double r0 = w0 > 0 ? group.before.figure : group.after.figure;
      const double r1 = w1 > 0 ? group.after.figure : group.before.figure;
      part.rate = (w0 + w1) / 2 * (r1 - r0);
      part.mix = (w1 - w0) * ((r0 + r1) / 2 - middle);
    }
    split.mix += part.mix;
    split.rate += part.rate;
    split.parts.push_back(part);
  }
  return split;
}

}  // namespace verbatim
