#include "scores/timestamp.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

using namespace verbatim;

namespace {

constexpr DateFormat kAny{};
constexpr DateFormat kDmy{DateOrder::dmy, EpochUnit::none};
constexpr DateFormat kMdy{DateOrder::mdy, EpochUnit::none};
constexpr DateFormat kYmd{DateOrder::ymd, EpochUnit::none};

std::string two(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

// "19595 18:39:00 +3600": day number, clock, offset; or the fault.
std::string read(std::string_view cell, const DateFormat& format) {
  const auto stamp = parse_timestamp(cell, format);
  if (!stamp) {
    switch (stamp.error()) {
      case DateFault::empty:
        return "empty";
      case DateFault::not_a_date:
        return "not a date";
      case DateFault::impossible:
        return "impossible";
      case DateFault::other_order:
        return "other order";
      case DateFault::unknown_order:
        return "unknown order";
      case DateFault::unknown_zone:
        return "unknown zone";
    }
  }
  std::string text = std::to_string(stamp->day);
  const std::int64_t clock = stamp->seconds - std::int64_t{stamp->day} * 86400;
  if (!stamp->has_time) CHECK(clock == 0);
  if (stamp->has_time) text += " " + two(clock / 3600) + ":" + two(clock / 60 % 60) + ":" + two(clock % 60);
  if (stamp->offset_seconds) text += " " + std::to_string(*stamp->offset_seconds);
  return text;
}

Result<DateOrder> order_of(const std::vector<std::string_view>& cells) {
  DateOrderVote vote;
  for (std::size_t i = 0; i < cells.size(); ++i) vote.add(cells[i], i + 2);
  return vote.finish("Date", std::nullopt, "survey.csv");
}

}  // namespace

TEST_CASE("timestamp: ISO dates need no order") {
  CHECK(read("1970-01-01", kAny) == "0");
  CHECK(read("2023-08-26", kAny) == "19595");
  CHECK(read("1969-12-31", kAny) == "-1");
  CHECK(read("2023-08-26T18:39", kAny) == "19595 18:39:00");
  CHECK(read("2023-08-26 18:39:05", kAny) == "19595 18:39:05");
  CHECK(read("2023-08-26 18:39:05.999999", kAny) == "19595 18:39:05");
  CHECK(read("2023-08-26T18:39:05,123Z", kAny) == "19595 18:39:05 0");
  CHECK(read("2023-08-26T18:39:05+05:45", kAny) == "19595 18:39:05 20700");
  CHECK(read("2023-08-26T18:39:05-0800", kAny) == "19595 18:39:05 -28800");
  CHECK(read("2015-02-24 11:13:57 -0800", kAny) == "16490 11:13:57 -28800");
  CHECK(read("2023-08-26 18:39:05 UTC", kAny) == "19595 18:39:05 0");
  CHECK(read("2026/09/27 3:45:12 PM GMT+3", kAny) == "20723 15:45:12 10800");
  CHECK(read(" '2023-08-26 ", kAny) == "19595");
  CHECK(read("2023-08-26", kMdy) == "19595");
}

TEST_CASE("timestamp: day, month and year stand in the column's order") {
  CHECK(read("26/08/2023 18:39", kDmy) == "19595 18:39:00");
  CHECK(read("26.8.23", kDmy) == "19595");
  CHECK(read("26-08-2023", kDmy) == "19595");
  CHECK(read("08/26/2023 6:39 PM", kMdy) == "19595 18:39:00");
  CHECK(read("8/26/23 12:05 am", kMdy) == "19595 00:05:00");
  CHECK(read("8/26/23, 12:05\xE2\x80\xAFp.m.", kMdy) == "19595 12:05:00");
  CHECK(read("23/08/26", kYmd) == "19595");
  CHECK(read("03/04/2024", kDmy) == read("2024-04-03", kAny));
  CHECK(read("03/04/2024", kMdy) == read("2024-03-04", kAny));
  CHECK(read("03/04/2024", kAny) == "unknown order");
  CHECK(read("26/08/2023", kMdy) == "other order");
  CHECK(read("08/26/2023", kDmy) == "other order");
  CHECK(read("26/08/2023", kYmd) == "other order");
}

TEST_CASE("timestamp: month names in the forms of exports") {
  for (const std::string_view cell :
       {"26-Aug-23", "26-AUG-2023", "26 Aug 2023", "26 August 2023", "26/Aug/2023", "2023-Aug-26",
        "Aug 26, 2023", "august 26 2023", "Aug. 26, 2023", "Sat, 26 Aug 2023", "Saturday, August 26, 2023"}) {
    CAPTURE(cell);
    CHECK(read(cell, kAny) == "19595");
  }
  CHECK(read("26 Sept 2023", kAny) == "19626");
  CHECK(read("Aug 26, 2023, 6:39 PM", kAny) == "19595 18:39:00");
  CHECK(read("Sat, 26 Aug 2023 18:39:00 +0000", kAny) == "19595 18:39:00 0");
  CHECK(read("Sat Jan 01 00:00:00 UTC 2020", kAny) == "18262 00:00:00 0");
  CHECK(read("Sat Jan 01 00:00:00 2020", kAny) == "18262 00:00:00");
  CHECK(read("Wed Aug 27 13:08:45 +0000 2008", kAny) == "14118 13:08:45 0");
}

TEST_CASE("timestamp: two-digit years turn over at 69") {
  CHECK(read("01-Jan-68", kAny) == read("2068-01-01", kAny));
  CHECK(read("01-Jan-69", kAny) == read("1969-01-01", kAny));
}

TEST_CASE("timestamp: what does not exist is a fault, never the next day") {  // val07
  for (const std::string_view cell :
       {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "1900-02-29", "31 Apr 2024",
        "0000-01-01", "2024-01-01 24:00", "2024-01-01 12:60", "2024-01-01 12:00:61", "2024-01-01 13:00 PM",
        "30/02/2024", "31/04/2024", "13/13/2024", "2024-01-01T00:00+19:00"}) {
    CAPTURE(cell);
    CHECK(read(cell, kDmy) == "impossible");
  }
  CHECK(read("2024-02-29", kAny) == "19782");
  CHECK(read("2000-02-29", kAny) == "11016");
}

TEST_CASE("timestamp: other texts are no dates") {
  for (const std::string_view cell : {"yesterday",
                                      "2024",
                                      "20240226",
                                      "1693047540",
                                      "45164",
                                      "2024-02",
                                      "2024-02-26T",
                                      "2024-02-26x",
                                      "2024-02-26 18",
                                      "2024-02-26 18:3",
                                      "2024-02-26 18:39:",
                                      "26 08 2023",
                                      "26/08-2023",
                                      "3/4/5",
                                      "1.2.3",
                                      "26/08/2023 18:39 noon",
                                      "Foo 26, 2023",
                                      "Aug 2023",
                                      "26-Aug",
                                      "Sat",
                                      "18:39",
                                      "12024-01-01",
                                      "2024-1-001",
                                      "2024-01-01,",
                                      "-2024-01-01"}) {
    CAPTURE(cell);
    CHECK(read(cell, kDmy) == "not a date");
  }
  CHECK(read(" ", kDmy) == "empty");
}

TEST_CASE("timestamp: the ends of time, and a leap second") {  // val08
  CHECK(read("9999-12-31 23:59:59", kAny) == "2932896 23:59:59");
  CHECK(read("0001-01-01", kAny) == "-719162");
  CHECK(read("2016-12-31T23:59:60Z", kAny) == "17166 23:59:59 0");
}

TEST_CASE("timestamp: seconds since 1970 only on request") {
  const DateFormat seconds{std::nullopt, EpochUnit::second};
  const DateFormat millis{std::nullopt, EpochUnit::millisecond};
  CHECK(read("1693075140", seconds) == "19595 18:39:00 0");
  CHECK(read("1693075140.75", seconds) == "19595 18:39:00 0");
  CHECK(read("1693075140999", millis) == "19595 18:39:00 0");
  CHECK(read("-1", seconds) == "-1 23:59:59 0");
  CHECK(read("-1", millis) == "-1 23:59:59 0");
  CHECK(read("99999999999999", seconds) == "impossible");
  CHECK(read("99999999999999999999999", seconds) == "impossible");
  CHECK(read("2023-08-26", seconds) == "not a date");
  CHECK(read("1e9", seconds) == "not a date");
}

TEST_CASE("timestamp: Excel's days only on request, and 29 February 1900 never") {
  const DateFormat excel{std::nullopt, EpochUnit::excel_day};
  CHECK(read("25569", excel) == "0");
  CHECK(read("45164.776597", excel) == "19595 18:38:18");
  CHECK(read("45164,5", excel) == "not a date");
  CHECK(read("1", excel) == "-25567");
  CHECK(read("59", excel) == "-25509");
  CHECK(read("60", excel) == "impossible");
  CHECK(read("61", excel) == "-25508");
  CHECK(read("0.5", excel) == "impossible");
  CHECK(read("2958466", excel) == "impossible");
  CHECK(read("45164.999999999", excel) == "19596 00:00:00");
  CHECK(read("45164", kAny) == "not a date");
}

TEST_CASE("timestamp: names of zones with one meaning are read, others are a fault") {
  CHECK(read("2024-03-15 10:05 EST", kAny) == "19797 10:05:00 -18000");
  CHECK(read("2024-03-15 10:05:00 PDT", kAny) == "19797 10:05:00 -25200");
  CHECK(read("Sat Jan 01 00:00:00 CET 2020", kAny) == "18262 00:00:00 3600");
  CHECK(read("2024-03-15 10:05 (UTC)", kAny) == "19797 10:05:00 0");
  CHECK(read("Fri, 15 Mar 2024 10:05:00 +0000 (UTC)", kAny) == "19797 10:05:00 0");
  CHECK(read("03/15/2024 10:05 am", {DateOrder::mdy, EpochUnit::none}) == "19797 10:05:00");
  CHECK(read("2026/09/27 3:45:12 PM GMT+3", kAny) == "20723 15:45:12 10800");
  for (const std::string_view zone : {"CST", "IST", "BST", "XYZ"}) {
    CAPTURE(zone);
    CHECK(read("2024-03-15 10:05 " + std::string(zone), kAny) == "unknown zone");
  }
  CHECK(read("2024-03-15 10:05 noon", kAny) == "not a date");
}

TEST_CASE("timestamp: numbers that all give a year since 1990 are times since 1970") {
  const auto unit = [](const std::vector<std::string_view>& cells) {
    EpochVote vote;
    for (const std::string_view cell : cells) vote.add(cell);
    return std::string(name(vote.finish()));
  };
  CHECK(unit({"1693075140", "", "1700000000.5"}) == "seconds");
  CHECK(unit({"1693075140999", " 1700000000000 "}) == "milliseconds");
  CHECK(unit({"1693075140", "1700000000000"}) == "");
  CHECK(unit({"1693075140", "2023-08-26"}) == "");
  CHECK(unit({"631151999"}) == "");
  CHECK(unit({"631152000", "4102444799"}) == "seconds");
  CHECK(unit({"45164"}) == "");
  CHECK(unit({}) == "");
  EpochVote left, right;
  left.add("1693075140");
  right.add("45164");
  EpochVote both = left;
  both.merge(right);
  right.merge(left);
  CHECK(both.all_numbers());
  CHECK(!both.may_be_excel());
  CHECK(name(both.finish()) == "");
  CHECK(right.filled() == 2);
  EpochVote days;
  days.add("45164.5");
  CHECK(days.may_be_excel());
  CHECK(parse_epoch_unit("milliseconds").value() == EpochUnit::millisecond);
  CHECK(!parse_epoch_unit("minutes"));
}

TEST_CASE("timestamp: a column's order is decided by the cells that leave no choice") {
  CHECK(order_of({"03/04/2024", "26/08/2023", ""}).value() == DateOrder::dmy);
  CHECK(order_of({"03/04/2024", "08/26/2023", "rubbish"}).value() == DateOrder::mdy);
  CHECK(order_of({"2024-03-04", "26 Aug 2023"}).value() == DateOrder::ymd);
  CHECK(order_of({"99/03/04", "03/04/05"}).value() == DateOrder::ymd);
  CHECK(order_of({"99/03/04", "26/04/05"}).error().message ==
        "dates in column Date begin with the year (99/03/04 in line 2) and with the day or month (26/04/05 "
        "in line 3); "
        "add --date-order dmy, mdy or ymd");
  CHECK(order_of({}).value() == DateOrder::ymd);
}

TEST_CASE("timestamp: a column that leaves the order open, or holds both, is an error") {
  const auto open = order_of({"2024-01-01", "03/04/2024", "05/06/2024"});
  REQUIRE(!open);
  CHECK(open.error().fault == Fault::usage);
  CHECK(open.error().message ==
        "dates in column Date can be read as day/month or month/day (for example 03/04/2024 in line 3); add "
        "--date-order dmy or mdy");
  CHECK(open.error().place == Place{"survey.csv", 3});
  const auto both = order_of({"26/08/2023", "08/26/2023"});
  REQUIRE(!both);
  CHECK(both.error().message ==
        "dates in column Date are written both day/month (26/08/2023 in line 2) and month/day (08/26/2023 in "
        "line 3); "
        "add --date-order dmy or mdy");
  DateOrderVote vote;
  vote.add("03/04/2024", 2);
  CHECK(vote.finish("Date", DateOrder::mdy).value() == DateOrder::mdy);
}

TEST_CASE("timestamp: votes merge in any order and keep the earliest example") {
  DateOrderVote a;
  DateOrderVote b;
  a.add("05/06/2024", 9);
  b.add("03/04/2024", 4);
  DateOrderVote left = a;
  left.merge(b);
  DateOrderVote right = b;
  right.merge(a);
  const auto message = [](const DateOrderVote& vote) {
    return vote.finish("D", std::nullopt).error().message;
  };
  CHECK(message(left) == message(right));
  CHECK(message(left).find("03/04/2024 in line 4") != std::string::npos);
  DateOrderVote empty;
  empty.merge(a);
  CHECK(message(empty) == message(a));
}

TEST_CASE("timestamp: the machine's time zone does not matter") {
  const char* before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  for (const char* zone : {"UTC", "Asia/Kathmandu", "America/St_Johns", "garbage"}) {
    setenv("TZ", zone, 1);
    tzset();
    CHECK(read("2023-03-26 02:30", kAny) == "19442 02:30:00");  // a clock hour that parts of Europe skipped
    CHECK(read("26/08/2023 18:39", kDmy) == "19595 18:39:00");
  }
  if (before == nullptr) {
    unsetenv("TZ");
  } else {
    setenv("TZ", kept.c_str(), 1);
  }
  tzset();
}

TEST_CASE("timestamp: every day of four centuries is read back, whatever the form") {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::int32_t day = 0;
  for (int year = 1970; year < 2370; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      const int last = kDays[month - 1] + (month == 2 && leap ? 1 : 0);
      for (int date = 1; date <= last; ++date, ++day) {
        const std::string iso = std::to_string(year) + "-" + two(month) + "-" + two(date);
        const auto stamp = parse_timestamp(iso, kAny);
        REQUIRE(stamp);
        REQUIRE(stamp->day == day);
      }
    }
  }
}

TEST_CASE("timestamp: order names are those of the option") {
  CHECK(parse_date_order("mdy").value() == DateOrder::mdy);
  CHECK(parse_date_order("DMY").error().message == "'DMY' is no date order; use dmy, mdy or ymd");
}
