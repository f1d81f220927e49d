// The sums of one group of records (a segment, a period, a stage): what the drivers need of it, kept only for
// the themes that the group speaks of. A plain value of integers: parts merge to the same bits in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/score_tally.h"
#include "drivers/theme_rollup.h"

namespace verbatim {

// A cell of a slice: a theme's records of one kind at one level.
enum class SliceCell : std::uint32_t {};
SliceCell slice_cell(const ThemeTree& tree, ThemeId theme, DriverKind kind, CellLevel level);

// What one record adds to every slice that it is in. Made once per record.
struct SliceRecord {
  bool analysed = false;
  bool has_sentiment = false;
  bool has_conflict = false;
  std::int32_t sentiment_milli = 0;
  bool has_kind[kDriverKinds] = {};   // complains, praises
  std::vector<ScoreSums> scores;      // by score: sums over this one record
  std::vector<SliceCell> cells;       // all that it counts for
  std::vector<SliceCell> complaints;  // its complaints as leaves, without general ones
};

class Slice {
 public:
  // `counts`: only how many complain of each leaf, for the many groups that come of crossing columns with
  // time.
  enum class Depth : std::uint8_t { counts, whole };
  Slice(Depth depth, std::size_t scores);

  // REQUIRES: as many scores as it was made for.
  void add(const SliceRecord& record);
  void merge(const Slice& other);

  std::uint64_t records() const { return records_; }
  std::uint64_t analysed() const { return analysed_; }
  std::uint64_t conflicts() const { return conflicts_; }
  std::uint64_t with_sentiment() const { return with_sentiment_; }
  std::int64_t sentiment_milli() const { return sentiment_milli_; }

  const ScoreSums& official(std::size_t score) const { return official_[score]; }
  const ScoreSums& analysed(std::size_t score) const { return with_text_[score]; }
  // Analysed records with a complaint (praise) of any theme. Whole slices only.
  const ScoreSums& any(DriverKind kind, std::size_t score) const;

  // Nothing where no record is in the cell.
  CellCount count(SliceCell cell) const;
  // Whole slices only.
  ScoreSums sums(SliceCell cell, std::size_t score) const;
  // The cells that hold a record, ascending.
  std::span<const SliceCell> cells() const { return cells_; }

  bool operator==(const Slice& other) const;

 private:
  std::size_t place_of(SliceCell cell);

  Depth depth_;
  std::uint64_t records_ = 0;
  std::uint64_t analysed_ = 0;
  std::uint64_t conflicts_ = 0;
  std::uint64_t with_sentiment_ = 0;
  std::int64_t sentiment_milli_ = 0;
  std::vector<ScoreSums> official_;
  std::vector<ScoreSums> with_text_;
  std::vector<ScoreSums> any_;         // by kind, then score; whole only
  std::vector<SliceCell> cells_;       // ascending
  std::vector<std::uint32_t> places_;  // of each cell in what follows
  std::vector<CellCount> counts_;      // in the order in which they came
  std::vector<ScoreSums> sums_;        // by place, then score; whole only
};

}  // namespace verbatim
