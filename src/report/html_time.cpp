#include <algorithm>
#include <cmath>

#include "report/cut_wording.h"
#include "report/html_cuts.h"
#include "report/html_marks.h"
#include "report/names.h"
#include "report/number_text.h"
#include "report/wording.h"

namespace verbatim {
namespace {

std::vector<std::size_t> marks_of(const Breakdown& cuts, SeriesOf of, std::string_view id) {
  std::vector<std::size_t> marks;
  for (const DatedChange& change : cuts.changes) {
    if (change.of != of || !change.segment.empty() ||
        (of == SeriesOf::score ? change.score : change.theme) != id)
      continue;
    for (std::size_t i = 0; i < cuts.periods.size(); ++i) {
      if (cuts.periods[i].label == change.period) marks.push_back(i);
    }
  }
  return marks;
}

std::vector<LinePoint> points_of(const Breakdown& cuts, std::size_t score) {
  std::vector<LinePoint> points;
  for (const PeriodRow& period : cuts.periods) {
    LinePoint point;
    if (score < period.scores.size() && period.scores[score].main.n >= kFewestListed) {
      const Figure& figure = period.scores[score].main;
      if (figure.value && std::isfinite(*figure.value)) point = {figure.value, figure.low, figure.high};
    }
    points.push_back(point);
  }
  return points;
}

// "from 18.0 (2025-10) to 6.7 (2026-05)"; empty where nothing is known.
std::string course_in_words(const Breakdown& cuts, const std::vector<LinePoint>& points, int decimals) {
  std::optional<std::size_t> first;
  std::size_t last = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].value) continue;
    if (!first) first = i;
    last = i;
  }
  if (!first) return {};
  const auto at = [&](std::size_t i) {
    return shown(points[i].value, decimals) + " (" + cuts.periods[i].label + ")";
  };
  return *first == last ? at(last) : "from " + at(*first) + " to " + at(last);
}

void write_axis_labels(const Breakdown& cuts, Page& page) {
  page.raw("<p class=\"axis\"><span>").name(cuts.periods.front().label).raw("</span>");
  if (cuts.periods.size() > 2)
    page.raw("<span>").name(cuts.periods[cuts.periods.size() / 2].label).raw("</span>");
  page.raw("<span>").name(cuts.periods.back().label).raw("</span></p>");
}

void write_score_chart(const Report& report, std::size_t index, Page& page) {
  const Breakdown& cuts = report.breakdown;
  const ScoreSummary& score = report.scores[index];
  const int decimals = shown_decimals(score.meaning);
  const std::vector<LinePoint> points = points_of(cuts, index);
  const std::string words = course_in_words(cuts, points, decimals);
  if (words.empty()) return;
  MarkAxis range{1e300, -1e300};
  for (const LinePoint& point : points) {
    for (const auto& value : {point.value, point.low, point.high}) range.hold(value);
  }
  page.raw("<figure class=\"panel\"><figcaption><strong>").name(score_title(score)).raw("</strong> ");
  page.text(words).raw(", in ").text(unit_name(score.meaning));
  page.raw(score.meaning.low_is_good ? Markup("; low is good. Top of the chart ")
                                     : Markup(". Top of the chart "));
  page.text(shown(range.high, decimals)).raw(", bottom ").text(shown(range.low, decimals));
  page.raw(". The band holds the 95&nbsp;% intervals");
  const std::vector<std::size_t> marks = marks_of(cuts, SeriesOf::score, score.name);
  if (!marks.empty()) page.raw("; an upright line marks a dated change, told below");
  page.raw(".</figcaption>\n");
  write_line_chart(points, marks, score_title(score) + " by " + std::string(name(cuts.unit)) + ", " + words,
                   page);
  write_axis_labels(cuts, page);
  page.raw("</figure>\n");
}

void write_period_table(const Report& report, Page& page) {
  std::vector<const PeriodRow*> rows;
  for (const PeriodRow& period : report.breakdown.periods) rows.push_back(&period);
  std::reverse(rows.begin(), rows.end());
  page.raw("<details><summary>The figures of each ").text(name(report.breakdown.unit)).raw("</summary>\n");
  write_long_table(
      "Periods", rows,
      [&] { page.raw("The latest first. Official figures, of all records that have the score."); },
      [&] {
        page.raw("<th scope=\"col\">Period</th><th scope=\"col\" class=\"n\">Records</th>");
        page.raw("<th scope=\"col\" class=\"n roomy\">Analysed</th>");
        for (const ScoreSummary& score : report.scores)
          page.raw("<th scope=\"col\" class=\"n\">").name(score_title(score)).raw("</th>");
      },
      [&](const PeriodRow* period) {
        page.raw("<tr><th scope=\"row\">").name(period->label);
        if (period->is_partial) page.raw("<span class=\"id\">only a part of it</span>");
        page.raw("</th><td class=\"n\">").text(grouped(period->records)).raw("</td><td class=\"n roomy\">");
        page.text(grouped(period->analysed)).raw("</td>");
        for (std::size_t i = 0; i < report.scores.size(); ++i) {
          const int decimals = shown_decimals(report.scores[i].meaning);
          const Figure figure = i < period->scores.size() ? period->scores[i].main : Figure{};
          const bool is_shown = figure.n >= kFewestListed;
          page.raw("<td class=\"n\">").text(shown(is_shown ? figure.value : std::nullopt, decimals));
          page.raw("<span class=\"small\">n ").text(grouped(figure.n)).raw("</span></td>");
        }
        page.raw("</tr>\n");
      },
      page);
  page.raw("</details>\n");
}

