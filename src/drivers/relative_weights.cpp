#include "drivers/relative_weights.h"

#include <cassert>
#include <cmath>

#include <Eigen/Dense>

namespace verbatim {
namespace {

constexpr double kSmallestEigenvalue = 1e-8;
constexpr double kRidge = 1e-6;

using Solver = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>;

}  // namespace

RelativeWeights relative_weights(std::span<const double> correlations, std::span<const double> with_outcome) {
  const auto k = static_cast<Eigen::Index>(with_outcome.size());
  assert(correlations.size() == with_outcome.size() * with_outcome.size());
  RelativeWeights result;
  if (k == 0) return result;
  Eigen::MatrixXd among(k, k);
  Eigen::VectorXd outcome(k);
  for (Eigen::Index i = 0; i < k; ++i) {
    outcome(i) = with_outcome[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; j < k; ++j) among(i, j) = correlations[static_cast<std::size_t>(i * k + j)];
  }
  Solver solver(among);
  if (solver.eigenvalues().minCoeff() < kSmallestEigenvalue) {
    result.is_ridged = true;
    among = (among + kRidge * Eigen::MatrixXd::Identity(k, k)) / (1 + kRidge);
    solver.compute(among);
  }
  const Eigen::VectorXd roots = solver.eigenvalues().cwiseMax(kSmallestEigenvalue).cwiseSqrt();
  const Eigen::MatrixXd& vectors = solver.eigenvectors();
  const Eigen::MatrixXd loadings = vectors * roots.asDiagonal() * vectors.transpose();
  const Eigen::VectorXd beta = vectors * roots.cwiseInverse().asDiagonal() * vectors.transpose() * outcome;
  const Eigen::VectorXd weights = loadings.cwiseAbs2() * beta.cwiseAbs2();
  result.weights.assign(weights.data(), weights.data() + k);
  result.r_squared = weights.sum();
  return result;
}

}  // namespace verbatim
