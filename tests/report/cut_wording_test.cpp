#include "report/cut_wording.h"

#include <doctest/doctest.h>

#include <string>

#include "support/sample_breakdown.h"

using namespace verbatim;

TEST_CASE("cut_wording: alerts say what fired, with its numbers") {
  const Report report = testing::sample_breakdown();
  const auto told = [&](std::size_t i) { return alert_sentence(report, report.alerts[i]); };
  CHECK(told(0) ==
        "Complaints about Time on hold rose from 5.1 % (2026-04) to 9.0 % of comments in 2026-05 (63 of 420; "
        "q < .001).");
  CHECK(told(1) == "NPS in region=North stands at 4.1, below the limit of 10.0 (n 1,210).");
  CHECK(told(2) == "New in 2026-05: \"double charged\", in 14 of 420 comments (before: 1; q < .001).");
  CHECK(told(3) == "Text and NPS disagree in 88 comments, above the limit of 50.");
  CHECK(told(4) == "The number of records rose from 380 (2026-02) to 590 in 2026-03.");
  CHECK(told(5) ==
        "time_to_answer in region=North stands at 21.4 hours, above the limit of 20.0 hours (n 150).");
  CHECK(alert_source(report.alerts[0]) == "rule hold-up, for Contact centre");
  CHECK(alert_source(Alert{}).empty());
}

TEST_CASE("cut_wording: a movement in a time says which way is worse") {
  const Report report = testing::sample_breakdown();
  const auto& movements = report.breakdown.movements;
  CHECK(
      movement_sentence(report, movements[0]) ==
      "Complaints about Time on hold rose from 5.1 % (2026-04) to 9.0 % of comments in 2026-05 (63 comments; "
      "+3.9 percentage points, 95 % 1.2 to 6.6; q = .004).");
  CHECK(movement_sentence(report, movements[1]) ==
        "NPS fell from 10.9 (2026-04) to 6.7 in 2026-05 (n 420 and 430; -4.2 points, 95 % -7.9 to -0.5; q = "
        ".040).");
  CHECK(movement_sentence(report, movements[2]) ==
        "time_to_answer in region=North rose from 17.9 hours (2025-05, a year before) to 21.4 hours in "
        "2026-05, "
        "for the worse (n 140 and 150; +3.5 hours, 95 % 1.5 to 5.5; q = .003).");
  // What may be chance is not told, the surest first.
  const auto latest = latest_movements(report);
  REQUIRE(latest.size() == 3);
  CHECK(latest[0] == &movements[2]);
  CHECK(latest[2] == &movements[1]);
}

TEST_CASE("cut_wording: changes are dated in the words of their kind") {
  const Report report = testing::sample_breakdown();
  const auto told = [&](std::size_t i) { return change_sentence(report, report.breakdown.changes[i]); };
  CHECK(
      told(0) ==
      "Since 2026-05 (2026-04 to 2026-05), in region=North more than elsewhere: complaints about Price went "
      "from 4.0 % to 10.2 % of comments (+6.2 percentage points, 95 % 5.1 to 7.3; q < .001).");
  CHECK(told(1) ==
        "Since 2026-01 (2025-12 to 2026-02), NPS has been falling by 0.4 points a month, from 17.1 to 6.7 "
        "(95 % "
        "-0.7 to 1.5; q < .001).");
  CHECK(told(2) ==
        "Complaints about Late delivery are higher each November and December by 5.0 percentage points (95 % "
        "3.9 to 6.1; q < .001).");
  CHECK(told(3) ==
        "Only in 2026-03, the number of comments was at 590 instead of 380 (+210 comments, 95 % 209 to 211; "
        "q < "
        ".001).");
}

