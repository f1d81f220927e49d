// One run of `verbatim analyze` on bytes given in the test, and what came of it.
#pragma once

#include <string>
#include <vector>

#include "support/program.h"
#include "support/report_folder.h"

namespace verbatim {

struct Job {
  ScratchFolder folder;
  ProgramRun run;
  std::string ledger;  // as ledger_text; "none" where no report was made

  // The comments stand in in.csv of the folder, the report in `out`; the program runs in the folder.
  explicit Job(std::string_view comments, std::vector<std::string> more = {}) {
    folder.put("in.csv", comments);
    std::vector<std::string> words = {"analyze", "in.csv", "--out", "out"};
    words.insert(words.end(), more.begin(), more.end());
    start(std::move(words));
  }

  void start(std::vector<std::string> words) {
    ProgramCall call;
    call.arguments = std::move(words);
    call.folder = folder.path();
    run = run_program(call);
    ledger = made_report() ? ledger_text(folder / "out") : "none";
  }

  bool made_report() const { return !bytes_of(folder / "out/report.json").empty(); }
  std::string file(const std::string& name) const { return bytes_of(folder / ("out/" + name)); }
  nlohmann::json report() const { return report_json(folder / "out"); }
  bool says(std::string_view text) const { return run.says(text); }
};

}  // namespace verbatim
