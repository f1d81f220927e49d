#include "drivers/customer_tally.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "drivers/q_values.h"
#include "drivers/statistics.h"
#include "scores/period.h"

namespace verbatim {

namespace {

constexpr std::size_t kFewestForTone = 4;
constexpr std::int64_t kFallMilli = 250;
constexpr std::size_t kMostExact = 10;
constexpr std::int64_t kFewestPeriods = 6;
constexpr std::int64_t kFewestForShare = 3;
constexpr std::uint64_t kFewestToList = 10;
constexpr double kFewestToTest = 30;
constexpr std::size_t kPercents = 101;
constexpr int kBandPercent = 20;
constexpr int kEdgePercent = 5;
constexpr double kFewestBesideEdge = 10;

// Sum and number of the two halves, the first one rounded down.
struct Halves {
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t n_before = 0;
  std::int64_t n_after = 0;

  // The fall times n_before n_after.
  std::int64_t fall() const { return before * n_after - after * n_before; }
};

double log_choose(std::int64_t n, std::int64_t k) {
  return std::lgamma(static_cast<double>(n + 1)) - std::lgamma(static_cast<double>(k + 1)) -
         std::lgamma(static_cast<double>(n - k + 1));
}

double exact_fall_chance(std::span<const std::int32_t> values, std::int64_t fall) {
  const std::size_t n = values.size();
  std::int64_t sum = 0;
  for (const std::int32_t value : values) sum += value;
  Halves halves;
  halves.n_before = static_cast<std::int64_t>(n / 2);
  halves.n_after = static_cast<std::int64_t>(n) - halves.n_before;
  std::uint64_t splits = 0;
  std::uint64_t hits = 0;
  for (std::uint32_t chosen = 0; chosen < 1U << n; ++chosen) {
    if (std::popcount(chosen) != halves.n_before) continue;
    halves.before = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if ((chosen >> i & 1U) != 0) halves.before += values[i];
    }
    halves.after = sum - halves.before;
    ++splits;
    hits += halves.fall() >= fall * halves.n_before * halves.n_after ? 1 : 0;
  }
  return static_cast<double>(hits) / static_cast<double>(splits);
}

}  // namespace

double fall_chance(std::span<const std::int32_t> values, std::int64_t fall) {
  if (values.size() <= kMostExact) return exact_fall_chance(values, fall);
  std::int64_t sum = 0;
  for (const std::int32_t value : values) sum += value;
  const auto n = static_cast<double>(values.size());
  const double mean = static_cast<double>(sum) / n;
  double squares = 0;
  for (const std::int32_t value : values) squares += (value - mean) * (value - mean);
  const double half = std::floor(n / 2);
  const double sd = std::sqrt(squares / (n - 1) * (1 / half + 1 / (n - half)));
  if (sd == 0) return fall <= 0 ? 1 : 0;
  return normal_cdf(-static_cast<double>(fall) / sd);
}

double stop_chance(std::int64_t all, std::int64_t active, std::int64_t early, std::int64_t late) {
  const std::int64_t between = all - early - late;
  double chance = 0;
  for (std::int64_t a = early / 2 + 1; a <= std::min(early, active); ++a) {
    if (active - a > between) continue;
    chance += std::exp(log_choose(early - 1, a - 1) + log_choose(between, active - a) -
                       log_choose(all - 1, active - 1));
  }
  return std::min(1.0, chance);
}

void CustomerTally::Chance::add(bool happened, double chance) {
  ++of;
  customers += happened ? 1 : 0;
  expected += chance;
  variance += chance * (1 - chance);
}

BesideChance CustomerTally::Chance::finish() const {
  BesideChance out{of, customers, expected, std::nullopt};
  if (variance > 0)
    out.p = normal_cdf(-(static_cast<double>(customers) - 0.5 - expected) / std::sqrt(variance));
  return out;
}

