#include "drivers/report_change.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "drivers/comparison_statistics.h"
#include "drivers/driver_table.h"
#include "drivers/score_tally.h"

namespace verbatim {
namespace {

constexpr double kPercent = 100;
constexpr double kSmallShare = 0.05;  // of which the smallest visible change is told

using CellKey = std::tuple<DriverKind, std::string, DriverLevel>;  // kind, theme, level

Change change_of(const Estimate& estimate, double scale = 1) {
  return {.value = scale * estimate.value,
          .low = scale * estimate.low,
          .high = scale * estimate.high,
          .p = estimate.p,
          .q = {}};
}

// A share in a group: hits may be a fraction where records have weights.
struct Hits {
  double hits = 0;
  double n = 0;
};

Estimate hits_change(const Hits& before, const Hits& after) {
  Estimate out = share_difference(after.hits, after.n, before.hits, before.n);
  out.p = share_p(after.hits, after.n, before.hits, before.n);
  return out;
}

Figure percent_figure(std::uint64_t hits, std::uint64_t n) {
  if (n == 0) return {};
  const auto size = static_cast<double>(n);
  const Interval interval = wilson_interval(static_cast<double>(hits), size);
  return {.n = n,
          .value = kPercent * static_cast<double>(hits) / size,
          .low = kPercent * interval.low,
          .high = kPercent * interval.high};
}

double size_of(const ScoreFigures& figures) {
  return figures.effective.value_or(static_cast<double>(figures.main.n));
}

// Counts behind a percentage: whole ones, where every record weighs the same.
double hits_of(const ScoreFigures& figures, std::optional<double> percentage) {
  const double hits = size_of(figures) * std::clamp(percentage.value_or(0) / kPercent, 0.0, 1.0);
  return figures.effective ? hits : std::round(hits);
}

std::optional<Moments> moments_of(const ScoreFigures& figures) {
  const Figure& main = figures.main;
  if (!main.value || !main.low || !main.high || size_of(figures) < 2) return std::nullopt;
  return moments_of_interval(size_of(figures), *main.value, {.low = *main.low, .high = *main.high});
}

FigureChange figure_pair(const ScoreMeaning& meaning, const ScoreFigures& before, const ScoreFigures& after) {
  FigureChange out{.before = before.main, .after = after.main, .reported = {}, .change = {}};
  if (const auto estimate = figure_change(meaning, before, after)) out.change = change_of(*estimate);
  return out;
}

// The drivers of one score in one report, and what is known of those that it does not list.
class ScoreDrivers {
 public:
  ScoreDrivers(const Report& report, const std::string& score) : report_(report) {
    for (const DriverRow& row : report.drivers) {
      if (row.score == score) rows_.emplace(CellKey{row.kind, row.theme, row.level}, &row);
    }
    for (const ThemeRow& row : report.themes) themes_.emplace(row.id, &row);
    n_ = static_cast<double>(report.ledger.analysed);
    for (const ScoreSummary& found : report.scores) {
      if (found.name != score) continue;
      n_ = static_cast<double>(found.analysed.value_or(found.commenters.main.n));
      is_weighted_ = found.commenters.effective.has_value();
      if (is_weighted_) n_ = *found.commenters.effective;
    }
  }

  const std::map<CellKey, const DriverRow*>& rows() const { return rows_; }
  const DriverRow* find(const CellKey& key) const {
    const auto found = rows_.find(key);
    return found == rows_.end() ? nullptr : found->second;
  }
  double n() const { return n_; }

  Hits hits(const DriverRow& row) const {
    return {.hits = std::min(n_, is_weighted_ ? row.share * n_ : static_cast<double>(row.comments)), .n = n_};
  }

  // A driver that is not listed has fewer than 10 comments, and no more than its theme has: of what is
  // possible, the share that lies nearest to the other side's.
  Hits nearest(const CellKey& key, const Hits& other) const {
    std::uint64_t most = kMinListed - 1;
    if (const auto theme = themes_.find(std::get<std::string>(key)); theme != themes_.end()) {
      const ThemeRow& row = *theme->second;
      const std::uint64_t plain =
          std::get<DriverKind>(key) == DriverKind::complaint ? row.negative : row.positive;
      most = std::min(most, plain + row.mixed);
    }
    const double bound = std::min(n_, static_cast<double>(most));
    return {.hits = std::clamp(std::round(other.hits / other.n * n_), 0.0, bound), .n = n_};
  }

