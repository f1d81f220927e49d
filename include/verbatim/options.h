// What the user asked for, as meant: names and values checked for form, nothing read yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verbatim/lexicon.h"

namespace verbatim {

struct JoinOption {
  std::string file;
  std::string key;        // column of the comments
  std::string other_key;  // column of the joined file
};

// --where COL=VALUE, and != < <= > >=.
struct Condition {
  enum class Test : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

  std::string column;  // or the name of a score
  Test test = Test::equal;
  std::string value;
};

enum class OnDuplicate : std::uint8_t { fold, keep, first, last };

// The dialect, where detection is not enough.
struct FormatOptions {
  std::optional<char> delimiter;
  std::optional<char> quote;
  std::optional<char> escape;
  std::optional<std::uint64_t> skip_lines;
  std::optional<unsigned> header_rows;
  std::string date_order;  // "", "dmy", "mdy", "ymd"
  std::string encoding;    // of all inputs and joined files; empty: found out
  std::string sheet;       // of a workbook: its name, or #n
};

struct AnalyzeOptions {
  std::vector<std::string> inputs;
  std::string out_folder;
  std::vector<std::string> text_columns;  // empty: guessed
  std::string id_column;
  std::string date_column;
  std::string question_column;
  std::vector<std::string> scores;  // as typed
  std::vector<JoinOption> joins;
  std::vector<Condition> where;
  std::vector<std::string> keep_columns;  // "all" alone: every input column
  LexiconOptions lexicon;
  FormatOptions format;
  OnDuplicate on_duplicate = OnDuplicate::fold;
  std::string plan_file;
  std::uint64_t limit = 0;  // 0: no limit
  unsigned threads = 0;     // 0: one per core
  std::size_t block_bytes = std::size_t{1} << 20;
  bool repair = true;         // mend text that was encoded twice (--no-repair)
  bool redact_quotes = true;  // in reports
  bool redact_rows = false;   // kept columns and rejected records, too (--redact)
};

}  // namespace verbatim
