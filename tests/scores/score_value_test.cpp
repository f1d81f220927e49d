#include "scores/score_value.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "scores/score_spec.h"

using namespace verbatim;

namespace {

constexpr ScoreFormats kPlain{};
constexpr ScoreFormats kComma{DecimalMark::comma, {}, {}, {}, {}};
constexpr DateFormat kDmy{DateOrder::dmy, EpochUnit::none};
constexpr ScoreFormats kDayFirst{DecimalMark::point, kDmy, kDmy, {}, {}};

ScoreMeaning meaning_of(std::string_view kind) {
  return parse_score_kind(kind).value();
}

// The value in thousandths, or the reason.
std::string shown(const ScoreReading& reading, const ScoreMeaning& meaning) {
  CHECK(reading.value.present == (reading.reason == NullReason::none));
  return reading.value.present ? std::to_string(reading.value.milli) : reason_text(reading.reason, meaning);
}

std::string read(std::string_view kind, std::string_view cell, const ScoreFormats& formats = kPlain) {
  return shown(read_score(meaning_of(kind), cell, formats), meaning_of(kind));
}

std::string span(std::string_view kind, std::string_view start, std::string_view end,
                 const ScoreFormats& formats = kPlain) {
  return shown(read_span(meaning_of(kind), start, end, formats), meaning_of(kind));
}

}  // namespace

TEST_CASE("score_value: NPS is a whole number from 0 to 10, and nothing is clamped") {  // val04, val05
  CHECK(read("nps", "0") == "0");
  CHECK(read("nps", "10") == "10000");
  CHECK(read("nps", "10.0") == "10000");
  CHECK(read("nps", " 9\xC2\xA0") == "9000");
  CHECK(read("nps", "-0") == "0");
  CHECK(read("nps", "11") == "out of range 0..10");
  CHECK(read("nps", "-1") == "out of range 0..10");
  CHECK(read("nps", "-99") == "out of range 0..10");
  CHECK(read("nps", "10.5") == "not a whole number");
  CHECK(read("nps", "9.0001") == "not a whole number");
  for (const std::string_view cell :
       {"1e1", "0x5", "ten", "NaN", "inf", "-inf", "1e400", "#N/A", "90%", "Promoter"}) {
    CAPTURE(cell);
    CHECK(read("nps", cell) == "not a number");
  }
  CHECK(read("nps", "") == "missing");
  CHECK(read("nps", "\xC2\xA0 ") == "missing");
}

TEST_CASE("score_value: each scale has its own ends") {
  CHECK(read("csat5", "5") == "5000");
  CHECK(read("csat5", "0") == "out of range 1..5");
  CHECK(read("csat5", "6") == "out of range 1..5");
  CHECK(read("csat5", "4.5") == "not a whole number");
  CHECK(read("csat7", "7") == "7000");
  CHECK(read("csat7", "8") == "out of range 1..7");
  CHECK(read("ces7:hard", "8") == "out of range 1..7");
  CHECK(read("ces5:easy", "5") == "5000");
  CHECK(read("faces5", "6") == "out of range 1..5");
  CHECK(read("stars5", "4.5") == "4500");
  CHECK(read("stars5", "0.5") == "out of range 1..5");
  CHECK(read("stars5", "5.0004") == "5000");
  CHECK(read("rating10", "8,5", kComma) == "8500");
  CHECK(read("rating10", "8.5", kComma) == "conflicts with the column's number format");
  CHECK(read("rating10", "10.1") == "out of range 0..10");
}

TEST_CASE("score_value: a number of a bounded scale may carry its label") {
  for (const std::string_view cell :
       {"9", "9/10", "9 / 10", "9 - Very likely", "9 \xE2\x80\x93 Very likely", "9- Very likely",
        "9 (Very likely)", "9(Very likely)", "9 Very likely", "9 out of 10", "9 of 10", "'9 - Very likely",
        "9\xC2\xA0/\xC2\xA0"
        "10",
        "9 \xC3\x84u\xC3\x9F"
        "erst"}) {
    CAPTURE(cell);
    CHECK(read("nps", cell) == "9000");
  }
  CHECK(read("nps", "10 (Extremely likely)") == "10000");
  CHECK(read("nps", "0 - Not at all likely") == "0");
  CHECK(read("stars5", "4.5 out of 5 stars") == "4500");
  CHECK(read("stars5", "4 stars") == "4000");
  CHECK(read("nps", "11 - Wow") == "out of range 0..10");
  CHECK(read("nps", "-1 - Refused") == "out of range 0..10");
  for (const std::string_view cell :
       {"9/5", "9 / 100", "9 of 5", "4 out of 5", "9th", "9-10", "9 - 10", "9 10", "9.5 / 10", "9e1",
        "7/10/2023", "9;", "9?", "/ 10", "Very likely", "9 \xE2\x98\x85", "- 9 good", "9 -"}) {
    CAPTURE(cell);
    CHECK(read("nps", cell) == "not a number");
  }
  CHECK(read("number", "9 / 10") == "not a number");
}