CustomerTally::CustomerTally(const CustomerShape& shape)
    : shape_(shape),
      themes_(shape.themes.begin(), shape.themes.end()),
      by_theme_(shape.themes.size()),
      known_at_(kPercents),
      left_at_(kPercents) {
  shape_.themes = themes_;
}

bool CustomerTally::counts_in_time(const CustomerRecord& record) const {
  return record.part == 0 && record.has(CustomerRecord::counts) &&
         (!shape_.is_dated || record.day != CustomerRecord::kNone);
}

std::optional<CallbackReason> CustomerTally::reason_of(const CustomerRecord& record) const {
  for (std::size_t r = 0; r + 1 < kCallbackReasons; ++r) {
    const auto reason = static_cast<CallbackReason>(r);
    if (record.has(fact_of(reason))) return reason;
  }
  const auto bad = shape_.has_score ? CustomerRecord::bad_score : CustomerRecord::bad_words;
  if (record.has(bad) && record.has(CustomerRecord::complains)) return CallbackReason::complaint;
  return std::nullopt;
}

void CustomerTally::add(std::span<const CustomerRecord> records) {
  Customer customer;
  std::set<std::int32_t> days;  // of complaints
  for (const CustomerRecord& record : records) {
    customer.opted_out = customer.opted_out || record.has(CustomerRecord::opt_out);
    if (record.part > 0 || !record.has(CustomerRecord::counts)) continue;
    ++customer.records;
    if (record.has(CustomerRecord::complains)) {
      ++customer.complaints;
      if (record.day == CustomerRecord::kNone || days.insert(record.day).second) ++customer.complaint_days;
    }
    customer.intent = customer.intent || record.has(CustomerRecord::churn);
    customer.known = customer.known || record.has(CustomerRecord::is_known);
    customer.left = customer.left || record.has(CustomerRecord::left);
    if (shape_.is_dated && record.day == CustomerRecord::kNone) ++counts_.undated;
    if (!record.has(CustomerRecord::bad_score)) continue;
    ++counts_.detractors;
    if (!record.has(CustomerRecord::wrote)) ++counts_.silent_detractors;
  }
  counts_.opted_out += customer.opted_out ? 1 : 0;
  if (customer.records == 0) return;
  counts_.records += customer.records;
  ++counts_.customers;
  counts_.several += customer.records >= 2 ? 1 : 0;
  counts_.complainers += customer.complaints > 0 ? 1 : 0;
  counts_.repeat += customer.complaint_days >= 2 ? 1 : 0;
  counts_.churn_intent += customer.intent ? 1 : 0;
  known_ += customer.known ? 1 : 0;
  left_ += customer.left ? 1 : 0;

  CustomerRow row;
  row.records = customer.records;
  row.complaints = customer.complaints;
  std::map<ThemeId, std::uint64_t> complaints;
  for (const CustomerRecord& record : records) {
    for (const ThemeId theme : record.complaints()) ++complaints[theme];
    if (record.day == CustomerRecord::kNone || record.part > 0) continue;
    if (row.first.empty()) row.first = day_text(record.day);
    row.last = day_text(record.day);
  }
  const auto most = std::max_element(complaints.begin(), complaints.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != complaints.end()) {
    row.theme = themes_[ThemeTree::index(most->first)].id;
    row.label = themes_[ThemeTree::index(most->first)].label;
  }
  add_themes(records, customer);
  add_tone(records, customer, row);
  add_participation(records, customer);
  if (customer.opted_out) return;
  const auto first = std::find_if(records.begin(), records.end(), [](const CustomerRecord& record) {
    return record.has(CustomerRecord::counts);
  });
  if (customer.complaint_days >= 2)
    keep(worst_repeat_, static_cast<std::int64_t>(customer.complaint_days), *first, row);
  if (customer.fall_milli && *customer.fall_milli >= kFallMilli)
    keep(worst_tone_, *customer.fall_milli, *first, row);
  add_callback(records, customer);
}

