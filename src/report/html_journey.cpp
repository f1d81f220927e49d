#include <algorithm>

#include "report/cut_wording.h"
#include "report/html_cuts.h"
#include "report/html_marks.h"
#include "report/number_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

void write_index(const CxIndex& index, Markup cell, Page& page) {
  page.raw(cell).text(shown(index.value, 0)).raw("<span class=\"small\">");
  page.text(interval_text(index.low, index.high, 0)).raw("</span></td>");
}

void write_benchmark(const TouchpointRow& row, Page& page) {
  const CxIndex none;
  write_index(row.benchmark ? *row.benchmark : none, "<td class=\"n roomy\">", page);
  write_index(row.others ? *row.others : none, "<td class=\"n roomy\">", page);
  page.raw("<td class=\"n\">").text(shown_signed(row.gap, 0)).raw("<span class=\"small\">");
  page.text(interval_text(row.gap_low, row.gap_high, 0));
  const std::string q = q_text(row.q);
  if (!q.empty()) page.raw("<br>").text(q);
  page.raw("</span></td>");
}

void write_touchpoint_row(const Report& report, const TouchpointRow& row, bool has_periods, Page& page) {
  page.raw("<tr><th scope=\"row\">")
      .name(row.label)
      .raw("</th><td class=\"n\">")
      .text(grouped(row.all.records));
  page.raw("<span class=\"small roomy\">").text(grouped(row.all.positive)).raw(" good, ");
  page.text(grouped(row.all.negative)).raw(" bad</span></td><td class=\"wide\">");
  write_index_bar(row.all.value, row.all.low, row.all.high, page);
  page.raw("</td>");
  write_index(row.all, "<td class=\"n\">", page);
  if (has_periods) {
    std::vector<LinePoint> points;
    for (const CxIndex& index : row.periods) points.push_back({index.value, {}, {}});
    page.raw("<td class=\"roomy\">");
    const bool has_any = std::any_of(points.begin(), points.end(),
                                     [](const LinePoint& point) { return point.value.has_value(); });
    if (has_any) write_sparkline(points, "CX index of " + row.label + " over time", page);
    page.raw("</td>");
  }
  if (!report.breakdown.benchmark.empty()) write_benchmark(row, page);
  page.raw("</tr>\n");
}

void write_beside(const TimeRow& row, const ScoreSummary& score, Page& page) {
  const auto beside = std::find_if(row.scores.begin(), row.scores.end(),
                                   [&](const TimeBesideScore& b) { return b.score == score.name; });
  const bool is_shown = beside != row.scores.end() && beside->figures.main.n >= kFewestListed;
  page.raw("<td class=\"n roomy\">");
  page.text(shown(is_shown ? beside->figures.main.value : std::nullopt, shown_decimals(score.meaning)));
  if (is_shown && beside->correlation)
    page.raw("<span class=\"small\">correlation ").text(shown(beside->correlation, 2)).raw("</span>");
  page.raw("</td>");
}

// The scores that stand beside any time, in the run's order.
std::vector<const ScoreSummary*> scores_beside(const Report& report) {
  std::vector<const ScoreSummary*> out;
  for (const ScoreSummary& score : report.scores) {
    const bool is_beside =
        std::any_of(report.breakdown.times.begin(), report.breakdown.times.end(), [&](const TimeRow& row) {
          return std::any_of(row.scores.begin(), row.scores.end(),
                             [&](const TimeBesideScore& beside) { return beside.score == score.name; });
        });
    if (is_beside) out.push_back(&score);
  }
  return out;
}

}  // namespace

void write_journey(const Report& report, Page& page) {
  const Breakdown& cuts = report.breakdown;
  if (cuts.stages.empty()) return;
  page.raw("<h2>Journey</h2>\n<p class=\"muted\">");
  if (cuts.stage_column.empty()) {
    page.raw("Stages come of what the comments are about; a comment may stand in several.");
  } else {
    page.raw("Stages come of the column ").name(cuts.stage_column).raw(".");
  }
  page.raw("</p>\n");
  std::vector<GroupLine> rows;
  std::vector<GroupComplaint> complaints;
  for (const StageRow& stage : cuts.stages) {
    rows.push_back({stage.label, &stage.group});
    append_group_complaints(report, stage.group.name.text(), stage.label, complaints);
  }
  write_group_table(report, "Stage", rows, page);
  write_group_complaints("Top complaints by stage", complaints, page);
}

