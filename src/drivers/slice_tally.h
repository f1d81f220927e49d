// The records of a run by the values of columns, by period and by stage, and what crosses these: a slice for
// every group that occurs. Parts merge to the same in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/slice.h"
#include "drivers/theme_rollup.h"
#include "verbatim/breakdown.h"

namespace verbatim {

// Slices of one sort by their key. A sort with more keys than can be kept is left out as a whole, in any
// order of merging: no figure may depend on which keys came first.
class SliceFamily {
 public:
  SliceFamily(Slice::Depth depth, std::size_t scores, std::size_t most);

  void add(std::string_view key, const SliceRecord& record);
  void merge(const SliceFamily& other);

  bool has_too_many() const { return has_too_many_; }
  std::size_t size() const { return slices_.size(); }
  const Slice* find(std::string_view key) const;
  // By key, ascending.
  std::vector<std::pair<std::string_view, const Slice*>> sorted() const;

  bool operator==(const SliceFamily& other) const = default;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Slice::Depth depth_;
  std::size_t scores_;
  std::size_t most_;
  bool has_too_many_ = false;
  std::unordered_map<std::string, Slice, Hash, std::equal_to<>> slices_;
};

// An event splits the records by day.
struct SliceEvent {
  std::int32_t day = 0;   // the first of the time after it
  std::int32_t days = 0;  // that are looked at on either side
};

struct SliceShape {
  std::span<const DriverTheme> themes;
  std::span<const ScoreMeaning> scores;
  std::size_t segments = 0;  // columns
  bool has_stages = false;
  PeriodUnit unit = PeriodUnit::none;
  std::span<const SliceEvent> events = {};

  bool is_empty() const { return segments == 0 && !has_stages && unit == PeriodUnit::none && events.empty(); }
};

// The groups of one record. What it points to belongs to the caller.
struct RecordCuts {
  bool is_benchmark = false;                 // it is of those that --benchmark names
  std::string_view stratum;                  // its value of the --adjust column
  std::span<const std::string> segments;     // a value for each column; empty where none is given
  std::span<const std::string_view> stages;  // each once
  std::span<const std::uint8_t> is_touched;  // by event
};

// Which of the four groups of an event.
enum class EventSide : std::uint8_t { before, after, others_before, others_after };

class SliceTally {
 public:
  static constexpr std::size_t kMostValues = 5'000;    // of a column
  static constexpr std::size_t kMostPairs = 20'000;    // of two columns, or of all
  static constexpr std::size_t kMostCrossed = 50'000;  // of a column with time
  static constexpr std::size_t kMostPeriods = 2'000;

  explicit SliceTally(const SliceShape& shape);

  // REQUIRES: the same as DriverTally::add; as many segments and events as it was made for.
  void add(const UnitFacts& unit, const RecordCuts& cuts);
  // REQUIRES: made for the same run.
  void merge(const SliceTally& other);

  const ThemeTree& tree() const { return tree_; }
  std::span<const ScoreMeaning> meanings() const { return meanings_; }
  std::size_t segments() const { return segments_.size(); }
  PeriodUnit unit() const { return unit_; }
  std::uint64_t undated() const { return undated_; }
  // First and last day of dated records.
  std::optional<std::pair<std::int32_t, std::int32_t>> days() const;

  const Slice& all() const { return all_; }
  // Keys are values.
  const SliceFamily& segment(std::size_t column) const { return segments_[column]; }
  // Keys are values joined by kSeparator; `first` < `second`.
  const SliceFamily& pair(std::size_t first, std::size_t second) const;
  // Of three columns or more, all of them; else null.
  const SliceFamily* personas() const { return personas_.empty() ? nullptr : &personas_.front(); }
  const SliceFamily& stages() const { return stages_; }
  // Keys by period_key.
  const SliceFamily& periods() const { return periods_; }
  // Keys are the value, kSeparator and the period's key.
  const SliceFamily& crossed(std::size_t column) const { return crossed_[column]; }
  const Slice& event(std::size_t event, EventSide side) const {
    return events_[event * 4 + static_cast<std::size_t>(side)];
  }

  static constexpr char kSeparator = '\x1f';
  // Sorts as the periods do.
  static std::string period_key(std::int32_t period);
  static std::int32_t period_of_key(std::string_view key);

  bool operator==(const SliceTally& other) const;

 private:
  void read(const UnitFacts& unit);
  void add_by_time(const UnitFacts& unit, const RecordCuts& cuts);

  ThemeTree tree_;
  std::vector<ScoreMeaning> meanings_;
  PeriodUnit unit_;
  std::vector<SliceEvent> event_shapes_;
  Slice all_;
  std::uint64_t undated_ = 0;
  std::int32_t first_day_;
  std::int32_t last_day_;
  std::vector<SliceFamily> segments_;
  std::vector<SliceFamily> pairs_;
  std::vector<SliceFamily> personas_;
  SliceFamily stages_;
  SliceFamily periods_;
  std::vector<SliceFamily> crossed_;
  std::vector<Slice> events_;

  // Scratch of `add`.
  ThemeRollup rollup_;
  SliceRecord record_;
  std::string key_;
};

}  // namespace verbatim
