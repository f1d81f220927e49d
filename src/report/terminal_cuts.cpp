#include "report/terminal_cuts.h"

#include <algorithm>
#include <span>
#include <vector>

#include "report/customer_wording.h"
#include "report/cut_wording.h"
#include "report/number_text.h"
#include "report/safe_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kSentencesShown = 5;
constexpr std::size_t kRowsShown = 10;
constexpr std::size_t kEffectsShown = 3;  // of an event
constexpr std::size_t kLongestName = 30;
constexpr std::size_t kMarkWidth = 17;
constexpr std::size_t kRoomy = 90;  // columns from which on intervals are shown
constexpr std::size_t kCountWidth = 9;
constexpr std::size_t kFigureWidth = 9;
constexpr std::size_t kSentimentWidth = 11;
constexpr std::size_t kIntervalWidth = 18;
constexpr std::size_t kTouchpointWidth = 22;

std::string cell(std::optional<double> value, int decimals) {
  return value ? fixed(*value, decimals) : std::string("-");
}

std::string interval(std::optional<double> low, std::optional<double> high, int decimals) {
  return low && high ? fixed(*low, decimals) + " to " + fixed(*high, decimals) : std::string("-");
}

bool is_roomy(const Terminal& terminal) {
  return terminal.columns() >= kRoomy;
}

// What the figures leave for names.
std::size_t name_width(const Terminal& terminal) {
  const std::size_t figures =
      2 + kCountWidth + 2 * kFigureWidth + kMarkWidth + (is_roomy(terminal) ? kIntervalWidth : 0);
  return std::min(kLongestName, terminal.columns() - figures);
}

void write_more(std::size_t all, std::size_t shown, Terminal& terminal) {
  if (all > shown) terminal.line("  and " + grouped(all - shown) + " more in report.json");
}

// Up to five sentences as a list.
void write_sentences(std::string_view title, const std::vector<std::string>& sentences, Terminal& terminal) {
  if (sentences.empty()) return;
  terminal.heading(title);
  const std::size_t shown = std::min(sentences.size(), kSentencesShown);
  for (std::size_t i = 0; i < shown; ++i) terminal.wrapped(sentences[i], "- ", 2);
  write_more(sentences.size(), shown, terminal);
}

void write_group_line(const std::string& label, const GroupRow& group, const ScoreSummary* score,
                      Terminal& terminal) {
  std::string text = "  " + left(printable(squeezed(label)), name_width(terminal));
  const auto figures = score == nullptr
                           ? group.scores.end()
                           : std::find_if(group.scores.begin(), group.scores.end(),
                                          [&](const GroupScore& s) { return s.score == score->name; });
  if (figures == group.scores.end()) {
    terminal.line(text + right(grouped(group.records), kCountWidth) +
                  right(group.sentiment ? signed_fixed(*group.sentiment, 2) : "-", kSentimentWidth));
    return;
  }
  const int decimals = shown_decimals(score->meaning);
  const std::uint64_t n = figures->official.main.n;
  text += right(grouped(n), kCountWidth);
  text += right(n < kFewestListed ? "-" : cell(figures->official.main.value, decimals), kFigureWidth);
  text += right(figures->gap ? signed_fixed(*figures->gap, decimals) : "-", kFigureWidth);
  if (is_roomy(terminal))
    text += right(interval(figures->gap_low, figures->gap_high, decimals), kIntervalWidth);
  text += n < kFewestRanked ? "  too few to rank" : is_sure(figures->q) ? "  *" : "";
  terminal.line(text);
}

void write_group_head(const std::string& title, const ScoreSummary* score, Terminal& terminal) {
  std::string head = left(printable(squeezed(title)), name_width(terminal) + 2);
  if (score == nullptr) {
    head += right("records", kCountWidth) + right("sentiment", kSentimentWidth);
  } else {
    head += right("n", kCountWidth) +
            right(clipped(printable(score_title(*score)), kFigureWidth - 1), kFigureWidth) +
            right("gap", kFigureWidth) + (is_roomy(terminal) ? right("95 % interval", kIntervalWidth) : "");
  }
  terminal.heading(head);
}

