#include "drivers/time_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <boost/math/distributions/binomial.hpp>

#include "drivers/q_values.h"
#include "drivers/statistics.h"
#include "scores/period.h"

namespace verbatim {
namespace {

constexpr double kPercent = 100;
constexpr double kRareShare = 0.01;
constexpr double kGrowth = 2;
constexpr double kSignificant = 0.05;

void fill_movement_q(std::vector<Movement>& movements, SeriesOf of) {
  std::vector<Movement*> family;
  for (Movement& movement : movements) {
    if (movement.of == of) family.push_back(&movement);
  }
  fill_q(family, &Movement::p, &Movement::q);
}

// A segment that moves as all records do tells nothing of its own: its interval holds their change, or it
// moves less.
void mark_followers(std::vector<Movement>& movements) {
  std::map<std::tuple<SeriesOf, std::string, std::string, std::string, std::string>, double> everywhere;
  const auto key = [](const Movement& m) { return std::tuple(m.of, m.theme, m.score, m.period, m.base); };
  for (const Movement& movement : movements) {
    if (movement.segment.empty() && movement.q && *movement.q < kSignificant)
      everywhere.emplace(key(movement), movement.change);
  }
  for (Movement& movement : movements) {
    const auto all = movement.segment.empty() ? everywhere.end() : everywhere.find(key(movement));
    if (all == everywhere.end()) continue;
    const bool is_more = all->second > 0 ? movement.low > all->second : movement.high < all->second;
    const bool is_contrary = movement.change * all->second < 0;
    movement.as_everywhere = !is_more && !is_contrary;
  }
}

std::uint64_t analysed_of(const Slice* slice) {
  return slice == nullptr ? 0 : slice->analysed();
}

std::uint64_t count_of(const Slice* slice, SliceCell cell) {
  return slice == nullptr ? 0 : slice->count(cell).records;
}

}  // namespace

std::vector<ComplaintLeaf> complaint_leaves(const ThemeTree& tree, std::span<const DriverTheme> themes) {
  std::vector<ComplaintLeaf> leaves;
  for (std::size_t t = 0; t < themes.size(); ++t) {
    const ThemeId theme{static_cast<std::uint32_t>(t)};
    if (tree.is_general(theme)) continue;
    DriverRow names;
    fill_names(tree, themes[t], {theme, DriverKind::complaint, CellLevel::leaf, DriverLevel::leaf}, names);
    leaves.push_back(
        {theme, slice_cell(tree, theme, DriverKind::complaint, CellLevel::leaf), names.theme, names.label});
  }
  return leaves;
}

std::vector<PeriodRow> TimeTable::periods() const {
  std::vector<PeriodRow> rows;
  for (std::size_t i = 0; i < line_.size(); ++i) {
    PeriodRow row;
    row.label = line_.label(i);
    row.begin = day_text(first_day_of(line_.number(i), line_.unit()));
    row.end = day_text(last_day_of(line_.number(i), line_.unit()));
    row.is_partial = line_.is_partial(i);
    row.scores.resize(names_.size());
    if (const Slice* slice = line_.slice(i)) {
      row.records = slice->records();
      row.analysed = slice->analysed();
      row.conflicts = slice->conflicts();
      if (slice->with_sentiment() > 0)
        row.sentiment = static_cast<double>(slice->sentiment_milli()) /
                        (1000.0 * static_cast<double>(slice->with_sentiment()));
      for (std::size_t s = 0; s < names_.size(); ++s)
        row.scores[s] = figures_of(tally_.meanings()[s], slice->official(s));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ThemeSeries> TimeTable::series() const {
  std::vector<ThemeSeries> all;
  const auto append = [&](const ComplaintLeaf& leaf, const std::string& segment,
                          std::span<const Slice* const> slices) {
    ThemeSeries series{leaf.id, leaf.label, segment, {}, {}};
    std::uint64_t sum = 0;
    for (const Slice* slice : slices) {
      series.comments.push_back(count_of(slice, leaf.cell));
      series.of.push_back(analysed_of(slice));
      sum += series.comments.back();
    }
    if (sum >= kMinRanked) all.push_back(std::move(series));
  };
  for (const ComplaintLeaf& leaf : leaves_) append(leaf, "", line_.slices());
  for (const SegmentLine& segment : line_.segments()) {
    for (const ComplaintLeaf& leaf : leaves_) append(leaf, segment.name, segment.slices);
  }
  return all;
}

void TimeTable::append_shares(std::span<const Slice* const> slices, const std::string& segment,
                              std::size_t period, std::size_t base, bool is_season,
                              std::vector<Movement>& to) const {
  const std::uint64_t n = analysed_of(slices[period]);
  const std::uint64_t base_n = analysed_of(slices[base]);
  if (n < kMinRanked || base_n < kMinRanked) return;
  for (const ComplaintLeaf& leaf : leaves_) {
    Movement movement;
    movement.comments = count_of(slices[period], leaf.cell);
    movement.base_comments = count_of(slices[base], leaf.cell);
    if (movement.comments + movement.base_comments < kMinListed) continue;
    const Estimate change =
        share_difference(static_cast<double>(movement.comments), static_cast<double>(n),
                         static_cast<double>(movement.base_comments), static_cast<double>(base_n));
    movement.of = SeriesOf::share;
    movement.theme = leaf.id;
    movement.label = leaf.label;
    movement.segment = segment;
    movement.period = line_.label(period);
    movement.base = line_.label(base);
    movement.is_season = is_season;
    movement.value = kPercent * static_cast<double>(movement.comments) / static_cast<double>(n);
    movement.base_value =
        kPercent * static_cast<double>(movement.base_comments) / static_cast<double>(base_n);
    movement.change = kPercent * change.value;
    movement.low = kPercent * change.low;
    movement.high = kPercent * change.high;
    movement.p = change.p;
    to.push_back(std::move(movement));
  }
}

void TimeTable::append_scores(std::span<const Slice* const> slices, const std::string& segment,
                              std::size_t period, std::size_t base, bool is_season,
                              std::vector<Movement>& to) const {
  if (slices[period] == nullptr || slices[base] == nullptr) return;
  for (std::size_t s = 0; s < names_.size(); ++s) {
    const ScoreMeaning& meaning = tally_.meanings()[s];
    const ScoreSums& now = slices[period]->official(s);
    const ScoreSums& then = slices[base]->official(s);
    if (now.n < kMinRanked || then.n < kMinRanked) continue;
    const auto change = figure_difference(meaning, now, then);
    const auto value = group_figure(meaning, now);
    const auto base_value = group_figure(meaning, then);
    if (!change || !value || !base_value) continue;
    Movement movement;
    movement.of = SeriesOf::score;
    movement.score = names_[s];
    movement.segment = segment;
    movement.period = line_.label(period);
    movement.base = line_.label(base);
    movement.is_season = is_season;
    movement.comments = now.n;
    movement.base_comments = then.n;
    movement.value = value->value;
    movement.base_value = base_value->value;
    movement.change = change->value;
    movement.low = change->low;
    movement.high = change->high;
    movement.p = change->p;
    to.push_back(std::move(movement));
  }
}

std::vector<Movement> TimeTable::movements() const {
  std::vector<Movement> all;
  const std::size_t latest = line_.latest();
  const auto append = [&](std::span<const Slice* const> slices, const std::string& segment) {
    if (latest > 0) {
      append_shares(slices, segment, latest, latest - 1, false, all);
      append_scores(slices, segment, latest, latest - 1, false, all);
    }
    if (const auto season = line_.season_before(latest)) {
      append_shares(slices, segment, latest, *season, true, all);
      append_scores(slices, segment, latest, *season, true, all);
    }
  };
  if (line_.size() > 0) append(line_.slices(), "");
  for (const SegmentLine& segment : line_.segments()) append(segment.slices, segment.name);
  for (std::size_t i = 1; i < line_.size(); ++i) {
    if (i == latest) continue;
    append_scores(line_.slices(), "", i, i - 1, false, all);
    if (const auto season = line_.season_before(i)) append_scores(line_.slices(), "", i, *season, true, all);
  }
  fill_movement_q(all, SeriesOf::share);
  fill_movement_q(all, SeriesOf::score);
  mark_followers(all);
  return all;
}

std::vector<RisingTheme> TimeTable::rising() const {
  std::vector<RisingTheme> found;
  if (line_.size() < 2 || line_.latest() == 0) return found;
  const Slice* latest = line_.slice(line_.latest());
  if (analysed_of(latest) < kMinRanked) return found;
  std::uint64_t before_of = 0;
  for (std::size_t i = 0; i < line_.latest(); ++i) before_of += analysed_of(line_.slice(i));
  if (before_of < kMinRanked) return found;
  for (const ComplaintLeaf& leaf : leaves_) {
    RisingTheme theme{leaf.id, leaf.label, count_of(latest, leaf.cell), latest->analysed(), 0, before_of, 0,
                      1,       1};
    for (std::size_t i = 0; i < line_.latest(); ++i) theme.before += count_of(line_.slice(i), leaf.cell);
    const double share_before = static_cast<double>(theme.before) / static_cast<double>(before_of);
    if (theme.comments == 0 || share_before >= kRareShare) continue;
    const double share = static_cast<double>(theme.comments) / static_cast<double>(theme.of);
    // Half a comment more before, so that what is new has a ratio, too.
    theme.ratio = share / ((static_cast<double>(theme.before) + 0.5) / (static_cast<double>(before_of) + 1));
    const auto total = static_cast<double>(theme.comments + theme.before);
    const double part = static_cast<double>(theme.of) / static_cast<double>(theme.of + before_of);
    const boost::math::binomial distribution(total, part);
    theme.p =
        boost::math::cdf(boost::math::complement(distribution, static_cast<double>(theme.comments) - 1));
    found.push_back(std::move(theme));
  }
  fill_q(found, &RisingTheme::p, &RisingTheme::q);
  std::erase_if(found, [](const RisingTheme& theme) {
    return theme.q >= kSignificant || theme.ratio < kGrowth || theme.comments < 3;
  });
  std::sort(found.begin(), found.end(), [](const RisingTheme& a, const RisingTheme& b) {
    return a.q != b.q ? a.q < b.q : a.theme < b.theme;
  });
  return found;
}

void TimeTable::append_drivers(std::vector<DriverRow>& rows) const {
  const CutTable table(tally_, themes_, names_);
  for (std::size_t i = 0; i < line_.size(); ++i) {
    if (const Slice* slice = line_.slice(i))
      table.append_slice(*slice, {i > 0 ? line_.slice(i - 1) : nullptr, false}, "", line_.label(i), rows);
  }
}

}  // namespace verbatim
