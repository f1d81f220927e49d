#include "drivers/alerts.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <boost/math/distributions/students_t.hpp>

#include "drivers/score_tally.h"
#include "drivers/statistics.h"

namespace verbatim {
namespace {

constexpr double kPercent = 100;
constexpr double kRarely = 0.01;
constexpr std::size_t kFewestBefore = 6;
constexpr std::size_t kMostBefore = 12;
constexpr double kVolumeChange = 0.3;
constexpr std::uint64_t kFewestConflicts = 10;

// The index of the latest period that is looked at: that of the movements.
std::optional<std::size_t> latest_period(const Breakdown& cut) {
  constexpr std::uint64_t kEnough = 30;
  if (cut.periods.empty()) return std::nullopt;
  for (std::size_t i = cut.periods.size(); i-- > 0;) {
    if (cut.periods[i].analysed >= kEnough) return i;
  }
  return cut.periods.size() - 1;
}

const ScoreMeaning* meaning_of(const Report& report, const std::string& score) {
  for (const ScoreSummary& summary : report.scores) {
    if (summary.name == score) return &summary.meaning;
  }
  return nullptr;
}

// Whether a change of a share or a score is for the worse. More complaints are.
bool is_worse(const Report& report, SeriesOf of, const std::string& score, double change) {
  if (of != SeriesOf::score) return change > 0;
  const ScoreMeaning* meaning = meaning_of(report, score);
  return meaning == nullptr || (change < 0) != is_low_figure_good(*meaning);
}

class Finder {
 public:
  Finder(const Report& report, std::span<const KeyPhrase> fresh)
      : report_(report), cut_(report.breakdown), fresh_(fresh), latest_(latest_period(report.breakdown)) {}

  void apply(const AlertRule& rule) {
    switch (rule.kind) {
      case AlertKind::threshold:
        threshold(rule);
        break;
      case AlertKind::change:
        movements(rule);
        dated(rule);
        break;
      case AlertKind::new_phrase:
        phrases(rule);
        break;
      case AlertKind::conflict:
        conflicts(rule);
        break;
      case AlertKind::volume:
        volume(rule);
        break;
    }
  }

  std::vector<Alert> take() {
    std::stable_sort(alerts_.begin(), alerts_.end(), [](const Alert& a, const Alert& b) {
      const auto grave = [](AlertKind kind) {
        static constexpr int kOrder[] = {0, 1, 4, 2, 3};
        return kOrder[static_cast<std::size_t>(kind)];
      };
      const double x = a.q.value_or(0);
      const double y = b.q.value_or(0);
      const int first = grave(a.kind);
      const int second = grave(b.kind);
      return std::tie(first, x, a.rule, a.theme, a.score, a.segment, a.period, a.phrase) <
             std::tie(second, y, b.rule, b.theme, b.score, b.segment, b.period, b.phrase);
    });
    return std::move(alerts_);
  }

 private:
  Alert begin(const AlertRule& rule) const {
    Alert alert;
    alert.kind = rule.kind;
    alert.rule = rule.id;
    alert.segment = rule.segment;
    if (latest_) alert.period = cut_.periods[*latest_].label;
    return alert;
  }

  // About what a movement or a dated change is about.
  template <class Found>
  Alert begin_about(const AlertRule& rule, const Found& found) const {
    Alert alert = begin(rule);
    alert.segment = found.segment;
    alert.measure = found.of == SeriesOf::score ? "score" : "share";
    alert.theme = found.theme;
    alert.label = found.label;
    alert.score = found.score;
    return alert;
  }

  void fire_if_beyond(const AlertRule& rule, Alert alert, double low, double high) {
    const double for_above = rule.is_sure ? low : alert.value;
    const double for_below = rule.is_sure ? high : alert.value;
    if (rule.above && for_above > *rule.above) {
      alert.limit = rule.above;
    } else if (rule.below && for_below < *rule.below) {
      alert.limit = rule.below;
    } else {
      return;
    }
    alerts_.push_back(std::move(alert));
  }

  void threshold(const AlertRule& rule) {
    if (!rule.theme.empty()) {
      share_threshold(rule);
      return;
    }
    Alert alert = begin(rule);
    alert.measure = "score";
    alert.score = rule.score;
    const ScoreFigures* figures = figures_of_score(rule);
    if (figures == nullptr || !figures->main.value || figures->main.n < rule.min_comments) return;
    alert.value = *figures->main.value;
    alert.comments = figures->main.n;
    if (!rule.segment.empty()) alert.period.clear();
    fire_if_beyond(rule, std::move(alert), figures->main.low.value_or(*figures->main.value),
                   figures->main.high.value_or(*figures->main.value));
  }

