#include "drivers/score_tally.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "scores/unit_scale.h"

namespace verbatim {
namespace {

constexpr std::int64_t kPoint = 1000;

// The good boxes: at or above `top`, and for NPS the detractors at or below `bottom`, on a scale low..high
// whose good end is the high one. Where the good end is the low one, the value is mirrored first.
struct Boxes {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t top = 0;
  std::int64_t bottom = -1;
};

// Empty for kinds without boxes.
std::optional<Boxes> boxes_of(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::nps:
      return Boxes{.low = 0, .high = 10, .top = 9, .bottom = 6};
    case ScoreKind::nps_group:
      return Boxes{.low = -100, .high = 100, .top = 100, .bottom = -100};
    case ScoreKind::csat5:
      return Boxes{.low = 1, .high = 5, .top = 4};
    case ScoreKind::csat7:
      return Boxes{.low = 1, .high = 7, .top = 6};
    case ScoreKind::csat2:
      return Boxes{.low = 0, .high = 1, .top = 1};
    case ScoreKind::ces7:
      return Boxes{.low = 1, .high = 7, .top = 5};
    case ScoreKind::ces5:
      return Boxes{.low = 1, .high = 5, .top = 4};
    case ScoreKind::event:
      return Boxes{.low = 0, .high = 1, .top = 1};
    case ScoreKind::stars5:
    case ScoreKind::faces5:
    case ScoreKind::rating10:
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return std::nullopt;
  }
  return std::nullopt;
}

bool is_mirrored(const ScoreMeaning& meaning) {
  return meaning.low_is_good && meaning.kind != ScoreKind::event;
}

void add_square(ScoreSums& sums, UInt128 square) {
  const UInt128 before = sums.sum_squares;
  sums.sum_squares = before + square;  // wraps, the same in any order
  if (sums.sum_squares < before) sums.spoiled = true;
}

// The parts of a group as counts of its effective size.
struct Counts {
  double n = 0;
  double top = 0;
  double detractors = 0;
};

Counts counts_of(const ScoreSums& sums) {
  const double n = sums.effective();
  const double each = n / static_cast<double>(sums.weight);  // 1 without weights
  return {n, each * static_cast<double>(sums.top), each * static_cast<double>(sums.detractors)};
}

double percent(std::uint64_t part, std::uint64_t whole) {
  return 100 * static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t bucket_of(std::uint64_t value, unsigned bits) {
  const std::uint64_t per_doubling = std::uint64_t{1} << bits;
  if (value < per_doubling) return static_cast<std::size_t>(value);
  const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - 1 - bits;
  return static_cast<std::size_t>((shift + 1) * per_doubling + ((value >> shift) - per_doubling));
}

}  // namespace

FigureKind figure_kind(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::nps:
    case ScoreKind::nps_group:
      return FigureKind::net;
    case ScoreKind::csat5:
    case ScoreKind::csat7:
    case ScoreKind::csat2:
    case ScoreKind::event:
      return FigureKind::share;
    case ScoreKind::ces7:
    case ScoreKind::ces5:
    case ScoreKind::stars5:
    case ScoreKind::faces5:
    case ScoreKind::rating10:
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return FigureKind::mean;
  }
  return FigureKind::mean;
}

bool is_low_figure_good(const ScoreMeaning& meaning) {
  if (meaning.kind == ScoreKind::event) return meaning.low_is_good;
  return figure_kind(meaning.kind) == FigureKind::mean && meaning.low_is_good;
}

double milli_per_point(const ScoreMeaning& meaning) {
  return 1000.0 * static_cast<double>(kept_per_unit(meaning));
}

void ScoreSums::add(const ScoreMeaning& meaning, ScoreValue value, std::uint64_t of) {
  if (!value.present || of == 0) return;
  ++n;
  weight += of;
  weight_squares += static_cast<UInt128>(of) * of;
  if (const std::optional<Boxes> boxes = boxes_of(meaning.kind)) {
    const std::int64_t good_high =
        is_mirrored(meaning) ? (boxes->low + boxes->high) * kPoint - value.milli : value.milli;
    if (good_high >= boxes->top * kPoint) top += of;
    if (good_high <= boxes->bottom * kPoint && figure_kind(meaning.kind) == FigureKind::net) detractors += of;
  }
  const Int128 wide = value.milli;
  sum += wide * static_cast<Int128>(of);
  const UInt128 square = static_cast<UInt128>(wide * wide);
  if (square > ~UInt128{0} / of) spoiled = true;
  add_square(*this, square * of);
}

