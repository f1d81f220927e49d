#include "report/themes_csv.h"

#include "report/csv_writer.h"

namespace verbatim {

void write_themes_csv(const Report& report, std::string& out) {
  out.append("theme,label,parent,comments,negative,neutral,positive,mixed\n");
  for (const ThemeRow& theme : report.themes) {
    CsvRow row(out);
    row.text(theme.id).text(theme.label).text(theme.parent).integer(theme.comments);
    row.integer(theme.negative).integer(theme.neutral).integer(theme.positive).integer(theme.mixed);
    row.end();
  }
}

}  // namespace verbatim
