#include "drivers/journey_tally.h"

#include "drivers/cx_index.h"
#include "drivers/q_values.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

enum Side : std::size_t { kAll, kBenchmark, kOthers };

CxIndex index_of(const CxCounts& counts) {
  CxIndex index;
  index.records = counts.judging();
  index.positive = counts.positive_mentions();
  index.negative = counts.negative_mentions();
  if (index.records < kCxMinShown) return index;
  const Interval interval = cx_interval(counts);
  index.value = cx_index(counts);
  index.low = interval.low;
  index.high = interval.high;
  return index;
}

}  // namespace

JourneyTally::JourneyTally(const AreaLayout& areas, bool has_benchmark)
    : areas_(&areas), has_benchmark_(has_benchmark), sides_(areas.ids.size(), areas.of_theme) {}

void JourneyTally::add(std::span<const ThemeFinding> themes, bool is_benchmark,
                       std::optional<std::int32_t> period) {
  sides_.add(kAll, themes);
  if (has_benchmark_) sides_.add(is_benchmark ? kBenchmark : kOthers, themes);
  if (!period) return;
  auto at = periods_.find(*period);
  if (at == periods_.end())
    at = periods_.try_emplace(*period, areas_->ids.size(), std::span<const AreaSet>(areas_->of_theme)).first;
  at->second.add(0, themes);
}

void JourneyTally::merge(const JourneyTally& other) {
  sides_.merge(other.sides_);
  for (const auto& [period, tally] : other.periods_) {
    const auto [at, is_new] = periods_.try_emplace(period, tally);
    if (!is_new) at->second.merge(tally);
  }
}

std::vector<TouchpointRow> JourneyTally::rows(std::int32_t first, std::size_t periods) const {
  std::vector<TouchpointRow> rows;
  const auto counts = [](const TouchpointTally& tally, std::size_t slot, std::size_t area) {
    return slot < tally.slots() ? tally.counts(slot, area) : CxCounts{};
  };
  for (std::size_t a = 0; a < areas_->ids.size(); ++a) {
    TouchpointRow row;
    row.id = areas_->ids[a];
    row.label = areas_->labels[a];
    row.all = index_of(counts(sides_, kAll, a));
    for (std::size_t i = 0; i < periods; ++i) {
      const auto at = periods_.find(first + static_cast<std::int32_t>(i));
      row.periods.push_back(index_of(at == periods_.end() ? CxCounts{} : counts(at->second, 0, a)));
    }
    if (has_benchmark_) {
      const CxCounts benchmark = counts(sides_, kBenchmark, a);
      const CxCounts others = counts(sides_, kOthers, a);
      row.benchmark = index_of(benchmark);
      row.others = index_of(others);
      if (const auto gap = cx_difference(benchmark, others)) {
        row.gap = gap->value;
        row.gap_low = gap->low;
        row.gap_high = gap->high;
        row.p = gap->p;
      }
    }
    rows.push_back(std::move(row));
  }
  fill_q(rows, &TouchpointRow::p, &TouchpointRow::q);
  return rows;
}

bool JourneyTally::operator==(const JourneyTally& other) const {
  return has_benchmark_ == other.has_benchmark_ && sides_ == other.sides_ && periods_ == other.periods_;
}

}  // namespace verbatim
