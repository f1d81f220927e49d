// One block of input -> the rows to write, the counts to add, and what goes into the worker's own tally. A
// worker belongs to one thread; what it returns for a block depends on the block alone.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/quote_sample.h"
#include "drivers/signal_tally.h"
#include "input/block_reader.h"
#include "input/csv_record.h"
#include "pipeline/identity.h"
#include "pipeline/record_view.h"
#include "pipeline/run_context.h"
#include "scores/join_table.h"
#include "scores/score_value.h"
#include "verbatim/analyzer.h"
#include "verbatim/report.h"

namespace verbatim {

class CsvRow;

// Null values of one score, by reason, with the first places.
struct ScoreProblems {
  static constexpr std::size_t kPlaces = 5;
  std::array<std::uint64_t, kNullReasons> counts{};
  std::array<std::vector<Place>, kNullReasons> places;

  void add(NullReason reason, const std::string& file, std::uint64_t line);
  // `later` comes behind this in input order.
  void append(const ScoreProblems& later);
};

struct JoinCounts {
  static constexpr std::size_t kExamples = 3;
  std::uint64_t matched = 0;
  std::uint64_t unmatched = 0;
  std::uint64_t empty_keys = 0;
  std::vector<std::string> examples;  // unmatched keys

  void append(const JoinCounts& later);
};

// What goes through the ordered fold. Parts are appended in input order.
struct BlockResult {
  std::string comments;   // rows of comments.csv
  std::string rejects;    // rows of rejects.csv
  std::string unmatched;  // rows of unmatched.csv
  Ledger ledger;
  InputNotes notes;
  std::vector<ScoreProblems> problems;
  std::vector<JoinCounts> joins;
  std::uint64_t bytes = 0;
};

class BlockWorker {
 public:
  // `context` must outlive the worker.
  explicit BlockWorker(const RunContext& context);
  // `look` is shown every record instead of a row being written for it, and no quotes are kept. With `cells`
  // nothing is analysed.
  enum class Depth : std::uint8_t { analysis, cells };
  BlockWorker(const RunContext& context, RecordLook look, Depth depth);

  // Records beyond the run's limit are only counted. `rows_before` is how many records of the run stand
  // before the block.
  BlockResult analyze(const Block& block, std::uint64_t rows_before);

  // The keys of a block's records within the run's limit, for the identity pass.
  std::vector<IdentityKey> identify(const Block& block, std::uint64_t rows_before);

  // What this worker has seen in all its blocks. Commutes with that of other workers.
  const DriverTally& tally() const { return tally_; }
  const QuoteSample& quotes() const { return quotes_; }
  const SignalTally& signals() const { return signals_; }
  const std::vector<JoinUse>& join_uses() const { return join_uses_; }

 private:
  struct Answer {
    Analysis analysis;
    std::string text;  // repaired copy, if the cell was ill-formed or escaped
    std::string_view view;
    bool has_content = false;
  };

  void analyze_record(const CsvRecord& record, BlockResult& result);
  std::string_view raw_cell(const ColumnPlace& place, const CsvRecord& record, std::string& scratch);
  std::string_view clean_cell(const ColumnPlace& place, const CsvRecord& record, std::string& scratch,
                              BlockResult& result);
  void find_partners(const CsvRecord& record);
  void count_partners(const CsvRecord& record, BlockResult& result);
  void read_scores(const CsvRecord& record);
  bool passes(const CsvRecord& record);
  void tally_unit(const CsvRecord& record, bool wrote, bool analysed);
  void show(const CsvRecord& record, std::string_view question, BlockResult& result);
  void write_row(const CsvRecord& record, const Answer& answer, std::size_t column, BlockResult& result);
  void write_signals(const Analysis& analysis, CsvRow& row);
  void reject(const CsvRecord& record, BlockResult& result);
  const std::string& source_name() const { return context_.plan.inputs[source_].path; }

  const RunContext& context_;
  RecordLook look_;
  Depth depth_ = Depth::analysis;
  std::vector<CsvRecordParser> parsers_;  // one per input
  Scratch scratch_;
  DriverTally tally_;
  QuoteSample quotes_;
  SignalTally signals_;
  QuoteEditor editor_;
  std::vector<JoinUse> join_uses_;

  // Of the record at hand.
  std::uint32_t source_ = 0;
  const InputColumns* columns_ = nullptr;
  std::vector<std::optional<JoinRow>> joined_;
  std::vector<ScoreValue> scores_;
  std::vector<NullReason> reasons_;
  std::vector<Answer> answers_;
  std::vector<ThemeFinding> united_;
  std::vector<AnswerView> shown_;
  std::vector<std::string> kept_;
  std::string id_;
  std::string cell_a_, cell_b_, unescaped_, theme_list_, signal_list_;
};

// A row of unmatched.csv: a key without a partner, where it stands, and the joined file that it is about.
// `side` is "comments" or "joined".
void write_unmatched_row(const RunContext& context, std::string_view side, const std::string& file,
                         std::uint64_t line, std::string_view key, const std::string& joined_file,
                         std::string& out);

// The header lines of the files of rows.
void write_comments_header(const RunContext& context, std::string& out);
void write_rejects_header(std::string& out);
void write_unmatched_header(std::string& out);

}  // namespace verbatim
