#include "report/html_report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/safe_text.h"
#include "support/sample_report.h"

using namespace verbatim;

namespace {

std::string written(const Report& report) {
  std::string out;
  write_html_report(report, out);
  return out;
}

bool has(const std::string& page, std::string_view part) {
  return page.find(part) != std::string::npos;
}

// The names of all tags in the order of their opening, and a check that each is closed where it must be.
std::vector<std::string> open_tags(std::string_view page) {
  std::vector<std::string> all;
  std::vector<std::string> open;
  const std::vector<std::string> empty = {"meta", "br", "rect", "line", "polyline", "polygon", "!doctype"};
  for (std::size_t at = 0; (at = page.find('<', at)) != std::string_view::npos; ++at) {
    const bool closes = page[at + 1] == '/';
    const std::size_t begin = at + (closes ? 2 : 1);
    const std::string tag(page.substr(begin, page.find_first_of(" />", begin) - begin));
    if (closes) {
      REQUIRE_FALSE(open.empty());
      REQUIRE(open.back() == tag);
      open.pop_back();
    } else {
      all.push_back(tag);
      if (std::find(empty.begin(), empty.end(), tag) == empty.end()) open.push_back(tag);
    }
  }
  REQUIRE(open.empty());
  return all;
}

}  // namespace

TEST_CASE("html_report: the answer stands at the top") {
  const std::string page = written(testing::sample_report());
  CHECK(has(page, "<h1>Time on hold hurts most</h1>"));
  CHECK(
      has(page,
          "312 of 2,860 comments; without them NPS would read 6.2 points higher (95\xC2\xA0% interval 4.9 to "
          "7.5)."));
  CHECK(has(page, "<title>Time on hold hurts most</title>"));
}

TEST_CASE("html_report: what is too few to rank stands behind a click, after the praise") {
  const std::string page = written(testing::sample_report());
  const std::size_t praise = page.find("<h2>Praise: ");
  const std::size_t few = page.find(
      "<details><summary>Too few to rank for <bdi>NPS</bdi>: 3 drivers with 10 to 29 comments</summary>");
  CHECK(praise != std::string::npos);
  CHECK(few != std::string::npos);
  CHECK(praise < few);
}

TEST_CASE("html_report: one page that asks nobody for anything") {
  const std::string page = written(testing::sample_report());
  CHECK(has(page, "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"));
  for (const std::string_view tag :
       {"script", "img", "link", "a", "iframe", "object", "form", "input", "base", "b"}) {
    CAPTURE(tag);
    const auto tags = open_tags(page);
    CHECK(std::find(tags.begin(), tags.end(), tag) == tags.end());
  }
  CHECK_FALSE(has(page, "url("));
  CHECK_FALSE(has(page, "@import"));
  // In text from data the quote is escaped, so that this is an attribute of ours.
  CHECK_FALSE(has(page, "src=\""));
  CHECK_FALSE(has(page, "href=\""));
}

TEST_CASE("html_report: the clause is marked and isolated, its text escaped") {
  Report report = testing::small_report();
  report.drivers[0].quotes[0] = testing::make_quote("<b>Rude</b> & \"slow\", 'again' `x`\xFF", "& \"slow\"");
  report.drivers[0].quotes[0].source = "<i>.csv";
  report.drivers[0].quotes[0].row = 7;
  CHECK(has(
      written(report),
      "<li><blockquote><bdi>&lt;b&gt;Rude&lt;/b&gt; <mark>&amp; &quot;slow&quot;</mark>, &#39;again&#39; "
      "&#96;x&#96;\xEF\xBF\xBD</bdi></blockquote><p class=\"src\"><bdi>&lt;i&gt;.csv</bdi>, row 7</p></li>"));
}

TEST_CASE("html_report: hostile text in every field leaves the tags as they are") {
  const std::string hostile =
      "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}--><!--]]>&#x3c;\x1b\x01\xFF";
  Report plain = testing::sample_report();
  Report report = plain;
  for (Report* r : {&plain, &report}) {
    const std::string text = r == &plain ? "harmless" : hostile;
    for (InputSummary& input : r->inputs) input.path = text;
    for (JoinSummary& join : r->joins) {
      join.file = join.key = join.other_key = text;
      join.examples = {text};
    }
    for (ScoreSummary& score : r->scores) {
      for (ScoreProblem& problem : score.problems) {
        problem.reason = text;
        for (Place& place : problem.places) place.file = text;
      }
    }
    for (DriverRow& driver : r->drivers) {
      driver.theme = driver.label = driver.unit = text;
      for (Quote& quote : driver.quotes) {
        quote.text = quote.source = quote.id = text;
        quote.highlight = {2, 7};
      }
    }
    for (ThemeRow& theme : r->themes) theme.label = text;
    r->notes.examples = {text};
    r->warnings = {text};
    r->lexicon_version = r->program_version = text;
  }
  const std::string page = written(report);
  CHECK(open_tags(page) == open_tags(written(plain)));
  CHECK(valid_utf8(page) == page);
  CHECK(page.find('\x1b') == std::string::npos);
  // Score names link drivers to their scores, so they are changed together.
  for (ScoreSummary& score : report.scores) score.name += hostile;
  for (DriverRow& driver : report.drivers) driver.score += hostile;
  CHECK(open_tags(written(report)) == open_tags(written(plain)));
}

TEST_CASE("html_report: a bar runs from zero and its whisker spans the interval") {
  const std::string page = written(testing::small_report());
  CHECK(has(page,
            "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Impact "
            "\xE2\x88\x92"
            "4.1, 95 % interval \xE2\x88\x92"
            "6.2 to 0.0\"><rect class=\"neg\" x=\"0\" y=\"2\" width=\"656\" height=\"16\"/>"
            "<line class=\"zero\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"20\"/>"
            "<line x1=\"1000\" y1=\"10\" x2=\"0\" y2=\"10\"/>"));
}

TEST_CASE("html_report: no score, no driver, no comment and no record are told plainly") {
  Report report = testing::small_report();
  report.scores.clear();
  report.drivers[0].score.clear();
  report.drivers[0].impact.reset();
  CHECK(has(written(report), "No score was given: ranked by share of comments and sentiment."));
  report.drivers.clear();
  CHECK(has(written(report), "<h1>No complaint driver has 30 comments yet</h1>"));
  report.ledger.analysed = 0;
  CHECK(has(written(report), "<h1>There are no comments to analyse</h1>"));
  CHECK(has(written(Report{}), "<h1>There is nothing to report</h1>"));
  CHECK_FALSE(open_tags(written(Report{})).empty());
}

TEST_CASE("html_report: the same report is the same bytes") {
  CHECK(written(testing::sample_report()) == written(testing::sample_report()));
}
