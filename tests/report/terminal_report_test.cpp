#include "report/terminal_report.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "report/safe_text.h"
#include "support/sample_report.h"

using namespace verbatim;

namespace {

std::string written(const Report& report, const TerminalOptions& options = {}) {
  std::string out;
  write_terminal_report(report, options, out);
  return out;
}

std::size_t widest_line(std::string_view text) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    widest = std::max(widest, display_width(text.substr(0, end)));
    text.remove_prefix(end + 1);
  }
  return widest;
}

}  // namespace

TEST_CASE("terminal_report: the whole of a small report") {
  CHECK(written(testing::small_report(), {.folder = "out/may", .files = {"report.html", "drivers.csv"}}) ==
        R"(Time on hold hurts most: 2 of 3 comments; without them NPS would read 4.1 points higher (95 %
interval 0.0 to 6.2).

5 records = 3 analysed + 2 without text

Score                                       official         those who wrote                  silent
NPS                                       20.0 (n 5)               0.0 (n 3)              50.0 (n 2)

Top complaint drivers of NPS (in points; 3 comments with the score)
   #  driver                                comments    share   impact       95 % interval  severity
   1  Time on hold                                 2   66.7 %     -4.1         -6.2 to 0.0         -
      "On hold, again!"  a.csv row 2

Impact: score of all who wrote minus the score without these comments. Severity: score of these
comments minus that of other complaints. A description, not a cause; tagging error not included.

Written to out/may: report.html, drivers.csv
)");
}

TEST_CASE("terminal_report: no score, no driver, no comment and no record are told plainly") {
  Report report = testing::small_report();
  report.scores.clear();
  report.drivers[0].score.clear();
  report.drivers[0].impact.reset();
  const std::string by_share = written(report);
  CHECK(by_share.find("Top complaints (no score: ranked by share x sentiment; 3 comments)") !=
        std::string::npos);
  CHECK(by_share.find("Impact:") == std::string::npos);
  report.drivers.clear();
  CHECK(written(report) ==
        "No complaint driver has 30 comments yet: 3 comments analysed.\n\n5 records = 3 analysed + 2 without "
        "text\n");
  report.ledger.analysed = 0;
  CHECK(written(report) ==
        "There are no comments to analyse: none of the 2 records has usable text.\n\n2 records = 0 analysed "
        "+ 2 "
        "without text\n");
  CHECK(written(Report{}) ==
        "There is nothing to report: the input holds no records.\n\n0 records = 0 analysed\n");
}

TEST_CASE("terminal_report: drivers that are too few to rank are listed apart") {
  Report report = testing::small_report();
  report.drivers[0].rank.reset();
  report.drivers[0].too_few_to_rank = true;
  report.drivers[0].comments = 12;
  const std::string out = written(report);
  CHECK(out.find("No complaint driver has 30 comments yet: 3 comments were analysed that have this score. "
                 "What was") != std::string::npos);
  CHECK(out.find("  Too few to rank (10 to 29 comments): Time on hold 12\n") != std::string::npos);
}

TEST_CASE("terminal_report: beside a quote a long path gives way, the row does not") {
  Report report = testing::small_report();
  report.drivers[0].quotes[0].source = "../surveys/2025/north/answers of the winter survey.csv";
  report.drivers[0].quotes[0].row = 1234567;
  CHECK(written(report).find("\"On hold, again!\"  answers of the... row 1234567\n") != std::string::npos);
}

TEST_CASE("terminal_report: a long list of what is too few to rank is cut and says so") {
  Report report = testing::small_report();
  report.drivers[0].rank.reset();
  report.drivers[0].comments = 12;
  report.drivers.resize(10, report.drivers[0]);
  CHECK(written(report, {.columns = 400}).find("Time on hold 12, and 2 more in drivers.csv\n") !=
        std::string::npos);
}

TEST_CASE("terminal_report: text from data is escaped") {
  Report report = testing::sample_report();
  report.drivers[0].label = "Hold\x1b[31m";
  report.drivers[0].quotes[0].text = "\x1b]0;owned\x07 on hold \xC2\x9B\xE2\x80\xAE end\nnext";
  report.drivers[0].quotes[0].source = "a\x1b.csv";
  report.drivers[0].quotes[0].highlight = {};
  report.warnings = {"odd \x1b[2J"};
  const std::string out = written(report);
  for (const char c : out) CHECK_FALSE((static_cast<unsigned char>(c) < 0x20 && c != '\n'));
  CHECK(out.find("Hold\\x1b[31m") != std::string::npos);
  CHECK(out.find("\"\\x1b]0;owned\\x07 on hold \\u009b\\u202e end next\"  a\\x1b.csv row 329\n") !=
        std::string::npos);
  CHECK(out.find("- odd \\x1b[2J\n") != std::string::npos);
  CHECK(valid_utf8(out) == out);
}

TEST_CASE("terminal_report: no line is wider than told") {
  CHECK(widest_line(written(testing::sample_report())) <= 100);
  CHECK(widest_line(written(testing::sample_report(), {.columns = 120})) <= 120);
  CHECK(widest_line(written(testing::sample_report(), {.columns = 80})) <= 80);
}

TEST_CASE("terminal_report: bold only when told, and twice the same bytes") {
  const std::string plain = written(testing::sample_report());
  CHECK(plain == written(testing::sample_report()));
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(written(testing::small_report(), {.styled = true}).find("\x1b[1mTop complaint drivers of NPS") !=
        std::string::npos);
}
