// What the user asked for, as meant: names and values checked for form, nothing read yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/breakdown.h"
#include "verbatim/lexicon.h"

namespace verbatim {

// A column of the comments that must equal one of the joined file.
struct JoinKey {
  std::string key;        // of the comments
  std::string other_key;  // of the joined file
};

struct JoinOption {
  std::string file;
  std::string key;                 // column of the comments
  std::string other_key;           // column of the joined file
  std::vector<JoinKey> more = {};  // of a key of several columns: those behind the first
};

// Which row counts where a key stands more than once in a joined file.
enum class OnMany : std::uint8_t { first, last, error };

// --where COL=VALUE, and != < <= > >=.
struct Condition {
  enum class Test : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

  std::string column;  // or the name of a score
  Test test = Test::equal;
  std::string value;
};

// Rows that are answers of nobody, or that nobody may read: they are counted and left out.
enum class RowClass : std::uint8_t { opt_out, preview, unfinished };

// "opt-out", "preview", "unfinished": as after --include and --exclude.
std::string_view name(RowClass row_class);
std::optional<RowClass> row_class_of(std::string_view name);

// --exclude CLASS:COL=VALUE[,VALUE]: rows with one of these values are left out as the class says.
struct RowExclusion {
  RowClass row_class = RowClass::unfinished;
  std::string column;
  std::vector<std::string> values;
};

// --event DATE=LABEL[,COL=VALUE]: something that happened, to everybody or to the records with that value.
struct EventOption {
  std::string date;
  std::string label;
  std::string column;
  std::string value;
};

enum class OnDuplicate : std::uint8_t { fold, keep, first, last };

// The dialect, where detection is not enough.
struct FormatOptions {
  std::optional<char> delimiter;
  std::optional<char> quote;
  std::optional<char> escape;
  bool blank_after_delimiter = false;  // the delimiter is that character and a blank
  bool merge_delimiters = false;       // a run of delimiters is one: columns aligned by blanks
  bool mend_quotes = false;            // a header with a quote that does not fit is read with it as text
  std::optional<std::uint64_t> skip_lines;
  std::optional<unsigned> header_rows;
  std::string date_order;    // "", "dmy", "mdy", "ymd"
  std::string date_numbers;  // "", "seconds", "milliseconds", "excel": what numbers in date columns count
  std::string encoding;      // of all inputs and joined files; empty: found out
  std::string sheet;         // of a workbook: its name, or #n
};

struct AnalyzeOptions {
  std::vector<std::string> typed;  // the command line behind these options, for run.json
  std::vector<std::string> inputs;
  std::string out_folder;
  std::vector<std::string> text_columns;  // empty: guessed
  std::string id_column;
  std::string date_column;
  std::string question_column;
  std::string unit_column;      // whose rows are one unit: its values are clusters,
  std::string customer_column;  // and so are a customer's, which win
  std::string weight_column;    // what a row weighs: a number from 0 on
  std::string adjust_column;    // compare like with like within its values
  std::vector<std::string> segment_columns;
  PeriodUnit period = PeriodUnit::none;
  std::vector<EventOption> events;
  std::string stage_column;      // of the journey; empty: stages come of themes
  std::string benchmark_column;  // its records against all the others
  std::string benchmark_value;
  std::string alert_file;            // rules; empty: the program's own
  std::string owner_file;            // theme -> owner
  std::vector<std::string> owners;   // who gets a report of their own; "all"
  std::uint64_t callbacks = 1000;    // rows of callbacks.csv at most
  std::vector<std::string> scores;   // as typed
  std::vector<std::string> missing;  // scores' cells that mean "no answer": -99, or NAME=-99 for one score
  std::vector<JoinOption> joins;
  std::vector<Condition> where;
  std::vector<std::string> keep_columns;  // "all" alone: every input column
  LexiconOptions lexicon;
  FormatOptions format;
  OnDuplicate on_duplicate = OnDuplicate::fold;
  OnMany on_many = OnMany::first;
  bool join_ignores_case = false;
  std::vector<RowClass> include;      // kept, although rows of that class were found
  std::vector<RowExclusion> exclude;  // left out, beside what was found
  enum class Reposts : std::uint8_t { of_social_posts, fold, keep } reposts = Reposts::of_social_posts;
  std::string author_column;
  std::string reach_column;
  std::string preset;  // of all inputs, by name; "none": no preset; empty: found out
  std::string plan_file;
  std::string calendar_file;  // business hours, for ttr:bh
  std::uint64_t limit = 0;    // 0: no limit
  unsigned threads = 0;       // 0: one per core
  std::size_t block_bytes = std::size_t{1} << 20;
  bool repair = true;         // mend text that was encoded twice (--no-repair)
  bool redact_quotes = true;  // in reports
  bool redact_rows = false;   // kept columns and rejected records, too (--redact)
};

}  // namespace verbatim
