// The sums of a group of records in 256 parts, by a hash of the record's cluster (its customer, or itself).
// From them come figures that resample whole clusters: bootstrap ranks, and errors that allow for customers
// who answered more than once. Integers only, so parts of a run merge to the same bits in any order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "drivers/score_tally.h"
#include "drivers/statistics.h"

namespace verbatim {

inline constexpr std::size_t kBuckets = 256;

constexpr std::size_t bucket_of(std::uint64_t cluster_hash) {
  return static_cast<std::size_t>(cluster_hash >> 56);
}

// One bucket of one group: the main figure is 100 value / records for NPS, CSAT and events, and value /
// records in thousandths otherwise.
struct BucketSum {
  std::uint64_t records = 0;  // or the sum of their weights
  Int128 value = 0;

  bool operator==(const BucketSum&) const = default;
};

// What a record, or a group of them, adds to a BucketSum.
BucketSum bucket_sum(const ScoreMeaning& meaning, const ScoreSums& sums);

// The printed figure of it. REQUIRES: records > 0.
double bucket_figure(const ScoreMeaning& meaning, double records, double value);

// 8 KB once a record has come.
class BucketSums {
 public:
  void add(std::size_t bucket, const BucketSum& sum);
  void merge(const BucketSums& other);

  bool is_empty() const { return sums_ == nullptr; }
  BucketSum at(std::size_t bucket) const { return sums_ ? (*sums_)[bucket] : BucketSum{}; }

  BucketSums() = default;
  BucketSums(const BucketSums& other);
  BucketSums& operator=(const BucketSums& other);
  BucketSums(BucketSums&&) = default;
  BucketSums& operator=(BucketSums&&) = default;
  ~BucketSums() = default;

  bool operator==(const BucketSums& other) const;

  // The records of `whole` that are not in `part`. REQUIRES: `part` is of a subset of the records.
  static BucketSums difference(const BucketSums& whole, const BucketSums& part);

 private:
  std::unique_ptr<std::array<BucketSum, kBuckets>> sums_;
};

}  // namespace verbatim
