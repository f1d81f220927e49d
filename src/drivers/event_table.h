// What changed with an event: complaints and scores in the days before and after it, in the records that it
// touched, against the same days in those that it did not (difference in differences).
//
//   effect = (after - before) - (others after - others before),   SE^2 = the sum of the four variances.
//
// Shares are taken with one hit and one miss added to each of the four (Agresti and Caffo 2000), so that none
// of 40 has a variance, too. Without a column everybody is touched, and effect = after - before: what else
// happened in these days is then in it. Shares need 10 complaints in what was touched, before and after
// together; scores 30 records on each side. q over all shares and scores of one event.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "drivers/slice_tally.h"
#include "drivers/theme_rollup.h"
#include "verbatim/report.h"

namespace verbatim {

struct EventNote {
  std::int32_t day = 0;
  std::int32_t days = 0;  // on either side
  std::string label;
  std::string touched;  // "region=North"; empty: everybody
};

// `events` are those that the tally was made for, in their order.
std::vector<EventSummary> event_table(const SliceTally& tally, std::span<const EventNote> events,
                                      std::span<const DriverTheme> themes,
                                      std::span<const std::string> score_names);

}  // namespace verbatim
