#include "drivers/strata_tally.h"

#include <cmath>

namespace verbatim {
namespace {

constexpr double kMostLeftOut = 0.05;

// Estimates of groups, weighed by their sizes.
class Weighed {
 public:
  void add(double size, const Estimate& estimate) {
    const double error = (estimate.high - estimate.low) / (2 * kZ95);
    size_ += size;
    value_ += size * estimate.value;
    variance_ += size * size * error * error;
  }
  void add_nothing(double size) { size_ += size; }
  double size() const { return size_; }

  std::optional<Estimate> finish() const {
    if (size_ <= 0) return std::nullopt;
    Estimate estimate;
    estimate.value = value_ / size_;
    const double error = std::sqrt(variance_) / size_;
    estimate.low = estimate.value - kZ95 * error;
    estimate.high = estimate.value + kZ95 * error;
    estimate.p = error > 0 ? 2 * normal_cdf(-std::abs(estimate.value) / error) : estimate.value == 0 ? 1 : 0;
    return estimate;
  }

 private:
  double size_ = 0;
  double value_ = 0;
  double variance_ = 0;
};

}  // namespace

StrataTally::StrataTally(std::span<const DriverTheme> themes, std::span<const ScoreMeaning> scores)
    : themes_(themes.begin(), themes.end()), meanings_(scores.begin(), scores.end()) {}

void StrataTally::add(std::string_view value, const UnitFacts& unit) {
  if (has_too_many_) return;
  auto group = groups_.find(value);
  if (group == groups_.end()) {
    if (groups_.size() == kMostValues) {
      has_too_many_ = true;
      groups_.clear();
      return;
    }
    group = groups_.try_emplace(std::string(value), themes_, meanings_, DriverTally::Depth::sums).first;
  }
  group->second.add(unit);
}

void StrataTally::merge(const StrataTally& other) {
  has_too_many_ = has_too_many_ || other.has_too_many_;
  if (!has_too_many_) {
    for (const auto& [value, tally] : other.groups_) {
      const auto [group, is_new] = groups_.try_emplace(value, tally);
      if (!is_new) group->second.merge(tally);
    }
    has_too_many_ = groups_.size() > kMostValues;
  }
  if (has_too_many_) groups_.clear();
}

std::optional<Estimate> StrataTally::impact(ThemeId theme, DriverKind kind, CellLevel level,
                                            std::size_t score) const {
  const ScoreMeaning& meaning = meanings_[score];
  Weighed weighed;
  double left_out = 0;
  for (const auto& [value, tally] : groups_) {
    const ScoreSums& all = tally.commenters(score).sums();
    const ScoreSums& with = tally.sums(theme, kind, level, score);
    const auto size = static_cast<double>(all.n);
    if (with.n == 0) {
      weighed.add_nothing(size);
      continue;
    }
    const std::optional<GroupFigure> with_figure = group_figure(meaning, with);
    const std::optional<GroupFigure> others = group_figure(meaning, difference(all, with));
    const std::optional<Estimate> impact =
        with_figure && others ? leave_out_impact(*with_figure, *others) : std::nullopt;
    if (impact) {
      weighed.add(size, *impact);
    } else {
      left_out += size;
    }
  }
  if (left_out > kMostLeftOut * (left_out + weighed.size())) return std::nullopt;
  return weighed.finish();
}

std::optional<Estimate> StrataTally::severity(ThemeId theme, DriverKind kind, CellLevel level,
                                              std::size_t score) const {
  Weighed weighed;
  for (const auto& [value, tally] : groups_) {
    const ScoreSums& with = tally.sums(theme, kind, level, score);
    const std::optional<Estimate> severity =
        figure_difference(meanings_[score], with, difference(tally.any(kind, score), with));
    if (severity) weighed.add(static_cast<double>(tally.commenters(score).sums().n), *severity);
  }
  return weighed.finish();
}

}  // namespace verbatim