 private:
  const Report& report_;
  std::map<CellKey, const DriverRow*> rows_;
  std::map<std::string, const ThemeRow*> themes_;
  double n_ = 0;
  bool is_weighted_ = false;
};

ThemeSide side_of(const DriverRow* row) {
  if (row == nullptr) return {};
  return {.comments = row->comments,
          .share = row->share,
          .rank = row->rank,
          .impact = row->impact,
          .impact_low = row->impact_low,
          .impact_high = row->impact_high};
}

// A row's names and its key; the sides are left empty.
ThemeChange named(const DriverRow& row) {
  ThemeChange out;
  out.theme = row.theme;
  out.label = row.label;
  out.level = row.level;
  out.kind = row.kind;
  out.score = row.score;
  out.unit = row.unit;
  return out;
}

std::optional<Estimate> impact_of(const DriverRow* row) {
  if (row == nullptr || row->comments < kMinRanked || !row->impact || !row->impact_low || !row->impact_high)
    return std::nullopt;
  return Estimate{.value = *row->impact, .low = *row->impact_low, .high = *row->impact_high, .p = 1};
}

// The table of themes as drivers without a score: for reports that have no score in common.
Report by_themes(const Report& report) {
  Report out;
  out.ledger = report.ledger;
  out.themes = report.themes;
  for (const ThemeRow& theme : report.themes) {
    const bool has_children = std::any_of(report.themes.begin(), report.themes.end(),
                                          [&](const ThemeRow& other) { return other.parent == theme.id; });
    const bool is_general = std::any_of(
        report.drivers.begin(), report.drivers.end(),
        [&](const DriverRow& row) { return row.theme == theme.id && row.level == DriverLevel::general; });
    for (const DriverKind kind : {DriverKind::complaint, DriverKind::praise}) {
      DriverRow row;
      row.theme = theme.id;
      row.label = theme.label;
      row.level = is_general ? DriverLevel::general : has_children ? DriverLevel::parent : DriverLevel::leaf;
      row.kind = kind;
      row.comments = (kind == DriverKind::complaint ? theme.negative : theme.positive) + theme.mixed;
      if (row.comments < kMinListed) continue;
      row.share = static_cast<double>(row.comments) / static_cast<double>(report.ledger.analysed);
      out.drivers.push_back(std::move(row));
    }
  }
  return out;
}

bool has_moved(const ThemeChange& theme) {
  return (theme.share && theme.share->has_moved()) || (theme.impact && theme.impact->has_moved());
}

// Moved first, then by p. A line without p comes last.
bool comes_before(const ThemeChange& a, const ThemeChange& b) {
  const auto place = [](const ThemeChange& theme) {
    const double share_p = theme.share && theme.share->p ? *theme.share->p : 2;
    const double impact_p = theme.impact && theme.impact->p ? *theme.impact->p : 2;
    return std::tuple(!has_moved(theme), std::min(share_p, impact_p),
                      theme.share ? -std::abs(theme.share->value) : 0.0, theme.kind, theme.level, theme.theme,
                      theme.score);
  };
  return place(a) < place(b);
}

class Comparer {
 public:
  Comparer(const Report& before, const Report& after) : before_(before), after_(after) {}

  Comparison run() {
    compare_scores();
    compare_lines();
    compare_themes();
    fill_q();
    fill_smallest();
    std::sort(out_.themes.begin(), out_.themes.end(), comes_before);
    return std::move(out_);
  }

 private:
  void compare_scores() {
    for (const ScoreSummary& after : after_.scores) {
      for (const ScoreSummary& before : before_.scores) {
        if (before.name != after.name || !(before.meaning == after.meaning)) continue;
        ScoreChange change;
        change.name = after.name;
        change.meaning = after.meaning;
        change.official = figure_pair(after.meaning, before.official, after.official);
        change.commenters = figure_pair(after.meaning, before.commenters, after.commenters);
        out_.scores.push_back(std::move(change));
      }
    }
  }

  void add_line(std::string name, std::string label, const Hits& before, const Hits& after) {
    const auto whole = [](double value) { return static_cast<std::uint64_t>(value); };
    LineChange line{.name = std::move(name), .label = std::move(label), .figure = {}};
    line.figure.before = percent_figure(whole(before.hits), whole(before.n));
    line.figure.after = percent_figure(whole(after.hits), whole(after.n));
    if (before.n > 0 && after.n > 0) line.figure.change = change_of(hits_change(before, after), kPercent);
    out_.lines.push_back(std::move(line));
  }

