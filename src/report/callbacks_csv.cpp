#include "report/callbacks_csv.h"

#include <cstdint>

#include <fmt/format.h>

#include "report/csv_writer.h"

namespace verbatim {

void write_callbacks_csv(const Report& report, std::string& out) {
  out += "priority,id,record_id,source,row,date,score,reason,theme,label,clause,owner,why\n";
  std::uint64_t priority = 0;
  for (const Callback& callback : report.callbacks) {
    CsvRow row(out);
    row.integer(++priority).text(callback.id).text(callback.record_id).text(callback.source);
    row.integer(callback.row).word(callback.date);
    row.word(callback.score ? fmt::format("{}", *callback.score) : std::string());
    row.word(callback.reason).text(callback.theme).text(callback.label).text(callback.clause);
    row.text(callback.owner).text(callback.why).end();
  }
}

}  // namespace verbatim