// The first score only; the others are in the report's files.
const ScoreSummary* first_score(const Report& report) {
  return report.scores.empty() ? nullptr : &report.scores.front();
}

void write_segments(const Report& report, Terminal& terminal) {
  const ScoreSummary* score = first_score(report);
  std::vector<std::string> columns;
  for (const GroupRow& group : report.breakdown.groups) {
    if (group.sort != GroupSort::segment || group.name.columns.empty()) continue;
    const std::string& column = group.name.columns.front();
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  }
  for (const std::string& column : columns) {
    write_group_head("By " + column, score, terminal);
    std::size_t rows = 0;
    for (const GroupRow& group : report.breakdown.groups) {
      if (group.sort != GroupSort::segment || group.name.columns.empty() || group.name.values.empty())
        continue;
      if (group.name.columns.front() != column) continue;
      if (rows++ < kRowsShown) write_group_line(group.name.values.front(), group, score, terminal);
    }
    write_more(rows, kRowsShown, terminal);
  }
  if (!columns.empty() && score != nullptr)
    terminal.wrapped("Gap: this group minus everybody else; * q < .05.", "  ", 2);
}

void write_spreads(const Report& report, Terminal& terminal) {
  std::vector<std::string> sentences;
  for (const ThemeSpread& spread : report.breakdown.spreads) {
    if (is_sure(spread.q)) sentences.push_back(spread_sentence(spread));
  }
  write_sentences("Complaints that differ between groups", sentences, terminal);
}

void write_combined_groups(const Report& report, Terminal& terminal) {
  const ScoreSummary* score = first_score(report);
  std::vector<std::string> sentences;
  for (const GroupRow& group : report.breakdown.groups) {
    if (group.sort != GroupSort::pair && group.sort != GroupSort::persona) continue;
    for (const GroupScore& figures : group.scores) {
      if (score == nullptr || figures.score != score->name || !is_sure(figures.q)) continue;
      std::string told = group_sentence(report, group, figures);
      if (!told.empty()) sentences.push_back(std::move(told));
    }
  }
  write_sentences("Pairs and personas that stand apart", sentences, terminal);
}

void write_time_course(const Report& report, Terminal& terminal) {
  const Breakdown& cuts = report.breakdown;
  std::vector<std::string> sentences;
  for (const Movement* movement : latest_movements(report))
    sentences.push_back(movement_sentence(report, *movement));
  for (const MixRate& mix : cuts.mix) sentences.push_back(mix_sentence(report, mix));
  write_sentences("What moved latest", sentences, terminal);
  sentences.clear();
  for (const DatedChange& change : cuts.changes) sentences.push_back(change_sentence(report, change));
  write_sentences("Dated changes", sentences, terminal);
  sentences.clear();
  for (const RisingTheme& rising : cuts.rising) sentences.push_back(rising_sentence(rising));
  write_sentences("Rising", sentences, terminal);
}

void write_events(const Report& report, Terminal& terminal) {
  if (report.breakdown.events.empty()) return;
  terminal.heading("Events");
  for (const EventSummary& event : report.breakdown.events) {
    std::size_t shown = 0;
    for (const EventEffect& effect : event.effects) {
      if (!is_sure(effect.q) || shown == kEffectsShown) continue;
      terminal.wrapped(effect_sentence(report, event, effect), "- ", 2);
      ++shown;
    }
    if (shown == 0) terminal.wrapped(event_sentence(event) + " No change is sure.", "- ", 2);
  }
}

// What next to nobody speaks of is a line of dashes.
void write_rare(std::size_t rare, Terminal& terminal) {
  if (rare > 0)
    terminal.line("  and " + grouped(rare) + " of which fewer than " + std::to_string(kFewestListed) +
                  " comments speak");
}

