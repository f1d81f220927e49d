#include "drivers/score_curve.h"

#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include <Eigen/Dense>

#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr double kProfile = 3.841458820694124;    // chi-squared, 1 degree of freedom, 95 %
constexpr double kNeededGain = 9.21034037197618;  // chi-squared, 2 degrees of freedom, 99 %
constexpr std::uint64_t kMinBand = 10;            // records: a smaller band bends no curve
constexpr std::size_t kMinPoints = 5;

// A band as a point of the curve.
struct Point {
  double t = 0;
  double y = 0;
  double records = 0;
  std::int64_t upper = 0;  // edge above it, kept units
};

struct Fit {
  double squares = 0;
  Eigen::VectorXd coefficients;
};

// Least squares, weighed by records. `knee`: where the slope changes.
Fit fit(const std::vector<Point>& points, std::optional<double> knee) {
  const auto rows = static_cast<Eigen::Index>(points.size());
  Eigen::MatrixXd design(rows, knee ? 3 : 2);
  Eigen::VectorXd outcome(rows);
  for (Eigen::Index i = 0; i < rows; ++i) {
    const Point& point = points[static_cast<std::size_t>(i)];
    const double root = std::sqrt(point.records);
    design(i, 0) = root;
    design(i, 1) = root * point.t;
    if (knee) design(i, 2) = root * std::max(0.0, point.t - *knee);
    outcome(i) = root * point.y;
  }
  Fit result;
  result.coefficients = design.colPivHouseholderQr().solve(outcome);
  result.squares = (outcome - design * result.coefficients).squaredNorm();
  return result;
}

}  // namespace

CurveTally::CurveTally(const ScoreMeaning& score, const ScoreMeaning& number)
    : CurveTally(score, number, NumberBands::coarse(number)) {}

CurveTally::CurveTally(const ScoreMeaning& score, const ScoreMeaning& number, NumberBands table)
    : score_(score), number_(number), bands_(NumberBands::fine(number)), table_(std::move(table)) {}

void CurveTally::add(ScoreValue score, ScoreValue number, std::uint64_t weight) {
  if (!score.present || !number.present || weight == 0) return;
  if (sums_.empty()) sums_.resize(bands_.size());
  Band& band = sums_[bands_.band_of(number.milli)];
  band.number += static_cast<Int128>(number.milli) * static_cast<Int128>(weight);
  band.score.add(score_, score, weight);
}

void CurveTally::merge(const CurveTally& other) {
  assert(score_ == other.score_ && number_ == other.number_);
  if (other.sums_.empty()) return;
  if (sums_.empty()) sums_.resize(bands_.size());
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    sums_[i].number += other.sums_[i].number;
    sums_[i].score.merge(other.sums_[i].score);
  }
}

std::uint64_t CurveTally::count() const {
  std::uint64_t count = 0;
  for (const Band& band : sums_) count += band.score.n;
  return count;
}

std::vector<ScoreSums> CurveTally::table_sums() const {
  std::vector<ScoreSums> sums(table_.size());
  for (std::size_t i = 0; i < sums_.size(); ++i) sums[table_.band_of(bands_, i)].merge(sums_[i].score);
  return sums;
}

std::optional<CurveKnee> CurveTally::knee() const {
  const bool is_log = number_.kind != ScoreKind::delay;
  const double scale = milli_per_point(number_);
  const auto place = [&](double kept) {
    return is_log ? std::log10(1 + std::max(0.0, kept) / 1000) : kept / scale;
  };
  std::vector<Point> points;
  double within = 0;  // sum of squares within the bands
  double records = 0;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const Band& band = sums_[i];
    if (band.score.n < kMinBand) continue;
    const std::optional<GroupFigure> figure = group_figure(score_, band.score);
    if (!figure) return std::nullopt;
    const double n = figure->n;
    points.push_back({place(static_cast<double>(band.number) / static_cast<double>(band.score.weight)),
                      figure->value, n, i < bands_.edges().size() ? bands_.edges()[i] : 0});
    within += figure->variance * n * n;
    records += n;
  }
  if (points.size() < kMinPoints || within <= 0) return std::nullopt;
  const double variance = within / records;

  struct Candidate {
    std::int64_t edge;
    Fit fit;
  };
  std::vector<Candidate> candidates;
  // Two bands at least to either side of the knee: else it is one band that stands apart.
  for (std::size_t i = 1; i + 2 < points.size(); ++i)
    candidates.push_back({points[i].upper, fit(points, place(static_cast<double>(points[i].upper)))});
  const Candidate* best = &candidates.front();
  for (const Candidate& candidate : candidates) {
    if (candidate.fit.squares < best->fit.squares) best = &candidate;
  }
  const double straight = fit(points, std::nullopt).squares;
  if ((straight - best->fit.squares) / variance < kNeededGain) return std::nullopt;

  CurveKnee knee;
  const auto printed = [&](std::int64_t edge) { return static_cast<double>(edge) / scale; };
  knee.at = printed(best->edge);
  knee.low = knee.high = knee.at;
  for (const Candidate& candidate : candidates) {
    if ((candidate.fit.squares - best->fit.squares) / variance > kProfile) continue;
    knee.low = std::min(knee.low, printed(candidate.edge));
    knee.high = std::max(knee.high, printed(candidate.edge));
  }
  const Eigen::VectorXd& line = best->fit.coefficients;
  knee.slope_before = line(1);
  knee.slope_after = line(1) + line(2);
  knee.slope_is_per_tenfold = is_log;
  return knee;
}

ScoreCurve CurveTally::finish(const CurveTally& analysed) const {
  ScoreCurve curve;
  curve.records = count();
  const std::vector<ScoreSums> all = table_sums();
  const std::vector<ScoreSums> with_text = analysed.table_sums();
  for (std::size_t i = 0; i < all.size(); ++i) {
    curve.bands.push_back(
        {band_label(number_, table_, i), figures_of(score_, all[i]), figures_of(score_, with_text[i])});
  }
  const auto is_empty = [](const CurveBand& band) { return band.figures.main.n == 0; };
  while (!curve.bands.empty() && is_empty(curve.bands.back())) curve.bands.pop_back();
  while (!curve.bands.empty() && is_empty(curve.bands.front())) curve.bands.erase(curve.bands.begin());
  curve.knee = knee();
  return curve;
}

}  // namespace verbatim
