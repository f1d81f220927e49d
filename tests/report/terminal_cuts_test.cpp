#include "report/terminal_cuts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "report/safe_text.h"
#include "report/terminal_report.h"
#include "support/sample_breakdown.h"

using namespace verbatim;

namespace {

std::string written(const Report& report, std::size_t columns = 100) {
  std::string out;
  write_terminal_report(report, {.columns = columns}, out);
  return out;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
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

TEST_CASE("terminal_cuts: a report without cuts stays as it was") {
  std::string out;
  Terminal terminal(100, false, out);
  write_terminal_alerts(testing::sample_report(), terminal);
  write_terminal_cuts(testing::sample_report(), terminal);
  CHECK(out.empty());
}

TEST_CASE("terminal_cuts: alerts stand before the ledger, five of them") {
  const std::string out = written(testing::sample_breakdown());
  CHECK(out.find("\nAlerts\n- Complaints about Time on hold rose") < out.find("3,044 records ="));
  CHECK(has(out, "420; q < .001). [rule hold-up, for Contact centre]\n"));
  CHECK(has(out, "\n  and 1 more in report.json\n"));
}

TEST_CASE("terminal_cuts: groups with value, gap and a mark where it is sure") {
  const std::string out = written(testing::sample_breakdown());
  CHECK(has(out, "By region                               n      NPS      gap     95 % interval\n"));
  CHECK(has(out, "  North                             1,210      4.1    -14.2     -20.4 to -8.0  *\n"));
  CHECK(has(
      out,
      "  West                                 22    -31.0    -44.0    -50.2 to -37.8  too few to rank\n"));
  CHECK(has(out, "  other (7 values)                     64 "));
  CHECK(has(out, "By channel "));
  CHECK(has(out, "\nStage "));
  CHECK(has(out, "  Hotline                     370       25          22 to 28\n"));
  CHECK(has(out, "  time_to_answer (hours), agent=Bob                   6        -        -\n"));
}

TEST_CASE("terminal_cuts: what moved, changed and rose") {
  const std::string out = written(testing::sample_breakdown());
  CHECK(has(out, "\nWhat moved latest\n- time_to_answer in region=North rose"));
  CHECK(has(out, "\nDated changes\n- Since 2026-05 (2026-04 to 2026-05)"));
  CHECK(has(out, "\nRising\n- Complaints about Fraud"));
  CHECK(has(out, "\nEvents\n- After 'new prices'"));
  CHECK(has(out, "nothing to compare. No change is sure."));
  CHECK(has(out, "- 12 records without a date that can be read"));
}

TEST_CASE("terminal_cuts: no line is wider than the terminal") {
  for (const std::size_t columns : {60, 75, 90, 100, 160}) {
    CAPTURE(columns);
    std::string out;
    Terminal terminal(columns, false, out);
    write_terminal_alerts(testing::sample_breakdown(), terminal);
    write_terminal_cuts(testing::sample_breakdown(), terminal);
    CHECK(widest_line(out) <= columns);
  }
}

TEST_CASE("terminal_cuts: hostile names drive no terminal") {
  for (const char* hostile :
       {"<script>alert(1)</script>", "=cmd", "a\nb\r\tc", "\x1b[2J\x07", "\xE2\x80\xAEgnp", "\xFF\xFE", ""}) {
    const std::string out = written(testing::hostile_breakdown(hostile));
    CHECK(valid_utf8(out) == out);
    CHECK(out.find('\x1b') == std::string::npos);
    CHECK(out.find('\r') == std::string::npos);
    CHECK(out.find("\xE2\x80\xAE") == std::string::npos);
  }
}
