#include "drivers/slice_tally.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include <fmt/format.h>

#include "scores/period.h"

namespace verbatim {
namespace {

constexpr DriverKind kKinds[] = {DriverKind::complaint, DriverKind::praise};
constexpr std::size_t kEventSides = 4;
// Periods are written from here on, so that those before 1970 sort in front, too.
constexpr std::int64_t kPeriodBase = 10'000'000;

std::size_t pairs_of(std::size_t columns) {
  return columns == 0 ? 0 : columns * (columns - 1) / 2;
}

}  // namespace

SliceFamily::SliceFamily(Slice::Depth depth, std::size_t scores, std::size_t most)
    : depth_(depth), scores_(scores), most_(most) {}

void SliceFamily::add(std::string_view key, const SliceRecord& record) {
  if (has_too_many_) return;
  auto at = slices_.find(key);
  if (at == slices_.end()) {
    if (slices_.size() == most_) {
      has_too_many_ = true;
      slices_.clear();
      return;
    }
    at = slices_.try_emplace(std::string(key), depth_, scores_).first;
  }
  at->second.add(record);
}

void SliceFamily::merge(const SliceFamily& other) {
  has_too_many_ = has_too_many_ || other.has_too_many_;
  if (!has_too_many_) {
    for (const auto& [key, slice] : other.slices_) {
      const auto [at, is_new] = slices_.try_emplace(key, slice);
      if (!is_new) at->second.merge(slice);
    }
    has_too_many_ = slices_.size() > most_;
  }
  if (has_too_many_) slices_.clear();
}

const Slice* SliceFamily::find(std::string_view key) const {
  const auto at = slices_.find(key);
  return at == slices_.end() ? nullptr : &at->second;
}

std::vector<std::pair<std::string_view, const Slice*>> SliceFamily::sorted() const {
  std::vector<std::pair<std::string_view, const Slice*>> list;
  list.reserve(slices_.size());
  for (const auto& [key, slice] : slices_) list.emplace_back(key, &slice);
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return list;
}

SliceTally::SliceTally(const SliceShape& shape)
    : tree_(shape.themes),
      meanings_(shape.scores.begin(), shape.scores.end()),
      unit_(shape.unit),
      event_shapes_(shape.events.begin(), shape.events.end()),
      all_(Slice::Depth::whole, shape.scores.size()),
      first_day_(std::numeric_limits<std::int32_t>::max()),
      last_day_(std::numeric_limits<std::int32_t>::min()),
      segments_(shape.segments, SliceFamily(Slice::Depth::whole, shape.scores.size(), kMostValues)),
      pairs_(pairs_of(shape.segments), SliceFamily(Slice::Depth::whole, shape.scores.size(), kMostPairs)),
      personas_(shape.segments > 2 ? 1 : 0,
                SliceFamily(Slice::Depth::whole, shape.scores.size(), kMostPairs)),
      stages_(Slice::Depth::whole, shape.scores.size(), kMostValues),
      periods_(Slice::Depth::whole, shape.scores.size(), kMostPeriods),
      crossed_(shape.unit == PeriodUnit::none ? 0 : shape.segments,
               SliceFamily(Slice::Depth::counts, shape.scores.size(), kMostCrossed)),
      events_(shape.events.size() * kEventSides, Slice(Slice::Depth::counts, shape.scores.size())),
      rollup_(shape.themes.size()) {
  record_.scores.resize(meanings_.size());
}

const SliceFamily& SliceTally::pair(std::size_t first, std::size_t second) const {
  // Row by row of the upper triangle.
  return pairs_[first * segments_.size() - first * (first + 1) / 2 + (second - first - 1)];
}

std::string SliceTally::period_key(std::int32_t period) {
  return fmt::format("{:08}", period + kPeriodBase);
}

std::int32_t SliceTally::period_of_key(std::string_view key) {
  std::int64_t number = 0;
  for (const char digit : key) number = number * 10 + (digit - '0');
  return static_cast<std::int32_t>(number - kPeriodBase);
}

std::optional<std::pair<std::int32_t, std::int32_t>> SliceTally::days() const {
  if (first_day_ > last_day_) return std::nullopt;
  return std::pair{first_day_, last_day_};
}

void SliceTally::read(const UnitFacts& unit) {
  record_.analysed = unit.analysed;
  record_.has_sentiment = unit.analysed && unit.label != SentimentLabel::none;
  record_.has_conflict = unit.has_conflict;
  record_.sentiment_milli = unit.sentiment_milli;
  record_.has_kind[0] = record_.has_kind[1] = false;
  record_.cells.clear();
  record_.complaints.clear();
  for (std::size_t s = 0; s < meanings_.size(); ++s) {
    record_.scores[s] = ScoreSums{};
    record_.scores[s].add(meanings_[s], unit.scores[s], unit.weight);
  }
  if (!unit.analysed) return;
  rollup_.roll(tree_, unit.themes);
  for (const ThemeId theme : rollup_.touched()) {
    const ThemeRollup::Hit& hit = rollup_.hit(theme);
    for (const DriverKind kind : kKinds) {
      if (!hit.is_any(kind)) continue;
      record_.has_kind[static_cast<std::size_t>(kind)] = true;
      if (hit.is_leaf(kind)) {
        const SliceCell cell = slice_cell(tree_, theme, kind, CellLevel::leaf);
        record_.cells.push_back(cell);
        if (kind == DriverKind::complaint && !tree_.is_general(theme)) record_.complaints.push_back(cell);
      }
      if (tree_.has_children(theme))
        record_.cells.push_back(slice_cell(tree_, theme, kind, CellLevel::rolled));
    }
  }
}

void SliceTally::add_by_time(const UnitFacts& unit, const RecordCuts& cuts) {
  if (unit_ == PeriodUnit::none && event_shapes_.empty()) return;
  if (!unit.day) {
    ++undated_;
    return;
  }
  const std::int32_t day = *unit.day;
  first_day_ = std::min(first_day_, day);
  last_day_ = std::max(last_day_, day);
  for (std::size_t e = 0; e < event_shapes_.size(); ++e) {
    const SliceEvent& event = event_shapes_[e];
    const bool is_after = day >= event.day;
    if (is_after ? day >= event.day + event.days : day < event.day - event.days) continue;
    const bool is_touched = cuts.is_touched[e] != 0;
    const EventSide side = is_touched ? (is_after ? EventSide::after : EventSide::before)
                                      : (is_after ? EventSide::others_after : EventSide::others_before);
    events_[e * kEventSides + static_cast<std::size_t>(side)].add(record_);
  }
  if (unit_ == PeriodUnit::none) return;
  const std::string period = period_key(period_of(day, unit_));
  periods_.add(period, record_);
  for (std::size_t c = 0; c < crossed_.size(); ++c) {
    key_.assign(cuts.segments[c]).push_back(kSeparator);
    key_.append(period);
    crossed_[c].add(key_, record_);
  }
}

void SliceTally::add(const UnitFacts& unit, const RecordCuts& cuts) {
  assert(unit.scores.size() == meanings_.size() && cuts.segments.size() == segments_.size());
  read(unit);
  all_.add(record_);
  for (std::size_t c = 0; c < segments_.size(); ++c) segments_[c].add(cuts.segments[c], record_);
  std::size_t pair = 0;
  for (std::size_t a = 0; a < segments_.size(); ++a) {
    for (std::size_t b = a + 1; b < segments_.size(); ++b) {
      key_.assign(cuts.segments[a]).push_back(kSeparator);
      key_.append(cuts.segments[b]);
      pairs_[pair++].add(key_, record_);
    }
  }
  if (!personas_.empty()) {
    key_.clear();
    for (const std::string& value : cuts.segments) {
      if (!key_.empty() || &value != cuts.segments.data()) key_.push_back(kSeparator);
      key_.append(value);
    }
    personas_.front().add(key_, record_);
  }
  for (const std::string_view stage : cuts.stages) stages_.add(stage, record_);
  add_by_time(unit, cuts);
}

void SliceTally::merge(const SliceTally& other) {
  assert(meanings_ == other.meanings_ && segments_.size() == other.segments_.size() && unit_ == other.unit_);
  all_.merge(other.all_);
  undated_ += other.undated_;
  first_day_ = std::min(first_day_, other.first_day_);
  last_day_ = std::max(last_day_, other.last_day_);
  for (std::size_t i = 0; i < segments_.size(); ++i) segments_[i].merge(other.segments_[i]);
  for (std::size_t i = 0; i < pairs_.size(); ++i) pairs_[i].merge(other.pairs_[i]);
  for (std::size_t i = 0; i < personas_.size(); ++i) personas_[i].merge(other.personas_[i]);
  stages_.merge(other.stages_);
  periods_.merge(other.periods_);
  for (std::size_t i = 0; i < crossed_.size(); ++i) crossed_[i].merge(other.crossed_[i]);
  for (std::size_t i = 0; i < events_.size(); ++i) events_[i].merge(other.events_[i]);
}

bool SliceTally::operator==(const SliceTally& other) const {
  return meanings_ == other.meanings_ && unit_ == other.unit_ && all_ == other.all_ &&
         undated_ == other.undated_ && first_day_ == other.first_day_ && last_day_ == other.last_day_ &&
         segments_ == other.segments_ && pairs_ == other.pairs_ && personas_ == other.personas_ &&
         stages_ == other.stages_ && periods_ == other.periods_ && crossed_ == other.crossed_ &&
         events_ == other.events_;
}

}  // namespace verbatim
