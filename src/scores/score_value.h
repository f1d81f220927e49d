// Cells -> the value of a score, or the reason why there is none. Nothing is clamped or guessed.
//
// Ranges: nps whole 0..10; csat5, ces5, faces5 whole 1..5; csat7, ces7 whole 1..7; stars5 1..5; rating10
// 0..10; number any up to 10^12 either way; csat2 and event yes or no, as 1 or 0. For the bounded kinds a
// number may carry its label: "7 / 10" (only its own maximum), "9 - Very likely", "10 (Extremely likely)", "4
// stars", "5: Very satisfied", "4.5 out of 5"; csat and ces, faces5 and nps-group read words, too, stars5 and
// csat5 stars ("\u2605\u2605\u2605"). nps-group is 1, 2, 3 or detractor, passive, promoter. ttr is a number
// in its unit, "H:MM", "H:MM:SS" or "2 days 03:04:05"; delay the same, signed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scores/answer_scale.h"
#include "scores/business_calendar.h"
#include "scores/missing_codes.h"
#include "scores/score_number.h"
#include "scores/timestamp.h"
#include "verbatim/score.h"

namespace verbatim {

// Why a record has no value. `missing` is an empty cell: no problem, but counted.
enum class NullReason : std::uint8_t {
  none,
  missing,
  missing_code,  // one of --missing
  no_answer,     // "don't know" among words
  not_a_number,
  not_whole,
  out_of_range,
  number_format,  // conflicts with what the column's first part decided
  not_on_scale,   // words that are no answer of the column's scale
  not_a_group,    // neither promoter nor passive nor detractor
  not_yes_or_no,
  not_a_duration,
  negative_duration,
  not_a_date,
  impossible_date,
  date_order,  // conflicts with what the column's first part decided
  unknown_date_order,
  unknown_zone,
  one_zone_only,     // a span with one time zone written and one not
  one_time_only,     // a span between a date and a time
  no_calendar_zone,  // a span between times with a zone, in the hours of a calendar without one
};

// How many reasons there are, for an array of counts.
inline constexpr std::size_t kNullReasons = static_cast<std::size_t>(NullReason::no_calendar_zone) + 1;

// "out of range 0..10", "not a number", "missing" ...; empty for `none`.
std::string reason_text(NullReason reason, const ScoreMeaning& meaning);

struct ScoreReading {
  ScoreValue value;
  NullReason reason = NullReason::none;  // `none` exactly if the value is present

  bool operator==(const ScoreReading&) const = default;
};

// What was decided for a score's column or columns.
struct ScoreFormats {
  DecimalMark mark = DecimalMark::point;
  DateFormat start;
  DateFormat end;
  AnswerWords words;  // what the column's words are worth
  std::vector<MissingCode> missing;

  bool operator==(const ScoreFormats&) const = default;
};

// The value of one cell. Thousandths of a point; ttr and delay:h in thousandths of a second, delay:d of a
// day; yes is 1000 and no is 0; a group is -100, 0 or 100 points. A reversed scale is turned.
ScoreReading read_score(const ScoreMeaning& meaning, std::string_view cell, const ScoreFormats& formats);

// The time between two cells, END - START: for COL1..COL2 of a ttr that is FROM..UNTIL, of a delay
// PROMISED..ACTUAL, so that late is positive. delay:d is the difference of the written calendar dates,
// whatever the clocks and zones say. All others go by the clock, by UTC if both cells hold a zone; two dates
// without a time count from midnight to midnight. REQUIRES: meaning.kind is ttr or delay. Of ttr:bh only the
// seconds in which `calendar` is open count: by the clock as written, or, if both cells hold a zone, by the
// clock of the calendar's zone. REQUIRES: calendar is not null then.
ScoreReading read_span(const ScoreMeaning& meaning, std::string_view start, std::string_view end,
                       const ScoreFormats& formats, const BusinessCalendar* calendar = nullptr);

}  // namespace verbatim
