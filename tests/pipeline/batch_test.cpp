#include "verbatim/batch.h"

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "support/program.h"
#include "support/report_folder.h"

namespace verbatim {
namespace {

const std::string kSource = VERBATIM_SOURCE_DIR;

const Lexicon& shipped_lexicon() {
  static const Checked<Lexicon> lexicon = [] {
    LexiconOptions options;
    options.shipped_folder = kSource + "/lexicons";
    return load_lexicon(options);
  }();
  REQUIRE(lexicon.has_value());
  return *lexicon;
}

RunOutcome run(const AnalyzeOptions& options) {
  auto outcome = run_batch(options, shipped_lexicon());
  if (!outcome) FAIL(to_string(outcome.error().front()));
  return std::move(*outcome);
}

// Everything at once: quoted line ends, rows that cannot be read, repeats, a header in the middle, bytes that
// are no UTF-8, empty answers, keys without a partner.
std::string crooked_comments(int begin, int end) {
  static const char* const kSaid[] = {
      "On hold for an hour, awful",
      "\"Lovely staff,\nbut I waited two hours\"",
      "The app crashes all the time",
      "",
      "N/A",
      "\"She said \"\"no\"\" and hung up\"",
      "Parcel came late again 😡",
      "Great service, thank you",
      "caf\xE9 was dirty",
      "\"first line\r\n\r\nthird line, rude\"",
      "call me on 020 7946 0958, jo@example.com",
      "price is far too high",
  };
  std::string text = "id,when,score,comment\n";
  for (int i = begin; i < end; ++i) {
    const std::string id = "c" + std::to_string(i);
    text += id + ",2025-03-0" + std::to_string(1 + i % 9) + "," + std::to_string(i * 7 % 11) + "," +
            kSaid[i % 12] + (i % 5 == 0 ? "\r\n" : "\n");
    if (i % 23 == 0) text += "id,when,score,comment\n";
    if (i % 29 == 0) text += id + ",too,few\n";
    if (i % 31 == 0) text += id + ",2025-01-01,3,\"never closed\n";
    if (i % 37 == 0) text += id + ",2025-03-01,9," + kSaid[i % 12] + "\n";
    if (i % 41 == 0) text += "\n\n";
    if (i % 43 == 0)
      text +=
          "\xEF\xBB\xBF"
          "d" +
          std::to_string(i) + ",2025-03-01,12,slow and rude\n";
  }
  return text;
}

std::string crooked_scores(int end) {
  std::string text = "key;minutes;nps\n";
  for (int i = 0; i < end; ++i) {
    if (i % 10 == 3) continue;
    text +=
        "c" + std::to_string(i) + ";" + std::to_string(i % 90) + ",5;" + std::to_string(i * 5 % 11) + "\n";
    if (i % 50 == 0) text += "c" + std::to_string(i) + ";1,5;1\n";
  }
  return text + "nobody;1,5;1\n";
}

TEST_CASE("batch: the planted drivers of the made-up survey are found in their order") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {kSource + "/data/survey.csv"};
  options.joins = {{kSource + "/data/scores.csv", "id", "id"}};
  options.scores = {"nps=nps:nps", "csat=csat:csat5"};
  options.out_folder = folder / "out";
  const Report report = run(options).report;

  std::vector<std::string> ranked;
  for (const DriverRow& driver : report.drivers) {
    if (driver.score == "nps" && driver.kind == DriverKind::complaint && driver.rank)
      ranked.push_back(driver.theme);
  }
  REQUIRE(ranked.size() >= 3);
  ranked.resize(3);
  CHECK(ranked == std::vector<std::string>{"wait.hold", "delivery.late", "digital.app"});

