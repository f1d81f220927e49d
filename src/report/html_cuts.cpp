#include "report/html_cuts.h"

#include <algorithm>

#include "report/cut_wording.h"
#include "report/html_marks.h"
#include "report/number_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

constexpr std::size_t kComplaintsShown = 3;  // of a group

const GroupScore* score_of(const GroupRow& group, std::string_view score) {
  const auto found = std::find_if(group.scores.begin(), group.scores.end(),
                                  [&](const GroupScore& s) { return s.score == score; });
  return found == group.scores.end() ? nullptr : &*found;
}

void write_group_name(const GroupLine& line, std::uint64_t n, Page& page) {
  page.raw("<tr><th scope=\"row\">").name(line.name);
  if (line.group->folded > 0)
    page.raw("<span class=\"id\">")
        .text(counted(line.group->folded, "small value"))
        .raw(" put together</span>");
  if (n < kFewestRanked) page.raw("<span class=\"id\">too few to rank</span>");
  page.raw("</th>");
}

void write_group_score(const GroupLine& line, const ScoreSummary& score, const MarkAxis& axis, Page& page) {
  const GroupScore* figures = score_of(*line.group, score.name);
  const std::uint64_t n = figures == nullptr ? 0 : figures->official.main.n;
  const int decimals = shown_decimals(score.meaning);
  write_group_name(line, n, page);
  page.raw("<td class=\"n roomy\">").text(grouped(line.group->records)).raw("</td><td class=\"n\">");
  page.text(grouped(n)).raw("</td><td class=\"n\">");
  if (figures == nullptr) {
    page.text(kNoValue)
        .raw("</td><td class=\"wide roomy\"></td><td class=\"n\">")
        .text(kNoValue)
        .raw("</td></tr>\n");
    return;
  }
  const Figure& main = figures->official.main;
  page.text(shown(n < kFewestListed ? std::nullopt : main.value, decimals));
  if (n >= kFewestListed)
    page.raw("<span class=\"small roomy\">")
        .text(interval_text(main.low, main.high, decimals))
        .raw("</span>");
  page.raw("</td><td class=\"wide roomy\">");
  const bool is_bad = figures->gap && (*figures->gap < 0) != score.meaning.low_is_good;
  write_gap_bar(figures->gap, figures->gap_low, figures->gap_high, axis, is_bad, is_sure(figures->q),
                decimals, page);
  page.raw("</td><td class=\"n\">").text(shown_signed(figures->gap, decimals)).raw("<span class=\"small\">");
  page.text(interval_text(figures->gap_low, figures->gap_high, decimals));
  const std::string q = q_text(figures->q);
  if (!q.empty()) page.raw("<br>").text(q);
  page.raw("</span></td></tr>\n");
}

void write_scored_groups(std::string_view head, const std::vector<GroupLine>& rows, const ScoreSummary& score,
                         Page& page) {
  MarkAxis axis;
  for (const GroupLine& line : rows) {
    const GroupScore* figures = score_of(*line.group, score.name);
    if (figures == nullptr) continue;
    for (const auto& end : {figures->gap, figures->gap_low, figures->gap_high}) axis.hold(end);
  }
  write_long_table(
      "Groups and their scores", rows,
      [&] {
        page.name(head).raw(": ").name(score_title(score)).raw(" of all records that have it, in ");
        page.text(unit_name(score.meaning));
        page.raw(
            ". The gap is a group minus everybody else, with its 95&nbsp;% interval; a pale bar may be "
            "chance.");
        if (score.meaning.low_is_good) page.raw(" Low is good: a bar to the right is the worse side.");
      },
      [&] {
        page.raw("<th scope=\"col\">")
            .name(head)
            .raw("</th><th scope=\"col\" class=\"n roomy\">Records</th>");
        page.raw("<th scope=\"col\" class=\"n\">With score</th><th scope=\"col\" class=\"n\">");
        page.name(score_title(score));
        page.raw(
            "</th><th scope=\"col\" class=\"wide roomy\">Gap to the others</th><th scope=\"col\" "
            "class=\"n\">Gap</th>");
      },
      [&](const GroupLine& line) { write_group_score(line, score, axis, page); }, page);
}

