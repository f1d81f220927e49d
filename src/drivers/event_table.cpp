#include "drivers/event_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "drivers/driver_figures.h"
#include "drivers/q_values.h"
#include "drivers/statistics.h"
#include "drivers/time_table.h"
#include "scores/period.h"

namespace verbatim {
namespace {

constexpr double kPercent = 100;

struct Part {
  double value = 0;
  double variance = 0;
};

// A share in percent, with a hit and a miss more.
Part share_part(std::uint64_t hits, std::uint64_t n) {
  const double size = static_cast<double>(n) + 2;
  const double share = (static_cast<double>(hits) + 1) / size;
  return {kPercent * share, kPercent * kPercent * share * (1 - share) / size};
}

double plain_share(std::uint64_t hits, std::uint64_t n) {
  return n == 0 ? 0 : kPercent * static_cast<double>(hits) / static_cast<double>(n);
}

// The four slices of an event, in the order of EventSide.
using Sides = std::array<const Slice*, 4>;

void estimate(double value, double variance, EventEffect& effect) {
  const double error = std::sqrt(variance);
  effect.effect = value;
  effect.low = value - kZ95 * error;
  effect.high = value + kZ95 * error;
  effect.p = error > 0 ? 2 * normal_cdf(-std::abs(value) / error) : 1;
}

void append_shares(const Sides& sides, bool has_others, std::span<const ComplaintLeaf> leaves,
                   std::vector<EventEffect>& to) {
  for (const ComplaintLeaf& leaf : leaves) {
    std::array<std::uint64_t, 4> hits{};
    for (std::size_t i = 0; i < 4; ++i) hits[i] = sides[i]->count(leaf.cell).records;
    if (hits[0] + hits[1] < kMinListed) continue;
    EventEffect effect;
    effect.of = SeriesOf::share;
    effect.theme = leaf.id;
    effect.label = leaf.label;
    effect.comments_before = hits[0];
    effect.comments_after = hits[1];
    effect.before = plain_share(hits[0], sides[0]->analysed());
    effect.after = plain_share(hits[1], sides[1]->analysed());
    const Part before = share_part(hits[0], sides[0]->analysed());
    const Part after = share_part(hits[1], sides[1]->analysed());
    double value = after.value - before.value;
    double variance = after.variance + before.variance;
    if (has_others) {
      const Part others_before = share_part(hits[2], sides[2]->analysed());
      const Part others_after = share_part(hits[3], sides[3]->analysed());
      effect.others_before = plain_share(hits[2], sides[2]->analysed());
      effect.others_after = plain_share(hits[3], sides[3]->analysed());
      value -= others_after.value - others_before.value;
      variance += others_after.variance + others_before.variance;
    }
    estimate(value, variance, effect);
    to.push_back(std::move(effect));
  }
}

void append_scores(const Sides& sides, bool has_others, const SliceTally& tally,
                   std::span<const std::string> names, std::vector<EventEffect>& to) {
  for (std::size_t s = 0; s < names.size(); ++s) {
    std::array<std::optional<GroupFigure>, 4> figures;
    const std::size_t needed = has_others ? 4 : 2;
    bool has_all = true;
    for (std::size_t i = 0; i < needed; ++i) {
      const ScoreSums& sums = sides[i]->official(s);
      has_all = has_all && sums.n >= kMinRanked;
      if (has_all) figures[i] = group_figure(tally.meanings()[s], sums);
      has_all = has_all && figures[i].has_value();
    }
    if (!has_all) continue;
    EventEffect effect;
    effect.of = SeriesOf::score;
    effect.score = names[s];
    effect.comments_before = sides[0]->official(s).n;
    effect.comments_after = sides[1]->official(s).n;
    effect.before = figures[0]->value;
    effect.after = figures[1]->value;
    double value = effect.after - effect.before;
    double variance = figures[0]->variance + figures[1]->variance;
    if (has_others) {
      effect.others_before = figures[2]->value;
      effect.others_after = figures[3]->value;
      value -= figures[3]->value - figures[2]->value;
      variance += figures[2]->variance + figures[3]->variance;
    }
    estimate(value, variance, effect);
    to.push_back(std::move(effect));
  }
}

}  // namespace

std::vector<EventSummary> event_table(const SliceTally& tally, std::span<const EventNote> events,
                                      std::span<const DriverTheme> themes,
                                      std::span<const std::string> score_names) {
  const std::vector<ComplaintLeaf> leaves = complaint_leaves(tally.tree(), themes);
  std::vector<EventSummary> summaries;
  for (std::size_t e = 0; e < events.size(); ++e) {
    const Sides sides = {&tally.event(e, EventSide::before), &tally.event(e, EventSide::after),
                         &tally.event(e, EventSide::others_before), &tally.event(e, EventSide::others_after)};
    EventSummary summary;
    summary.date = day_text(events[e].day);
    summary.label = events[e].label;
    summary.touched = events[e].touched;
    summary.days = static_cast<std::uint64_t>(events[e].days);
    summary.before = sides[0]->analysed();
    summary.after = sides[1]->analysed();
    summary.others_before = sides[2]->analysed();
    summary.others_after = sides[3]->analysed();
    const bool has_others = !events[e].touched.empty();
    const bool is_enough =
        summary.before >= kMinRanked && summary.after >= kMinRanked &&
        (!has_others || (summary.others_before >= kMinRanked && summary.others_after >= kMinRanked));
    if (is_enough) append_shares(sides, has_others, leaves, summary.effects);
    append_scores(sides, has_others, tally, score_names, summary.effects);
    fill_q(summary.effects, &EventEffect::p, &EventEffect::q);
    std::sort(summary.effects.begin(), summary.effects.end(), [](const EventEffect& a, const EventEffect& b) {
      if (a.q != b.q) return a.q < b.q;
      if (std::abs(a.effect) != std::abs(b.effect)) return std::abs(a.effect) > std::abs(b.effect);
      return a.theme != b.theme ? a.theme < b.theme : a.score < b.score;
    });
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace verbatim
