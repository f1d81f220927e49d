#include "drivers/change_table.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr double kSignificant = 0.05;
constexpr double kOwnMove = 1.959964;  // standard errors by which a segment must move itself

// A series with what was found in it.
struct Series {
  SeriesOf of = SeriesOf::share;
  const ComplaintLeaf* leaf = nullptr;
  std::string score;
  std::string segment;
  std::vector<SeriesPoint> own;  // the figure itself, of a segment not against the rest
  bool is_against_rest = false;
  SeriesChanges found;
};

ShareCount share_of(const Slice* slice, SliceCell cell) {
  if (slice == nullptr) return {};
  return {static_cast<double>(slice->count(cell).records), static_cast<double>(slice->analysed())};
}

ShareCount rest_of(const Slice* whole, const Slice* part, SliceCell cell) {
  ShareCount rest = share_of(whole, cell);
  const ShareCount here = share_of(part, cell);
  return {rest.hits - here.hits, rest.trials - here.trials};
}

double sum_of_hits(std::span<const ShareCount> counts) {
  double sum = 0;
  for (const ShareCount& count : counts) sum += count.hits;
  return sum;
}

// How a component goes over the periods: its x of the model.
double shape_at(const ChangeComponent& change, std::size_t period, std::size_t per_year) {
  switch (change.kind) {
    case ChangeKind::step:
      return period >= change.at ? 1 : 0;
    case ChangeKind::drift:
      return period >= change.at ? static_cast<double>(period - change.at + 1) : 0;
    case ChangeKind::spike:
      return period >= change.at && period < change.at + change.length ? 1 : 0;
    case ChangeKind::season:
      return (period + per_year - change.at % per_year) % per_year < change.length ? 1 : 0;
  }
  return 0;
}

double weight_of(const SeriesPoint& point) {
  if (!point.present) return 0;
  return point.trials > 0 ? point.trials : point.variance > 0 ? 1 / point.variance : 0;
}

// Whether the series itself moves as the component says: its slope on the component's shape, weighed least
// squares, has the same sign and is clear of zero.
bool moves_itself(std::span<const SeriesPoint> own, const ChangeComponent& change, std::size_t per_year) {
  double w = 0, wx = 0, wy = 0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const double x = shape_at(change, i, per_year);
    w += weight_of(own[i]);
    wx += weight_of(own[i]) * x;
    wy += weight_of(own[i]) * own[i].value;
  }
  if (w <= 0) return false;
  double sxx = 0, sxy = 0, syy = 0, n = 0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const double k = weight_of(own[i]);
    if (k <= 0) continue;
    const double x = shape_at(change, i, per_year) - wx / w;
    const double y = own[i].value - wy / w;
    sxx += k * x * x;
    sxy += k * x * y;
    syy += k * y * y;
    n += 1;
  }
  if (sxx <= 0 || n < 3) return false;
  const double slope = sxy / sxx;
  const double residual = std::max(0.0, syy - slope * sxy) / (n - 2);
  const double error = std::sqrt(residual / sxx);
  return slope * change.size > 0 && std::abs(slope) > kOwnMove * error;
}

// The mean of the figure itself where the component does not hold, and where it does; of a drift at its end,
// the last two periods with data. Means that were seen: a straight line may run below nothing.
struct Levels {
  double before = 0;
  double after = 0;
};
Levels levels_of(std::span<const SeriesPoint> own, const ChangeComponent& change, std::size_t per_year) {
  constexpr std::size_t kEnd = 2;
  double sum[2] = {}, size[2] = {};
  std::size_t at_end = 0;
  for (std::size_t i = own.size(); i-- > 0;) {
    const double weight = weight_of(own[i]);
    if (weight <= 0) continue;
    const bool holds = shape_at(change, i, per_year) > 0;
    if (holds && change.kind == ChangeKind::drift && at_end++ >= kEnd) continue;
    sum[holds ? 1 : 0] += weight * own[i].value;
    size[holds ? 1 : 0] += weight;
  }
  const auto mean = [&](int side) { return size[side] > 0 ? sum[side] / size[side] : 0; };
  return {mean(0), mean(1)};
}

class Finder {
 public:
  Finder(const Timeline& line, const SliceTally& tally, std::span<const DriverTheme> themes,
         std::span<const std::string> names)
      : line_(line),
        tally_(tally),
        names_(names),
        leaves_(complaint_leaves(tally.tree(), themes)),
        shape_{line.periods_per_year(), line.first_place()} {}

  std::vector<DatedChange> run() {
    for (const ComplaintLeaf& leaf : leaves_) add_share(leaf);
    for (std::size_t s = 0; s < names_.size(); ++s) add_score(s);
    for (const SegmentLine& segment : line_.segments()) {
      for (const ComplaintLeaf& leaf : leaves_) add_segment_share(segment, leaf);
      for (std::size_t s = 0; s < names_.size(); ++s) add_segment_score(segment, s);
    }
    return told();
  }

 private:
  void find(std::span<const SeriesPoint> points, Series series) {
    const auto present = std::count_if(points.begin(), points.end(), [](const auto& p) { return p.present; });
    if (static_cast<std::size_t>(present) < ChangeOptions{}.min_periods) return;
    series.found = find_changes(points, shape_);
    all_.push_back(std::move(series));
  }

