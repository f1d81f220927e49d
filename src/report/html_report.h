// report.html: the report as one page to read, print and send: no request to anywhere, no script.
#pragma once

#include <string>

#include "verbatim/report.h"

namespace verbatim {

// Appends the whole page. The same report is the same bytes. All text from data goes through one escaping
// function and stands only between tags or in a quoted aria-label, inside <bdi> where it is a customer's.
void write_html_report(const Report& report, std::string& out);

}  // namespace verbatim
