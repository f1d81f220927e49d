#include "drivers/slice.h"

#include <algorithm>
#include <cassert>

namespace verbatim {

SliceCell slice_cell(const ThemeTree& tree, ThemeId theme, DriverKind kind, CellLevel level) {
  // A theme without children keeps a single cell for both levels.
  const CellLevel kept = tree.has_children(theme) ? level : CellLevel::leaf;
  return SliceCell{(static_cast<std::uint32_t>(theme) * static_cast<std::uint32_t>(kDriverKinds) +
                    static_cast<std::uint32_t>(kind)) *
                       static_cast<std::uint32_t>(kCellLevels) +
                   static_cast<std::uint32_t>(kept)};
}

Slice::Slice(Depth depth, std::size_t scores)
    : depth_(depth),
      official_(scores),
      with_text_(scores),
      any_(depth == Depth::whole ? kDriverKinds * scores : 0) {}

std::size_t Slice::place_of(SliceCell cell) {
  const auto at = std::lower_bound(cells_.begin(), cells_.end(), cell);
  const auto index = at - cells_.begin();
  if (at != cells_.end() && *at == cell) return places_[static_cast<std::size_t>(index)];
  const std::size_t place = counts_.size();
  cells_.insert(at, cell);
  places_.insert(places_.begin() + index, static_cast<std::uint32_t>(place));
  counts_.emplace_back();
  if (depth_ == Depth::whole) sums_.resize(sums_.size() + official_.size());
  return place;
}

void Slice::add(const SliceRecord& record) {
  assert(record.scores.size() == official_.size());
  ++records_;
  for (std::size_t s = 0; s < official_.size(); ++s) official_[s].merge(record.scores[s]);
  if (!record.analysed) return;
  ++analysed_;
  if (record.has_conflict) ++conflicts_;
  if (record.has_sentiment) {
    ++with_sentiment_;
    sentiment_milli_ += record.sentiment_milli;
  }
  for (std::size_t s = 0; s < with_text_.size(); ++s) with_text_[s].merge(record.scores[s]);
  if (depth_ == Depth::counts) {
    for (const SliceCell cell : record.complaints) ++counts_[place_of(cell)].records;
    return;
  }
  for (std::size_t kind = 0; kind < kDriverKinds; ++kind) {
    if (!record.has_kind[kind]) continue;
    for (std::size_t s = 0; s < official_.size(); ++s)
      any_[kind * official_.size() + s].merge(record.scores[s]);
  }
  for (const SliceCell cell : record.cells) {
    const std::size_t place = place_of(cell);
    CellCount& count = counts_[place];
    ++count.records;
    if (record.has_sentiment) {
      ++count.with_sentiment;
      count.sentiment_milli += record.sentiment_milli;
    }
    for (std::size_t s = 0; s < official_.size(); ++s)
      sums_[place * official_.size() + s].merge(record.scores[s]);
  }
}

void Slice::merge(const Slice& other) {
  assert(depth_ == other.depth_ && official_.size() == other.official_.size());
  records_ += other.records_;
  analysed_ += other.analysed_;
  conflicts_ += other.conflicts_;
  with_sentiment_ += other.with_sentiment_;
  sentiment_milli_ += other.sentiment_milli_;
  for (std::size_t s = 0; s < official_.size(); ++s) {
    official_[s].merge(other.official_[s]);
    with_text_[s].merge(other.with_text_[s]);
  }
  for (std::size_t i = 0; i < any_.size(); ++i) any_[i].merge(other.any_[i]);
  for (std::size_t i = 0; i < other.cells_.size(); ++i) {
    const std::size_t to = place_of(other.cells_[i]);
    const std::size_t from = other.places_[i];
    counts_[to].merge(other.counts_[from]);
    if (depth_ == Depth::counts) continue;
    for (std::size_t s = 0; s < official_.size(); ++s)
      sums_[to * official_.size() + s].merge(other.sums_[from * official_.size() + s]);
  }
}

const ScoreSums& Slice::any(DriverKind kind, std::size_t score) const {
  return any_[static_cast<std::size_t>(kind) * official_.size() + score];
}

CellCount Slice::count(SliceCell cell) const {
  const auto at = std::lower_bound(cells_.begin(), cells_.end(), cell);
  if (at == cells_.end() || *at != cell) return {};
  return counts_[places_[static_cast<std::size_t>(at - cells_.begin())]];
}

ScoreSums Slice::sums(SliceCell cell, std::size_t score) const {
  assert(depth_ == Depth::whole);
  const auto at = std::lower_bound(cells_.begin(), cells_.end(), cell);
  if (at == cells_.end() || *at != cell) return {};
  return sums_[places_[static_cast<std::size_t>(at - cells_.begin())] * official_.size() + score];
}

bool Slice::operator==(const Slice& other) const {
  if (depth_ != other.depth_ || records_ != other.records_ || analysed_ != other.analysed_ ||
      conflicts_ != other.conflicts_ || with_sentiment_ != other.with_sentiment_ ||
      sentiment_milli_ != other.sentiment_milli_ || official_ != other.official_ ||
      with_text_ != other.with_text_ || any_ != other.any_ || cells_ != other.cells_)
    return false;
  // Cells came in another order where the records did.
  for (const SliceCell cell : cells_) {
    if (count(cell) != other.count(cell)) return false;
    for (std::size_t s = 0; depth_ == Depth::whole && s < official_.size(); ++s) {
      if (sums(cell, s) != other.sums(cell, s)) return false;
    }
  }
  return true;
}

}  // namespace verbatim
