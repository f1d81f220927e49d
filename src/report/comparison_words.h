// The sentences of a comparison: what moved, for people who read no table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/comparison.h"

namespace verbatim {

// "NPS fell by 4.2 points (95 % interval 1.9 to 6.5), from 21.0 to 16.8." and the like, the scores first,
// then the drivers that moved most; "Nothing moved beyond chance." with what could have been seen. Text from
// data is as it stands.
std::vector<std::string> headline(const Comparison& comparison);

// Whether some side was read again, so that words and customers can be told apart.
bool has_rereading(const Comparison& comparison);

// By how much today's words alone change OLD's share of a driver, 0..1, and its comments. A driver with fewer
// than 10 comments on a side has no figure there, and the change is not known. REQUIRES: theme.reported.
std::optional<double> words_change(const ThemeChange& theme);
// Whether they change anything of it.
bool words_differ(const ThemeChange& theme);

// "NPS": as in the other reports.
std::string score_title(const ScoreChange& score);

// Decimals that suit a driver's impact on paper.
int impact_decimals(const Comparison& comparison, const ThemeChange& theme);

// "Complaints about Time on hold", "Praise of Staff".
std::string driver_title(const ThemeChange& theme);

// Whether a driver's share or impact moved.
bool has_moved(const ThemeChange& theme);

// "mix or rate" for one figure, `decimals` places; empty where it was not split.
std::vector<std::string> mix_sentences(const std::vector<ChangeSplit>& parts, const std::string& title,
                                       double scale, int decimals, std::string_view unit);

}  // namespace verbatim