void CustomerTally::add_themes(std::span<const CustomerRecord> records, const Customer& customer) {
  // The days of each theme's complaints: those without a date by their place.
  std::set<std::pair<ThemeId, std::pair<std::int32_t, std::uint64_t>>> seen;
  for (const CustomerRecord& record : records) {
    const bool has_day = record.day != CustomerRecord::kNone;
    for (const ThemeId theme : record.complaints())
      seen.insert({theme, {record.day, has_day ? 0 : record.place}});
  }
  for (auto at = seen.begin(); at != seen.end();) {
    const ThemeId theme = at->first;
    std::size_t days = 0;
    for (; at != seen.end() && at->first == theme; ++at) ++days;
    ThemeCounts& counts = by_theme_[ThemeTree::index(theme)];
    ++counts.customers;
    counts.repeat += days >= 2 ? 1 : 0;
    counts.intent += customer.intent ? 1 : 0;
    counts.known += customer.known ? 1 : 0;
    counts.left += customer.left ? 1 : 0;
  }
}

void CustomerTally::add_tone(std::span<const CustomerRecord> records, Customer& customer, CustomerRow& row) {
  std::vector<std::int32_t> tones;
  for (const CustomerRecord& record : records) {
    if (counts_in_time(record) && record.sentiment_milli != CustomerRecord::kNone)
      tones.push_back(record.sentiment_milli);
  }
  if (tones.size() < kFewestForTone) return;
  Halves halves;
  halves.n_before = static_cast<std::int64_t>(tones.size() / 2);
  halves.n_after = static_cast<std::int64_t>(tones.size()) - halves.n_before;
  for (std::size_t i = 0; i < tones.size(); ++i)
    (static_cast<std::int64_t>(i) < halves.n_before ? halves.before : halves.after) += tones[i];
  const std::int64_t size = halves.n_before * halves.n_after;
  const bool falls = halves.fall() >= kFallMilli * size;
  tone_.add(falls, fall_chance(tones, kFallMilli));
  row.tone_before = static_cast<double>(halves.before) / static_cast<double>(halves.n_before) / 1000;
  row.tone_after = static_cast<double>(halves.after) / static_cast<double>(halves.n_after) / 1000;
  if (falls) customer.fall_milli = halves.fall() / size;
}

void CustomerTally::add_participation(std::span<const CustomerRecord> records, const Customer& customer) {
  if (!shape_.is_dated) return;
  std::vector<std::int32_t> periods;  // in order, each once
  for (const CustomerRecord& record : records) {
    if (!counts_in_time(record)) continue;
    const std::int32_t period = period_of(record.day, shape_.unit);
    if (period > shape_.last_period) continue;
    if (periods.empty() || periods.back() != period) periods.push_back(period);
  }
  if (periods.empty()) return;
  const std::int64_t all = std::int64_t{shape_.last_period} - periods.front() + 1;
  const auto active = static_cast<std::int64_t>(periods.size());
  if (all >= kFewestForShare && customer.known) {
    const auto percent = static_cast<std::size_t>(100 * active / all);
    ++known_at_[percent];
    left_at_[percent] += customer.left ? 1 : 0;
  }
  if (all < kFewestPeriods) return;
  const std::int64_t early = all / 2;
  const std::int64_t late = std::max<std::int64_t>(2, all / 4);
  const auto took_part = std::count_if(periods.begin(), periods.end(),
                                       [&](std::int32_t period) { return period < periods.front() + early; });
  stopping_.add(2 * took_part > early && periods.back() <= shape_.last_period - late,
                stop_chance(all, active, early, late));
}

