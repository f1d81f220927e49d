#include "pipeline/first_records.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/program.h"

namespace verbatim {
namespace {

// "label=value" of the cells of each record, behind its line.
std::vector<std::string> shown(const AnalyzeOptions& options, std::size_t count) {
  InputStore store;
  const auto plan = make_plan(options, store, false);
  if (!plan) FAIL(to_string(plan.error().front()));
  const auto records = first_records(*plan, store, count, false);
  REQUIRE(records.has_value());
  std::vector<std::string> out;
  for (const FirstRecord& record : *records) {
    std::string& line = out.emplace_back(std::to_string(record.line) + ":");
    for (const RoleCell& cell : record.cells) line += " " + cell.label + "=" + cell.value + ";";
  }
  return out;
}

TEST_CASE("first_records: the cells by role, of as many records as were asked for") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {
      folder.put("in.csv",
                 "id,n,comment\n1,3,\"slow,\nand rude to all of us\"\n2,9,good and quick as ever\n"
                 "3,1,nobody came to help me\n")};
  options.text_columns = {"comment"};
  options.id_column = "id";
  options.scores = {"nps=n:nps"};
  CHECK(shown(options, 2) == std::vector<std::string>{"2: text=slow,\nand rude to all of us; id=1; nps=3;",
                                                      "4: text=good and quick as ever; id=2; nps=9;"});
  CHECK(shown(options, 9).size() == 3);
}

TEST_CASE("first_records: cells of a joined file are those of the first row with the key") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {
      folder.put("in.csv", "id,comment\n1,slow and rude to all\n2,good and quick\n,nobody came here\n")};
  options.text_columns = {"comment"};
  options.joins = {{folder.put("scores.csv", "nps,key\n9,7\n4,1\n8,1\n"), "id", "key"}};
  options.scores = {"nps=nps:nps"};
  CHECK(shown(options, 3) == std::vector<std::string>{"2: text=slow and rude to all; nps=4;",
                                                      "3: text=good and quick; nps=;",
                                                      "4: text=nobody came here; nps=;"});
}

TEST_CASE("first_records: bytes that are no UTF-8 are shown as lost, an empty input is passed over") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder.put("a.csv", ""), folder.put("b.csv", "id,comment\n1,caf\xE9 was closed again\n")};
  options.text_columns = {"comment"};
  options.format.encoding = "utf-8";
  CHECK(shown(options, 3) == std::vector<std::string>{"2: text=caf\xEF\xBF\xBD was closed again; id=1;"});
}

}  // namespace
}  // namespace verbatim