  void compare_lines() {
    const auto counts = [](const SentimentSummary& s) {
      return NpsCounts{.n = static_cast<double>(s.negative + s.neutral + s.positive + s.mixed),
                       .promoters = static_cast<double>(s.positive),
                       .detractors = static_cast<double>(s.negative)};
    };
    const NpsCounts before = counts(before_.sentiment);
    const NpsCounts after = counts(after_.sentiment);
    LineChange net{.name = "net_sentiment", .label = "Net sentiment", .figure = {}};
    const auto figure = [](const NpsCounts& c) {
      if (c.n <= 0) return Figure{};
      const Interval interval = nps_interval(c);
      return Figure{static_cast<std::uint64_t>(c.n), nps_value(c), interval.low, interval.high};
    };
    net.figure.before = figure(before);
    net.figure.after = figure(after);
    if (before.n > 0 && after.n > 0) net.figure.change = change_of(nps_difference(after, before));
    out_.lines.push_back(std::move(net));
    add_line("negative", "Negative comments", {before.detractors, before.n}, {after.detractors, after.n});
    add_line("positive", "Positive comments", {before.promoters, before.n}, {after.promoters, after.n});
    const auto silent = [](const Ledger& ledger) {
      return Hits{static_cast<double>(ledger.empty),
                  static_cast<double>(ledger.empty + ledger.no_content + ledger.analysed)};
    };
    if (before_.ledger.empty + after_.ledger.empty > 0)
      add_line("silent", "Without a text", silent(before_.ledger), silent(after_.ledger));
  }

  void compare_themes() {
    if (before_.scores.empty() && after_.scores.empty()) {
      compare_drivers(before_, after_, "");
    } else if (out_.scores.empty()) {
      compare_drivers(by_themes(before_), by_themes(after_), "");
    } else {
      for (const ScoreChange& score : out_.scores) compare_drivers(before_, after_, score.name);
    }
  }

  void compare_drivers(const Report& before_report, const Report& after_report, const std::string& score) {
    const ScoreDrivers before(before_report, score);
    const ScoreDrivers after(after_report, score);
    std::map<CellKey, const DriverRow*> cells = after.rows();
    cells.insert(before.rows().begin(), before.rows().end());
    for (const auto& [key, row] : cells) {
      const DriverRow* was = before.find(key);
      const DriverRow* is = after.find(key);
      ThemeChange change = named(*row);
      change.before = side_of(was);
      change.after = side_of(is);
      if (before.n() > 0 && after.n() > 0) {
        const Hits hits_before = was != nullptr ? before.hits(*was) : before.nearest(key, after.hits(*is));
        const Hits hits_after = is != nullptr ? after.hits(*is) : after.nearest(key, before.hits(*was));
        change.share = change_of(hits_change(hits_before, hits_after));
        const std::uint64_t comments =
            (was != nullptr ? was->comments : static_cast<std::uint64_t>(hits_before.hits)) +
            (is != nullptr ? is->comments : static_cast<std::uint64_t>(hits_after.hits));
        if (comments < kMinMoved) change.share->p = std::nullopt;
      }
      const auto impact_before = impact_of(was);
      const auto impact_after = impact_of(is);
      if (impact_before && impact_after)
        change.impact = change_of(interval_difference(*impact_after, *impact_before));
      out_.themes.push_back(std::move(change));
    }
    if (before.n() > 0 && after.n() > 0 && !share_error_)
      share_error_ = std::sqrt(kSmallShare * (1 - kSmallShare) * (1 / before.n() + 1 / after.n()));
  }

  static bool is_same_group(const ScoreChange& score) {
    return score.official.before.n == score.commenters.before.n &&
           score.official.after.n == score.commenters.after.n;
  }