void CustomerTally::add_callback(std::span<const CustomerRecord> records, const Customer& customer) {
  std::optional<CallbackPick> best;
  std::uint64_t complaint = 0;
  for (const CustomerRecord& record : records) {
    if (record.part > 0) continue;
    const bool complains = record.has(CustomerRecord::complains);
    complaint += complains ? 1 : 0;
    const auto reason = reason_of(record);
    if (!reason) continue;
    constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max();
    CallbackPick pick;
    pick.rank.reason = *reason;
    const bool has_score = record.score_milli != CustomerRecord::kNone;
    pick.rank.score_milli = !has_score                 ? kLast
                            : shape_.low_score_is_good ? -record.score_milli
                                                       : record.score_milli;
    pick.rank.sentiment_milli =
        record.sentiment_milli == CustomerRecord::kNone ? kLast : record.sentiment_milli;
    pick.rank.fewer_complaints = -static_cast<std::int64_t>(customer.complaints);
    pick.rank.days_ago = -std::int64_t{record.day};
    pick.rank.place = record.place;
    pick.record = record;
    pick.complaint = complains ? complaint : 0;
    if (!best || pick.rank < best->rank) best = pick;
  }
  if (!best) return;
  ++counts_.callbacks;
  picks_.push_back(*best);
  if (picks_.size() < 2 * std::max<std::size_t>(1, shape_.callbacks)) return;
  const auto by_rank = [](const CallbackPick& a, const CallbackPick& b) { return a.rank < b.rank; };
  std::nth_element(picks_.begin(), picks_.begin() + static_cast<std::ptrdiff_t>(shape_.callbacks),
                   picks_.end(), by_rank);
  picks_.resize(shape_.callbacks);
}

std::vector<CallbackPick> CustomerTally::callbacks() const {
  std::vector<CallbackPick> picks = picks_;
  std::sort(picks.begin(), picks.end(),
            [](const CallbackPick& a, const CallbackPick& b) { return a.rank < b.rank; });
  if (picks.size() > shape_.callbacks) picks.resize(shape_.callbacks);
  return picks;
}

void CustomerTally::keep(std::vector<Worst>& worst, std::int64_t measure, const CustomerRecord& first,
                         const CustomerRow& row) {
  const auto is_worse = [](const Worst& a, const Worst& b) {
    return a.measure != b.measure ? a.measure > b.measure : a.place < b.place;
  };
  Worst one{measure, first.place, {row, first.text}};
  if (worst.size() == kListed && !is_worse(one, worst.back())) return;
  worst.insert(std::upper_bound(worst.begin(), worst.end(), one, is_worse), std::move(one));
  if (worst.size() > kListed) worst.pop_back();
}

std::vector<ListedCustomer> CustomerTally::listed(const std::vector<Worst>& worst) {
  std::vector<ListedCustomer> out;
  for (const Worst& one : worst) out.push_back(one.listed);
  return out;
}

CustomerSummary CustomerTally::summary() const {
  CustomerSummary out = counts_;
  out.is_dated = shape_.is_dated;
  out.period = shape_.is_dated ? std::string(name(shape_.unit)) : std::string();
  out.falling_tone = tone_.finish();
  out.falling_participation = stopping_.finish();
  if (shape_.has_event) {
    out.known = known_;
    out.left = left_;
  }
  for (std::size_t t = 0; t < themes_.size(); ++t) {
    if (by_theme_[t].repeat == 0) continue;
    out.repeats.push_back({themes_[t].id, themes_[t].label, by_theme_[t].customers, by_theme_[t].repeat});
  }
  std::sort(out.repeats.begin(), out.repeats.end(), [](const RepeatComplaint& a, const RepeatComplaint& b) {
    return a.repeat != b.repeat ? a.repeat > b.repeat : a.theme < b.theme;
  });
  out.churn = churn();
  out.participation = participation();
  return out;
}

