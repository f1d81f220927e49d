#include "report/themes_csv.h"

#include <doctest/doctest.h>

#include <string>

using namespace verbatim;

TEST_CASE("themes_csv: a row per theme with its counts by polarity") {
  Report report;
  report.themes = {{"wait", "Waiting", "", 9, 4, 2, 1, 2},
                   {"wait.hold", "=Hold, on the \"line\"", "wait", 5, 3, 1, 0, 1},
                   {"zzz", "", "", 0, 0, 0, 0, 0}};
  std::string out;
  write_themes_csv(report, out);
  CHECK(out ==
        "theme,label,parent,comments,negative,neutral,positive,mixed\n"
        "wait,Waiting,,9,4,2,1,2\n"
        "wait.hold,\"'=Hold, on the \"\"line\"\"\",wait,5,3,1,0,1\n"
        "zzz,,,0,0,0,0,0\n");
}

TEST_CASE("themes_csv: no themes, only the header") {
  std::string out;
  write_themes_csv(Report{}, out);
  CHECK(out == "theme,label,parent,comments,negative,neutral,positive,mixed\n");
}
