// How many records give which signal, duration or rating. Integers only: parts merge to the same counts in
// any order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "verbatim/finding.h"
#include "verbatim/report.h"

namespace verbatim {

class SignalTally {
 public:
  // `signals`: how many the lexicon's table has.
  explicit SignalTally(std::size_t signals) : counts_(signals), last_record_(signals) {}

  // A record's texts are added one by one between these two; what several of them give counts once.
  void begin_record();
  void add(const Analysis& analysis);
  void end_record();

  // REQUIRES: made for the same lexicon.
  void merge(const SignalTally& other);

  // `table` is the lexicon's.
  SignalSummary summary(const std::vector<Signal>& table) const;

  // Compares what was counted.
  bool operator==(const SignalTally& other) const;

 private:
  using RatingKey = std::pair<std::int32_t, std::int32_t>;  // scale, value in thousandths

  std::vector<std::uint64_t> counts_;  // by signal
  std::array<std::uint64_t, 5> effort_{};
  std::array<std::uint64_t, kDurationClasses.size()> durations_{};
  std::map<RatingKey, std::uint64_t> ratings_;  // as many as there are points on the scales: a few dozen
  std::uint64_t transcripts_ = 0;
  std::uint64_t with_rating_ = 0;

  // Of the record at hand.
  std::uint64_t record_ = 0;
  std::vector<std::uint64_t> last_record_;  // by signal: the record that it was counted for last
  std::vector<RatingKey> record_ratings_;
  std::int64_t longest_ = 0;
  int efforts_ = 0;
  int effort_sum_ = 0;
  bool is_transcript_ = false;
};

}  // namespace verbatim