  // Of a segment over the whole run; else of the latest period, or the run where there is none.
  const ScoreFigures* figures_of_score(const AlertRule& rule) const {
    if (!rule.segment.empty()) {
      for (const GroupRow& group : cut_.groups) {
        if (group.name.text() != rule.segment) continue;
        for (const GroupScore& score : group.scores) {
          if (score.score == rule.score) return &score.official;
        }
      }
      return nullptr;
    }
    for (std::size_t s = 0; s < report_.scores.size(); ++s) {
      if (report_.scores[s].name != rule.score) continue;
      return latest_ ? &cut_.periods[*latest_].scores[s] : &report_.scores[s].official;
    }
    return nullptr;
  }

  void share_threshold(const AlertRule& rule) {
    Alert alert = begin(rule);
    if (!rule.segment.empty()) alert.period.clear();
    const DriverRow* found = nullptr;
    const std::vector<DriverRow>& rows =
        rule.segment.empty() && !latest_ ? report_.drivers : report_.cut_drivers;
    for (const DriverRow& row : rows) {
      if (row.theme != rule.theme || row.kind != DriverKind::complaint || row.segment != rule.segment ||
          row.period != alert.period || row.level == DriverLevel::general)
        continue;
      // A theme that has others below it is meant with them.
      if (found == nullptr || (row.level == DriverLevel::parent && found->level == DriverLevel::leaf))
        found = &row;
    }
    if (found == nullptr || found->comments < rule.min_comments) return;
    alert.measure = "share";
    alert.theme = found->theme;
    alert.label = found->label;
    alert.value = kPercent * found->share;
    alert.comments = found->comments;
    const double n = static_cast<double>(found->comments) / found->share;
    const Interval interval = wilson_interval(static_cast<double>(found->comments), n);
    fire_if_beyond(rule, std::move(alert), kPercent * interval.low, kPercent * interval.high);
  }

  bool is_wanted(const AlertRule& rule, SeriesOf of, const std::string& theme, const std::string& score,
                 const std::string& segment, double change) const {
    if (!rule.theme.empty() && rule.theme != theme) return false;
    if (!rule.score.empty() && rule.score != score) return false;
    if (!rule.segment.empty() && rule.segment != segment) return false;
    if (std::abs(change) < rule.min_change) return false;
    return !rule.only_worse || is_worse(report_, of, score, change);
  }

  void movements(const AlertRule& rule) {
    if (!latest_) return;
    for (const Movement& moved : cut_.movements) {
      if (moved.is_season || moved.as_everywhere || moved.period != cut_.periods[*latest_].label) continue;
      if (!moved.q || *moved.q >= rule.alpha / 2) continue;
      if (!is_wanted(rule, moved.of, moved.theme, moved.score, moved.segment, moved.change)) continue;
      if (moved.of == SeriesOf::share && moved.comments + moved.base_comments < rule.min_comments) continue;
      Alert alert = begin_about(rule, moved);
      alert.value = moved.value;
      alert.base = moved.base_value;
      alert.base_period = moved.base;
      alert.q = moved.q;
      alert.comments = moved.comments;
      alerts_.push_back(std::move(alert));
    }
  }

  // What began in the latest period or the one before it, unless a movement tells it already.
  void dated(const AlertRule& rule) {
    if (!latest_) return;
    const std::string& latest = cut_.periods[*latest_].label;
    const std::string before = *latest_ > 0 ? cut_.periods[*latest_ - 1].label : latest;
    for (const DatedChange& change : cut_.changes) {
      if (change.period != latest && change.period != before) continue;
      if (change.kind == ChangeKind::season || change.q >= rule.alpha / 2) continue;
      if (!is_wanted(rule, change.of, change.theme, change.score, change.segment, change.size)) continue;
      const bool is_told = std::any_of(alerts_.begin(), alerts_.end(), [&](const Alert& alert) {
        return alert.theme == change.theme && alert.score == change.score && alert.segment == change.segment;
      });
      if (is_told) continue;
      Alert alert = begin_about(rule, change);
      alert.period = change.period;
      alert.value = change.after;
      alert.base = change.before;
      alert.q = change.q;
      alerts_.push_back(std::move(alert));
    }
  }

