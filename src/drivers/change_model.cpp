#include "drivers/change_model.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>
#include <utility>

#include <Eigen/Dense>
#include <boost/math/distributions/students_t.hpp>

namespace verbatim {
namespace {

constexpr double kDateCut = 7.35;                // Hansen (2000), table 1: 95 % of a break's likelihood ratio
constexpr double kHingeCut = 3.841458820694124;  // chi-squared, 1 degree of freedom, 95 %
constexpr double kCollinear = 1e-7;              // of a candidate's own sum of squares
constexpr std::size_t kMaxTested = 256;  // candidates with the largest |z| whose skewness is worked out
constexpr std::size_t kMaxSweeps = 6;    // of dating each component anew
constexpr std::size_t kMinRise = 3;      // periods that a drift must last
constexpr double kPriorHits = 20;        // weight of the pooled share in that of a period of the rest
constexpr int kReweightings = 3;         // variances that follow from the fit

// The periods with data, in order.
struct Data {
  std::vector<std::size_t> period;  // index in the series
  std::vector<SeriesPoint> points;
  std::size_t per_year = 0;
  std::size_t first_place = 0;
  double pooled_share = 0;  // 0..1, of the points with trials
  double least_share = 0;

  std::size_t size() const { return points.size(); }
};

// A component's shape. `first` is a position in Data; of a season, a place of the year.
struct Basis {
  ChangeKind kind = ChangeKind::step;
  std::size_t first = 0;
  std::size_t length = 0;  // spike, season

  friend bool operator==(const Basis&, const Basis&) = default;
};

// Which place after the season's first one, and in which of its years, a period is.
std::pair<std::size_t, std::size_t> season_place(const Data& data, const Basis& season, std::size_t i) {
  const std::size_t from = data.period[i] + data.first_place % data.per_year + data.per_year - season.first;
  return {from % data.per_year, from / data.per_year};
}

double basis_value(const Data& data, const Basis& basis, std::size_t i) {
  switch (basis.kind) {
    case ChangeKind::step:
      return i >= basis.first ? 1 : 0;
    case ChangeKind::drift:
      return i >= basis.first ? static_cast<double>(data.period[i] - data.period[basis.first]) + 1 : 0;
    case ChangeKind::season:
      return season_place(data, basis, i).first < basis.length ? 1 : 0;
    case ChangeKind::spike:
      return i >= basis.first && i < basis.first + basis.length ? 1 : 0;
  }
  return 0;
}

// Weights (one over the variance) and third central moments of the values.
struct PointMoments {
  Eigen::VectorXd weight;
  Eigen::VectorXd third;
};

// A weighted least squares fit of a level and components.
struct Fit {
  PointMoments moments;
  Eigen::MatrixXd design;
  Eigen::MatrixXd covariance;  // (X' W X)^-1
  Eigen::VectorXd coefficients;
  Eigen::VectorXd residual;
  double squares = 0;  // sum of w r^2
};

Eigen::Index index(std::size_t i) {
  return static_cast<Eigen::Index>(i);
}

// `fitted` in units of the values.
PointMoments moments_of(const Data& data, const Eigen::VectorXd* fitted) {
  PointMoments moments{Eigen::VectorXd(index(data.size())), Eigen::VectorXd(index(data.size()))};
  for (std::size_t i = 0; i < data.size(); ++i) {
    const SeriesPoint& point = data.points[i];
    double variance = point.variance;
    double third = point.third;
    if (point.trials > 0) {
      const double seen = fitted ? ((*fitted)(index(i)) + point.offset) / 100 : data.pooled_share;
      const double m = std::clamp(seen, data.least_share, 1 - data.least_share);
      variance += 1e4 * m * (1 - m) / point.trials;
      third += 1e6 * m * (1 - m) * (1 - 2 * m) / (point.trials * point.trials);
    }
    moments.weight(index(i)) = 1 / variance;
    moments.third(index(i)) = third;
  }
  return moments;
}

Fit solve(const Data& data, const std::vector<Basis>& bases, PointMoments moments) {
  const Eigen::Index rows = index(data.size());
  Fit fit;
  fit.moments = std::move(moments);
  fit.design.resize(rows, index(bases.size()) + 1);
  fit.design.col(0).setOnes();
  Eigen::VectorXd outcome(rows);
  const double base = data.points[0].value;  // a large level must not cost the digits of the residuals
  for (std::size_t i = 0; i < data.size(); ++i) {
    outcome(index(i)) = data.points[i].value - base;
    for (std::size_t j = 0; j < bases.size(); ++j)
      fit.design(index(i), index(j) + 1) = basis_value(data, bases[j], i);
  }
  const Eigen::MatrixXd weighed = fit.moments.weight.asDiagonal() * fit.design;
  const Eigen::MatrixXd gram = fit.design.transpose() * weighed;
  fit.covariance = gram.ldlt().solve(Eigen::MatrixXd::Identity(gram.rows(), gram.cols()));
  fit.coefficients = fit.covariance * (weighed.transpose() * outcome);
  fit.residual = outcome - fit.design * fit.coefficients;
  fit.coefficients(0) += base;
  fit.squares = fit.residual.cwiseAbs2().dot(fit.moments.weight);
  return fit;
}

// With variances that follow from the fit itself, where the values are shares.
Fit fit_of(const Data& data, const std::vector<Basis>& bases) {
  Fit fit = solve(data, bases, moments_of(data, nullptr));
  if (data.pooled_share <= 0) return fit;
  for (int i = 0; i < kReweightings; ++i) {
    const Eigen::VectorXd fitted = fit.design * fit.coefficients;
    fit = solve(data, bases, moments_of(data, &fitted));
  }
  return fit;
}

// What a fit leaves unexplained along one candidate.
struct Candidate {
  Basis basis;
  double z = 0;
  double information = 0;  // of its size: sum of w x'^2
};

struct Tested {
  Candidate candidate;
  double z = 0;           // freed from skewness and dispersion
  double evidence = 0;    // its normal equivalent, at least 0
  double dispersion = 1;  // with the candidate in the fit
  double df = 0;
  bool has_t_tail = false;
};

// The 95 % point of chi-squared, by Wilson and Hilferty.
double chi_squared_95(double df) {
  const double part = 2 / (9 * df);
  const double root = 1 - part + 1.644854 * std::sqrt(part);
  return df * root * root * root;
}

// Sums over a candidate's periods: of w x r, of w x times each column of the design, of w x^2.
struct CandidateSums {
  double residual = 0;
  double squares = 0;
  Eigen::VectorXd design;