void write_unscored_groups(std::string_view head, const std::vector<GroupLine>& rows, Page& page) {
  write_long_table(
      "Groups", rows,
      [&] { page.name(head).raw(": records, those with usable text, and their mean sentiment."); },
      [&] {
        page.raw("<th scope=\"col\">").name(head).raw("</th><th scope=\"col\" class=\"n\">Records</th>");
        page.raw("<th scope=\"col\" class=\"n\">Analysed</th><th scope=\"col\" class=\"n\">Sentiment</th>");
      },
      [&](const GroupLine& line) {
        write_group_name(line, line.group->records, page);
        page.raw("<td class=\"n\">").text(grouped(line.group->records)).raw("</td><td class=\"n\">");
        page.text(grouped(line.group->analysed)).raw("</td><td class=\"n\">");
        page.text(shown_signed(line.group->sentiment, 2)).raw("</td></tr>\n");
      },
      page);
}

void write_spreads(const Report& report, Page& page) {
  std::vector<const ThemeSpread*> rows;
  for (const ThemeSpread& spread : report.breakdown.spreads) rows.push_back(&spread);
  if (rows.empty()) return;
  page.raw("<h3>Complaints that differ between groups</h3>\n");
  write_long_table(
      "Complaints that differ between groups", rows,
      [&] {
        page.raw(
            "Share of the comments of each value that complain of the theme: the highest and the lowest, of "
            "values with 30 comments or more. Below q = .05 it is hardly chance.");
      },
      [&] {
        page.raw("<th scope=\"col\">Complaint</th><th scope=\"col\">Column</th>");
        page.raw(
            "<th scope=\"col\">Most</th><th scope=\"col\">Least</th><th scope=\"col\" class=\"n\">q</th>");
      },
      [&](const ThemeSpread* spread) {
        const auto side = [&](std::string_view value, double share) {
          page.raw("<td>").name(value).raw("<span class=\"small\">").text(fixed(100 * share, 1));
          page.raw("&nbsp;% of comments</span></td>");
        };
        page.raw("<tr><th scope=\"row\">").name(spread->label).raw("</th><td>").name(spread->column);
        page.raw("<span class=\"small\">").text(counted(spread->values, "value")).raw("</span></td>");
        side(spread->most, spread->most_share);
        side(spread->least, spread->least_share);
        page.raw("<td class=\"n\">").text(q_text(spread->q)).raw("</td></tr>\n");
      },
      page);
}

// Pairs or personas, behind a click.
void write_combined(const Report& report, GroupSort sort, Markup title, Page& page) {
  std::vector<std::string> names;
  names.reserve(report.breakdown.groups.size());
  std::vector<GroupLine> rows;
  for (const GroupRow& group : report.breakdown.groups) {
    if (group.sort != sort) continue;
    names.push_back(group.name.text());
    rows.push_back({names.back(), &group});
  }
  if (rows.empty()) return;
  page.raw("<details><summary>").raw(title).raw(": ").text(counted(rows.size(), "group"));
  page.raw("</summary>\n");
  write_group_table(report, title.text(), rows, page);
  page.raw("</details>\n");
}

std::vector<std::string> segment_columns(const Report& report) {
  std::vector<std::string> columns;
  for (const GroupRow& group : report.breakdown.groups) {
    if (group.sort != GroupSort::segment || group.name.columns.empty()) continue;
    const std::string& column = group.name.columns.front();
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  }
  return columns;
}

void write_segments(const Report& report, Page& page) {
  if (report.breakdown.groups.empty() && report.breakdown.spreads.empty()) return;
  page.raw("<h2>Segments</h2>\n");
  for (const std::string& column : segment_columns(report)) {
    page.raw("<h3>By ").name(column).raw("</h3>\n");
    std::vector<GroupLine> rows;
    std::vector<std::string> names;
    for (const GroupRow& group : report.breakdown.groups) {
      if (group.sort == GroupSort::segment && !group.name.values.empty() &&
          group.name.columns.front() == column) {
        rows.push_back({group.name.values.front(), &group});
        names.push_back(group.name.text());
      }
    }
    write_group_table(report, column, rows, page);
    std::vector<GroupComplaint> complaints;
    for (std::size_t i = 0; i < rows.size(); ++i)
      append_group_complaints(report, names[i], rows[i].name, complaints);
    write_group_complaints("Top complaints by group", complaints, page);
  }
  write_spreads(report, page);
  write_combined(report, GroupSort::pair, "Two columns together", page);
  write_combined(report, GroupSort::persona, "Personas: all columns together", page);
}

}  // namespace

void write_sentences(const std::vector<std::string>& sentences, Page& page) {
  if (sentences.empty()) return;
  const auto part = [&](std::size_t begin, std::size_t end) {
    page.raw("<ul class=\"list\">\n");
    for (std::size_t i = begin; i < end; ++i) page.raw("<li>").name(tied(sentences[i])).raw("</li>\n");
    page.raw("</ul>\n");
  };
  const std::size_t open = std::min(sentences.size(), kRowsOpen);
  part(0, open);
  if (open == sentences.size()) return;
  page.raw("<details><summary>").text(grouped(sentences.size() - open)).raw(" more</summary>\n");
  part(open, sentences.size());
  page.raw("</details>\n");
}