std::vector<ChurnByTheme> CustomerTally::churn() const {
  std::vector<ChurnByTheme> out;
  const auto all = static_cast<double>(shape_.has_event ? known_ : counts_.customers);
  const auto all_hits = static_cast<double>(shape_.has_event ? left_ : counts_.churn_intent);
  for (std::size_t t = 0; t < themes_.size(); ++t) {
    const ThemeCounts& counts = by_theme_[t];
    if (counts.customers < kFewestToList) continue;
    ChurnByTheme row;
    row.theme = themes_[t].id;
    row.label = themes_[t].label;
    row.customers = counts.customers;
    row.intent = counts.intent;
    if (shape_.has_event) {
      row.known = counts.known;
      row.left = counts.left;
    }
    const auto n = static_cast<double>(shape_.has_event ? counts.known : counts.customers);
    const auto hits = static_cast<double>(shape_.has_event ? counts.left : counts.intent);
    if (n > 0) row.rate = 100 * hits / n;
    if (all > n) row.others_rate = 100 * (all_hits - hits) / (all - n);
    if (n >= kFewestToTest && all - n >= kFewestToTest) {
      const Estimate gap = share_difference(hits, n, all_hits - hits, all - n);
      row.gap = 100 * gap.value;
      row.gap_low = 100 * gap.low;
      row.gap_high = 100 * gap.high;
      row.p = gap.p;
    }
    out.push_back(std::move(row));
  }
  fill_q(out, &ChurnByTheme::p, &ChurnByTheme::q);
  std::sort(out.begin(), out.end(), [](const ChurnByTheme& a, const ChurnByTheme& b) {
    const double gap_a = a.gap.value_or(-1000);
    const double gap_b = b.gap.value_or(-1000);
    if (gap_a != gap_b) return gap_a > gap_b;
    return a.customers != b.customers ? a.customers > b.customers : a.theme < b.theme;
  });
  return out;
}

std::optional<Participation> CustomerTally::participation() const {
  Participation out;
  double all = 0;
  double left = 0;
  for (std::size_t percent = 0; percent < kPercents; ++percent) {
    const std::size_t band = std::min<std::size_t>(percent / kBandPercent, 100 / kBandPercent - 1);
    while (out.bands.size() <= band) {
      const auto from = static_cast<int>(out.bands.size()) * kBandPercent;
      const int to = from + kBandPercent;
      out.bands.push_back({from == 0  ? fmt::format("below {} %", to)
                           : to < 100 ? fmt::format("{} to {} %", from, to - 1)
                                      : fmt::format("{} % and more", from),
                           0, 0});
    }
    out.bands[band].customers += known_at_[percent];
    out.bands[band].left += left_at_[percent];
    all += static_cast<double>(known_at_[percent]);
    left += static_cast<double>(left_at_[percent]);
  }
  if (!shape_.has_event || all == 0) return std::nullopt;
  // The edge with the largest chi-squared; its p is Bonferroni's over all edges that were tried.
  double below = 0;
  double left_below = 0;
  double best_p = 1;
  std::size_t tried = 0;
  for (int edge = kEdgePercent; edge < 100; edge += kEdgePercent) {
    for (int percent = edge - kEdgePercent; percent < edge; ++percent) {
      below += static_cast<double>(known_at_[static_cast<std::size_t>(percent)]);
      left_below += static_cast<double>(left_at_[static_cast<std::size_t>(percent)]);
    }
    if (below < kFewestBesideEdge || all - below < kFewestBesideEdge) continue;
    ++tried;
    const Estimate gap = share_difference(left_below, below, left - left_below, all - below);
    if (gap.value <= 0 || gap.p >= best_p) continue;
    best_p = gap.p;
    out.edge = edge;
    out.rate_below = 100 * left_below / below;
    out.rate_above = 100 * (left - left_below) / (all - below);
  }
  if (!out.edge) return out;
  out.p = std::min(1.0, best_p * static_cast<double>(tried));
  constexpr double kSure = 0.05;
  if (*out.p < kSure) return out;
  out.edge.reset();
  out.rate_below.reset();
  out.rate_above.reset();
  return out;
}

}  // namespace verbatim
