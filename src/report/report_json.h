// report.json: the report's facts for other programs. Its layout is lexicons/schema/report.schema.json.
#pragma once

#include <string>

#include "verbatim/report.h"

namespace verbatim {

// The number that `schema_version` states. New keys may come under the same number; a key that goes or
// changes its meaning raises it.
inline constexpr int kReportSchemaVersion = 1;

// Appends one JSON object, two blanks per level, with a newline at its end. Keys stand in the order of the
// schema and are always there: what was not computed is null. Numbers are rounded to fixed decimals
// (shares 6, scores and points 4, p and q four significant digits), so the same facts are the same bytes.
// Always valid UTF-8: an ill-formed sequence is U+FFFD, and control characters are escaped.
// `highlight` counts bytes of `text` in UTF-8, half-open; it is null where nothing is marked.
void write_report_json(const Report& report, std::string& out);

}  // namespace verbatim
