// The words for the enumerations of the report's vocabulary, as they stand in CSV and JSON. Those of
// verbatim/finding.h are defined here, too.
#pragma once

#include <string_view>

#include "verbatim/report.h"

namespace verbatim {

// "complaint", "praise".
std::string_view name(DriverKind kind);

// "leaf", "parent", "general".
std::string_view name(DriverLevel level);

// "good_score_complaint", "bad_score_praise", "praise_on_complaint".
std::string_view name(ConflictKind kind);

// "share", "score", "volume".
std::string_view name(SeriesOf of);

// "segment", "pair", "persona", "stage".
std::string_view name(GroupSort sort);

// "neg" for complaints, "pos" for praise. Mixed mentions count in both.
std::string_view polarity_name(DriverKind kind);

// "usage", "bad lexicon", "bad input", "bad output", "internal".
std::string_view name(Fault fault);

}  // namespace verbatim
