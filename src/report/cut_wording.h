// The sentences of what a run's cuts say, the same in the terminal and on the page. Description, never cause.
// A name from data is squeezed to one line and cut at 60 columns; it is not escaped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/report.h"

namespace verbatim {

inline constexpr double kSure = 0.05;               // q below it is marked
inline constexpr std::uint64_t kFewestRanked = 30;  // records of a group that takes part in comparisons
inline constexpr std::uint64_t kFewestListed = 10;  // and of one whose figures are shown

bool is_sure(std::optional<double> q);

// "q < .001", "q = .012"; empty where there is none.
std::string q_text(std::optional<double> q);

// "4.1", "71.3 %", "18.4 hours": a figure of the score with its unit.
std::string score_text(const ScoreSummary& score, double value);

// "Complaints about Time on hold rose from 5.1 % (2026-04) to 9.0 % of comments in 2026-05 (63 of 700; ...)."
std::string alert_sentence(const Report& report, const Alert& alert);

// "Rule hold-up, for Contact centre".
std::string alert_source(const Alert& alert);

std::string movement_sentence(const Report& report, const Movement& movement);

// "Since 2026-05 (2026-04 to 2026-05), in region=North more than elsewhere: ..."
std::string change_sentence(const Report& report, const DatedChange& change);

std::string rising_sentence(const RisingTheme& rising);

// "NPS fell by 4.2 points from 2026-04 to 2026-05. By region: -3.1 points come of who answered, ..."
std::string mix_sentence(const Report& report, const MixRate& mix);

// "'new prices' (2026-03-15, region=North): 60 days before and after; 240 and 251 comments."
std::string event_sentence(const EventSummary& event);
std::string effect_sentence(const Report& report, const EventSummary& event, const EventEffect& effect);

// "Late delivery: North 14.2 %, South 6.1 % of comments (4 values of region; q < .001)."
std::string spread_sentence(const ThemeSpread& spread);

// A pair or persona under one score; empty where it is held against nobody.
std::string group_sentence(const Report& report, const GroupRow& group, const GroupScore& score);

// The movements into the latest period that are surer than chance, the surest first. Points into the report.
std::vector<const Movement*> latest_movements(const Report& report);

}  // namespace verbatim