  void add_share(const ComplaintLeaf& leaf) {
    std::vector<ShareCount> counts;
    for (const Slice* slice : line_.slices()) counts.push_back(share_of(slice, leaf.cell));
    if (sum_of_hits(counts) < static_cast<double>(kMinRanked)) return;
    const std::vector<SeriesPoint> points = share_series(counts);
    find(points, {SeriesOf::share, &leaf, "", "", points, false, {}});
  }

  void add_segment_share(const SegmentLine& segment, const ComplaintLeaf& leaf) {
    std::vector<ShareCount> here, rest;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      here.push_back(share_of(segment.slices[i], leaf.cell));
      rest.push_back(rest_of(line_.slice(i), segment.slices[i], leaf.cell));
    }
    if (sum_of_hits(here) < static_cast<double>(kMinRanked)) return;
    find(share_difference_series(here, rest),
         {SeriesOf::share, &leaf, "", segment.name, share_series(here), true, {}});
  }

  static GroupFigure figure_of(const ScoreMeaning& meaning, const ScoreSums& sums) {
    if (sums.n < kMinListed) return {};
    return group_figure(meaning, sums).value_or(GroupFigure{});
  }

  void add_score(std::size_t score) {
    std::vector<GroupFigure> figures;
    for (const Slice* slice : line_.slices())
      figures.push_back(slice == nullptr ? GroupFigure{}
                                         : figure_of(tally_.meanings()[score], slice->official(score)));
    const std::vector<SeriesPoint> points = figure_series(figures);
    find(points, {SeriesOf::score, nullptr, names_[score], "", points, false, {}});
  }

  void add_segment_score(const SegmentLine& segment, std::size_t score) {
    const ScoreMeaning& meaning = tally_.meanings()[score];
    std::vector<GroupFigure> here, rest;
    for (std::size_t i = 0; i < line_.size(); ++i) {
      const Slice* part = segment.slices[i];
      const Slice* whole = line_.slice(i);
      here.push_back(part == nullptr ? GroupFigure{} : figure_of(meaning, part->official(score)));
      rest.push_back(part == nullptr || whole == nullptr
                         ? GroupFigure{}
                         : figure_of(meaning, difference(whole->official(score), part->official(score))));
    }
    const std::vector<SeriesPoint> own = figure_series(here);
    const std::vector<SeriesPoint> others = figure_series(rest);
    std::vector<SeriesPoint> gap(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
      gap[i].present = own[i].present && others[i].present;
      gap[i].value = own[i].value - others[i].value;
      gap[i].variance = own[i].variance + others[i].variance;
    }
    find(gap, {SeriesOf::score, nullptr, names_[score], segment.name, own, true, {}});
  }

  DatedChange dated(const Series& series, const ChangeComponent& change) const {
    DatedChange out;
    out.kind = change.kind;
    out.of = series.of;
    if (series.leaf != nullptr) {
      out.theme = series.leaf->id;
      out.label = series.leaf->label;
    }
    out.score = series.score;
    out.segment = series.segment;
    out.period = line_.label(change.at);
    out.low_period = line_.label(change.at_low);
    out.high_period = line_.label(change.at_high);
    if (change.kind == ChangeKind::spike || change.kind == ChangeKind::season)
      out.until = line_.label(std::min(change.at + change.length, line_.size()) - 1);
    out.size = change.size;
    out.low = change.low;
    out.high = change.high;
    const Levels levels = levels_of(series.own, change, shape_.periods_per_year);
    out.before = levels.before;
    out.after = levels.after;
    out.p = change.p;
    return out;
  }

  std::vector<DatedChange> told() const {
    std::vector<double> p;
    for (const Series& series : all_) p.push_back(series.found.strongest_p);
    const std::vector<double> q = benjamini_hochberg(p);
    const auto accepted = static_cast<double>(
        std::count_if(q.begin(), q.end(), [](double value) { return value < kSignificant; }));
    std::vector<DatedChange> changes;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (q[i] >= kSignificant) continue;
      for (const ChangeComponent& change : all_[i].found.components) {
        const double own_q = std::max(q[i], change.p * static_cast<double>(all_.size()) / accepted);
        if (own_q >= kSignificant) continue;
        if (all_[i].is_against_rest && !moves_itself(all_[i].own, change, shape_.periods_per_year)) continue;
        changes.push_back(dated(all_[i], change));
        changes.back().q = own_q;
      }
    }
    std::sort(changes.begin(), changes.end(), [](const DatedChange& a, const DatedChange& b) {
      return std::tie(a.period, a.of, a.theme, a.score, a.segment, a.kind) <
             std::tie(b.period, b.of, b.theme, b.score, b.segment, b.kind);
    });
    return changes;
  }

  const Timeline& line_;
  const SliceTally& tally_;
  std::span<const std::string> names_;
  std::vector<ComplaintLeaf> leaves_;
  SeriesShape shape_;
  std::vector<Series> all_;
};

}  // namespace

std::vector<DatedChange> change_table(const Timeline& line, const SliceTally& tally,
                                      std::span<const DriverTheme> themes,
                                      std::span<const std::string> score_names) {
  return Finder(line, tally, themes, score_names).run();
}

}  // namespace verbatim
