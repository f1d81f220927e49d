// The bands in which a time or another number is shown beside a score: "under 5 min", "3 to 5 days late".
// Their edges are round numbers of the unit in which people speak, so that a table of them can be read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "verbatim/score.h"

namespace verbatim {

// Edges in the kept unit (thousandths of a point, a second, a day), ascending; band i holds the values from
// edge i - 1 up to, but not, edge i, the first one all below and the last one all above.
class NumberBands {
 public:
  // Fine bands: for curves. Times: from 30 s to a year; delays the same to both sides of 0, by whole days
  // where the unit is a calendar day; business hours: to 2,000 of them, never in days; other numbers: 1, 1.5,
  // 2, 3, 5, 7 times the powers of ten.
  static NumberBands fine(const ScoreMeaning& meaning);
  // A few bands: for tables. Times: under 5 min, 5 to 60 min, 1 to 24 h, over 24 h; business hours: 5 min, 1,
  // 8 and 40, which is a day and a week of many businesses, whatever the calendar's are; delays by days early
  // and late.
  static NumberBands coarse(const ScoreMeaning& meaning);

  // Waits as customers tell them, in minutes: under an hour, 1 to 24 h, up to a week, up to 30 days, longer.
  static NumberBands waits();

  std::size_t size() const { return edges_.size() + 1; }
  std::size_t band_of(std::int64_t value) const;
  // Which of these bands holds the whole of `fine` band i. REQUIRES: the edges of these are edges of `fine`.
  std::size_t band_of(const NumberBands& fine, std::size_t i) const;

  // The end of a band, kept units; nothing at the outer ends.
  const std::vector<std::int64_t>& edges() const { return edges_; }

  bool operator==(const NumberBands&) const = default;

 private:
  explicit NumberBands(std::vector<std::int64_t> edges);

  std::vector<std::int64_t> edges_;
};

// "under 5 min", "5 min to 1 h", "over 24 h"; "on time", "1 to 3 days late".
std::string band_label(const ScoreMeaning& meaning, const NumberBands& bands, std::size_t band);

}  // namespace verbatim
