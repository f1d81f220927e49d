#include "drivers/bucket_sums.h"

#include <cassert>

namespace verbatim {

BucketSum bucket_sum(const ScoreMeaning& meaning, const ScoreSums& sums) {
  switch (figure_kind(meaning.kind)) {
    case FigureKind::net:
      return {sums.weight, static_cast<Int128>(sums.top) - static_cast<Int128>(sums.detractors)};
    case FigureKind::share:
      return {sums.weight, static_cast<Int128>(sums.top)};
    case FigureKind::mean:
      return {sums.weight, sums.sum};
  }
  return {};
}

double bucket_figure(const ScoreMeaning& meaning, double records, double value) {
  assert(records > 0);
  if (figure_kind(meaning.kind) == FigureKind::mean) return value / milli_per_point(meaning) / records;
  return 100 * value / records;
}

BucketSums::BucketSums(const BucketSums& other)
    : sums_(other.sums_ ? std::make_unique<std::array<BucketSum, kBuckets>>(*other.sums_) : nullptr) {}

BucketSums& BucketSums::operator=(const BucketSums& other) {
  if (this != &other) *this = BucketSums(other);
  return *this;
}

void BucketSums::add(std::size_t bucket, const BucketSum& sum) {
  if (sum.records == 0) return;
  if (!sums_) sums_ = std::make_unique<std::array<BucketSum, kBuckets>>();
  BucketSum& at = (*sums_)[bucket];
  at.records += sum.records;
  at.value += sum.value;
}

void BucketSums::merge(const BucketSums& other) {
  if (!other.sums_) return;
  for (std::size_t i = 0; i < kBuckets; ++i) add(i, (*other.sums_)[i]);
}

BucketSums BucketSums::difference(const BucketSums& whole, const BucketSums& part) {
  BucketSums rest = whole;
  if (!part.sums_ || !rest.sums_) return rest;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    BucketSum& at = (*rest.sums_)[i];
    at.records -= part.at(i).records;
    at.value -= part.at(i).value;
  }
  return rest;
}

bool BucketSums::operator==(const BucketSums& other) const {
  for (std::size_t i = 0; i < kBuckets; ++i) {
    if (at(i) != other.at(i)) return false;
  }
  return true;
}

}  // namespace verbatim
