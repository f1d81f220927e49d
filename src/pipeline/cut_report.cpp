#include "pipeline/cut_report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "drivers/change_table.h"
#include "drivers/cut_table.h"
#include "drivers/event_table.h"
#include "drivers/keyness.h"
#include "drivers/mix_table.h"
#include "drivers/time_table.h"
#include "drivers/timeline.h"
#include "lexicon/lexicon_data.h"

namespace verbatim {
namespace {

class CutReport {
 public:
  CutReport(const RunContext& context, const RunTally& run, const std::vector<std::string>& names,
            Report& report)
      : context_(context),
        run_(run),
        slices_(*run.slices()),
        names_(names),
        table_(slices_, context.themes, names),
        report_(report),
        cut_(report.breakdown) {
    for (const ColumnRef& segment : context.plan.segments) columns_.push_back(segment.name);
  }

  void fill(std::span<const AlertRule> rules) {
    const Plan& plan = context_.plan;
    cut_.unit = context_.options.period;
    cut_.undated = slices_.undated();
    if (cut_.undated * 2 > slices_.all().records())
      report_.warnings.push_back(fmt::format(
          "{} of {} records have no date that can be read in column '{}': what is told over time is "
          "told of the others; --date names another column, --date-order says how it is written",
          cut_.undated, slices_.all().records(), plan.date.name));
    cut_.segment_columns = columns_;
    cut_.stage_column = plan.stage.name;
    if (plan.benchmark.is_set())
      cut_.benchmark = plan.benchmark.name + "=" + context_.options.benchmark_value;
    fill_segments();
    fill_stages();
    fill_events();
    cut_.times = run_.times().rows(context_.themes, names_, columns_);
    fill_time();
    if (run_.journey() != nullptr) cut_.touchpoints = run_.journey()->rows(first_, cut_.periods.size());
    check_benchmark();
    fill_cut_q(report_.drivers, report_.cut_drivers);
    std::vector<KeyPhrase> fresh = new_phrases();
    report_.alerts = find_alerts(report_, rules, fresh);
  }

 private:
  void fill_segments() {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (slices_.segment(c).has_too_many()) {
        cut_.notes.push_back(
            fmt::format("--segment {}: it has more than {} values and is left out; segment by a "
                        "column of groups",
                        columns_[c], SliceTally::kMostValues));
      }
      groups_.push_back(fold_groups(slices_.segment(c), GroupSort::segment, {columns_[c]}, names_.size()));
      append(groups_.back());
      if (!groups_.back().empty()) {
        const std::vector<ThemeSpread> spreads = table_.spreads(groups_.back());
        cut_.spreads.insert(cut_.spreads.end(), spreads.begin(), spreads.end());
      }
    }
    for (std::size_t a = 0; a < columns_.size(); ++a) {
      for (std::size_t b = a + 1; b < columns_.size(); ++b)
        append_crossed(slices_.pair(a, b), GroupSort::pair, {columns_[a], columns_[b]});
    }
    if (slices_.personas() != nullptr) append_crossed(*slices_.personas(), GroupSort::persona, columns_);
  }

  void append(std::span<const CutGroup> groups) {
    const std::vector<GroupRow> rows = table_.rows(groups);
    cut_.groups.insert(cut_.groups.end(), rows.begin(), rows.end());
    table_.append_drivers(groups, report_.cut_drivers);
  }

  void append_crossed(const SliceFamily& family, GroupSort sort, const std::vector<std::string>& columns) {
    if (family.has_too_many()) {
      cut_.notes.push_back(fmt::format("{}: more than {} combinations; they are left out",
                                       fmt::join(columns, " x "), SliceTally::kMostPairs));
      return;
    }
    const std::size_t first = cut_.groups.size();
    append(fold_groups(family, sort, columns, names_.size()));
    // What differs most stands first: of many combinations few are worth a look.
    std::stable_sort(
        cut_.groups.begin() + static_cast<std::ptrdiff_t>(first), cut_.groups.end(),
        [](const GroupRow& a, const GroupRow& b) { return difference_of(a) > difference_of(b); });
  }

  // In standard errors, of the first score.
  static double difference_of(const GroupRow& group) {
    if (group.scores.empty() || !group.scores.front().q) return 0;
    const GroupScore& score = group.scores.front();
    const double width = *score.gap_high - *score.gap_low;
    return width > 0 ? std::abs(*score.gap) / width : 0;
  }

