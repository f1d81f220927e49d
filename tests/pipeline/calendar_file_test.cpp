#include "pipeline/calendar_file.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace verbatim {
namespace {

Checked<BusinessCalendar> read(const std::string& json) {
  const auto root = parse_json(json, "hours.json");
  if (!root) FAIL(to_string(root.error()));
  return read_calendar(*root, "hours.json");
}

// All that is wrong with it, a line each.
std::string problems(const std::string& json) {
  const auto calendar = read(json);
  if (calendar) return "none";
  std::string text;
  for (const Error& error : calendar.error()) {
    CHECK(error.fault == Fault::usage);
    text += (text.empty() ? "" : "\n") + to_string(error);
  }
  return text;
}

// The same of opening hours on Mondays.
std::string monday(std::string_view spans) {
  return problems("{\"hours\": {\"mon\": [" + std::string(spans) + "]}}");
}

std::string holiday(std::string_view item) {
  return problems("{\"hours\": {\"mon\": [\"9:00-18:00\"]},\n \"holidays\": [" + std::string(item) + "]}");
}

TEST_CASE("calendar_file: week-days, holidays and the zone are read, and written the same") {
  const auto calendar =
      read(R"({"hours": {"mon": ["13:30-18:00", "9:00-12:30"], "sun": [], "sat": ["00:00-24:00"]},
      "holidays": ["2026-12-25", "--01-01", {"date": "2026-12-24", "hours": ["09:00-13:00"]}, {"date": "--02-29"}],
      "zone": "Europe/Berlin"})");
  REQUIRE(calendar.has_value());
  const CalendarHours& hours = calendar->hours();
  CHECK(hours.week[0] == OpenDay{{32'400, 45'000}, {48'600, 64'800}});
  CHECK(hours.week[5] == OpenDay{{0, 86'400}});
  CHECK(hours.week[6].empty());
  CHECK(hours.holidays ==
        std::vector<Holiday>{
            {2026, 12, 25, {}}, {0, 1, 1, {}}, {2026, 12, 24, {{32'400, 46'800}}}, {0, 2, 29, {}}});
  CHECK(calendar->has_zone());
  const std::string json = calendar_json(hours);
  CHECK(json ==
        R"({"hours":{"mon":["09:00-12:30","13:30-18:00"],"sat":["00:00-24:00"]},)"
        R"("holidays":["2026-12-25","--01-01",{"date":"2026-12-24","hours":["09:00-13:00"]},"--02-29"],)"
        R"("zone":"Europe/Berlin"})");
  CHECK(read(json)->hours() == hours);
}

TEST_CASE("calendar_file: the sample in messages is a calendar") {
  CHECK(problems(sample_calendar()) == "none");
}

TEST_CASE("calendar_file: opening hours that cannot be are told, with their place") {
  CHECK(monday("\"09:00-12:00\", \"12:00-13:00\"") == "none");
  CHECK(monday("\"09:00-12:00\", \"11:59-13:00\"") ==
        "hours.json:1:35: 11:59-13:00 overlaps 09:00-12:00; make one span of them");
  CHECK(monday("\"09:00-12:00\", \"09:00-12:00\"") ==
        "hours.json:1:35: 09:00-12:00 overlaps 09:00-12:00; make one span of them");
  CHECK(monday("\"22:00-06:00\"") ==
        "hours.json:1:20: '22:00-06:00' ends before it begins; a shift past midnight is two spans: "
        "22:00-24:00, and 00:00-06:00 on the next day");
  CHECK(monday("\"09:00-09:00\"") ==
        "hours.json:1:20: '09:00-09:00' begins and ends at once; leave it out, or write 00:00-24:00 for a "
        "whole day");
  for (const std::string_view span : {"", "9-18", "09:00", "09:00-", "09:00-24:01", "09:60-10:00", "9am-6pm",
                                      ":-:", "09:00-18:00 ", "009:00-18:00",
                                      "09:00\xE2\x80\x93"
                                      "18:00",
                                      "-09:00-18:00"}) {
    CAPTURE(span);
    CHECK(monday("\"" + std::string(span) + "\"") ==
          "hours.json:1:20: '" + std::string(span) +
              "' are no opening hours; write HH:MM-HH:MM, from 00:00 to 24:00");
  }
  CHECK(monday("9") == "hours.json:1:20: opening hours are texts such as \"09:00-18:00\", not a number");
  CHECK(problems("{\"hours\": {\"mon\": \"09:00-18:00\"}}") ==
        "hours.json:1:19: opening hours must be a list such as [\"09:00-18:00\"], not text");
}

TEST_CASE("calendar_file: what is never open, or no week-day, is told") {
  const std::string never =
      "no week-day has opening hours, so every time would be 0; give at least one day hours";
  CHECK(problems("{\"hours\": {}}") == "hours.json:1:11: " + never);
  CHECK(problems("{\"hours\": {\"mon\": []}}") == "hours.json:1:11: " + never);
  CHECK(problems("{\"hours\": {\"monday\": [\"09:00-18:00\"]}}") ==
        "hours.json:1:12: a week has no 'monday'; did you mean 'mon'?");
  CHECK(problems("{\"hours\": {\"Mon\": [\"09:00-18:00\"]}}") ==
        "hours.json:1:12: a week has no 'Mon'; did you mean 'mon'?");
  CHECK(problems("{\"hours\": {\"7\": [\"09:00-18:00\"]}}")
            .starts_with("hours.json:1:12: a week has no '7'; "));
  CHECK(problems("{\"hours\": {\"mon\": [\"09:00-18:00\"], \"mon\": []}}") ==
        "hours.json:1:36: 'mon' stands twice; keep one");
  CHECK(problems("{}").starts_with("hours.json:1:1: 'hours' is missing; write them as in {"));
  CHECK(problems("[]").starts_with("hours.json:1:1: a calendar must be an object, not a list"));
  CHECK(problems("{\"hours\": {\"mon\": [\"09:00-18:00\"]}, \"holiday\": []}") ==
        "hours.json:1:37: a calendar has no 'holiday'; did you mean 'holidays'?");
}

TEST_CASE("calendar_file: dates that do not exist are told") {
  CHECK(holiday("\"2024-02-29\", \"--02-29\", \"0001-01-01\", \"9999-12-31\"") == "none");
  for (const std::string_view date : {"2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "--02-30"}) {
    CAPTURE(date);
    CHECK(holiday("\"" + std::string(date) + "\"") ==
          "hours.json:2:15: there is no " + std::string(date) + "; correct the date or leave it out");
  }
  for (const std::string_view date :
       {"", "25.12.2024", "2024-1-1", "12-25", "--1-01", "-12-25", "0000-01-01", "20x4-01-01", "2024/01/01",
        "2024-01-01T00:00", "---01-01", "--12/25"}) {
    CAPTURE(date);
    CHECK(holiday("\"" + std::string(date) + "\"") ==
          "hours.json:2:15: '" + std::string(date) +
              "' is no date; write YYYY-MM-DD, or --MM-DD for a day of every year");
  }
  CHECK(holiday("\"2024-01-01\", \"--01-01\"") == "none");
  CHECK(holiday("\"--01-01\", {\"date\": \"--01-01\"}") == "hours.json:2:26: --01-01 stands twice; keep one");
  CHECK(holiday("{\"hours\": []}").starts_with("hours.json:2:15: 'date' is missing"));
  CHECK(holiday("{\"date\": \"2024-01-02\", \"open\": []}")
            .starts_with("hours.json:2:38: a holiday has no 'open'"));
}

TEST_CASE("calendar_file: every problem is told at once") {
  CHECK(problems("{\"hours\": {\"mon\": [\"9-18\"], \"tue\": [\"10:00-09:00\"]},\n"
                 " \"holidays\": [\"2023-02-29\"], \"zone\": \"Berlin\"}") ==
        "hours.json:1:20: '9-18' are no opening hours; write HH:MM-HH:MM, from 00:00 to 24:00\n"
        "hours.json:1:37: '10:00-09:00' ends before it begins; a shift past midnight is two spans: "
        "10:00-24:00, and 00:00-09:00 on the next day\n"
        "hours.json:2:15: there is no 2023-02-29; correct the date or leave it out\n"
        "hours.json:2:38: 'Berlin' is no time zone; did you mean Europe/Berlin?");
}

TEST_CASE("calendar_file: a file that is none is told with its place") {
  const auto missing = load_calendar("/no/such/hours.json");
  REQUIRE(!missing);
  CHECK(missing.error().front().fault == Fault::usage);
}

}  // namespace
}  // namespace verbatim
