#include "pipeline/block_worker.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/small_lexicon.h"

namespace verbatim {
namespace {

// One input in memory, with the columns id, comment and nps, and the worker for it.
class Bench {
 public:
  Bench() {
    auto detection = detect_csv("id,comment,nps\n1,good,9\n", true, {});
    REQUIRE(detection.has_value());
    plan.inputs.push_back({"in.csv", 0, std::move(*detection)});
    plan.text = {{"comment", -1, -1}};
    plan.id = {"id", -1, -1};
    ScorePlan score;
    score.spec = *parse_score_spec("nps=nps:nps");
    score.column = {"nps", -1, -1};
    plan.scores.push_back(score);
  }

  // The rows as the first block below the header; byte 0 is their first.
  static Block block(std::string_view rows, std::uint64_t records) {
    Block block;
    block.bytes = rows;
    block.first_line = 2;
    block.rows = records;
    return block;
  }
  BlockResult analyze(std::string_view rows, std::uint64_t records, std::uint64_t rows_before = 0) const {
    RunContext context(options, plan, lexicon);
    context.repeats = repeats;
    BlockWorker worker(context);
    return worker.analyze(block(rows, records), rows_before);
  }
  BlockResult look(std::string_view rows, std::uint64_t records, BlockWorker::Depth depth,
                   const RecordLook& look) const {
    RunContext context(options, plan, lexicon);
    context.repeats = repeats;
    return BlockWorker(context, look, depth).analyze(block(rows, records), 0);
  }
  std::vector<IdentityKey> identify(std::string_view rows, std::uint64_t records) const {
    const RunContext context(options, plan, lexicon);
    return BlockWorker(context).identify(block(rows, records), 0, true, false).keys;
  }

  Plan plan;
  AnalyzeOptions options;
  Repeats repeats;