TEST_CASE("score_value: a plain number takes any sign, thousands and percent, up to a million millions") {
  CHECK(read("number", "-1,234.5") == "-1234500");
  CHECK(read("number", "85%") == "85000");
  CHECK(read("number", "1000000000000") == "1000000000000000");
  CHECK(read("number", "1000000000000.001") == "out of range");
  CHECK(read("number:low", "12345678901234") == "out of range");
}

TEST_CASE("score_value: yes and no in the words of exports") {
  for (const std::string_view cell : {"yes", "Y", "TRUE", "t", "1", "1.0", " Yes ", "'1"}) {
    CAPTURE(cell);
    CHECK(read("csat2", cell) == "1000");
    CHECK(read("event", cell) == "1000");
  }
  for (const std::string_view cell : {"no", "N", "false", "F", "0", "0.0"}) {
    CAPTURE(cell);
    CHECK(read("csat2", cell) == "0");
    CHECK(read("event", cell) == "0");
  }
  CHECK(read("csat2", "Good") == "1000");
  CHECK(read("csat2", "bad") == "0");
  CHECK(read("csat2", "Satisfied") == "1000");
  CHECK(read("csat2", "unsatisfied") == "0");
  CHECK(read("csat2", "Dissatisfied") == "0");
  CHECK(read("csat2", "offered") == "missing");
  CHECK(read("event", "Churned") == "1000");
  CHECK(read("event", "retained") == "0");
  CHECK(read("event", "good") == "not yes or no");
  CHECK(read("csat2", "churned") == "not yes or no");
  CHECK(read("csat2", "2") == "not yes or no");
  CHECK(read("csat2", "maybe") == "not yes or no");
  CHECK(read("event", "") == "missing");
}

TEST_CASE("score_value: thumbs, faces and a help desk's words are yes or no") {
  for (const std::string_view cell : {"\xF0\x9F\x91\x8D", "Thumbs up", "thumbs_up", "goodwithcomment", ":-)",
                                      "Good with comment", "\xF0\x9F\x99\x82", "Helpful"}) {
    CAPTURE(cell);
    CHECK(read("csat2", cell) == "1000");
  }
  for (const std::string_view cell : {"\xF0\x9F\x91\x8E", "thumbs down", "badwithcomment", ":(",
                                      "not helpful", "\xE2\x98\xB9\xEF\xB8\x8F"}) {
    CAPTURE(cell);
    CHECK(read("csat2", cell) == "0");
  }
  CHECK(read("csat2", "Not offered") == "missing");
  CHECK(read("csat2", "\xF0\x9F\x98\x90") == "not yes or no");
  CHECK(read("event", "\xF0\x9F\x91\x8D") == "not yes or no");
}

TEST_CASE("score_value: NPS groups are words or 1 to 3, kept as -100, 0 and 100") {
  CHECK(read("nps-group", "Promoter") == "100000");
  CHECK(read("nps-group", "passive") == "0");
  CHECK(read("nps-group", "Neutral") == "0");
  CHECK(read("nps-group", " DETRACTOR ") == "-100000");
  CHECK(read("nps-group", "1") == "-100000");
  CHECK(read("nps-group", "2") == "0");
  CHECK(read("nps-group", "3.0") == "100000");
  CHECK(read("nps-group", "1 - Detractor") == "-100000");
  CHECK(read("nps-group", "9") == "out of range 1..3");
  CHECK(read("nps-group", "-99") == "out of range 1..3");
  CHECK(read("nps-group", "happy") == "not promoter, passive or detractor");
  CHECK(read("nps-group", "N/A") == "\"don't know\" or the like");
  CHECK(read("nps-group", "") == "missing");
}