  explicit CandidateSums(Eigen::Index columns) : design(Eigen::VectorXd::Zero(columns)) {}

  void add(const Fit& fit, std::size_t i) {
    const double w = fit.moments.weight(index(i));
    residual += w * fit.residual(index(i));
    squares += w;
    design += w * fit.design.row(index(i)).transpose();
  }
  void add(const CandidateSums& other) {
    residual += other.residual;
    squares += other.squares;
    design += other.design;
  }
};

// All candidates in the order of preference among equals: step, season, drift, spike, each by date.
class Scan {
 public:
  Scan(const Data& data, const Fit& fit, const ChangeOptions& options)
      : data_(data), fit_(fit), options_(options) {}

  std::vector<Candidate> all() {
    ramps();
    seasons();
    std::vector<Candidate> candidates = std::move(steps_);
    std::reverse(candidates.begin(), candidates.end());
    candidates.insert(candidates.end(), seasons_.begin(), seasons_.end());
    candidates.insert(candidates.end(), drifts_.rbegin(), drifts_.rend());
    steps_.swap(candidates);
    spikes();
    return std::move(steps_);
  }

 private:
  // A candidate in the span of the design has nothing left to explain: its z is 0.
  Candidate make(const Basis& basis, const CandidateSums& sums) const {
    const double information = sums.squares - sums.design.dot(fit_.covariance * sums.design);
    if (!(information > kCollinear * sums.squares)) return {basis, 0, 0};
    return {basis, sums.residual / std::sqrt(information), information};
  }