double ScoreSums::effective() const {
  if (weight_squares == weight) return static_cast<double>(weight);  // all of weight 1
  if (weight_squares == 0) return 0;
  return static_cast<double>(weight) / static_cast<double>(weight_squares) * static_cast<double>(weight);
}

void ScoreSums::merge(const ScoreSums& other) {
  n += other.n;
  weight += other.weight;
  weight_squares += other.weight_squares;
  top += other.top;
  detractors += other.detractors;
  sum += other.sum;
  add_square(*this, other.sum_squares);
  spoiled = spoiled || other.spoiled;
}

ScoreSums difference(const ScoreSums& whole, const ScoreSums& part) {
  assert(whole.n >= part.n);
  return {.n = whole.n - part.n,
          .weight = whole.weight - part.weight,
          .weight_squares = whole.weight_squares - part.weight_squares,
          .top = whole.top - part.top,
          .detractors = whole.detractors - part.detractors,
          .sum = whole.sum - part.sum,
          .sum_squares = whole.sum_squares - part.sum_squares,
          .spoiled = whole.spoiled || part.spoiled};
}

NpsCounts nps_counts(const ScoreSums& sums) {
  const Counts counts = counts_of(sums);
  return {.n = counts.n, .promoters = counts.top, .detractors = counts.detractors};
}

Moments moments(const ScoreMeaning& meaning, const ScoreSums& sums) {
  assert(!sums.spoiled);
  const double scale = milli_per_point(meaning);
  if (sums.weight == sums.n && sums.weight_squares == sums.n)
    return make_moments(sums.n, sums.sum, sums.sum_squares, scale);
  return make_weighed_moments(sums.weight, sums.sum, sums.sum_squares, scale, sums.effective());
}

std::optional<GroupFigure> group_figure(const ScoreMeaning& meaning, const ScoreSums& sums) {
  if (sums.n == 0) return std::nullopt;
  const Counts counts = counts_of(sums);
  GroupFigure figure{.n = counts.n, .weight = static_cast<double>(sums.weight), .value = 0, .variance = 0};
  switch (figure_kind(meaning.kind)) {
    case FigureKind::net: {
      const NpsCounts nps = nps_counts(sums);
      figure.value = nps_value(nps);
      figure.variance = nps_variance(nps);
      return figure;
    }
    case FigureKind::share:
      figure.value = 100 * counts.top / counts.n;
      figure.variance = figure.value * (100 - figure.value) / counts.n;
      return figure;
    case FigureKind::mean: {
      if (sums.spoiled) return std::nullopt;
      const Moments of = moments(meaning, sums);
      figure.value = of.mean;
      figure.variance = of.variance / of.n;
      return figure;
    }
  }
  return std::nullopt;
}

std::optional<Estimate> figure_difference(const ScoreMeaning& meaning, const ScoreSums& a,
                                          const ScoreSums& b) {
  if (a.n == 0 || b.n == 0) return std::nullopt;
  switch (figure_kind(meaning.kind)) {
    case FigureKind::net:
      return nps_difference(nps_counts(a), nps_counts(b));
    case FigureKind::share: {
      const Counts of_a = counts_of(a);
      const Counts of_b = counts_of(b);
      const Estimate share = share_difference(of_a.top, of_a.n, of_b.top, of_b.n);
      return Estimate{
          .value = 100 * share.value, .low = 100 * share.low, .high = 100 * share.high, .p = share.p};
    }
    case FigureKind::mean: {
      if (a.spoiled || b.spoiled) return std::nullopt;
      const std::optional<WelchDifference> welch = welch_difference(moments(meaning, a), moments(meaning, b));
      if (!welch) return std::nullopt;
      return welch->estimate;
    }
  }
  return std::nullopt;
}

