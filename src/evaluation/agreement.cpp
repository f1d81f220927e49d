#include "evaluation/agreement.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "drivers/statistics.h"

namespace verbatim {

void ConfusionMatrix::add(std::size_t coded, std::size_t said, std::uint64_t rows) {
  assert(coded < classes_ && said < classes_);
  counts_[coded * classes_ + said] += rows;
}

void ConfusionMatrix::merge(const ConfusionMatrix& other) {
  assert(classes_ == other.classes_);
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

std::uint64_t ConfusionMatrix::coded(std::size_t c) const {
  std::uint64_t sum = 0;
  for (std::size_t s = 0; s < classes_; ++s) sum += at(c, s);
  return sum;
}

std::uint64_t ConfusionMatrix::said(std::size_t c) const {
  std::uint64_t sum = 0;
  for (std::size_t t = 0; t < classes_; ++t) sum += at(t, c);
  return sum;
}

std::uint64_t ConfusionMatrix::agreed() const {
  std::uint64_t sum = 0;
  for (std::size_t c = 0; c < classes_; ++c) sum += at(c, c);
  return sum;
}

std::uint64_t ConfusionMatrix::n() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : counts_) sum += count;
  return sum;
}

Proportion make_proportion(std::uint64_t hits, std::uint64_t n) {
  Proportion out;
  out.hits = hits;
  out.n = n;
  if (n == 0) return out;
  const Interval interval = wilson_interval(static_cast<double>(hits), static_cast<double>(n));
  out.value = static_cast<double>(hits) / static_cast<double>(n);
  out.low = interval.low;
  out.high = interval.high;
  return out;
}

std::optional<double> f1_score(std::uint64_t coded, std::uint64_t said, std::uint64_t both) {
  if (coded + said == 0) return std::nullopt;
  return 2 * static_cast<double>(both) / static_cast<double>(coded + said);
}

std::optional<Kappa> cohen_kappa(const ConfusionMatrix& matrix) {
  const auto n = static_cast<double>(matrix.n());
  if (n == 0) return std::nullopt;
  const std::size_t k = matrix.classes();
  std::vector<double> coded(k), said(k);
  double chance = 0;
  for (std::size_t c = 0; c < k; ++c) {
    coded[c] = static_cast<double>(matrix.coded(c)) / n;
    said[c] = static_cast<double>(matrix.said(c)) / n;
    chance += coded[c] * said[c];
  }
  if (chance >= 1) return std::nullopt;
  const double agreed = static_cast<double>(matrix.agreed()) / n;
  double sum = 0;
  for (std::size_t c = 0; c < k; ++c) {
    for (std::size_t s = 0; s < k; ++s) {
      const double share = static_cast<double>(matrix.at(c, s)) / n;
      // The margins crossed: what this cell's row class is said, and its column class coded.
      const double margins = (said[c] + coded[s]) * (1 - agreed);
      const double term = c == s ? (1 - chance) - margins : margins;
      sum += share * term * term;
    }
  }
  const double rest = agreed * chance - 2 * chance + agreed;
  const double variance = (sum - rest * rest) / (n * std::pow(1 - chance, 4));
  Kappa out;
  out.value = (agreed - chance) / (1 - chance);
  out.se = std::sqrt(std::max(0.0, variance));
  out.low = std::max(-1.0, out.value - kZ95 * out.se);
  out.high = std::min(1.0, out.value + kZ95 * out.se);
  return out;
}

std::optional<double> krippendorff_alpha(const ConfusionMatrix& matrix) {
  const auto rows = static_cast<double>(matrix.n());
  if (rows == 0) return std::nullopt;
  const double values = 2 * rows;
  double same_pairs = 0;
  for (std::size_t c = 0; c < matrix.classes(); ++c) {
    const auto of_class = static_cast<double>(matrix.coded(c) + matrix.said(c));
    same_pairs += of_class * of_class;
  }
  const double other_pairs = values * values - same_pairs;
  if (other_pairs <= 0) return std::nullopt;
  const double differ = 2 * (rows - static_cast<double>(matrix.agreed()));
  return 1 - (values - 1) * differ / other_pairs;
}

Agreement make_agreement(std::string name, std::string about, std::vector<std::string> names,
                         std::size_t scored, const ConfusionMatrix& matrix) {
  assert(names.size() == matrix.classes() && scored <= names.size());
  Agreement out;
  out.name = std::move(name);
  out.about = std::move(about);
  out.n = matrix.n();
  out.names = std::move(names);
  double sum = 0;
  std::size_t with_f1 = 0;
  for (std::size_t c = 0; c < matrix.classes(); ++c) {
    std::vector<std::uint64_t>& row = out.matrix.emplace_back();
    for (std::size_t s = 0; s < matrix.classes(); ++s) row.push_back(matrix.at(c, s));
    if (c >= scored) continue;
    ClassAgreement one;
    one.name = out.names[c];
    one.coded = matrix.coded(c);
    one.said = matrix.said(c);
    one.both = matrix.at(c, c);
    one.precision = make_proportion(one.both, one.said);
    one.recall = make_proportion(one.both, one.coded);
    one.f1 = f1_score(one.coded, one.said, one.both);
    if (one.f1) {
      sum += *one.f1;
      ++with_f1;
    }
    out.classes.push_back(std::move(one));
  }
  out.accuracy = make_proportion(matrix.agreed(), out.n);
  if (with_f1 > 0) out.macro_f1 = sum / static_cast<double>(with_f1);
  out.kappa = cohen_kappa(matrix);
  out.alpha = krippendorff_alpha(matrix);
  return out;
}

}  // namespace verbatim
