// One block of input -> the rows to write, the counts to add, and what goes into the worker's own tally. A
// worker belongs to one thread; what it returns for a block depends on the block alone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/reach_tally.h"
#include "drivers/run_tally.h"
#include "input/block_reader.h"
#include "input/csv_record.h"
#include "pipeline/customer_reader.h"
#include "pipeline/identity.h"
#include "pipeline/record_view.h"
#include "pipeline/repost.h"
#include "pipeline/run_context.h"
#include "scores/join_key.h"
#include "scores/join_table.h"
#include "scores/missing_codes.h"
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
  std::array<std::uint64_t, kLikelyCodes> codes{};  // out of range, and such as exports use for "no answer"

  void add(NullReason reason, const std::string& file, std::uint64_t line);
  // `later` comes behind this in input order.
  void append(const ScoreProblems& later);
};

struct JoinCounts {
  static constexpr std::size_t kExamples = 50;
  std::uint64_t matched = 0;
  std::uint64_t unmatched = 0;
  std::uint64_t empty_keys = 0;
  std::vector<std::string> examples;  // the first unmatched keys, each once

  void append(const JoinCounts& later);
};

// A sentence for a score with many values such as -99, which look like codes; nothing otherwise. `read` is
// how many values could be used.
std::optional<std::string> code_warning(std::string_view score, const ScoreProblems& problems,
                                        std::uint64_t read);

// What goes through the ordered fold. Parts are appended in input order.
struct BlockResult {
  std::string comments;   // rows of comments.csv
  std::string rejects;    // rows of rejects.csv
  std::string unmatched;  // rows of unmatched.csv
  Ledger ledger;
  InputNotes notes;
  std::vector<ScoreProblems> problems;
  std::vector<JoinCounts> joins;
  BlockCustomers customers;  // of a run with --customer
  std::uint64_t bytes = 0;
};

// What the pass before the analysis keeps of a block.
struct BlockIdentity {
  std::vector<IdentityKey> keys;
  std::vector<PostEntry> posts;
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

  // The keys of a block's records within the run's limit, for the identity pass: by their ids, and as posts.
  // Records that are left out or filtered have none, so that they cannot stand for others.
  BlockIdentity identify(const Block& block, std::uint64_t rows_before, bool by_id, bool by_post);

  // What this worker has seen in all its blocks. Commutes with that of other workers.
  const RunTally& tally() const { return tally_; }
  // The same, out of the worker, which is of no use afterwards.
  RunTally take_tally() { return std::move(tally_); }
  const ReachTally& reach() const { return reach_; }
  // Records left out, by the plan's rules.
  const std::vector<std::uint64_t>& rule_rows() const { return rule_rows_; }
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
  void write_key(std::size_t join, const CsvRecord& record);
  void find_partners(const CsvRecord& record);
  void count_partners(const CsvRecord& record, BlockResult& result);
  void mark_partners(const CsvRecord& record);
  std::optional<std::size_t> rule_against(const CsvRecord& record);
  void leave_out(std::size_t rule, BlockResult& result);
  IdentityKey identity_of(const CsvRecord& record, std::string_view id);
  PostEntry post_of(const CsvRecord& record);
  std::uint64_t author_of(const CsvRecord& record);
  std::uint64_t reach_of(const CsvRecord& record);
  void tally_post(const CsvRecord& record);
  void read_scores(const CsvRecord& record);
  bool passes(const CsvRecord& record);
  void tally_unit(const CsvRecord& record, bool wrote, bool analysed, BlockResult& result);
  // The input that the records come from until the next call.
  void open_source(std::uint32_t source);
  std::uint64_t cluster_of(const CsvRecord& record);
  std::uint64_t weight_of(const CsvRecord& record, BlockResult& result);
  std::optional<std::int32_t> day_of(const CsvRecord& record);
  void find_stages();
  std::string_view customer_of(const CsvRecord& record);
  void keep_opt_out(const CsvRecord& record, std::optional<std::size_t> rule, BlockResult& result);
  RecordCuts cuts_of(const CsvRecord& record, BlockResult& result);
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
  RunTally tally_;
  ReachTally reach_;
  std::vector<std::uint64_t> rule_rows_;
  JoinKeyWriter key_;
  PostReader post_reader_;
  QuoteEditor editor_;
  std::vector<JoinUse> join_uses_;
  std::optional<CustomerReader> customers_;

  // Of the block at hand.
  std::uint32_t source_ = 0;
  std::uint64_t source_hash_ = 0;  // of its name
  const InputColumns* columns_ = nullptr;

  // Of the record at hand.
  std::vector<std::optional<JoinRow>> joined_;
  std::vector<ScoreValue> scores_;
  std::vector<NullReason> reasons_;
  std::vector<std::optional<std::size_t>> codes_;  // of the values out of range: see find_likely_code
  std::vector<Answer> answers_;
  std::vector<ThemeFinding> united_;
  std::vector<RecordText> texts_;
  std::optional<ConflictKind> conflict_;  // between text and the first score that disagrees
  std::vector<AnswerView> shown_;
  std::vector<std::string> kept_;
  std::string id_;
  std::string stratum_;
  std::vector<std::string> segments_;  // its values
  std::string stage_;
  std::vector<std::string_view> stages_;
  std::vector<std::uint8_t> is_touched_;  // by event
  std::vector<std::uint64_t> authors_;
  std::string post_;
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