  void phrases(const AlertRule& rule) {
    for (const KeyPhrase& phrase : fresh_) {
      if (phrase.comments < rule.min_comments) continue;
      Alert alert = begin(rule);
      alert.measure = "comments";
      alert.phrase = phrase.phrase;
      alert.value = kPercent * static_cast<double>(phrase.comments) / static_cast<double>(phrase.of);
      alert.base = kPercent * static_cast<double>(phrase.others) / static_cast<double>(phrase.others_of);
      alert.comments = phrase.comments;
      alerts_.push_back(std::move(alert));
    }
  }

  void conflicts(const AlertRule& rule) {
    if (!latest_) return;
    const PeriodRow& latest = cut_.periods[*latest_];
    Alert alert = begin(rule);
    alert.measure = "conflicts";
    alert.comments = latest.conflicts;
    if (latest.analysed < rule.min_comments || latest.conflicts < kFewestConflicts) return;
    alert.value = kPercent * static_cast<double>(latest.conflicts) / static_cast<double>(latest.analysed);
    if (rule.above) {
      fire_if_beyond(rule, std::move(alert), alert.value, alert.value);
      return;
    }
    std::uint64_t before = 0;
    std::uint64_t of = 0;
    for (std::size_t i = 0; i < *latest_; ++i) {
      before += cut_.periods[i].conflicts;
      of += cut_.periods[i].analysed;
    }
    if (of < rule.min_comments) return;
    const Estimate change =
        share_difference(static_cast<double>(latest.conflicts), static_cast<double>(latest.analysed),
                         static_cast<double>(before), static_cast<double>(of));
    if (change.value <= 0 || change.p >= kRarely) return;
    alert.base = kPercent * static_cast<double>(before) / static_cast<double>(of);
    alert.q = change.p;
    alerts_.push_back(std::move(alert));
  }

  void volume(const AlertRule& rule) {
    std::size_t last = cut_.periods.size();
    while (last > 0 && cut_.periods[last - 1].is_partial) --last;
    if (last < kFewestBefore + 1) return;
    const PeriodRow& latest = cut_.periods[last - 1];
    std::size_t first = last - 1 - std::min(kMostBefore, last - 1);
    while (first < last - 1 && cut_.periods[first].is_partial) ++first;
    const auto k = static_cast<double>(last - 1 - first);
    if (k < static_cast<double>(kFewestBefore)) return;
    double sum = 0, squares = 0;
    for (std::size_t i = first; i < last - 1; ++i) sum += static_cast<double>(cut_.periods[i].records);
    const double mean = sum / k;
    if (mean <= 0) return;
    for (std::size_t i = first; i < last - 1; ++i) {
      const double off = static_cast<double>(cut_.periods[i].records) - mean;
      squares += off * off;
    }
    Alert alert = begin(rule);
    alert.period = latest.label;
    alert.measure = "records";
    alert.value = static_cast<double>(latest.records);
    alert.comments = latest.records;
    alert.base = mean;
    const double ratio = alert.value / mean;
    if (rule.above || rule.below) {
      if ((rule.above && ratio > *rule.above) || (rule.below && ratio < *rule.below)) {
        alert.limit = mean * (rule.above && ratio > *rule.above ? *rule.above : *rule.below);
        alerts_.push_back(std::move(alert));
      }
      return;
    }
    // Counts vary by chance at least as Poisson's do.
    const double variance = std::max(squares / (k - 1), mean);
    const double t = (alert.value - mean) / std::sqrt(variance * (1 + 1 / k));
    const boost::math::students_t distribution(k - 1);
    const double p = 2 * boost::math::cdf(boost::math::complement(distribution, std::abs(t)));
    if (p >= kRarely || std::abs(ratio - 1) < kVolumeChange) return;
    alert.q = p;
    alerts_.push_back(std::move(alert));
  }

  const Report& report_;
  const Breakdown& cut_;
  std::span<const KeyPhrase> fresh_;
  std::optional<std::size_t> latest_;
  std::vector<Alert> alerts_;
};

}  // namespace

std::vector<AlertRule> own_alert_rules() {
  std::vector<AlertRule> rules;
  for (const AlertKind kind :
       {AlertKind::change, AlertKind::volume, AlertKind::new_phrase, AlertKind::conflict}) {
    AlertRule rule;
    rule.kind = kind;
    rule.id = name(kind);
    if (kind == AlertKind::new_phrase) rule.min_comments = 10;
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<Alert> find_alerts(const Report& report, std::span<const AlertRule> rules,
                               std::span<const KeyPhrase> fresh) {
  Finder finder(report, fresh);
  for (const AlertRule& rule : rules) finder.apply(rule);
  return finder.take();
}

}  // namespace verbatim