 private:
  Lexicon lexicon = testing::small_lexicon();
};

TEST_CASE("block_worker: a row a comment, with the ledger's class of every record") {
  const Bench bench;
  const BlockResult result = bench.analyze(
      "a,rude staff,3\n"
      "b,,5\n"
      "c,N/A,5\n"
      "\n"
      "id,comment,nps\n"
      "d,too,many,fields\n"
      "e,the car park,eleven\n",
      6);
  CHECK(result.comments ==
        "in.csv,1,a,-0.775,negative,staff.attitude:neg,3,,,,,,,,,0,\n"
        "in.csv,6,e,,none,,,,,,,,,,,0,\n");
  CHECK(result.rejects ==
        "in.csv,5,7,1,44,ragged,\"expected 3 fields, found 4; unquoted comma?\",\"d,too,many,fields\"\n");
  CHECK(result.ledger.analysed == 2);
  CHECK(result.ledger.empty == 1);
  CHECK(result.ledger.no_content == 1);
  CHECK(result.ledger.repeated_header == 1);
  CHECK(result.ledger.rejected == 1);
  CHECK(result.ledger.records_in() == 6);
  CHECK(result.notes.blank_lines == 1);
  const ScoreProblems& nps = result.problems[0];
  std::uint64_t nulls = 0;
  for (const std::uint64_t count : nps.counts) nulls += count;
  CHECK(nulls == 1);
}

TEST_CASE("block_worker: a look is shown every record that counts, and no row is written") {
  Bench bench;
  bench.repeats.folded = {make_ordinal(0, 3)};
  bench.plan.keep = {{"nps", -1, -1}, {"id", -1, -1}};
  std::string seen;
  const RecordLook look = [&](const RecordView& record) {
    seen += std::to_string(record.row) + " " + record.cells[0] + " " + record.cells[1];
    for (const AnswerView& answer : record.answers)
      seen += " " + std::string(answer.text) + " " + std::string(name(answer.analysis->label));
    seen += "\n";
  };
  const char* rows = "a,rude staff,3\nb,,5\na,rude staff,3\nd,good,7\n";
  const BlockResult result = bench.look(rows, 4, BlockWorker::Depth::analysis, look);
  CHECK(seen == "1 3 a rude staff negative\n2 5 b\n4 7 d good positive\n");
  CHECK(result.comments.empty());
  CHECK(result.ledger == bench.analyze(rows, 4).ledger);
  seen.clear();
  bench.look(rows, 4, BlockWorker::Depth::cells, look);
  CHECK(seen == "1 3 a rude staff none\n2 5 b\n4 7 d good none\n");
}

TEST_CASE("block_worker: beyond the limit, records are only counted") {
  Bench bench;
  bench.options.limit = 2;
  const char* rows = "a,good,3\nb,bad,5\nc,late,5\n";
  CHECK(bench.analyze(rows, 3).ledger.analysed == 2);
  CHECK(bench.analyze(rows, 3).ledger.over_limit == 1);
  CHECK(bench.analyze(rows, 3, 1).ledger.over_limit == 2);
  CHECK(bench.analyze(rows, 3, 2).ledger.over_limit == 3);
  CHECK(bench.analyze(rows, 3, 2).comments.empty());
  CHECK(bench.identify(rows, 3).size() == 2);
}

TEST_CASE("block_worker: repeats and filtered records are passed over") {
  Bench bench;
  bench.repeats.folded = {make_ordinal(0, 2)};
  ConditionPlan condition;
  condition.condition = {"nps", Condition::Test::less, "6"};
  condition.score = 0;
  condition.value_milli = 6000;
  bench.plan.where = {condition};
  const BlockResult result = bench.analyze("a,good,3\na,good,3\nb,bad,9\nc,bad,\n", 4);
  CHECK(result.comments == "in.csv,1,a,0.632,positive,general:pos,3,,,,,,,,,0,bad_score_praise\n");
  CHECK(result.ledger.repeat == 1);
  CHECK(result.ledger.filtered == 2);  // no score passes no test of one
}

TEST_CASE("block_worker: the key of a record is its id and its text; without an id there is none") {
  const Bench bench;
  const auto keys = bench.identify("a,good,3\n a , good ,9\na,bad,3\n,good,3\nb,,3\nb,,4\n", 6);
  REQUIRE(keys.size() == 5);
  CHECK(keys[0].id_hash == keys[1].id_hash);  // blanks around it aside
  CHECK(keys[0].text_hash == keys[1].text_hash);
  CHECK(keys[0].text_hash != keys[2].text_hash);
  CHECK(keys[3].id_hash == keys[4].id_hash);
  CHECK(keys[3].text_hash != keys[4].text_hash);  // nobody wrote anything: the whole record counts
  CHECK(row_of(keys[3].ordinal) == 5);
}

TEST_CASE("block_worker: several comment columns give a row each, with the column's name") {
  Bench bench;
  bench.plan.text = {{"comment", -1, -1}, {"nps", -1, -1}};
  bench.plan.scores.clear();
  const BlockResult result = bench.analyze("a,good,slow\nb,,rude\n", 2);
  CHECK(result.comments ==
        "in.csv,1,a,0.632,positive,general:pos,comment,,,,,,,,,0,\n"
        "in.csv,1,a,-0.632,negative,wait:neg,nps,,,,,,,,,0,\n"
        "in.csv,2,b,-0.775,negative,staff.attitude:neg,nps,,,,,,,,,0,\n");
  CHECK(result.ledger.analysed == 2);
}

TEST_CASE("block_worker: bytes that are no UTF-8 are replaced, counted and told with their line") {
  const Bench bench;
  const BlockResult result = bench.analyze("a,good,3\nb\xE9,caf\xE9 was good,3\n", 2);
  CHECK(result.notes.invalid_utf8 == 2);
  REQUIRE(!result.notes.examples.empty());
  CHECK(result.notes.examples[0] == "in.csv:3: bytes that are not UTF-8 were replaced by U+FFFD");
  CHECK(result.comments.find("in.csv,2,b\uFFFD,") != std::string::npos);
}

TEST_CASE("block_worker: with --redact, kept columns and rejected records hold no addresses") {
  Bench bench;
  bench.options.redact_rows = true;
  bench.plan.keep = {{"comment", -1, -1}};
  const BlockResult result = bench.analyze("a,good to jo@example.com,3\nb,jo@example.com,,\n", 2);
  CHECK(result.comments.find("jo@example.com") == std::string::npos);
  CHECK(result.rejects.find("jo@example.com") == std::string::npos);
  CHECK(result.ledger.rejected == 1);
}

TEST_CASE("block_worker: columns of comments.csv that would have one name are numbered") {
  Bench bench;
  bench.plan.keep = {{"id", -1, -1}, {"nps", -1, -1}, {"row", -1, -1}};
  const AnalyzeOptions options;
  const Lexicon lexicon = testing::small_lexicon();
  const RunContext context(options, bench.plan, lexicon);
  std::string header;
  write_comments_header(context, header);
  CHECK(header ==
        "source,row,id,sentiment,sentiment_label,themes,nps,id_2,nps_2,row_2,effort,emotion,intent,"
        "expectation,competitor,durations_min,ratings,flags,reposts,conflict\n");
}

TEST_CASE("block_worker: parts of the counts are joined in input order") {
  ScoreProblems first, later;
  for (std::uint64_t line = 2; line < 6; ++line) first.add(NullReason::missing, "a.csv", line);
  for (std::uint64_t line = 2; line < 6; ++line) later.add(NullReason::missing, "b.csv", line);
  first.append(later);
  const auto reason = static_cast<std::size_t>(NullReason::missing);
  CHECK(first.counts[reason] == 8);
  REQUIRE(first.places[reason].size() == ScoreProblems::kPlaces);
  CHECK(first.places[reason][4] == Place{"b.csv", 2, 0});

  JoinCounts counts{1, 2, 0, {"x", "y"}};
  counts.append({1, 3, 1, {"y", "z", "w"}});
  CHECK(counts.matched == 2);
  CHECK(counts.unmatched == 5);
  CHECK(counts.empty_keys == 1);
  CHECK(counts.examples == std::vector<std::string>{"x", "y", "z", "w"});  // each once
}

}  // namespace
}  // namespace verbatim
