// The formulas of agreement, as pure functions of counts. All rows count alike; integers come in, floating
// point happens here.
//
//   precision   both / said        recall   both / coded        F1   2 both / (said + coded)
//   macro-F1    the mean of the classes' F1
//   kappa       Cohen, "A coefficient of agreement for nominal scales" (1960): (po - pe) / (1 - pe), po the
//   share
//               of agreement, pe that of two who code at random with these margins. Its standard error is the
//               large-sample one of Fleiss, Cohen and Everitt (1969), not that under "no agreement".
//   alpha       Krippendorff, "Content Analysis", for two coders, nominal values and no gaps: 1 - Do / De
//   over the
//               coincidences of both coders' values; unlike kappa it does not forgive coders their own
//               habits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verbatim/evaluation.h"

namespace verbatim {

// How often each class was coded where each was said.
class ConfusionMatrix {
 public:
  explicit ConfusionMatrix(std::size_t classes) : classes_(classes), counts_(classes * classes) {}

  // REQUIRES: both < classes().
  void add(std::size_t coded, std::size_t said, std::uint64_t rows = 1);
  // REQUIRES: of as many classes.
  void merge(const ConfusionMatrix& other);

  std::size_t classes() const { return classes_; }
  std::uint64_t at(std::size_t coded, std::size_t said) const { return counts_[coded * classes_ + said]; }
  std::uint64_t coded(std::size_t c) const;
  std::uint64_t said(std::size_t c) const;
  std::uint64_t agreed() const;
  std::uint64_t n() const;

  bool operator==(const ConfusionMatrix&) const = default;

 private:
  std::size_t classes_;
  std::vector<std::uint64_t> counts_;
};

// With Wilson's interval; empty for n = 0. REQUIRES: hits <= n.
Proportion make_proportion(std::uint64_t hits, std::uint64_t n);

// Empty where nothing was coded or said.
std::optional<double> f1_score(std::uint64_t coded, std::uint64_t said, std::uint64_t both);

// Empty for no rows, or where chance alone would agree on all (both gave one class only).
std::optional<Kappa> cohen_kappa(const ConfusionMatrix& matrix);

// Empty for no rows, or where all values are one.
std::optional<double> krippendorff_alpha(const ConfusionMatrix& matrix);

// All of the above. F1 is averaged over the first `scored` classes that were coded or said; the others (what
// the program may say and people did not code) stand in the matrix alone. REQUIRES: a name for each class.
Agreement make_agreement(std::string name, std::string about, std::vector<std::string> names,
                         std::size_t scored, const ConfusionMatrix& matrix);

}  // namespace verbatim
