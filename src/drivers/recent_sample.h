// A fair draw of comments from each of the latest periods of a run: what is new in the last of them is told
// by holding it against those before. Which periods are the latest is known only at the end, so a later one
// pushes out the earliest; what is kept does not depend on the order in which records come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

#include "drivers/comment_sample.h"

namespace verbatim {

class RecentSample {
 public:
  static constexpr std::size_t kPeriods = 7;   // the latest, and six to hold it against
  static constexpr std::size_t kEach = 1'000;  // comments of a period

  void add(std::int32_t period, std::uint64_t hash, std::string_view text);
  void merge(const RecentSample& other);

  const std::map<std::int32_t, CommentSample>& periods() const { return periods_; }
  bool operator==(const RecentSample&) const = default;

 private:
  // The sample of the period, null where it is too old.
  CommentSample* open(std::int32_t period);

  std::map<std::int32_t, CommentSample> periods_;
};

}  // namespace verbatim
