#include "report/callbacks_csv.h"

#include <doctest/doctest.h>

namespace verbatim {

TEST_CASE("callbacks_csv: rows are numbered, and hostile cells are guarded") {
  Report report;
  Callback first;
  first.id = "=HYPERLINK(\"x\")";
  first.record_id = "two\nlines";
  first.source = "in.csv";
  first.row = 7;
  first.date = "2026-03-06";
  first.score = 2;
  first.reason = "harm";
  first.theme = "wait.hold";
  first.label = "Time on hold";
  first.clause = "<b>I fell, \"badly\"</b>";
  first.owner = "@Ann";
  first.why = "harm: 'fell' stands in the comment";
  Callback second;
  second.id = "c-2";
  second.source = "in.csv";
  second.row = 8;
  second.reason = "churn";
  second.why = "wants to leave";
  report.callbacks = {first, second};
  std::string out;
  write_callbacks_csv(report, out);
  CHECK(out ==
        "priority,id,record_id,source,row,date,score,reason,theme,label,clause,owner,why\n"
        "1,\"'=HYPERLINK(\"\"x\"\")\",\"two\nlines\",in.csv,7,2026-03-06,2,harm,wait.hold,Time on hold,"
        "\"<b>I fell, \"\"badly\"\"</b>\",\"'@Ann\",harm: 'fell' stands in the comment\n"
        "2,c-2,,in.csv,8,,,churn,,,,,wants to leave\n");
}

}  // namespace verbatim