  // Steps and drifts from the last date to the first: a drift's value is one more at each period than that of
  // the drift which begins a period later, so its sums follow from those of the step.
  void ramps() {
    const std::size_t n = data_.size();
    CandidateSums step(fit_.design.cols());
    CandidateSums drift(fit_.design.cols());
    double linear = 0;  // sum of w x of the drift
    for (std::size_t a = n; a-- > 1;) {
      const double gap = a + 1 < n ? static_cast<double>(data_.period[a + 1] - data_.period[a]) : 0;
      drift.residual += gap * step.residual;
      drift.design += gap * step.design;
      drift.squares += gap * (2 * linear + gap * step.squares);
      linear += gap * step.squares;
      step.add(fit_, a);
      drift.add(fit_, a);
      linear += fit_.moments.weight(index(a));
      if (a >= options_.min_side && n - a >= options_.min_side)
        steps_.push_back(make({ChangeKind::step, a, 0}, step));
      if (n - a >= kMinRise) drifts_.push_back(make({ChangeKind::drift, a, 0}, drift));
    }
  }

  void seasons() {
    const std::size_t year = data_.per_year;
    if (year < 2 || data_.period.back() - data_.period.front() + 1 < 2 * year) return;
    std::vector<CandidateSums> places(year, CandidateSums(fit_.design.cols()));
    std::vector<std::size_t> years(year);
    for (std::size_t i = 0; i < data_.size(); ++i) {
      const std::size_t place = season_place(data_, {ChangeKind::season, 0, 1}, i).first;
      places[place].add(fit_, i);
      ++years[place];
    }
    const std::size_t longest = year < 12 ? std::min<std::size_t>(3, year / 2) : year / 4;
    for (std::size_t first = 0; first < year; ++first) {
      CandidateSums sums(fit_.design.cols());
      for (std::size_t length = 1; length <= longest; ++length) {
        const std::size_t place = (first + length - 1) % year;
        if (years[place] < 2) break;
        sums.add(places[place]);
        const bool is_complement = 2 * length == year && 2 * first >= year;
        if (!is_complement) seasons_.push_back(make({ChangeKind::season, first, length}, sums));
      }
    }
  }

  // A spike of two periods at either end is a step.
  void spikes() {
    const std::size_t n = data_.size();
    for (std::size_t a = 0; a < n; ++a) {
      CandidateSums sums(fit_.design.cols());
      sums.add(fit_, a);
      steps_.push_back(make({ChangeKind::spike, a, 1}, sums));
      if (a == 0 || a + 2 >= n || data_.period[a + 1] != data_.period[a] + 1) continue;
      sums.add(fit_, a + 1);
      steps_.push_back(make({ChangeKind::spike, a, 2}, sums));
    }
  }

