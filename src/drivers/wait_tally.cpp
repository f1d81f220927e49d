#include "drivers/wait_tally.h"

#include <algorithm>
#include <cassert>

namespace verbatim {
namespace {

// What is longer than a year says how long somebody has been a customer.
constexpr std::int64_t kLongestMinutes = std::int64_t{366} * 24 * 60;
constexpr std::int64_t kMilliPerMinute = 60'000;
constexpr std::uint64_t kMinListed = 10;
constexpr ScoreMeaning kStated{ScoreKind::ttr, TimeUnit::minute, true};

WaitFigures figures_of(const LogBuckets& minutes) {
  WaitFigures figures;
  figures.comments = minutes.count();
  if (figures.comments == 0) return figures;
  figures.quarter = minutes.quantile(25);
  figures.median = minutes.quantile(50);
  figures.three_quarters = minutes.quantile(75);
  figures.p90 = minutes.quantile(90);
  return figures;
}

}  // namespace

WaitTally::WaitTally(std::span<const ScoreMeaning> scores)
    : meanings_(scores.begin(), scores.end()), by_band_(scores.size()), recorded_(scores.size()) {
  for (const ScoreMeaning& meaning : meanings_) curves_.emplace_back(meaning, kStated, NumberBands::waits());
}

void WaitTally::begin_record() {
  record_.clear();
}

void WaitTally::add(const Analysis& analysis) {
  for (const StatedDuration& duration : analysis.durations) {
    if (duration.minutes <= 0 || duration.minutes > kLongestMinutes) continue;
    for (const ThemeMention& mention : analysis.mentions) {
      const bool is_in_clause =
          mention.clause.begin <= duration.span.begin && duration.span.end <= mention.clause.end;
      if (!is_in_clause || mention.polarity == Polarity::positive) continue;
      std::int64_t& longest = record_[mention.theme];
      longest = std::max(longest, duration.minutes);
    }
  }
}

void WaitTally::end_record(std::span<const ScoreValue> scores) {
  assert(scores.size() == meanings_.size());
  if (record_.empty()) return;
  std::int64_t longest = 0;
  for (const auto& [theme, minutes] : record_) {
    by_theme_[theme].add(minutes);
    longest = std::max(longest, minutes);
  }
  all_.add(longest);
  for (std::size_t s = 0; s < scores.size(); ++s) {
    if (!scores[s].present) continue;
    if (const auto band = score_band(meanings_[s], scores[s]))
      by_band_[s][static_cast<std::size_t>(*band)].add(longest);
    if (meanings_[s].kind != ScoreKind::ttr) {
      curves_[s].add(scores[s], {true, longest * kMilliPerMinute});
      continue;
    }
    // Customers tell hours of the day, not those of a business.
    if (meanings_[s].unit == TimeUnit::business_hour) continue;
    Pairs& pairs = recorded_[s];
    const std::int64_t minutes = scores[s].milli / kMilliPerMinute;
    pairs.sums.add(log_minutes(static_cast<double>(longest)), log_minutes(static_cast<double>(minutes)));
    if (longest > minutes) ++pairs.stated_longer;
    pairs.stated.add(longest);
    pairs.recorded.add(minutes);
  }
}

void WaitTally::merge(const WaitTally& other) {
  assert(meanings_ == other.meanings_);
  for (const auto& [theme, minutes] : other.by_theme_) by_theme_[theme].merge(minutes);
  all_.merge(other.all_);
  for (std::size_t s = 0; s < meanings_.size(); ++s) {
    for (std::size_t b = 0; b < by_band_[s].size(); ++b) by_band_[s][b].merge(other.by_band_[s][b]);
    curves_[s].merge(other.curves_[s]);
    Pairs& pairs = recorded_[s];
    const Pairs& more = other.recorded_[s];
    pairs.sums.merge(more.sums);
    pairs.stated_longer += more.stated_longer;
    pairs.stated.merge(more.stated);
    pairs.recorded.merge(more.recorded);
  }
}

WaitSummary WaitTally::finish(std::span<const std::string> theme_ids, std::span<const std::string> labels,
                              std::span<const std::string> score_names) const {
  WaitSummary summary;
  summary.all = figures_of(all_);
  for (const auto& [theme, minutes] : by_theme_) {
    if (minutes.count() < kMinListed) continue;
    WaitOfTheme row;
    row.theme = theme_ids[static_cast<std::size_t>(theme)];
    row.label = labels[static_cast<std::size_t>(theme)];
    row.stated = figures_of(minutes);
    summary.themes.push_back(std::move(row));
  }
  std::stable_sort(
      summary.themes.begin(), summary.themes.end(),
      [](const WaitOfTheme& a, const WaitOfTheme& b) { return a.stated.comments > b.stated.comments; });
  for (std::size_t s = 0; s < meanings_.size(); ++s) {
    WaitOfScore row;
    row.score = score_names[s];
    row.bad = figures_of(by_band_[s][static_cast<std::size_t>(ScoreBand::bad)]);
    row.good = figures_of(by_band_[s][static_cast<std::size_t>(ScoreBand::good)]);
    if (meanings_[s].kind != ScoreKind::ttr) {
      row.curve = curves_[s].finish(curves_[s]);
      row.curve.score = score_names[s];
      row.curve.number = "stated wait";
    } else if (const Pairs& pairs = recorded_[s]; pairs.sums.n() > 0) {
      row.recorded = figures_of(pairs.recorded);
      row.stated = figures_of(pairs.stated);
      row.stated_longer = pairs.stated_longer;
      if (pairs.sums.n() >= kMinListed) row.correlation = pairs.sums.correlation();
    }
    summary.scores.push_back(std::move(row));
  }
  return summary;
}

bool WaitTally::operator==(const WaitTally& other) const {
  return meanings_ == other.meanings_ && by_theme_ == other.by_theme_ && all_ == other.all_ &&
         by_band_ == other.by_band_ && curves_ == other.curves_ && recorded_ == other.recorded_;
}

}  // namespace verbatim
