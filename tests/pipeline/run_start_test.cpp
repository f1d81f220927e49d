#include "pipeline/run_start.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/program.h"
#include "support/small_lexicon.h"

namespace verbatim {
namespace {

TEST_CASE("run_start: a joined table is loaded, and its rows that cannot be read are told") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder.put("in.csv", lines({"id,comment", "1,rude staff", "2,fine", "9,slow"}))};
  options.joins = {{folder.put("j.csv", lines({"key,nps", "1,3", "2,4,too,many", "3,9"})), "id", "key"}};
  options.keep_columns = {"nps"};
  InputStore store;
  const auto plan = make_plan(options, store);
  REQUIRE(plan.has_value());
  const Lexicon lexicon = testing::small_lexicon();
  RunContext context(options, *plan, lexicon);
  std::vector<std::string> warnings;
  REQUIRE(load_joins(store, context, warnings).has_value());
  REQUIRE(context.joins.size() == 1);
  CHECK(context.joins[0].rows_read() == 2);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("j.csv:3: 1 rows of the joined file could not be read") != std::string::npos);

  JoinUse use(context.joins[0]);
  use.mark(*context.joins[0].find("1"));
  JoinCounts counts;
  counts.matched = 1;
  counts.unmatched = 2;
  warnings.clear();
  const std::vector<JoinSummary> summaries = summarise_joins(context, {counts}, {use}, warnings);
  REQUIRE(summaries.size() == 1);
  CHECK(summaries[0].matched == 1);
  CHECK(summaries[0].unmatched_other == 1);
  CHECK(warnings.size() == 1);
}

TEST_CASE("run_start: repeats are found by id and text, for any number of threads") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder.put("in.csv", lines({"id,comment", "1,rude", "2,fine", "1,rude", "1,slow"}))};
  options.id_column = "id";
  options.text_columns = {"comment"};
  options.block_bytes = 64;
  InputStore store;
  const auto plan = make_plan(options, store);
  REQUIRE(plan.has_value());
  const Lexicon lexicon = testing::small_lexicon();
  for (const unsigned threads : {1U, 2U, 8U}) {
    CAPTURE(threads);
    RunContext context(options, *plan, lexicon);
    InputNotes notes;
    REQUIRE(find_repeats(store, context, threads, notes).has_value());
    CHECK(context.repeats.contains(make_ordinal(0, 3)));
    CHECK_FALSE(context.repeats.contains(make_ordinal(0, 4)));
    CHECK(notes.same_id_other_text == 1);
    CHECK(notes.examples.size() == 1);
  }
}

}  // namespace
}  // namespace verbatim