  const Data& data_;
  const Fit& fit_;
  const ChangeOptions& options_;
  std::vector<Candidate> steps_;
  std::vector<Candidate> drifts_;
  std::vector<Candidate> seasons_;
};

// Wilson and Hilferty: a value of a Pearson III variable of mean 0, variance 1 and this skewness, as a normal
// one. On the side of the short tail, where that distribution ends and a difference of shares does not, the
// value stays.
double without_skewness(double z, double skewness) {
  if (std::abs(skewness) < 1e-6 || skewness * z <= 0) return z;
  const double nearer = 6 / skewness * (std::cbrt(1 + skewness * z / 2) - 1) + skewness / 6;
  return std::copysign(std::min(std::abs(z), std::abs(nearer)), z);
}

// Whether a season shows in each of its years with a third of its size, as far as chance lets it: the least
// of many years may be low.
bool holds_every_year(const Data& data, const Fit& fit, const Candidate& season, double dispersion) {
  const double size = season.z / std::sqrt(season.information);
  double in = 0, in_weight = 0;
  std::vector<std::pair<double, double>> years;  // sums of w r and of w
  for (std::size_t i = 0; i < data.size(); ++i) {
    const auto [place, year] = season_place(data, season.basis, i);
    if (place >= season.basis.length) continue;
    if (years.size() <= year) years.resize(year + 1);
    const double w = fit.moments.weight(index(i));
    years[year].first += w * fit.residual(index(i));
    years[year].second += w;
    in += w * fit.residual(index(i));
    in_weight += w;
  }
  const double out = -in / (fit.moments.weight.sum() - in_weight);  // the weighted residuals sum to 0
  const double chance = normal_quantile(1 - 0.05 / static_cast<double>(years.size())) * std::sqrt(dispersion);
  return std::all_of(years.begin(), years.end(), [&](const auto& year) {
    if (year.second <= 0) return true;
    const double seen = (year.first / year.second - out) * (size < 0 ? -1 : 1);
    return seen >= std::abs(size) / 3 - chance / std::sqrt(year.second);
  });
}

Tested test(const Data& data, const Fit& fit, const Candidate& candidate) {
  Tested tested;
  tested.candidate = candidate;
  tested.df = static_cast<double>(fit.design.rows() - fit.design.cols() - 1);
  if (candidate.information <= 0 || tested.df < 1) return tested;
  Eigen::VectorXd left(fit.design.rows());
  for (std::size_t i = 0; i < data.size(); ++i) left(index(i)) = basis_value(data, candidate.basis, i);
  const Eigen::VectorXd weighed = left.cwiseProduct(fit.moments.weight);
  left -= fit.design * (fit.covariance * (fit.design.transpose() * weighed));
  const Eigen::ArrayXd pull = left.array() * fit.moments.weight.array();
  const double third = (pull.cube() * fit.moments.third.array()).sum();
  const double skewness = third / (candidate.information * std::sqrt(candidate.information));

  const double squares = fit.squares - candidate.z * candidate.z;
  tested.dispersion = std::max(1.0, squares / tested.df);
  tested.has_t_tail = squares > chi_squared_95(tested.df);
  if (candidate.basis.kind == ChangeKind::season &&
      !holds_every_year(data, fit, candidate, tested.dispersion))
    return tested;
  const double root = std::sqrt(tested.dispersion);
  tested.z = without_skewness(candidate.z / root, skewness * root);
  tested.evidence = std::abs(tested.z);
  if (tested.has_t_tail) {
    // Wallace (1959): t as a normal value, near enough to rank by.
    const double t = tested.z;
    tested.evidence =
        (8 * tested.df + 1) / (8 * tested.df + 3) * std::sqrt(tested.df * std::log1p(t * t / tested.df));
  }
  return tested;
}

struct Searched {
  Tested best;
  std::size_t candidates = 0;
};

Searched search(const Data& data, const Fit& fit, const ChangeOptions& options) {
  std::vector<Candidate> candidates = Scan(data, fit, options).all();
  Searched searched;
  searched.candidates = candidates.size();
  if (candidates.size() > kMaxTested) {
    std::vector<double> sizes;
    for (const Candidate& candidate : candidates) sizes.push_back(std::abs(candidate.z));
    std::nth_element(sizes.begin(), sizes.begin() + kMaxTested, sizes.end(), std::greater<>());
    const double least = sizes[kMaxTested];
    std::erase_if(candidates, [&](const Candidate& candidate) { return std::abs(candidate.z) <= least; });
  }
  for (const Candidate& candidate : candidates) {
    const Tested tested = test(data, fit, candidate);
    if (tested.evidence > searched.best.evidence + 1e-9) searched.best = tested;
  }
  const ChangeKind kind = searched.best.candidate.basis.kind;
  if (kind != ChangeKind::step && kind != ChangeKind::drift) return searched;
  // Skewness tells kinds apart, but would date too early: a late candidate rests on fewer periods. The date
  // is that of the least sum of squares.
  for (const Candidate& candidate : candidates) {
    if (candidate.basis.kind == kind && std::abs(candidate.z) > std::abs(searched.best.candidate.z) + 1e-9)
      searched.best.candidate = candidate;
  }
  searched.best = test(data, fit, searched.best.candidate);
  return searched;
}

double corrected_p(const Tested& tested, std::size_t candidates) {
  const double size = std::abs(tested.z);
  const double tail =
      tested.has_t_tail ? boost::math::cdf(boost::math::students_t(tested.df), -size) : normal_cdf(-size);
  return std::min(1.0, 2 * tail * static_cast<double>(candidates));
}

// One candidate on its own, as the scan would make it.
Candidate candidate_of(const Data& data, const Fit& fit, const Basis& basis) {
  Eigen::VectorXd x(fit.design.rows());
  for (std::size_t i = 0; i < data.size(); ++i) x(index(i)) = basis_value(data, basis, i);
  const Eigen::VectorXd weighed = x.cwiseProduct(fit.moments.weight);
  const Eigen::VectorXd shared = fit.design.transpose() * weighed;
  const double squares = x.dot(weighed);
  const double information = squares - shared.dot(fit.covariance * shared);
  if (!(information > kCollinear * squares)) return {basis, 0, 0};
  return {basis, weighed.dot(fit.residual) / std::sqrt(information), information};
}

std::vector<Basis> without(const std::vector<Basis>& bases, std::size_t j) {
  std::vector<Basis> others = bases;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(j));
  return others;
}

class Search {
 public:
  Search(const Data& data, const ChangeOptions& options) : data_(data), options_(options) {}

