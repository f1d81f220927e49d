#include "report/html_cuts.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "report/html_marks.h"
#include "report/html_report.h"
#include "report/safe_text.h"
#include "support/sample_breakdown.h"

using namespace verbatim;

namespace {

std::string cuts_of(const Report& report) {
  std::string out;
  Page page(out);
  write_alerts(report, page);
  write_cuts(report, page);
  return out;
}

bool has(const std::string& page, std::string_view part) {
  return page.find(part) != std::string::npos;
}

std::size_t count_of(std::string_view page, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = page.find(part, at)) != std::string_view::npos; ++at) ++count;
  return count;
}

// All tags as they stand, without their attributes.
std::vector<std::string> tags_of(std::string_view page) {
  std::vector<std::string> tags;
  for (std::size_t at = 0; (at = page.find('<', at)) != std::string_view::npos; ++at)
    tags.emplace_back(page.substr(at, page.find_first_of(" />", at + 2) - at));
  return tags;
}

}  // namespace

TEST_CASE("html_cuts: a page without cuts has none of their sections") {
  CHECK(cuts_of(testing::sample_report()).empty());
  CHECK(cuts_of(Report{}).empty());
}

TEST_CASE("html_cuts: alerts come first on the page") {
  std::string page;
  write_html_report(testing::sample_breakdown(), page);
  const std::size_t first = page.find("<main>\n<h2>Alerts</h2>");
  CHECK(first != std::string::npos);
  CHECK(first < page.find("Who is counted"));
  CHECK(has(page,
            "<li><bdi>Complaints about Time on hold rose from 5.1\xC2\xA0% (2026-04) to 9.0\xC2\xA0% of "));
}

TEST_CASE("html_cuts: every section, with groups that are small or put together marked in words") {
  const std::string page = cuts_of(testing::sample_breakdown());
  for (const char* title : {"Alerts", "Segments", "Over time", "Events", "Journey", "Touchpoints", "Times"}) {
    CAPTURE(title);
    CHECK(has(page, "<h2>" + std::string(title) + "</h2>"));
  }
  CHECK(has(page, "<bdi>West</bdi><span class=\"id\">too few to rank</span>"));
  CHECK(has(page, "<bdi>other (7 values)</bdi><span class=\"id\">7 small values put together</span>"));
  CHECK(has(page, "<summary>Two columns together: 1 group</summary>"));
  CHECK(has(page, "CX index = 50 + 50 (good &minus; bad) / (good + bad + 10)"));
  CHECK(count_of(page, "<table>") == count_of(page, "<caption>"));
  CHECK(count_of(page, "<th>") == 0);
}

TEST_CASE("html_cuts: of fewer than 10 records no figure is shown") {
  const std::string page = cuts_of(testing::sample_breakdown());
  CHECK(has(page, "<bdi>agent=Bob</bdi></td><td class=\"n\">6</td><td class=\"n\">\xE2\x80\x93</td>"));
  CHECK(has(page, "<bdi>Kiosk</bdi></th><td class=\"n\">3<"));
}

TEST_CASE("html_cuts: long tables fold behind 15 rows") {
  Report report = testing::sample_breakdown();
  const GroupRow row = report.breakdown.groups.front();
  for (int i = 0; i < 20; ++i) report.breakdown.groups.push_back(row);
  CHECK(has(cuts_of(report), "<summary>The other 11 rows</summary>"));
}

TEST_CASE("html_cuts: hostile names leave the tags as they are") {
  const std::string hostile =
      "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\n=cmd\x1b\xE2\x80\xAE\xFF";
  const std::string page = cuts_of(testing::hostile_breakdown(hostile));
  CHECK(tags_of(page) == tags_of(cuts_of(testing::hostile_breakdown("harmless"))));
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "<img"));
  CHECK(valid_utf8(page) == page);
  CHECK(page.find('\x1b') == std::string::npos);
}

TEST_CASE("html_cuts: what is no number draws nothing") {
  Report report = testing::sample_breakdown();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (PeriodRow& period : report.breakdown.periods) {
    for (ScoreFigures& figures : period.scores)
      figures.main.value = figures.main.low = figures.main.high = nan;
  }
  for (GroupRow& group : report.breakdown.groups) group.scores[0].gap = nan;
  report.breakdown.series[0].comments.clear();
  const std::string page = cuts_of(report);
  CHECK_FALSE(has(page, "nan"));
}

TEST_CASE("html_marks: a line breaks where a value is missing, and its band with it") {
  std::string out;
  Page page(out);
  const std::vector<LinePoint> points = {{1.0, 0.0, 2.0}, {2.0, 1.0, 4.0}, {}, {3.0, {}, {}}};
  write_line_chart(points, {}, "three & more", page);
  CHECK(out ==
        "<svg class=\"chart\" viewBox=\"0 0 1000 200\" preserveAspectRatio=\"none\" role=\"img\" "
        "aria-label=\"three &amp; more\"><polygon class=\"band\" points=\"0,100 333,0 333,150 0,200 \"/>"
        "<polyline points=\"0,150 333,100 \"/><line class=\"course\" x1=\"994\" y1=\"50\" x2=\"1000\" "
        "y2=\"50\"/></svg>");
}

TEST_CASE("html_marks: an index is a bar of 100") {
  std::string out;
  Page page(out);
  write_index_bar(25.0, 22.0, 28.0, page);
  CHECK(has(out, "aria-label=\"25 of 100, 95 % interval 22 to 28\""));
  CHECK(has(out, "<rect class=\"neg\" x=\"0\" y=\"2\" width=\"250\" height=\"16\"/>"));
}