  CHECK(report.ledger.records_in() == 3005);
  CHECK(report.ledger.repeat == 5);
  CHECK(report.ledger.rejected == 0);
  CHECK(report.inputs.at(0).records == 3005);
  REQUIRE(report.joins.size() == 1);
  CHECK(report.joins[0].matched + report.joins[0].unmatched == 3000);
  CHECK(report.joins[0].duplicate_keys == 1);
  CHECK(report.joins[0].unmatched_other == 12);
}

TEST_CASE("batch: the same bytes for any number of threads, block size and order of the inputs") {
  const ScratchFolder folder;
  const std::string a = folder.put("a.csv", crooked_comments(0, 260));
  const std::string b = folder.put("b.csv", crooked_comments(220, 500));
  AnalyzeOptions options;
  options.inputs = {a, b};
  options.joins = {{folder.put("scores.csv", crooked_scores(480)), "id", "key"}};
  options.scores = {"nps=nps:nps", "own=score:nps", "wait=minutes:ttr:min"};
  options.keep_columns = {"all"};
  options.id_column = "id";
  options.out_folder = folder / "out";
  options.threads = 1;
  const Report report = run(options).report;
  const auto expected = report_bytes(options.out_folder);
  CHECK(expected.size() == 7);
  // Nothing of what makes it hard is missing.
  CHECK(report.ledger.repeat > 0);
  CHECK(report.ledger.rejected > 0);
  CHECK(report.ledger.repeated_header > 0);
  CHECK(report.ledger.empty > 0);
  CHECK(report.ledger.no_content > 0);
  CHECK(report.notes.invalid_utf8 > 0);
  CHECK(report.notes.same_id_other_text > 0);
  CHECK(report.joins.at(0).unmatched > 0);
  CHECK(std::any_of(report.drivers.begin(), report.drivers.end(),
                    [](const DriverRow& driver) { return !driver.quotes.empty(); }));

  for (const unsigned threads : {1U, 2U, 8U}) {
    for (const std::size_t block : {64U, 1000U, 65536U, 4194304U}) {
      CAPTURE(threads);
      CAPTURE(block);
      options.threads = threads;
      options.block_bytes = block;
      options.inputs = threads == 2 ? std::vector{b, a} : std::vector{a, b};
      run(options);
      const auto found = report_bytes(options.out_folder);
      REQUIRE(found.size() == expected.size());
      for (const auto& [name, bytes] : expected) {
        CAPTURE(name);
        CHECK(found.at(name) == bytes);
      }
    }
  }
}

TEST_CASE("batch: --limit reads the first records only, whatever the block size") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder.put("a.csv", crooked_comments(0, 200))};
  options.out_folder = folder / "out";
  options.limit = 50;
  options.threads = 1;
  const Report report = run(options).report;
  const auto expected = report_bytes(options.out_folder);
  CHECK(report.ledger.records_in() - report.ledger.over_limit == 50);
  for (const std::size_t block : {64U, 700U}) {
    options.block_bytes = block;
    options.threads = 4;
    CHECK(run(options).report.ledger == report.ledger);
    CHECK(report_bytes(options.out_folder) == expected);
  }
}

TEST_CASE("batch: a record is no repeat of one behind the limit") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder.put("a.csv", "id,comment\n1,rude staff\n2,slow delivery\n1,rude staff again\n")};
  options.id_column = "id";
  options.on_duplicate = OnDuplicate::last;
  options.out_folder = folder / "out";
  options.limit = 2;
  const Report report = run(options).report;
  CHECK(report.ledger.analysed == 2);
  CHECK(report.ledger.over_limit == 1);
}

TEST_CASE("batch: texts of a joined table make a record its own, too") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder.put("a.csv", "id,ticket,day\n1,t1,mon\n1,t2,tue\n1,t1,mon\n")};
  options.joins = {
      {folder.put("texts.csv", "ticket,comment\nt1,rude staff\nt2,slow delivery\n"), "ticket", "ticket"}};
  options.text_columns = {"comment"};
  options.id_column = "id";
  options.out_folder = folder / "out";
  const Report report = run(options).report;
  CHECK(report.ledger.analysed == 2);
  CHECK(report.ledger.repeat == 1);
  CHECK(report.notes.same_id_other_text == 1);
}

TEST_CASE("batch: keys without a partner are listed on both sides") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {
      folder.put("a.csv", "id,comment\n1,rude staff\n\n2,slow delivery\n,no key here\n7,\"a\nb\"\n8,late\n")};
  const std::string scores = folder.put("s.csv", "id,nps\n1,3\n9,4\n9,5\n,6\n10,7\n");
  options.joins = {{scores, "id", "id"}};
  options.scores = {"nps=nps:nps"};
  options.out_folder = folder / "out";
  const Report report = run(options).report;
  const std::string& a = options.inputs[0];
  CHECK(bytes_of(folder / "out/unmatched.csv") ==
        lines({"side,file,line,key,joined_file", "comments," + a + ",4,2," + scores,
               "comments," + a + ",5,," + scores, "comments," + a + ",6,7," + scores,
               "comments," + a + ",8,8," + scores, "joined," + scores + ",3,9," + scores,
               "joined," + scores + ",6,10," + scores}));
  CHECK(report.joins.at(0).unmatched == 4);
  CHECK(report.joins.at(0).unmatched_other == 2);
  CHECK(report.ledger.analysed == 5);
}

TEST_CASE("batch: all unreadable inputs are told at once, and nothing is published") {
  const ScratchFolder folder;
  AnalyzeOptions options;
  options.inputs = {folder / "none.csv", folder.put("ok.csv", "id,comment\n1,fine\n"),
                    folder / "neither.csv"};
  options.out_folder = folder / "out";
  const auto outcome = run_batch(options, shipped_lexicon());
  REQUIRE(!outcome);
  CHECK(outcome.error().size() == 2);
  CHECK(outcome.error()[0].place.file == folder / "neither.csv");
  CHECK(outcome.error()[1].place.file == folder / "none.csv");
  CHECK(!std::filesystem::exists(folder / "out"));
}

}  // namespace
}  // namespace verbatim