  SeriesChanges run() {
    SeriesChanges changes;
    while (bases_.size() < options_.max_components) {
      const Fit fit = fit_of(data_, bases_);
      const Searched found = search(data_, fit, options_);
      candidates_ = found.candidates;
      const double p = corrected_p(found.best, candidates_);
      if (bases_.empty()) changes.strongest_p = std::min(changes.strongest_p, p);
      const std::vector<Basis> before = bases_;
      bases_.push_back(found.best.candidate.basis);
      if (p > options_.alpha && !(p < 1 && takes_two(fit))) {
        bases_ = before;
        break;
      }
      refine();
      while (simplify()) refine();
      prune();
      if (is_known(before)) break;
    }
    report(changes);
    return changes;
  }

 private:
  // Whether a step of the search came back to where it was: then it would do so for ever.
  bool is_known(const std::vector<Basis>& before) {
    seen_.push_back(before);
    return std::find(seen_.begin(), seen_.end(), bases_) != seen_.end();
  }

  // Two changes hide each other, as each counts as noise beside the other: so where one more is not enough,
  // it is tried with a second. Both must hold given the other, and together against all pairs.
  bool takes_two(const Fit& before) {
    if (bases_.size() >= options_.max_components) return false;
    const Searched second = search(data_, fit_of(data_, bases_), options_);
    if (second.best.evidence <= 0) return false;
    bases_.push_back(second.best.candidate.basis);
    if (pair_p(before) > 1) return false;
    refine();
    if (pair_p(before) > options_.alpha) return false;
    for (std::size_t j = 0; j < bases_.size(); ++j) {
      if (corrected_p(partial(j), candidates_) > options_.alpha) return false;
    }
    return true;
  }

  // p of all that is explained since `before` by two components, times the number of pairs.
  double pair_p(const Fit& before) const {
    const Fit now = solve(data_, bases_, before.moments);
    const double df = static_cast<double>(now.design.rows() - now.design.cols());
    if (df < 3) return 1;
    const double gain = (before.squares - now.squares) / std::max(1.0, now.squares / df);
    const double tail =
        now.squares > chi_squared_95(df) ? std::pow(1 + gain / df, -df / 2) : std::exp(-gain / 2);
    const double pairs = static_cast<double>(candidates_) * static_cast<double>(candidates_) / 2;
    return tail * pairs;
  }

  // Dates each component anew, given the others.
  void refine() {
    for (std::size_t sweep = 0; sweep < kMaxSweeps; ++sweep) {
      bool is_changed = false;
      for (std::size_t j = 0; j < bases_.size(); ++j) {
        const Fit full = fit_of(data_, bases_);
        const Fit others = solve(data_, without(bases_, j), full.moments);
        const Tested best = search(data_, others, options_).best;
        const Tested now = test(data_, others, candidate_of(data_, others, bases_[j]));
        if (best.candidate.basis == bases_[j]) continue;
        const bool is_same_kind = best.candidate.basis.kind == bases_[j].kind;
        if (is_same_kind ? std::abs(best.candidate.z) <= std::abs(now.candidate.z) + 1e-9
                         : best.evidence <= now.evidence + 1e-9)
          continue;
        bases_[j] = best.candidate.basis;
        is_changed = true;
      }
      if (!is_changed) return;
    }
  }