void write_stages(const Report& report, Terminal& terminal) {
  const auto& stages = report.breakdown.stages;
  const auto is_shown = [](const StageRow& stage) { return stage.group.records >= kFewestListed; };
  const auto shown = std::count_if(stages.begin(), stages.end(), is_shown);
  if (shown == 0) return;
  const ScoreSummary* score = first_score(report);
  write_group_head("Stage", score, terminal);
  for (const StageRow& stage : stages) {
    if (is_shown(stage)) write_group_line(stage.label, stage.group, score, terminal);
  }
  write_rare(stages.size() - static_cast<std::size_t>(shown), terminal);
}

void write_touchpoints(const Report& report, Terminal& terminal) {
  const auto& rows = report.breakdown.touchpoints;
  const auto is_shown = [](const TouchpointRow& row) { return row.all.value.has_value(); };
  const auto shown = std::count_if(rows.begin(), rows.end(), is_shown);
  if (shown == 0) return;
  terminal.heading(left("Touchpoint", kTouchpointWidth + 2) + right("records", kCountWidth) +
                   right("CX index", kFigureWidth) + right("95 % interval", kIntervalWidth));
  for (const TouchpointRow& row : rows) {
    if (!is_shown(row)) continue;
    terminal.line("  " + left(printable(squeezed(row.label)), kTouchpointWidth) +
                  right(grouped(row.all.records), kCountWidth) + right(cell(row.all.value, 0), kFigureWidth) +
                  right(interval(row.all.low, row.all.high, 0), kIntervalWidth));
  }
  write_rare(rows.size() - static_cast<std::size_t>(shown), terminal);
}

std::size_t time_width(const Terminal& terminal) {
  return std::min<std::size_t>(44, terminal.columns() - 2 - kCountWidth - 2 * kFigureWidth);
}

void write_times(const Report& report, Terminal& terminal) {
  const auto& rows = report.breakdown.times;
  if (rows.empty()) return;
  terminal.heading(left("Recorded times", time_width(terminal) + 2) + right("records", kCountWidth) +
                   right("median", kFigureWidth) + right("p90", kFigureWidth));
  for (std::size_t i = 0; i < std::min(rows.size(), kRowsShown); ++i) {
    const TimeRow& row = rows[i];
    const ScoreSummary* time = find_score(report, row.time);
    std::string label = time != nullptr ? score_title(*time) : row.time;
    if (time != nullptr) label += " (" + std::string(difference_unit(time->meaning)) + ")";
    if (!row.theme.empty()) label += ", " + row.label;
    if (!row.group.empty()) label += ", " + row.group;
    const int decimals = time != nullptr ? shown_decimals(time->meaning) : 1;
    const bool is_shown = row.records >= kFewestListed;
    terminal.line("  " + left(printable(squeezed(label)), time_width(terminal)) +
                  right(grouped(row.records), kCountWidth) +
                  right(is_shown ? cell(row.median, decimals) : "-", kFigureWidth) +
                  right(is_shown ? cell(row.p90, decimals) : "-", kFigureWidth));
  }
  write_more(rows.size(), kRowsShown, terminal);
}

}  // namespace

void write_terminal_alerts(const Report& report, Terminal& terminal) {
  if (report.alerts.empty()) return;
  terminal.heading("Alerts");
  const std::size_t shown = std::min(report.alerts.size(), kSentencesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string source = alert_source(report.alerts[i]);
    terminal.wrapped(alert_sentence(report, report.alerts[i]) + (source.empty() ? "" : " [" + source + "]"),
                     "- ", 2);
  }
  write_more(report.alerts.size(), shown, terminal);
}

void write_terminal_cuts(const Report& report, Terminal& terminal) {
  write_segments(report, terminal);
  write_spreads(report, terminal);
  write_combined_groups(report, terminal);
  write_time_course(report, terminal);
  write_events(report, terminal);
  write_stages(report, terminal);
  write_touchpoints(report, terminal);
  write_times(report, terminal);
  const std::vector<std::string> customers = customer_sentences(report);
  if (!customers.empty()) terminal.heading("Customers");
  for (const std::string& sentence : customers) terminal.wrapped(sentence, "- ", 2);
}

}  // namespace verbatim
