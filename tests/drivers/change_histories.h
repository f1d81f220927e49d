// Made-up survey histories with planted changes, for the tests of the change model and its simulation.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "drivers/change_model.h"
#include "drivers/unit_maker.h"

namespace verbatim::testing {

inline constexpr std::size_t kMonths = 24;
inline constexpr std::size_t kThemes = 100;
inline constexpr std::size_t kRegions = 4;

enum class Planted { nothing, release, price, drift, season };

inline const char* name_of(Planted planted) {
  constexpr const char* kNames[] = {"nothing", "release", "price", "drift", "season"};
  return kNames[static_cast<std::size_t>(planted)];
}

// Hits among `trials`, by the gaps between them.
inline double binomial(Draw& draw, std::size_t trials, double share) {
  if (share <= 0) return 0;
  const double log_miss = std::log1p(-share);
  double hits = 0;
  double at = 0;
  while (true) {
    at += std::floor(std::log(1 - draw.unit()) / log_miss) + 1;
    if (at > static_cast<double>(trials)) return hits;
    ++hits;
  }
}

// One series of a history: a theme over all regions, or in one of them against the others.
struct NamedSeries {
  std::size_t theme = 0;
  std::size_t region = kRegions;  // kRegions: all of them
  std::vector<SeriesPoint> points;
};

struct History {
  Planted planted = Planted::nothing;
  std::size_t at = 0;  // first month that the change shows in
  std::vector<NamedSeries> series;
};

// Share of theme 0, where the change is planted.
inline double planted_share(Planted planted, std::size_t at, std::size_t month, std::size_t region) {
  switch (planted) {
    case Planted::nothing:
      return 0.03;
    case Planted::release:
      return month >= at ? 0.06 : 0.03;
    case Planted::price:
      return month >= at && region == 2 ? 0.10 : 0.04;
    case Planted::drift:
      return 0.02 + (month >= at ? 0.004 * static_cast<double>(month - at + 1) : 0);
    case Planted::season:
      return month % 12 == 10 || month % 12 == 11 ? 0.08 : 0.03;
  }
  return 0;
}

// 24 months from a January, 100 themes with shares from 0.2 % to 15 %, four regions; `volume` comments a
// month, 40 % more or less. `clump`: a factor on each share and month with this coefficient of variation.
inline History make_history(Planted planted, double volume, std::uint64_t seed, double clump = 0) {
  Draw draw(seed);
  History history;
  history.planted = planted;
  history.at = planted == Planted::drift ? 9 : planted == Planted::season ? 10 : 4 + draw.below(17);
  std::vector<std::size_t> comments;
  for (std::size_t m = 0; m < kMonths; ++m)
    comments.push_back(static_cast<std::size_t>(volume * (0.6 + 0.8 * draw.unit()) / kRegions));
  for (std::size_t theme = 0; theme < kThemes; ++theme) {
    const double base = 0.002 * std::pow(75.0, draw.unit());
    std::vector<std::vector<ShareCount>> regions(kRegions, std::vector<ShareCount>(kMonths));
    std::vector<ShareCount> all(kMonths);
    for (std::size_t m = 0; m < kMonths; ++m) {
      const double factor = 1 + clump * std::sqrt(3.0) * (2 * draw.unit() - 1);
      for (std::size_t r = 0; r < kRegions; ++r) {
        const double share =
            theme > 0 || planted == Planted::nothing ? base : planted_share(planted, history.at, m, r);
        const double hits = binomial(draw, comments[m], share * factor);
        regions[r][m] = {hits, static_cast<double>(comments[m])};
        all[m].hits += hits;
        all[m].trials += static_cast<double>(comments[m]);
      }
    }
    history.series.push_back({theme, kRegions, share_series(all)});
    for (std::size_t r = 0; r < kRegions; ++r) {
      std::vector<ShareCount> rest = all;
      for (std::size_t m = 0; m < kMonths; ++m)
        rest[m] = {all[m].hits - regions[r][m].hits, all[m].trials - regions[r][m].trials};
      history.series.push_back({theme, r, share_difference_series(regions[r], rest)});
    }
  }
  return history;
}

// What is left after Benjamini-Hochberg over all series.
struct Judged {
  bool is_found = false;  // the planted one: kind right
  bool is_dated = false;  // and within one period
  bool is_exact = false;
  bool is_in_interval = false;  // its date
  bool is_size_in_interval = false;
  std::size_t false_alarms = 0;
  std::vector<std::size_t> false_months;  // in which they are dated, each once
  std::size_t extra = 0;                  // beside the right one in its own series
};

inline ChangeKind kind_of(Planted planted) {
  if (planted == Planted::drift) return ChangeKind::drift;
  return planted == Planted::season ? ChangeKind::season : ChangeKind::step;
}

inline double size_of(Planted planted) {
  constexpr double kSizes[] = {0, 3, 6, 0.4, 5};
  return kSizes[static_cast<std::size_t>(planted)];
}

inline Judged judge(const History& history, const ChangeOptions& options = {}) {
  std::vector<double> p;
  std::vector<std::pair<std::size_t, ChangeComponent>> all;  // series, component
  for (std::size_t s = 0; s < history.series.size(); ++s) {
    const SeriesChanges changes = find_changes(history.series[s].points, {12, 0}, options);
    if (changes.components.empty()) p.push_back(changes.strongest_p);
    for (const ChangeComponent& component : changes.components) {
      all.emplace_back(s, component);
      p.push_back(component.p);
    }
    if (changes.components.empty()) all.emplace_back(s, ChangeComponent{ChangeKind::step, 0, 0});
  }
  const std::vector<double> q = benjamini_hochberg(p);
  Judged judged;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ChangeComponent& c = all[i].second;
    if (q[i] > 0.05 || c.length == 0) continue;
    const NamedSeries& series = history.series[all[i].first];
    // A price change in one region moves the whole and the difference of each region.
    const bool is_price = history.planted == Planted::price;
    const bool is_planted =
        history.planted != Planted::nothing && series.theme == 0 && (is_price || series.region == kRegions);
    const bool is_target = is_planted && (!is_price || series.region == 2);
    const std::size_t off = c.at > history.at ? c.at - history.at : history.at - c.at;
    const bool is_right = is_target && c.kind == kind_of(history.planted);
    if (is_right && !(judged.is_dated && off > 1)) {
      judged.is_found = true;
      judged.is_dated = off <= 1;
      judged.is_exact = off == 0 && (history.planted != Planted::season || c.length == 2);
      judged.is_in_interval = c.at_low <= history.at && history.at <= c.at_high;
      judged.is_size_in_interval = c.low <= size_of(history.planted) && size_of(history.planted) <= c.high;
    }
    if (is_target && !(is_right && off <= 1)) ++judged.extra;
    if (is_planted) continue;
    ++judged.false_alarms;
    if (std::find(judged.false_months.begin(), judged.false_months.end(), c.at) == judged.false_months.end())
      judged.false_months.push_back(c.at);
  }
  return judged;
}

}  // namespace verbatim::testing
