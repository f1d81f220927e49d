#include "drivers/fair_shares.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "drivers/bucket_sums.h"
#include "drivers/q_values.h"
#include "drivers/relative_weights.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr std::uint64_t kMinTogether = 10;
constexpr double kMaxQ = 0.05;

// The outcome per record: -1, 0, 1 for NPS; 0, 1 for shares; points for means.
struct Outcome {
  double mean = 0;
  double variance = 0;  // of the population
  double scale = 1;     // of a BucketSum's value to it
};

std::optional<Outcome> outcome_of(const ScoreMeaning& meaning, const ScoreSums& all) {
  if (all.n < 2) return std::nullopt;
  const auto n = static_cast<double>(all.weight);
  Outcome outcome;
  if (figure_kind(meaning.kind) == FigureKind::mean) {
    if (all.spoiled) return std::nullopt;
    const Moments of = moments(meaning, all);
    if (of.n <= 1) return std::nullopt;
    outcome = {of.mean, of.variance * (of.n - 1) / of.n, milli_per_point(meaning)};
  } else {
    const double mean = static_cast<double>(bucket_sum(meaning, all).value) / n;
    const double square = static_cast<double>(all.top + all.detractors) / n;
    outcome = {mean, square - mean * mean, 1};
  }
  if (outcome.variance <= 0) return std::nullopt;
  return outcome;
}

}  // namespace

ComplaintShares complaint_shares(const DriverTally& tally, std::size_t score,
                                 std::span<const ThemeId> leaves) {
  ComplaintShares result;
  const ScoreMeaning& meaning = tally.meaning(score);
  const ScoreSums& all = tally.commenters(score).sums();
  const std::optional<Outcome> outcome = outcome_of(meaning, all);
  if (!outcome) return result;
  const auto n = static_cast<double>(all.weight);

  std::vector<std::size_t> varying;  // places in `leaves`
  std::vector<double> share;         // of the records, by place in `varying`
  std::vector<double> with_outcome;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const ScoreSums& with = tally.sums(leaves[i], DriverKind::complaint, CellLevel::leaf, score);
    if (with.n == 0 || with.n == all.n) continue;
    const double p = static_cast<double>(with.weight) / n;
    const double product = static_cast<double>(bucket_sum(meaning, with).value) / outcome->scale / n;
    varying.push_back(i);
    share.push_back(p);
    with_outcome.push_back((product - p * outcome->mean) / std::sqrt(p * (1 - p) * outcome->variance));
  }
  const std::size_t k = varying.size();
  std::vector<double> among(k * k, 1);
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double both =
          static_cast<double>(tally.pairs(score).count(leaves[varying[i]], leaves[varying[j]])) / n;
      const double r =
          (both - share[i] * share[j]) / std::sqrt(share[i] * (1 - share[i]) * share[j] * (1 - share[j]));
      among[i * k + j] = among[j * k + i] = r;
    }
  }
  const RelativeWeights weights = relative_weights(among, with_outcome);
  result.together.r_squared = weights.r_squared;
  result.together.themes = k;
  result.together.is_ridged = weights.is_ridged;
  result.shares.assign(leaves.size(), 0);
  if (weights.r_squared <= 0) return result;
  for (std::size_t i = 0; i < k; ++i) {
    result.shares[varying[i]] = std::copysign(100 * weights.weights[i] / weights.r_squared, with_outcome[i]);
  }
  return result;
}

std::vector<ThemePair> theme_pairs(const DriverTally& tally, std::span<const DriverTheme> themes,
                                   std::span<const ThemeId> leaves, std::size_t most) {
  std::vector<ThemePair> pairs;
  const auto n = static_cast<double>(tally.analysed());
  const auto records = [&](ThemeId theme) {
    return static_cast<double>(tally.count(theme, DriverKind::complaint, CellLevel::leaf).records);
  };
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double a = records(leaves[j]) / n;
      const double b = records(leaves[i]) / n;
      const double spread = a * (1 - a) * b * (1 - b);
      if (spread <= 0) continue;
      ThemePair pair;
      const DriverTheme& one = themes[ThemeTree::index(leaves[j])];
      const DriverTheme& other = themes[ThemeTree::index(leaves[i])];
      pair.theme = one.id;
      pair.label = one.label;
      pair.other = other.id;
      pair.other_label = other.label;
      pair.comments = tally.pairs().count(leaves[i], leaves[j]);
      pair.expected = n * a * b;
      pair.phi = (static_cast<double>(pair.comments) / n - a * b) / std::sqrt(spread);
      pair.p = 2 * normal_cdf(-std::abs(pair.phi) * std::sqrt(n));
      pairs.push_back(std::move(pair));
    }
  }
  fill_q(pairs, &ThemePair::p, &ThemePair::q);
  std::erase_if(pairs, [](const ThemePair& pair) {
    return pair.comments < kMinTogether || pair.phi <= 0 || pair.q >= kMaxQ;
  });
  std::sort(pairs.begin(), pairs.end(), [](const ThemePair& a, const ThemePair& b) {
    if (a.phi != b.phi) return a.phi > b.phi;
    return a.theme != b.theme ? a.theme < b.theme : a.other < b.other;
  });
  if (pairs.size() > most) pairs.resize(most);
  return pairs;
}

}  // namespace verbatim