void write_alerts(const Report& report, Page& page) {
  if (report.alerts.empty()) return;
  page.raw("<h2>Alerts</h2>\n<div class=\"panel\">\n");
  std::vector<std::string> sentences;
  for (const Alert& alert : report.alerts) {
    const std::string source = alert_source(alert);
    sentences.push_back(alert_sentence(report, alert) + (source.empty() ? "" : " [" + source + "]"));
  }
  write_sentences(sentences, page);
  page.raw("</div>\n");
}

void write_group_table(const Report& report, std::string_view head, const std::vector<GroupLine>& rows,
                       Page& page) {
  if (rows.empty()) return;
  if (report.scores.empty()) {
    write_unscored_groups(head, rows, page);
    return;
  }
  for (const ScoreSummary& score : report.scores) {
    const bool has_any = std::any_of(rows.begin(), rows.end(), [&](const GroupLine& line) {
      const GroupScore* figures = score_of(*line.group, score.name);
      return figures != nullptr && figures->official.main.n > 0;
    });
    if (!has_any) continue;
    const bool is_first = &score == &report.scores.front();
    if (!is_first) page.raw("<details><summary>").name(score_title(score)).raw("</summary>\n");
    write_scored_groups(head, rows, score, page);
    if (!is_first) page.raw("</details>\n");
  }
}

void append_group_complaints(const Report& report, std::string_view segment, std::string_view shown,
                             std::vector<GroupComplaint>& rows) {
  std::size_t count = 0;
  for (const DriverRow& driver : report.cut_drivers) {
    if (driver.segment != segment || !driver.period.empty() || driver.kind != DriverKind::complaint) continue;
    if (driver.level != DriverLevel::leaf || driver.score != report.cut_drivers.front().score) continue;
    if (count == kComplaintsShown) break;
    rows.push_back({shown, &driver});
    ++count;
  }
}

void write_group_complaints(std::string_view label, const std::vector<GroupComplaint>& rows, Page& page) {
  if (rows.empty()) return;
  write_long_table(
      label, rows,
      [&] {
        page.text(label);
        page.raw(
            ": the first three of each, listed from 10 comments on, without quotes. Shares of comments, and "
            "how "
            "much more often than among all others, in percentage points.");
      },
      [&] {
        page.raw(
            "<th scope=\"col\">Group</th><th scope=\"col\">Complaint</th><th scope=\"col\" class=\"n "
            "roomy\">");
        page.raw(
            "Comments</th><th scope=\"col\" class=\"n\">Share</th><th scope=\"col\" class=\"n "
            "roomy\">Others");
        page.raw("</th><th scope=\"col\" class=\"n\">Gap</th>");
      },
      [&](const GroupComplaint& row) {
        const DriverRow& driver = *row.driver;
        page.raw("<tr><th scope=\"row\">").name(row.group).raw("</th><td>").name(driver.label);
        if (driver.too_few_to_rank) page.raw("<span class=\"id\">too few to rank</span>");
        if (!driver.owner.empty()) page.raw("<span class=\"id\">").name(driver.owner).raw("</span>");
        page.raw("</td><td class=\"n roomy\">").text(grouped(driver.comments)).raw("</td><td class=\"n\">");
        page.text(fixed(100 * driver.share, 1)).raw("&nbsp;%</td><td class=\"n roomy\">");
        if (!driver.gap) {
          page.text(kNoValue).raw("</td><td class=\"n\">").text(kNoValue).raw("</td></tr>\n");
          return;
        }
        page.text(fixed(100 * driver.gap->others, 1)).raw("&nbsp;%</td><td class=\"n\">");
        page.text(shown_signed(100 * driver.gap->gap, 1)).raw("<span class=\"small\">");
        page.text(interval_text(100 * driver.gap->low, 100 * driver.gap->high, 1));
        const std::string q = q_text(driver.gap->q);
        if (!q.empty()) page.raw("<br>").text(q);
        page.raw("</span></td></tr>\n");
      },
      page);
}

void write_cuts(const Report& report, Page& page) {
  write_segments(report, page);
  write_time_course(report, page);
  write_events(report, page);
  write_journey(report, page);
  write_touchpoints(report, page);
  write_times(report, page);
  write_customers(report, page);
}

}  // namespace verbatim