ScoreFigures figures_of(const ScoreMeaning& meaning, const ScoreSums& sums) {
  ScoreFigures figures;
  figures.main.n = sums.n;
  if (sums.weight != sums.n) figures.effective = sums.effective();
  const std::optional<GroupFigure> group = group_figure(meaning, sums);
  if (!group) return figures;
  figures.main.value = group->value;
  // The mean of yes and no, or of groups, is the figure itself.
  const bool has_no_mean = meaning.kind == ScoreKind::csat2 || meaning.kind == ScoreKind::event ||
                           meaning.kind == ScoreKind::nps_group;
  const bool is_mean = figure_kind(meaning.kind) == FigureKind::mean;

  std::optional<Interval> interval;
  switch (figure_kind(meaning.kind)) {
    case FigureKind::net:
      interval = nps_interval(nps_counts(sums));
      figures.promoters = percent(sums.top, sums.weight);
      figures.detractors = percent(sums.detractors, sums.weight);
      figures.passives = percent(sums.weight - sums.top - sums.detractors, sums.weight);
      break;
    case FigureKind::share: {
      const Counts counts = counts_of(sums);
      const Interval share = wilson_interval(counts.top, counts.n);
      interval = Interval{.low = 100 * share.low, .high = 100 * share.high};
      break;
    }
    case FigureKind::mean:
      interval = mean_interval(moments(meaning, sums));
      break;
  }
  if (interval) {
    figures.main.low = interval->low;
    figures.main.high = interval->high;
  }
  if (!is_mean && !has_no_mean && !sums.spoiled) figures.mean = moments(meaning, sums).mean;
  if (is_mean && boxes_of(meaning.kind)) figures.top_box = percent(sums.top, sums.weight);
  return figures;
}

void LogBuckets::add(std::int64_t value, std::uint64_t weight) {
  if (weight == 0) return;
  const std::int64_t kept = std::max<std::int64_t>(value, 0);
  const std::size_t index = bucket_of(static_cast<std::uint64_t>(kept), static_cast<unsigned>(resolution_));
  cover(index, index);
  buckets_[index - first_].count += weight;
  buckets_[index - first_].sum += static_cast<Int128>(kept) * static_cast<Int128>(weight);
  count_ += weight;
}

void LogBuckets::merge(const LogBuckets& other) {
  assert(resolution_ == other.resolution_);
  if (other.buckets_.empty()) return;
  cover(other.first_, other.first_ + other.buckets_.size() - 1);
  for (std::size_t i = 0; i < other.buckets_.size(); ++i) {
    Bucket& bucket = buckets_[other.first_ + i - first_];
    bucket.count += other.buckets_[i].count;
    bucket.sum += other.buckets_[i].sum;
  }
  count_ += other.count_;
}

void LogBuckets::cover(std::size_t first, std::size_t last) {
  if (buckets_.empty()) first_ = first;
  if (first < first_) {
    buckets_.insert(buckets_.begin(), first_ - first, Bucket{});
    first_ = first;
  }
  if (last - first_ >= buckets_.size()) buckets_.resize(last - first_ + 1);
}

double LogBuckets::value_at(std::uint64_t rank) const {
  std::uint64_t passed = 0;
  for (const Bucket& bucket : buckets_) {
    passed += bucket.count;
    if (rank < passed) return static_cast<double>(bucket.sum) / static_cast<double>(bucket.count);
  }
  assert(false && "a rank beyond the count");
  return 0;
}

double LogBuckets::quantile(unsigned percent) const {
  assert(count_ > 0 && percent <= 100);
  const UInt128 place = static_cast<UInt128>(count_ - 1) * percent;
  const std::uint64_t rank = static_cast<std::uint64_t>(place / 100);
  const double low = value_at(rank);
  const auto fraction = static_cast<unsigned>(place % 100);
  if (fraction == 0) return low;
  return low + (value_at(rank + 1) - low) * (fraction / 100.0);
}

void ScoreTally::add(ScoreValue value, std::uint64_t weight) {
  sums_.add(meaning_, value, weight);
  if (value.present && weight > 0 && meaning_.kind == ScoreKind::ttr) times_.add(value.milli, weight);
}

void ScoreTally::merge(const ScoreTally& other) {
  assert(meaning_ == other.meaning_);
  sums_.merge(other.sums_);
  times_.merge(other.times_);
}

ScoreFigures ScoreTally::finish() const {
  ScoreFigures figures = figures_of(meaning_, sums_);
  if (figures.main.value && times_.count() > 0) {
    const double scale = milli_per_point(meaning_);
    figures.median = times_.quantile(50) / scale;
    figures.p90 = times_.quantile(90) / scale;
  }
  return figures;
}

}  // namespace verbatim