TEST_CASE("score_value: stars are counted where stars are asked for") {
  CHECK(read("stars5", "\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x86") == "4000");
  CHECK(read("stars5", "\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90") == "3000");
  CHECK(read("csat5", "\xE2\xAD\x90") == "1000");
  CHECK(read("stars5:reversed", "\xE2\xAD\x90") == "5000");
  CHECK(read("stars5", "\xE2\x98\x85\xE2\x98\x86\xE2\x98\x86") == "no answer of the column's scale");
  CHECK(read("stars5", "\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85") ==
        "out of range 1..5");
  CHECK(read("nps", "\xE2\xAD\x90") == "not a number");
}

TEST_CASE("score_value: words are worth what was decided for the column") {
  ScoreFormats words;
  words.words = {{"satisfied", 4000}, {"very satisfied", 5000}};
  CHECK(read("csat5", "Very Satisfied", words) == "5000");
  CHECK(read("csat5", "  satisfied. ", words) == "4000");
  CHECK(read("csat5", "5 - Very satisfied", words) == "5000");
  CHECK(read("csat5", "2", words) == "2000");
  CHECK(read("csat5", "Dissatisfied", words) == "no answer of the column's scale");
  CHECK(read("csat5", "Don't know", words) == "\"don't know\" or the like");
  CHECK(read("csat5", "6", words) == "out of range 1..5");
  CHECK(read("csat5", "", words) == "missing");
  CHECK(read("csat5", "Very satisfied") == "not a number");  // nothing was decided
}

TEST_CASE("score_value: a label may stand behind a colon, a point or a bracket") {
  for (const std::string_view cell :
       {"5: Very satisfied", "5. Very satisfied", "5) Very satisfied", "5 = Very satisfied"}) {
    CAPTURE(cell);
    CHECK(read("csat5", cell) == "5000");
  }
  CHECK(read("stars5", "4. Good") == "4000");
  CHECK(read("csat5", "5:30") == "not a number");
  CHECK(read("csat5", "5.") == "not a number");
}

TEST_CASE("score_value: a reversed scale is turned, within its ends") {
  CHECK(read("csat5:reversed", "1") == "5000");
  CHECK(read("csat5:reversed", "5") == "1000");
  CHECK(read("csat7:reversed", "2") == "6000");
  CHECK(read("stars5:reversed", "4.5") == "1500");
  CHECK(read("csat5:reversed", "6") == "out of range 1..5");
  CHECK(read("csat5:reversed", "0") == "out of range 1..5");
}

TEST_CASE("score_value: a code of --missing is missing, not out of range") {
  ScoreFormats formats;
  formats.missing = make_missing_codes(std::vector<std::string>{"-99", "Not answered"});
  CHECK(read("nps", "-99", formats) == "a code of --missing");
  CHECK(read("nps", "-99.0", formats) == "a code of --missing");
  CHECK(read("number", "-99", formats) == "a code of --missing");
  CHECK(read("ttr:min", "-99", formats) == "a code of --missing");
  CHECK(read("csat2", "not answered", formats) == "a code of --missing");
  CHECK(read("nps", "-999", formats) == "out of range 0..10");
  CHECK(span("ttr:min", "2024-01-01 10:00", "-99", formats) == "a code of --missing");
}

TEST_CASE("score_value: a duration is a number in its unit, or a clock") {
  CHECK(read("ttr:s", "90") == "90000");
  CHECK(read("ttr:min", "1.5") == "90000");
  CHECK(read("ttr:h", "1.5") == "5400000");
  CHECK(read("ttr:d", "2") == "172800000");
  CHECK(read("ttr:h", "0.333333333") == "1200000");
  CHECK(read("ttr:min", "1,5", kComma) == "90000");
  CHECK(read("ttr:min", "1:30") == "5400000");
  CHECK(read("ttr:min", "0:01:30") == "90000");
  CHECK(read("ttr:d", "100:00:00") == "360000000");
  CHECK(read("ttr:h", "2 days 03:04:05") == "183845000");
  CHECK(read("ttr:h", "1 day, 0:00:30") == "86430000");
  CHECK(read("ttr:min", "-5") == "negative duration");
  CHECK(read("ttr:min", "-0:30") == "negative duration");
  CHECK(read("ttr:min", "0") == "0");
  CHECK(read("ttr:min", "") == "missing");
  for (const std::string_view cell :
       {"soon", "1:60", "1:2", ":30", "1:30:", "1:30:00:00", "5 min", "1h", "10%", "1e3", "2 days"}) {
    CAPTURE(cell);
    CHECK(read("ttr:min", cell) == "not a duration");
  }
  CHECK(read("ttr:s", "9999999999999") == "out of range");
  CHECK(read("ttr:d", "9000000000") == "out of range");
}

