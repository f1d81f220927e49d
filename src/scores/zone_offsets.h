// A time zone as a table: by how much its clocks are ahead of UTC, and since when. Looked up once, then
// const.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

struct ZoneChange {
  std::int64_t at = 0;              // seconds since 1970-01-01 00:00 UTC
  std::int32_t offset_seconds = 0;  // east of UTC, from then on

  bool operator==(const ZoneChange&) const = default;
};

struct ZoneOffsets {
  std::int32_t first_seconds = 0;   // before the first change
  std::vector<ZoneChange> changes;  // ascending, to the end of the year 9999

  bool operator==(const ZoneOffsets&) const = default;
};

// "Europe/Berlin" and the other names of the IANA database that are written Area/City; "UTC"; "+05:30".
// Fault::usage names what was probably meant. Abbreviations (CST, IST) mean several zones and are none here.
Result<ZoneOffsets> find_zone(std::string_view name);

}  // namespace verbatim
