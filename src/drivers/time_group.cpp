#include "drivers/time_group.h"

#include <algorithm>
#include <cassert>

#include "drivers/sentiment_fit.h"

namespace verbatim {
namespace {

constexpr std::uint64_t kFewest = 30;
constexpr std::int64_t kHour = 3'600'000;
constexpr double kMilliPerMinute = 60'000;

// From where on a time is long: a day, or a working day of 8 business hours. An edge of the coarse bands.
std::int64_t long_from(const ScoreMeaning& meaning) {
  return meaning.unit == TimeUnit::business_hour ? 8 * kHour : 24 * kHour;
}

double percent(std::uint64_t part, std::uint64_t whole) {
  return 100 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

TimeLayout::TimeLayout(std::span<const ScoreMeaning> scores) : meanings_(scores.begin(), scores.end()) {
  for (std::size_t s = 0; s < meanings_.size(); ++s) {
    if (meanings_[s].kind == ScoreKind::ttr) {
      times_.push_back(s);
      bands_.push_back(NumberBands::coarse(meanings_[s]));
    }
    if (has_ends(meanings_[s].kind)) scores_.push_back(s);
  }
}

void TimeGroup::add(const TimeLayout& layout, std::span<const ScoreValue> scores) {
  assert(scores.size() == layout.meanings().size());
  for (std::size_t t = 0; t < layout.times().size(); ++t) {
    const std::size_t of = layout.times()[t];
    if (!scores[of].present) continue;
    const ScoreMeaning& meaning = layout.meanings()[of];
    const NumberBands& bands = layout.bands()[t];
    if (times_.empty()) times_.resize(layout.times().size());
    Time& time = times_[t];
    time.bands.resize(bands.size());
    time.beside.resize(layout.scores().size());
    time.sums.add(meaning, scores[of]);
    time.times.add(scores[of].milli);
    ++time.bands[bands.band_of(scores[of].milli)];
    const std::int64_t x = log_minutes(static_cast<double>(scores[of].milli) / kMilliPerMinute);
    for (std::size_t s = 0; s < layout.scores().size(); ++s) {
      const std::size_t score = layout.scores()[s];
      if (!scores[score].present) continue;
      time.beside[s].sums.add(x, scores[score].milli);
      time.beside[s].score.add(layout.meanings()[score], scores[score]);
    }
  }
}

void TimeGroup::merge(const TimeGroup& other) {
  if (other.times_.empty()) return;
  if (times_.empty()) times_.resize(other.times_.size());
  assert(times_.size() == other.times_.size());
  for (std::size_t t = 0; t < times_.size(); ++t) {
    Time& time = times_[t];
    const Time& more = other.times_[t];
    time.sums.merge(more.sums);
    time.times.merge(more.times);
    time.bands.resize(std::max(time.bands.size(), more.bands.size()));
    for (std::size_t b = 0; b < more.bands.size(); ++b) time.bands[b] += more.bands[b];
    time.beside.resize(std::max(time.beside.size(), more.beside.size()));
    for (std::size_t s = 0; s < more.beside.size(); ++s) {
      time.beside[s].sums.merge(more.beside[s].sums);
      time.beside[s].score.merge(more.beside[s].score);
    }
  }
}

std::vector<TimeFigures> TimeGroup::finish(const TimeLayout& layout) const {
  std::vector<TimeFigures> all;
  for (std::size_t t = 0; t < layout.times().size(); ++t) {
    TimeFigures row;
    row.score = layout.times()[t];
    const Time time = times_.empty() ? Time{} : times_[t];
    const ScoreMeaning& meaning = layout.meanings()[row.score];
    row.figures = figures_of(meaning, time.sums);
    if (time.times.count() > 0) {
      const double scale = milli_per_point(meaning);
      row.figures.median = time.times.quantile(50) / scale;
      row.figures.p90 = time.times.quantile(90) / scale;
    }
    const NumberBands& bands = layout.bands()[t];
    std::uint64_t under_hour = 0;
    std::uint64_t long_ones = 0;
    for (std::size_t b = 0; b < time.bands.size(); ++b) {
      row.bands.push_back(
          {band_label(meaning, bands, b), time.bands[b], percent(time.bands[b], time.sums.n)});
      if (b < bands.band_of(kHour)) under_hour += time.bands[b];
      if (b >= bands.band_of(long_from(meaning))) long_ones += time.bands[b];
    }
    if (time.sums.n > 0) {
      row.under_hour = percent(under_hour, time.sums.n);
      row.long_share = percent(long_ones, time.sums.n);
    }
    for (std::size_t s = 0; s < layout.scores().size(); ++s) {
      const Beside beside = time.beside.empty() ? Beside{} : time.beside[s];
      const ScoreMeaning& of = layout.meanings()[layout.scores()[s]];
      const Figure correlation = beside.sums.figure(kFewest);
      row.beside.push_back({layout.scores()[s], figures_of(of, beside.score),
                            is_low_value_good(of) ? turned(correlation) : correlation});
    }
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace verbatim
