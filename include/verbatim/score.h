// The scores that comments are joined with, as plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim {

enum class ScoreKind : std::uint8_t {
  nps,        // 0..10; 100 x (promoters 9-10 - detractors 0-6)
  nps_group,  // -100, 0 or 100: detractor, passive, promoter; their mean is the NPS
  csat5,      // 1..5; share of 4-5, in %
  csat7,      // 1..7; share of 6-7, in %
  csat2,      // yes/no; share of yes, in %
  ces7,       // 1..7; mean, and share of the easy top boxes beside it
  ces5,       // 1..5
  stars5,     // 1..5; mean
  faces5,     // 1..5; mean
  rating10,   // 0..10; mean
  number,     // any number; mean
  ttr,        // a duration >= 0; mean, median, p90
  delay,      // signed time against a promise, late is positive; mean
  event,      // yes/no, such as "churned"; share of yes, in %
};

// A business hour is an hour of those in which the calendar is open (--calendar).
enum class TimeUnit : std::uint8_t { none, second, minute, hour, day, business_hour };

// What a score means: its kind, its unit and which end of it is the good one.
struct ScoreMeaning {
  ScoreKind kind = ScoreKind::number;
  TimeUnit unit = TimeUnit::none;  // of ttr and delay; `day` of a delay counts calendar dates
  bool low_is_good = false;        // ":low", ces:hard, ttr, delay and event
  bool reversed = false;           // ":reversed": 1 is the best answer, and 1..5 is read as 5..1

  bool operator==(const ScoreMeaning&) const = default;
};

// One record's value. `milli` is in thousandths of a point; for ttr and delay in thousandths of a
// second (for `delay:d` of a calendar day); for ttr:bh only the time within business hours.
struct ScoreValue {
  bool present = false;
  std::int64_t milli = 0;

  bool operator==(const ScoreValue&) const = default;
};

// "NPS points", "CSAT %", "stars", "minutes" ...: what one point of the score's summary figure is.
std::string_view unit_name(const ScoreMeaning& meaning);

// "nps", "csat5", "ces7:easy", "ttr:min", "number:low" ...: as typed in --score.
std::string kind_name(const ScoreMeaning& meaning);

}  // namespace verbatim