void write_touchpoints(const Report& report, Page& page) {
  const Breakdown& cuts = report.breakdown;
  if (cuts.touchpoints.empty()) return;
  std::vector<const TouchpointRow*> rows;
  for (const TouchpointRow& row : cuts.touchpoints) rows.push_back(&row);
  const bool has_periods = cuts.periods.size() > 1;
  page.raw("<h2>Touchpoints</h2>\n");
  write_long_table(
      "Touchpoints and their CX index", rows,
      [&] {
        page.raw(
            "CX index = 50 + 50 (good &minus; bad) / (good + bad + 10), of the records that speak well or "
            "badly of "
            "a touchpoint: 0 to 100, 50 is neither. From 10 records on, with its 95&nbsp;% interval.");
        if (!cuts.benchmark.empty()) {
          page.raw(" Benchmark: ").name(cuts.benchmark);
          page.raw(", against all others; the gap is free of the 10 in the formula, so it is not quite the ");
          page.raw("difference of the two.");
        }
      },
      [&] {
        page.raw("<th scope=\"col\">Touchpoint</th><th scope=\"col\" class=\"n\">Records</th>");
        page.raw("<th scope=\"col\" class=\"wide\">0 to 100</th><th scope=\"col\" class=\"n\">CX index</th>");
        if (has_periods) page.raw("<th scope=\"col\" class=\"roomy\">Over time</th>");
        if (cuts.benchmark.empty()) return;
        page.raw(
            "<th scope=\"col\" class=\"n roomy\">Benchmark</th><th scope=\"col\" class=\"n "
            "roomy\">Others</th>");
        page.raw("<th scope=\"col\" class=\"n\">Gap</th>");
      },
      [&](const TouchpointRow* row) { write_touchpoint_row(report, *row, has_periods, page); }, page);
}

void write_times(const Report& report, Page& page) {
  std::vector<const TimeRow*> rows;
  for (const TimeRow& row : report.breakdown.times) rows.push_back(&row);
  if (rows.empty()) return;
  const std::vector<const ScoreSummary*> beside = scores_beside(report);
  page.raw("<h2>Times</h2>\n");
  write_long_table(
      "Recorded times", rows,
      [&] {
        page.raw(
            "Recorded times of all records, of those that complain of a theme, and of groups; beside them "
            "the "
            "scores of the same records, and how these go with the logarithm of the time. From 10 records "
            "on.");
      },
      [&] {
        page.raw(
            "<th scope=\"col\">Time</th><th scope=\"col\">Of</th><th scope=\"col\" class=\"n\">Records</th>");
        page.raw(
            "<th scope=\"col\" class=\"n\">Median</th><th scope=\"col\" class=\"n\">90&nbsp;% within</th>");
        page.raw("<th scope=\"col\" class=\"n roomy\">Mean</th>");
        for (const ScoreSummary* score : beside)
          page.raw("<th scope=\"col\" class=\"n roomy\">").name(score_title(*score)).raw("</th>");
      },
      [&](const TimeRow* row) {
        const ScoreSummary* time = find_score(report, row->time);
        const int decimals = time == nullptr ? 1 : shown_decimals(time->meaning);
        const auto figure = [&](std::optional<double> value) {
          return shown(row->records < kFewestListed ? std::nullopt : value, decimals);
        };
        page.raw("<tr><th scope=\"row\">").name(time == nullptr ? row->time : score_title(*time));
        if (time != nullptr)
          page.raw("<span class=\"id\">").text(difference_unit(time->meaning)).raw("</span>");
        page.raw("</th><td>");
        if (row->theme.empty() && row->group.empty()) page.raw("all records");
        if (!row->theme.empty()) page.raw("complaints about ").name(row->label);
        if (!row->theme.empty() && !row->group.empty()) page.raw(", ");
        if (!row->group.empty()) page.name(row->group);
        page.raw("</td><td class=\"n\">").text(grouped(row->records)).raw("</td><td class=\"n\">");
        page.text(figure(row->median)).raw("</td><td class=\"n\">").text(figure(row->p90));
        page.raw("</td><td class=\"n roomy\">").text(figure(row->mean)).raw("</td>");
        for (const ScoreSummary* score : beside) write_beside(*row, *score, page);
        page.raw("</tr>\n");
      },
      page);
}

}  // namespace verbatim