  void fill_stages() {
    std::vector<CutGroup> groups;
    std::vector<std::string> ids, labels;
    if (context_.plan.stage.is_set()) {
      groups = fold_groups(slices_.stages(), GroupSort::stage, {context_.plan.stage.name}, names_.size());
      for (const CutGroup& group : groups) {
        ids.push_back(group.name.values.front());
        labels.push_back(group.name.values.front());
      }
    } else {
      for (const JourneyStage& stage : context_.lexicon.stages()) {
        const Slice* slice = slices_.stages().find(stage.id);
        if (slice == nullptr) continue;
        groups.push_back({GroupSort::stage, {{"stage"}, {stage.id}}, stage.id, 0, *slice});
        ids.push_back(stage.id);
        labels.push_back(stage.label);
      }
    }
    const std::vector<GroupRow> rows = table_.rows(groups);
    for (std::size_t i = 0; i < rows.size(); ++i) cut_.stages.push_back({ids[i], labels[i], rows[i]});
    table_.append_drivers(groups, report_.cut_drivers);
  }

  void fill_events() {
    std::vector<EventNote> notes;
    for (std::size_t e = 0; e < context_.plan.events.size(); ++e) {
      const EventPlan& event = context_.plan.events[e];
      notes.push_back({event.day, context_.events[e].days, event.label,
                       event.column.is_set() ? event.column.name + "=" + event.value : std::string()});
    }
    cut_.events = event_table(slices_, notes, context_.themes, names_);
    for (const EventSummary& event : cut_.events) {
      if (event.before + event.after > 0) continue;
      cut_.notes.push_back(
          fmt::format("--event {}={}: no comment{} lies within {} days of it", event.date, event.label,
                      event.touched.empty() ? std::string() : " with " + event.touched, event.days));
    }
  }

  // A value that nobody has is a slip of the pen.
  void check_benchmark() {
    const bool is_unknown =
        std::all_of(cut_.touchpoints.begin(), cut_.touchpoints.end(),
                    [](const TouchpointRow& row) { return row.benchmark && row.benchmark->records == 0; });
    if (!cut_.benchmark.empty() && is_unknown)
      cut_.notes.push_back(
          fmt::format("--benchmark {}: no comment with that value speaks of any area", cut_.benchmark));
  }

  void fill_time() {
    if (cut_.unit == PeriodUnit::none) return;
    if (slices_.periods().has_too_many()) {
      cut_.notes.push_back(fmt::format("--period {}: more than {} periods; choose a longer one",
                                       name(cut_.unit), SliceTally::kMostPeriods));
    }
    const Timeline line(slices_, columns_, groups_);
    if (line.strays() > 0) {
      cut_.notes.push_back(
          fmt::format("{} records with dates more than a year apart from all others are in no "
                      "period; look for placeholders such as 1900-01-01",
                      line.strays()));
    }
    if (line.was_cut())
      cut_.notes.push_back(fmt::format("only the latest {} periods are looked at", Timeline::kMostPeriods));
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (slices_.crossed(c).has_too_many())
        cut_.notes.push_back(fmt::format("{} over time: more than {} combinations; they are left out",
                                         columns_[c], SliceTally::kMostCrossed));
    }
    const TimeTable table(line, slices_, context_.themes, names_);
    cut_.periods = table.periods();
    cut_.series = table.series();
    cut_.movements = table.movements();
    cut_.rising = table.rising();
    cut_.changes = change_table(line, slices_, context_.themes, names_);
    cut_.mix = mix_table(line, slices_, cut_.movements, context_.themes, names_);
    table.append_drivers(report_.cut_drivers);
    if (line.size() == 0) return;
    first_ = line.number(0);
    latest_ = line.number(line.latest());
  }

  // What stands out in the comments of the latest period against those of the periods before.
  std::vector<KeyPhrase> new_phrases() const {
    std::vector<std::string_view> latest, before;
    for (const auto& [period, sample] : run_.recent().periods()) {
      if (period > latest_) continue;
      std::vector<std::string_view>& to = period == latest_ ? latest : before;
      for (const std::string_view text : sample.texts()) to.push_back(text);
    }
    if (latest.size() < kMinRanked || before.size() < kMinRanked) return {};
    KeynessOptions options;
    options.min_g2 = 24;
    options.min_log_ratio = 1.585;  // three times as common
    const LexiconData& data = context_.lexicon.data();
    std::vector<KeyPhrase> phrases =
        key_phrases(latest, before, *data.tokenizer, data.function_words, options);
    if (context_.options.redact_quotes) {
      for (KeyPhrase& phrase : phrases) phrase.phrase = context_.redactor.redact(phrase.phrase);
    }
    return phrases;
  }

  const RunContext& context_;
  const RunTally& run_;
  const SliceTally& slices_;
  const std::vector<std::string>& names_;
  CutTable table_;
  Report& report_;
  Breakdown& cut_;
  std::vector<std::string> columns_;
  std::vector<std::vector<CutGroup>> groups_;  // by column
  std::int32_t first_ = 0;                     // numbers of the first and the latest period
  std::int32_t latest_ = 0;
};

}  // namespace

void fill_cuts(const RunContext& context, const RunTally& run, const std::vector<std::string>& score_names,
               std::span<const AlertRule> rules, Report& report) {
  if (run.slices() == nullptr) return;
  CutReport(context, run, score_names, report).fill(rules);
}

}  // namespace verbatim
