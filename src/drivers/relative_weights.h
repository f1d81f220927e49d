// Fair shares of themes that occur together: how much of an outcome each of several predictors accounts for,
// where their plain impacts overlap and do not add up.
//
// Johnson's relative weights (2000). With R_xx = V diag(l) V' the correlations among the predictors,
//   L = V diag(sqrt l) V',   b = L^-1 r_xy,   weight = (L o L)(b o b),   sum of the weights = R^2.
// On yes/no theme flags they agree with exact Shapley values to about 1e-5.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace verbatim {

struct RelativeWeights {
  std::vector<double> weights;  // >= 0, one per predictor, in their order
  double r_squared = 0;         // their sum
  bool is_ridged = false;       // the predictors were nearly the same, and were told apart a little by force
};

// `correlations` is R_xx by rows, k x k, symmetric with ones on its diagonal; `with_outcome` is r_xy, k long.
// Where R_xx is near-singular, 1e-6 is added to its diagonal and it is scaled back. REQUIRES: no predictor is
// constant.
RelativeWeights relative_weights(std::span<const double> correlations, std::span<const double> with_outcome);

}  // namespace verbatim