TEST_CASE("cut_wording: seasons of every unit of time") {
  Report report = testing::sample_breakdown();
  DatedChange season = report.breakdown.changes[2];
  const auto told = [&](PeriodUnit unit, const char* from, const char* until) {
    report.breakdown.unit = unit;
    season.period = from;
    season.until = until;
    const std::string sentence = change_sentence(report, season);
    const std::size_t begin = sentence.find("each ") + 5;
    return sentence.substr(begin, sentence.find(" by ") - begin);
  };
  CHECK(told(PeriodUnit::month, "2025-12", "2026-01") == "December and January");
  CHECK(told(PeriodUnit::month, "2025-11", "2026-01") == "November to January");
  CHECK(told(PeriodUnit::month, "2025-07", "2025-07") == "July");
  CHECK(told(PeriodUnit::quarter, "2025-Q4", "2025-Q4") == "fourth quarter");
  CHECK(told(PeriodUnit::week, "2025-W46", "2025-W52") == "week 46 to week 52");
  CHECK(told(PeriodUnit::day, "2026-03-06", "2026-03-07") == "Friday to Saturday");
  CHECK(told(PeriodUnit::day, "2026-13-99", "") == "2026-13-99");
}

TEST_CASE("cut_wording: who answered and what they said, rising themes, spreads, groups") {
  const Report report = testing::sample_breakdown();
  const Breakdown& cuts = report.breakdown;
  CHECK(
      mix_sentence(report, cuts.mix[0]) ==
      "NPS fell by 4.2 points from 2026-04 to 2026-05. By region: -3.1 points come of who answered, -1.1 of "
      "what they said; North adds most (-2.8).");
  CHECK(rising_sentence(cuts.rising[0]) ==
        "Complaints about Fraud are seldom, and grow: 9 of 420 comments (2.1 %) in the latest period, 4 of "
        "2,480 "
        "comments (0.2 %) before, 13.3 times the share (q = .001).");
  CHECK(spread_sentence(cuts.spreads[0]) ==
        "Late delivery: North 14.2 %, South 6.1 % of comments (4 values of region; q < .001).");
  CHECK(group_sentence(report, cuts.groups[10], cuts.groups[10].scores[0]) ==
        "region=North, channel=phone, tariff=Pro: NPS -22.4 (n 140), 36.1 points lower than all others (95 % "
        "29.9 to 42.3; q < .001).");
  CHECK(group_sentence(report, cuts.groups[0], cuts.groups[0].scores[1]).empty());
}

TEST_CASE("cut_wording: an event is held against what it did not touch") {
  const Report report = testing::sample_breakdown();
  const EventSummary& event = report.breakdown.events[0];
  CHECK(
      effect_sentence(report, event, event.effects[0]) ==
      "After 'new prices' (2026-03-15), complaints about Price in region=North rose by 5.2 percentage points "
      "more than elsewhere (95 % 3.1 to 7.3; 3.8 % to 10.4 % of comments, elsewhere 3.1 % to 4.5 %; 9 and 26 "
      "comments; q < .001).");
  CHECK(effect_sentence(report, event, event.effects[1]) ==
        "After 'new prices' (2026-03-15), time_to_answer in region=North rose by 4.0 hours, for the worse "
        "(95 % "
        "-0.2 to 8.2; 17.0 hours to 21.0 hours; n 130 and 125; q = .120): may be chance.");
  EventEffect less = event.effects[0];
  less.after = 4.8;
  less.others_after = 9.3;
  less.effect = -5.2;
  CHECK(effect_sentence(report, event, less).find("rose 5.2 percentage points less than elsewhere") !=
        std::string::npos);
  CHECK(event_sentence(report.breakdown.events[1]) ==
        "'website <relaunch>' (2026-04-02): nothing to compare.");
}

TEST_CASE("cut_wording: q") {
  CHECK(q_text(std::nullopt).empty());
  CHECK(q_text(0.0004) == "q < .001");
  CHECK(q_text(0.0123) == "q = .012");
  CHECK(q_text(1.0) == "q = 1.000");
  CHECK_FALSE(is_sure(0.05));
  CHECK(is_sure(0.0499));
  CHECK_FALSE(is_sure(std::nullopt));
}
