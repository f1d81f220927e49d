// A score against a time or another number of the same records: CSAT by time to resolution, stars by delay.
// Kept as sums by band, so that parts merge to the same bits; the table and the curve come of them at the
// end. Description, not cause: what is slow may differ from what is fast in other ways, too.
//
// The knee. Two straight lines that meet, y = a + b t + c max(0, t - k), with t the logarithm of a time
// (log10 of 1 + seconds), or the number itself for delays, fitted by least squares to the bands' means, each
// weighed by its records. k is the band edge with the smallest sum of squares; its interval holds the edges
// whose sum, in units of the variance within the bands, lies less than 3.84 above it (profile likelihood, 95
// %). A knee is told only where it explains more than one line does by 9.21 of these units (chi-squared, 2
// degrees of freedom, p < .01).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/number_bands.h"
#include "drivers/score_tally.h"
#include "verbatim/report.h"
#include "verbatim/score.h"

namespace verbatim {

class CurveTally {
 public:
  // `number` is a ttr, a delay or a number; `table` are the bands that are shown. REQUIRES: their edges are
  // among the fine ones.
  CurveTally(const ScoreMeaning& score, const ScoreMeaning& number);
  CurveTally(const ScoreMeaning& score, const ScoreMeaning& number, NumberBands table);

  // Both values must be present; else nothing changes.
  void add(ScoreValue score, ScoreValue number, std::uint64_t weight = 1);
  void merge(const CurveTally& other);

  std::uint64_t count() const;
  // The table and the knee. `analysed`: the records with usable text among these; bands without records are
  // left out at both ends. REQUIRES: made for the same score and number.
  ScoreCurve finish(const CurveTally& analysed) const;

  bool operator==(const CurveTally&) const = default;

 private:
  struct Band {
    Int128 number = 0;  // sum of weights times kept units
    ScoreSums score;
    bool operator==(const Band&) const = default;
  };

  std::vector<ScoreSums> table_sums() const;
  std::optional<CurveKnee> knee() const;

  ScoreMeaning score_;
  ScoreMeaning number_;
  NumberBands bands_;
  NumberBands table_;
  std::vector<Band> sums_;  // by band; empty before the first record
};

}  // namespace verbatim
