#include "drivers/correlation_sums.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace verbatim {

void CorrelationSums::add(std::int64_t x, std::int64_t y) {
  ++n_;
  x_ += x;
  y_ += y;
  xx_ += Int128{x} * x;
  yy_ += Int128{y} * y;
  xy_ += Int128{x} * y;
}

void CorrelationSums::merge(const CorrelationSums& other) {
  n_ += other.n_;
  x_ += other.x_;
  y_ += other.y_;
  xx_ += other.xx_;
  yy_ += other.yy_;
  xy_ += other.xy_;
}

std::optional<double> CorrelationSums::correlation() const {
  const auto n = static_cast<Int128>(n_);
  const auto covariance = static_cast<double>(n * xy_ - x_ * y_);
  const auto of_x = static_cast<double>(n * xx_ - x_ * x_);
  const auto of_y = static_cast<double>(n * yy_ - y_ * y_);
  if (!(of_x > 0) || !(of_y > 0)) return std::nullopt;
  return std::clamp(covariance / (std::sqrt(of_x) * std::sqrt(of_y)), -1.0, 1.0);
}

Figure CorrelationSums::figure(std::uint64_t fewest) const {
  assert(fewest > 3);
  Figure figure;
  figure.n = n_;
  if (n_ < fewest) return figure;
  figure.value = correlation();
  if (!figure.value) return figure;
  const double r = *figure.value;
  if (std::abs(r) >= 1) {
    figure.low = figure.high = r;
    return figure;
  }
  const double z = std::atanh(r);
  const double margin = kZ95 / std::sqrt(static_cast<double>(n_ - 3));
  figure.low = std::tanh(z - margin);
  figure.high = std::tanh(z + margin);
  return figure;
}

Figure turned(const Figure& correlation) {
  const auto minus = [](std::optional<double> value) { return value ? std::optional(-*value) : value; };
  return {correlation.n, minus(correlation.value), minus(correlation.high), minus(correlation.low)};
}

std::int64_t log_minutes(double minutes) {
  return std::llround(1000 * std::log10(1.0 + minutes));
}

}  // namespace verbatim
