#include "drivers/recent_sample.h"

namespace verbatim {

CommentSample* RecentSample::open(std::int32_t period) {
  if (const auto at = periods_.find(period); at != periods_.end()) return &at->second;
  if (periods_.size() == kPeriods) {
    if (period < periods_.begin()->first) return nullptr;
    periods_.erase(periods_.begin());
  }
  return &periods_.try_emplace(period, kEach).first->second;
}

void RecentSample::add(std::int32_t period, std::uint64_t hash, std::string_view text) {
  if (CommentSample* sample = open(period)) sample->add(hash, text);
}

void RecentSample::merge(const RecentSample& other) {
  // The latest first: an early one may not fit any more, and then never does.
  for (auto at = other.periods_.rbegin(); at != other.periods_.rend(); ++at) {
    if (CommentSample* sample = open(at->first)) sample->merge(at->second);
  }
}

}  // namespace verbatim
