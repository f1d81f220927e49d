#include "pipeline/run_manifest.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "analysis/sentiment.h"
#include "support/small_lexicon.h"

namespace verbatim {
namespace {

nlohmann::json manifest(const AnalyzeOptions& options, const RunOutcome& outcome = {}) {
  const Lexicon lexicon = testing::small_lexicon();
  return nlohmann::json::parse(run_manifest(options, Plan{}, lexicon, 3, outcome));
}

TEST_CASE("run_manifest: it says with which lexicon and constants the run was made") {
  AnalyzeOptions options;
  options.lexicon.own_folders = {"ours"};
  options.lexicon.packs = {"retail"};
  RunOutcome outcome;
  outcome.report.program_version = "1.2.3";
  const nlohmann::json json = manifest(options, outcome);

  CHECK(json["schema_version"] == 1);
  CHECK(json["program"] == nlohmann::json{{"name", "verbatim"}, {"version", "1.2.3"}});
  CHECK(json["lexicon"]["version"] == testing::small_lexicon().version());
  CHECK(json["lexicon"]["language"] == "en");
  CHECK(json["lexicon"]["themes"] == 5);
  CHECK(json["lexicon"]["sentiment_terms"] > 0);
  CHECK(json["lexicon"]["own_folders"] == nlohmann::json{"ours"});
  CHECK(json["lexicon"]["packs"] == nlohmann::json{"retail"});
  CHECK(json["constants"].size() == 27);
  CHECK(json["constants"]["neutral_below"] == kSentiment.neutral_below);
}

TEST_CASE("run_manifest: the options stand there as typed") {
  AnalyzeOptions options;
  options.inputs = {"b.csv", "a.csv"};
  options.out_folder = "report";
  options.scores = {"nps=NPS:nps"};
  options.joins = {{"scores.csv", "id", "ticket"}, {"days.csv", "store", "shop", {{"date", "day"}}}};
  options.on_many = OnMany::last;
  options.join_ignores_case = true;
  options.include = {RowClass::preview};
  options.exclude = {{RowClass::unfinished, "State", {"open", "new"}}};
  options.reposts = AnalyzeOptions::Reposts::keep;
  options.where = {{"channel", Condition::Test::not_equal, "web"},
                   {"nps", Condition::Test::greater_or_equal, "9"}};
  options.keep_columns = {"all"};
  options.on_duplicate = OnDuplicate::last;
  options.limit = 10;
  options.redact_rows = true;
  const nlohmann::json said = manifest(options)["options"];

  CHECK(said["inputs"] == nlohmann::json{"b.csv", "a.csv"});
  CHECK(said["out"] == "report");
  CHECK(said["scores"] == nlohmann::json{"nps=NPS:nps"});
  CHECK(said["join"][0] == nlohmann::json{{"file", "scores.csv"}, {"on", "id=ticket"}});
  CHECK(said["join"][1]["on"] == "store,date=shop,day");
  CHECK(said["on_many"] == "last");
  CHECK(said["join_case"] == "ignore");
  CHECK(said["join_keys"] == "trimmed, NFC, letter case ignored");
  CHECK(said["include"] == nlohmann::json{"preview"});
  CHECK(said["exclude"] == nlohmann::json{"unfinished:State=open,new"});
  CHECK(said["reposts"] == "keep");
  CHECK(said["where"] == nlohmann::json{"channel!=web", "nps>=9"});
  CHECK(said["keep"] == nlohmann::json{"all"});
  CHECK(said["on_duplicate"] == "last");
  CHECK(said["limit"] == 10);
  CHECK(said["threads"] == 3);
  CHECK(said["block_size"] == 1 << 20);
  CHECK(said["redact_quotes"] == true);
  CHECK(said["redact_rows"] == true);
}

TEST_CASE("run_manifest: every class of the ledger adds up to what came in") {
  RunOutcome outcome;
  outcome.report.ledger.analysed = 7;
  outcome.report.ledger.empty = 2;
  outcome.report.ledger.rejected = 1;
  outcome.timings.analysis_seconds = 1.5;
  const nlohmann::json json = manifest({}, outcome);

  const nlohmann::json& ledger = json["ledger"];
  CHECK(ledger["records_in"] == 10);
  std::uint64_t sum = 0;
  for (const auto& [name, count] : ledger.items())
    sum += name == "records_in" ? 0 : count.get<std::uint64_t>();
  CHECK(sum == 10);
  CHECK(json["timings"]["analysis_seconds"] == 1.5);
  CHECK(json["plan"]["inputs"].empty());
}

TEST_CASE("run_manifest: a file name that is no UTF-8 still makes valid JSON") {
  AnalyzeOptions options;
  options.inputs = {"caf\xE9.csv"};
  CHECK(manifest(options)["options"]["inputs"][0] == "caf\uFFFD.csv");
}

}  // namespace
}  // namespace verbatim