TEST_CASE("score_value: a delay is signed, in calendar days or by the clock") {
  CHECK(read("delay:d", "-3") == "-3000");
  CHECK(read("delay:d", "2.5") == "2500");
  CHECK(read("delay:h", "-1.5") == "-5400000");
  CHECK(read("delay:h", "-1:30") == "-5400000");
}

TEST_CASE("score_value: the time between two timestamps is end minus start") {
  CHECK(span("ttr:min", "26/08/2023 18:39", "26/08/2023 18:48", kDayFirst) == "540000");
  CHECK(span("ttr:min", "29/08/2023 10:00", "28/08/2023 00:00", kDayFirst) == "negative duration");
  CHECK(span("ttr:h", "2017-07-09 21:57:05", "2017-07-09 22:10:13") == "788000");
  CHECK(span("ttr:h", "2023-03-26T00:30+00:00", "2023-03-26T03:30+01:00") == "7200000");
  CHECK(span("ttr:d", "2023-08-26", "2023-08-28") == "172800000");
  CHECK(span("ttr:d", "2023-08-26", "") == "missing");
  CHECK(span("ttr:d", "", "rubbish") == "missing");
  CHECK(span("ttr:d", "rubbish", "") == "missing");
  CHECK(span("ttr:d", "rubbish", "2023-08-26") == "not a date");
  CHECK(span("ttr:d", "2024-02-30", "2024-03-01") == "impossible date");
  CHECK(span("ttr:d", "08/26/2023", "26/08/2023", kDayFirst) == "conflicts with the column's date order");
  CHECK(span("ttr:d", "03/04/2023", "03/04/2023") == "day/month or month/day is open");
  CHECK(span("ttr:h", "2023-08-26", "2023-08-26 10:00") == "only one of the two dates has a time of day");
  CHECK(span("ttr:h", "2023-08-26 09:00Z", "2023-08-26 10:00") ==
        "only one of the two times has a time zone");
}

TEST_CASE("score_value: a delay by date ignores the clock, a delay by the hour does not") {
  CHECK(span("delay:d", "2017-08-01 00:00:00", "2017-08-01 10:57:55") == "0");
  CHECK(span("delay:h", "2017-08-01 00:00:00", "2017-08-01 10:57:55") == "39475000");
  CHECK(span("delay:d", "2017-08-01 00:00:00", "2017-07-26 10:57:55") == "-6000");
  CHECK(span("delay:h", "2017-08-01 00:00:00", "2017-07-31 23:00:00") == "-3600000");
  CHECK(span("delay:d", "2017-08-01", "2017-08-03 01:00Z") == "2000");
}

TEST_CASE("score_value: business hours are the hours in which the calendar is open") {
  CalendarHours hours;
  for (std::size_t d = 0; d < 5; ++d) hours.week[d] = {{9 * 3600, 18 * 3600}};
  const ScoreMeaning meaning = meaning_of("ttr:bh");
  const auto read = [&](const BusinessCalendar& calendar, std::string_view start, std::string_view end) {
    return shown(read_span(meaning, start, end, kDayFirst, &calendar), meaning);
  };
  const BusinessCalendar plain(hours, {});
  CHECK(read(plain, "05/01/2024 16:00", "08/01/2024 10:00") == "10800000");  // Friday to Monday
  CHECK(read(plain, "06/01/2024 10:00", "07/01/2024 10:00") == "0");
  CHECK(read(plain, "05/01/2024", "08/01/2024") == "32400000");  // a Friday, midnight to midnight
  CHECK(read(plain, "06/01/2024 10:00", "06/01/2024 09:59") == "negative duration");  // though all is closed
  CHECK(read(plain, "06/01/2024 10:00", "") == "missing");
  CHECK(read(plain, "06/01/2024 10:00", "08/01/2024") == "only one of the two dates has a time of day");
  CHECK(read(plain, "2024-01-05T16:00Z", "2024-01-08T10:00Z") ==
        "the times have a time zone and the calendar has none");
  CHECK(read(plain, "0001-01-01", "9999-12-31") != "out of range");

  hours.zone = "Asia/Kolkata";
  const BusinessCalendar india(hours, find_zone(hours.zone).value());
  CHECK(read(india, "2024-01-05T04:30Z", "2024-01-05T13:30:00+01:00") == "28800000");  // 10:00 to 18:00 there
  CHECK(read(india, "05/01/2024 10:00", "05/01/2024 12:30") == "9000000");             // as written
  CHECK(read(india, "2024-01-05T04:30Z", "2024-01-05 12:00") == "only one of the two times has a time zone");
}
