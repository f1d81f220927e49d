// Pearson's correlation of two whole numbers, kept as integer sums.
#pragma once

#include <cstdint>
#include <optional>

#include "drivers/statistics.h"
#include "verbatim/report.h"

namespace verbatim {

// A plain value; `merge` is associative and commutative, to the bit. REQUIRES: values below 2^31 in size and
// fewer than 2^32 pairs, so that n times a sum of products fits.
class CorrelationSums {
 public:
  void add(std::int64_t x, std::int64_t y);
  void merge(const CorrelationSums& other);

  std::uint64_t n() const { return n_; }
  // r = cov(x, y) / (s_x s_y), centred in integers, so that nothing is lost before the one division. Empty
  // where one of the two does not vary.
  std::optional<double> correlation() const;
  // r with Fisher's 95 % interval, tanh(atanh r +- z / sqrt(n - 3)); only n below `fewest` pairs or where one
  // of the two does not vary. REQUIRES: fewest > 3.
  Figure figure(std::uint64_t fewest) const;

  bool operator==(const CorrelationSums&) const = default;

 private:
  std::uint64_t n_ = 0;
  Int128 x_ = 0;
  Int128 y_ = 0;
  Int128 xx_ = 0;
  Int128 yy_ = 0;
  Int128 xy_ = 0;
};

// The same with the other sign: where the low end of one of the two is the good one.
Figure turned(const Figure& correlation);

// A time as it is set beside another number: 1000 log10(1 + minutes), rounded. Times spread over powers of
// ten, and 0 minutes has a place.
std::int64_t log_minutes(double minutes);

}  // namespace verbatim
