// The cuts of a run on the page: alerts, segments, the course over time, events, the journey, touchpoints and
// recorded times.
#pragma once

#include "report/html_page.h"
#include "verbatim/report.h"

namespace verbatim {

// Nothing where no alert fired.
void write_alerts(const Report& report, Page& page);

// The sections that have anything to say.
void write_cuts(const Report& report, Page& page);

// Of a group, by the text of its name: its first complaints, in up to three rows each.
struct GroupComplaint {
  std::string_view group;
  const DriverRow* driver = nullptr;
};
void write_group_complaints(std::string_view label, const std::vector<GroupComplaint>& rows, Page& page);
// Appends those of the group `segment`, shown as `shown`.
void append_group_complaints(const Report& report, std::string_view segment, std::string_view shown,
                             std::vector<GroupComplaint>& rows);

// Groups under one score, with their gaps against all others. `head` names the first column.
struct GroupLine {
  std::string_view name;
  const GroupRow* group = nullptr;
};
void write_group_table(const Report& report, std::string_view head, const std::vector<GroupLine>& rows,
                       Page& page);

// html_time.cpp
void write_time_course(const Report& report, Page& page);
void write_events(const Report& report, Page& page);
// html_journey.cpp
void write_journey(const Report& report, Page& page);
void write_touchpoints(const Report& report, Page& page);
void write_times(const Report& report, Page& page);
// html_customers.cpp
void write_customers(const Report& report, Page& page);

// A list of sentences, 15 open and the rest behind a click. Nothing where there is none.
void write_sentences(const std::vector<std::string>& sentences, Page& page);

}  // namespace verbatim