  void fill_q() {
    for (ScoreChange& score : out_.scores) {
      if (score.official.change) official_.push_back(&*score.official.change);
      if (score.commenters.change && !is_same_group(score)) others_.push_back(&*score.commenters.change);
    }
    for (LineChange& line : out_.lines) {
      if (line.figure.change) others_.push_back(&*line.figure.change);
    }
    for (ThemeChange& theme : out_.themes) {
      if (theme.share && theme.share->p) others_.push_back(&*theme.share);
      if (theme.impact) others_.push_back(&*theme.impact);
    }
    families_ = official_.empty() || others_.empty() ? 1 : 2;
    fill_q(official_);
    fill_q(others_);
    for (ScoreChange& score : out_.scores) {
      if (is_same_group(score)) score.commenters.change = score.official.change;
    }
  }

  void fill_q(const std::vector<Change*>& family) const {
    std::vector<double> p;
    p.reserve(family.size());
    for (const Change* change : family) p.push_back(*change->p);
    const std::vector<double> q = benjamini_hochberg(p);
    for (std::size_t i = 0; i < family.size(); ++i) family[i]->q = std::min(1.0, families_ * q[i]);
  }

  // As the first line of its family to move would have to.
  double level(const std::vector<Change*>& family) const {
    return kMovedBelow / (families_ * static_cast<double>(family.size()));
  }

  void fill_smallest() {
    for (ScoreChange& score : out_.scores) {
      if (!score.official.change) continue;
      const double error = (score.official.change->high - score.official.change->low) / (2 * kZ95);
      score.smallest = smallest_seen(error, level(official_));
    }
    if (share_error_ && !others_.empty()) out_.smallest_share = smallest_seen(*share_error_, level(others_));
  }

  const Report& before_;
  const Report& after_;
  Comparison out_;
  std::vector<Change*> official_;  // of the scores; point into out_
  std::vector<Change*> others_;
  double families_ = 1;
  std::optional<double> share_error_;
};

}  // namespace

std::optional<Estimate> figure_change(const ScoreMeaning& meaning, const ScoreFigures& before,
                                      const ScoreFigures& after) {
  if (!before.main.value || !after.main.value || size_of(before) <= 0 || size_of(after) <= 0)
    return std::nullopt;
  switch (figure_kind(meaning.kind)) {
    case FigureKind::net: {
      const auto counts = [](const ScoreFigures& figures) {
        return NpsCounts{.n = size_of(figures),
                         .promoters = hits_of(figures, figures.promoters),
                         .detractors = hits_of(figures, figures.detractors)};
      };
      return nps_difference(counts(after), counts(before));
    }
    case FigureKind::share: {
      Estimate out = hits_change({hits_of(before, before.main.value), size_of(before)},
                                 {hits_of(after, after.main.value), size_of(after)});
      out.value *= kPercent;
      out.low *= kPercent;
      out.high *= kPercent;
      return out;
    }
    case FigureKind::mean:
      break;
  }
  const auto moments_before = moments_of(before);
  const auto moments_after = moments_of(after);
  if (!moments_before || !moments_after) return std::nullopt;
  const auto welch = welch_difference(*moments_after, *moments_before);
  return welch ? std::optional(welch->estimate) : std::nullopt;
}

Comparison compare_figures(const Report& before, const Report& after) {
  return Comparer(before, after).run();
}

void add_reported(const Report& reported, Comparison& comparison) {
  for (ScoreChange& change : comparison.scores) {
    for (const ScoreSummary& score : reported.scores) {
      if (score.name != change.name) continue;
      change.official.reported = score.official.main;
      change.commenters.reported = score.commenters.main;
    }
  }
  const auto is_compared = [&](const std::string& score) {
    return std::any_of(comparison.scores.begin(), comparison.scores.end(),
                       [&](const ScoreChange& change) { return change.name == score; });
  };
  using Key = std::tuple<std::string, DriverKind, std::string, DriverLevel>;
  std::map<Key, const DriverRow*> rows;
  for (const DriverRow& row : reported.drivers) {
    if (comparison.scores.empty() || is_compared(row.score))
      rows.emplace(Key{row.score, row.kind, row.theme, row.level}, &row);
  }
  for (ThemeChange& theme : comparison.themes) {
    const auto found = rows.find(Key{theme.score, theme.kind, theme.theme, theme.level});
    theme.reported = side_of(found == rows.end() ? nullptr : found->second);
    if (found != rows.end()) rows.erase(found);
  }
  for (const auto& [key, row] : rows) {
    ThemeChange gone = named(*row);
    gone.reported = side_of(row);
    comparison.themes.push_back(std::move(gone));
  }
}

}  // namespace verbatim
