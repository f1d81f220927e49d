#include "scores/zone_offsets.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string_view>

using namespace verbatim;

namespace {

std::int64_t utc(int year, unsigned month, unsigned day, int hour = 0) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  return std::chrono::sys_days{date}.time_since_epoch().count() * std::int64_t{86'400} + hour * 3600;
}

std::int32_t offset_at(const ZoneOffsets& zone, std::int64_t at) {
  std::int32_t offset = zone.first_seconds;
  for (const ZoneChange& change : zone.changes) {
    if (change.at <= at) offset = change.offset_seconds;
  }
  return offset;
}

std::string error_of(std::string_view name) {
  const auto zone = find_zone(name);
  return zone ? "none" : zone.error().message;
}

}  // namespace

TEST_CASE("zone_offsets: clocks change when the law says so, for all years to come") {
  const ZoneOffsets berlin = find_zone("Europe/Berlin").value();
  CHECK(offset_at(berlin, utc(2024, 3, 31, 1) - 1) == 3600);
  CHECK(offset_at(berlin, utc(2024, 3, 31, 1)) == 7200);
  CHECK(offset_at(berlin, utc(2024, 10, 27, 1) - 1) == 7200);
  CHECK(offset_at(berlin, utc(2024, 10, 27, 1)) == 3600);
  CHECK(offset_at(berlin, utc(9998, 7, 1)) == 7200);
  CHECK(offset_at(berlin, utc(9998, 12, 1)) == 3600);
  const ZoneOffsets new_york = find_zone("America/New_York").value();
  CHECK(offset_at(new_york, utc(2023, 11, 5, 6) - 1) == -4 * 3600);
  CHECK(offset_at(new_york, utc(2023, 11, 5, 6)) == -5 * 3600);
  CHECK(offset_at(find_zone("Asia/Kolkata").value(), utc(2023, 8, 1)) == 19'800);
  const ZoneOffsets lord_howe = find_zone("Australia/Lord_Howe").value();  // by half an hour
  CHECK(offset_at(lord_howe, utc(2024, 1, 1)) - offset_at(lord_howe, utc(2024, 7, 1)) == 1800);
  for (const ZoneOffsets* zone : {&berlin, &new_york, &lord_howe}) {
    const auto disorder = std::adjacent_find(zone->changes.begin(), zone->changes.end(),
                                             [](const ZoneChange& a, const ZoneChange& b) {
                                               return a.at >= b.at || a.offset_seconds == b.offset_seconds;
                                             });
    CHECK(disorder == zone->changes.end());
  }
}

TEST_CASE("zone_offsets: UTC and plain offsets never change") {
  CHECK(find_zone("UTC").value() == ZoneOffsets{});
  CHECK(find_zone("+05:30").value() == ZoneOffsets{19'800, {}});
  CHECK(find_zone("-03:30").value() == ZoneOffsets{-12'600, {}});
}

TEST_CASE("zone_offsets: what is no zone is told, with the name that was meant") {
  CHECK(error_of("europe/berlin") == "'europe/berlin' is no time zone; did you mean Europe/Berlin?");
  CHECK(error_of("Berlin") == "'Berlin' is no time zone; did you mean Europe/Berlin?");
  CHECK(error_of("new york") == "'new york' is no time zone; did you mean America/New_York?");
  for (const std::string_view name : {"", "IST", "CST", "EST", "Etc/Unknown", "Mars/Olympus", "+5", "+05:60",
                                      "+15:00", "GMT+1", "\xFF/\xFF"}) {
    CAPTURE(name);
    CHECK(error_of(name) == "'" + std::string(name) +
                                "' is no time zone; write Area/City such as Europe/Berlin, UTC, or an offset "
                                "such as +05:30");
  }
}