  // Puts one component in the place of two, where the fit is hardly worse.
  bool simplify() {
    if (bases_.size() < 2) return false;
    const Fit full = fit_of(data_, bases_);
    const double df = static_cast<double>(full.design.rows() - full.design.cols());
    const double dispersion = std::max(1.0, full.squares / df);
    const double price = 2 * std::log(static_cast<double>(candidates_)) * dispersion;
    for (std::size_t i = 0; i < bases_.size(); ++i) {
      for (std::size_t j = i + 1; j < bases_.size(); ++j) {
        const std::vector<Basis> others = without(without(bases_, j), i);
        const Fit fit = solve(data_, others, full.moments);
        const Tested best = search(data_, fit, options_).best;
        const double gain = best.candidate.z * best.candidate.z;
        if (best.evidence <= 0 || fit.squares - gain > full.squares + price) continue;
        bases_ = others;
        bases_.push_back(best.candidate.basis);
        return true;
      }
    }
    return false;
  }

  Tested partial(std::size_t j) const {
    const Fit others = fit_of(data_, without(bases_, j));
    return test(data_, others, candidate_of(data_, others, bases_[j]));
  }

  // Drops what the other components have made needless, the weakest first.
  void prune() {
    while (!bases_.empty()) {
      std::size_t weakest = 0;
      double largest = -1;
      for (std::size_t j = 0; j < bases_.size(); ++j) {
        const double p = corrected_p(partial(j), candidates_);
        if (p <= largest) continue;
        largest = p;
        weakest = j;
      }
      if (largest <= options_.alpha) return;
      bases_ = without(bases_, weakest);
    }
  }

  // Dates of the same kind that fit nearly as well.
  std::pair<std::size_t, std::size_t> date_interval(const Fit& full, std::size_t j, double dispersion) const {
    const Basis& basis = bases_[j];
    const Fit others = solve(data_, without(bases_, j), full.moments);
    const double best = candidate_of(data_, others, basis).z;
    const double cut = (basis.kind == ChangeKind::drift ? kHingeCut : kDateCut) * dispersion;
    std::size_t low = basis.first;
    std::size_t high = basis.first;
    for (const Candidate& candidate : Scan(data_, others, options_).all()) {
      if (candidate.basis.kind != basis.kind || candidate.basis.length != basis.length) continue;
      if (best * best - candidate.z * candidate.z > cut || (candidate.z < 0) != (best < 0)) continue;
      low = std::min(low, candidate.basis.first);
      high = std::max(high, candidate.basis.first);
    }
    return {low, high};
  }

  // The first period that begins the season.
  std::size_t season_start(const Basis& season) const {
    const std::size_t year = data_.per_year;
    return (season.first + year - data_.first_place % year) % year;
  }

  std::size_t length_of(const Basis& basis) const {
    if (basis.kind == ChangeKind::spike || basis.kind == ChangeKind::season) return basis.length;
    return data_.period.back() - data_.period[basis.first] + 1;
  }

  ChangeComponent component(const Fit& full, std::size_t j, double dispersion, double quantile) const {
    const Basis& basis = bases_[j];
    ChangeComponent component;
    component.kind = basis.kind;
    component.length = length_of(basis);
    const auto [low, high] = date_interval(full, j, dispersion);
    if (basis.kind == ChangeKind::season) {
      component.at = component.at_low = component.at_high = season_start(basis);
    } else {
      component.at = data_.period[basis.first];
      component.at_low = data_.period[low];
      component.at_high = data_.period[high];
    }
    component.size = full.coefficients(index(j) + 1);
    const double half = quantile * std::sqrt(dispersion * full.covariance(index(j) + 1, index(j) + 1));
    component.low = component.size - half;
    component.high = component.size + half;
    component.p = corrected_p(partial(j), candidates_);
    std::size_t shown = data_.size() - 1;
    if (basis.kind != ChangeKind::drift) {
      shown = 0;
      while (basis_value(data_, basis, shown) <= 0) ++shown;
    }
    component.after = full.design.row(index(shown)).dot(full.coefficients);
    component.before = component.after - component.size * basis_value(data_, basis, shown);
    return component;
  }

