// A file of business hours: opening hours by week-day, holidays, a time zone.
//
//   {"hours": {"mon": ["09:00-12:30", "13:30-18:00"], "sat": ["10:00-14:00"]},
//    "holidays": ["2026-12-25", "--01-01", {"date": "2026-12-24", "hours": ["09:00-13:00"]}],
//    "zone": "Europe/Berlin"}
//
// Week-days that are left out are closed, and so are holidays without hours. "--01-01" is every year's. The
// zone is that of the hours; without one, times that carry a zone cannot be held against them.
#pragma once

#include <string>

#include "lexicon/json_file.h"
#include "scores/business_calendar.h"
#include "verbatim/error.h"

namespace verbatim {

// A calendar in one line, for messages about a missing one.
std::string sample_calendar();

// Every problem with its line and column, as Fault::usage: no such week-day, date, time or zone, spans that
// overlap or end before they begin, a calendar that is never open.
Checked<BusinessCalendar> read_calendar(const JsonValue& root, const std::string& path);
Checked<BusinessCalendar> load_calendar(const std::string& path);

// The same hours as a calendar file, for plans. Without blanks.
std::string calendar_json(const CalendarHours& hours);

}  // namespace verbatim