// "went up since 2026-05"
std::string change_words(const DatedChange& change) {
  const bool up = change.size > 0;
  switch (change.kind) {
    case ChangeKind::drift:
      return std::string(up ? "rising" : "falling") + " since " + change.period;
    case ChangeKind::season:
      return std::string(up ? "higher" : "lower") + " in a season";
    case ChangeKind::spike:
      return std::string(up ? "high" : "low") + " in " + change.period;
    case ChangeKind::step:
      break;
  }
  return std::string(up ? "up" : "down") + " since " + change.period;
}

void write_series_row(const Breakdown& cuts, const ThemeSeries& series, Page& page) {
  std::vector<LinePoint> points;
  std::uint64_t comments = 0;
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < std::min(series.comments.size(), series.of.size()); ++i) {
    LinePoint point;
    comments += series.comments[i];
    if (series.of[i] >= kFewestListed) {
      point.value = 100.0 * static_cast<double>(series.comments[i]) / static_cast<double>(series.of[i]);
      last = i;
    }
    points.push_back(point);
  }
  points.resize(cuts.periods.size());
  page.raw("<tr><th scope=\"row\">").name(series.label).raw("</th><td class=\"n\">").text(grouped(comments));
  page.raw("</td><td class=\"wide\">");
  write_sparkline(points, course_in_words(cuts, points, 1) + " % of comments", page);
  page.raw("</td><td class=\"n\">");
  if (last) {
    page.text(shown(points[*last].value, 1)).raw("&nbsp;%");
    page.raw("<span class=\"small\">").text(cuts.periods[std::min(*last, cuts.periods.size() - 1)].label);
    page.raw("</span>");
  }
  page.raw("</td><td class=\"roomy\">");
  bool is_first = true;
  for (const DatedChange& change : cuts.changes) {
    if (change.of != SeriesOf::share || change.theme != series.theme || !change.segment.empty()) continue;
    if (!is_first) page.raw("; ");
    page.name(change_words(change));
    is_first = false;
  }
  page.raw("</td></tr>\n");
}

void write_series(const Report& report, Page& page) {
  const Breakdown& cuts = report.breakdown;
  std::vector<const ThemeSeries*> rows;
  for (const ThemeSeries& series : cuts.series) {
    if (series.segment.empty()) rows.push_back(&series);
  }
  if (rows.empty() || cuts.periods.empty()) return;
  page.raw("<h3>Complaints over time</h3>\n");
  write_long_table(
      "Complaints over time", rows,
      [&] {
        page.raw("Share of the comments of each ")
            .text(name(cuts.unit))
            .raw(", each line from 0 to its own highest: ");
        page.text(cuts.periods.front().label).raw(" to ").text(cuts.periods.back().label).raw(".");
      },
      [&] {
        page.raw("<th scope=\"col\">Complaint</th><th scope=\"col\" class=\"n\">Comments</th>");
        page.raw(
            "<th scope=\"col\" class=\"wide\">Share over time</th><th scope=\"col\" class=\"n\">Latest</th>");
        page.raw("<th scope=\"col\" class=\"roomy\">Dated change</th>");
      },
      [&](const ThemeSeries* series) { write_series_row(cuts, *series, page); }, page);
}

void write_told(Markup title, const std::vector<std::string>& sentences, Page& page) {
  if (sentences.empty()) return;
  page.raw("<h3>").raw(title).raw("</h3>\n");
  write_sentences(sentences, page);
}

}  // namespace

void write_time_course(const Report& report, Page& page) {
  const Breakdown& cuts = report.breakdown;
  if (cuts.periods.empty()) return;
  page.raw("<h2>Over time</h2>\n");
  for (std::size_t i = 0; i < report.scores.size(); ++i) write_score_chart(report, i, page);
  write_period_table(report, page);
  std::vector<std::string> sentences;
  for (const Movement* movement : latest_movements(report))
    sentences.push_back(movement_sentence(report, *movement));
  if (sentences.empty() && !cuts.movements.empty())
    sentences.emplace_back("Nothing moved into the latest period beyond what chance may do.");
  write_told("What moved latest", sentences, page);
  sentences.clear();
  for (const MixRate& mix : cuts.mix) sentences.push_back(mix_sentence(report, mix));
  write_told("Who answered, and what they said", sentences, page);
  sentences.clear();
  for (const DatedChange& change : cuts.changes) sentences.push_back(change_sentence(report, change));
  write_told("Dated changes", sentences, page);
  sentences.clear();
  for (const RisingTheme& rising : cuts.rising) sentences.push_back(rising_sentence(rising));
  write_told("Rising", sentences, page);
  write_series(report, page);
}

void write_events(const Report& report, Page& page) {
  if (report.breakdown.events.empty()) return;
  page.raw(
      "<h2>Events</h2>\n<p class=\"muted\">What changed with each, against what changed elsewhere in the "
      "same ");
  page.raw("days. Something else may have happened on the same day.</p>\n");
  for (const EventSummary& event : report.breakdown.events) {
    page.raw("<h3>").name(event.label).raw("</h3>\n<p>").name(tied(event_sentence(event))).raw("</p>\n");
    std::vector<std::string> sure;
    std::vector<std::string> others;
    for (const EventEffect& effect : event.effects)
      (is_sure(effect.q) ? sure : others).push_back(effect_sentence(report, event, effect));
    if (sure.empty() && event.days > 0) page.raw("<p>No change is sure.</p>\n");
    write_sentences(sure, page);
    if (others.empty()) continue;
    page.raw("<details><summary>")
        .text(counted(others.size(), "change"))
        .raw(" that may be chance</summary>\n");
    write_sentences(others, page);
    page.raw("</details>\n");
  }
}

}  // namespace verbatim