  void report(SeriesChanges& changes) const {
    const Fit full = fit_of(data_, bases_);
    const double df = static_cast<double>(full.design.rows() - full.design.cols());
    changes.dispersion = std::max(1.0, full.squares / df);
    const double quantile =
        changes.dispersion > 1 ? boost::math::quantile(boost::math::students_t(df), 0.975) : kZ95;
    for (std::size_t j = 0; j < bases_.size(); ++j) {
      const ChangeComponent made = component(full, j, changes.dispersion, quantile);
      if (made.kind == ChangeKind::spike && bases_[j].first + 1 == data_.size())
        changes.last_apart = made;
      else
        changes.components.push_back(made);
    }
    std::sort(changes.components.begin(), changes.components.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.at, a.kind, a.length) < std::tuple(b.at, b.kind, b.length);
    });
  }

  const Data& data_;
  const ChangeOptions& options_;
  std::vector<Basis> bases_;
  std::vector<std::vector<Basis>> seen_;
  std::size_t candidates_ = 0;
};

Data make_data(std::span<const SeriesPoint> points, const SeriesShape& shape) {
  Data data;
  data.per_year = shape.periods_per_year;
  data.first_place = shape.first_place;
  double hits = 0;
  double trials = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].present || !(points[i].variance > 0 || points[i].trials > 0)) continue;
    data.period.push_back(i);
    data.points.push_back(points[i]);
    hits += (points[i].value + points[i].offset) / 100 * points[i].trials;
    trials += points[i].trials;
  }
  if (trials > 0) {
    data.pooled_share = (hits + 0.5) / (trials + 1);
    data.least_share = std::max(1 / trials, data.pooled_share / 10);
  }
  return data;
}

}  // namespace

std::vector<SeriesPoint> share_series(std::span<const ShareCount> counts) {
  std::vector<SeriesPoint> series(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!(counts[i].trials > 0)) continue;
    series[i].present = true;
    series[i].value = 100 * counts[i].hits / counts[i].trials;
    series[i].trials = counts[i].trials;
  }
  return series;
}

std::vector<SeriesPoint> share_difference_series(std::span<const ShareCount> segment,
                                                 std::span<const ShareCount> rest) {
  assert(segment.size() == rest.size());
  double hits = 0.5;
  double trials = 1;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (!(segment[i].trials > 0) || !(rest[i].trials > 0)) continue;
    hits += rest[i].hits;
    trials += rest[i].trials;
  }
  const double pooled = hits / trials;
  std::vector<SeriesPoint> series = share_series(segment);
  for (std::size_t i = 0; i < series.size(); ++i) {
    SeriesPoint& point = series[i];
    point.present = point.present && rest[i].trials > 0;
    if (!point.present) continue;
    const double n = rest[i].trials;
    const double m = (rest[i].hits + kPriorHits) / (n + kPriorHits / pooled);
    point.value -= 100 * rest[i].hits / n;
    point.offset = 100 * m;
    point.variance = 1e4 * m * (1 - m) / n;
    point.third = -1e6 * m * (1 - m) * (1 - 2 * m) / (n * n);
  }
  return series;
}

std::vector<SeriesPoint> figure_series(std::span<const GroupFigure> figures) {
  double records = 0;
  double within = 0;
  for (const GroupFigure& figure : figures) {
    if (!(figure.n > 0)) continue;
    records += figure.n;
    within += figure.variance * figure.n * figure.n;
  }
  std::vector<SeriesPoint> series(figures.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (!(figures[i].n > 0)) continue;
    series[i].present = true;
    series[i].value = figures[i].value;
    series[i].variance = within / records / figures[i].n;
  }
  return series;
}

SeriesChanges find_changes(std::span<const SeriesPoint> points, const SeriesShape& shape,
                           const ChangeOptions& options) {
  const Data data = make_data(points, shape);
  if (data.size() < std::max<std::size_t>(options.min_periods, 6)) return {};
  return Search(data, options).run();
}

}  // namespace verbatim
