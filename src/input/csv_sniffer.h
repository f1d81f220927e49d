// Finds out how a delimited file is written: delimiter, quoting, preamble, header. The result is a value that
// is frozen before the first row is read, so that every part of an input is read in the same way.
//
// The delimiter is the one under which the first records agree best on their number of fields, counted by the
// real lexer under each candidate, so that delimiters in quoted text do not vote.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/csv_record.h"
#include "verbatim/error.h"

namespace verbatim {

// How many bytes of a file to give to `detect_csv`, if it has them.
inline constexpr std::size_t kCsvSampleBytes = std::size_t{4} << 20;

// What the user has said, which is then not guessed.
struct CsvOverrides {
  std::optional<char> delimiter;       // 0 = none, one column
  std::optional<char> quote;           // 0 = none
  std::optional<char> escape;          // 0 = none
  bool blank_after_delimiter = false;  // the delimiter is `delimiter` and a blank
  bool merge_delimiters = false;       // a run of delimiters is one
  std::optional<std::uint64_t>
      skip_lines;  // physical lines before the header; the next line that is not blank is it
  std::optional<unsigned> header_rows;  // 0 = none, columns are named #1, #2 ...; else 1 to 3
  // A header or record whose quotes do not fit is read with a quote as text (see quote_mend.h), where its
  // width is then right; else a header with an unclosed quote is an error.
  bool mend_quotes = false;
};

struct CsvDetection {
  std::string container;  // "json", "xlsx"; empty: delimited text
  std::string sheet;      // of a workbook
  std::string preset;     // the export that it is by its columns: see export_preset.h
  CsvLayout layout;
  std::string encoding = "UTF-8";    // what the file was converted from
  std::vector<std::string> columns;  // trimmed, each once (letter case aside); as many as layout.width
  bool has_header = false;
  bool header_doubtful = false;   // the header row looks like data: see the evidence
  bool is_empty = false;          // nothing but blank lines: no columns
  std::uint64_t header_line = 0;  // physical line of the header, from 1; 0 = none
  std::uint64_t header_rows = 0;  // 0 to 3
  // The header's cells as they stand, also those without a name, twice the same, or behind a trailing
  // delimiter; of several rows joined by a blank.
  std::vector<std::string> header_cells;
  std::vector<std::string> questions;  // what each column asks, where the header says so beside its name;
                                       // none, or one for each column, possibly empty
  std::size_t second_width = 0;  // rows below have so many fields, more than the header: a second table?
  std::uint64_t skip_bytes = 0;  // before the first data record
  std::uint64_t skip_lines = 0;
  std::vector<std::string> preamble;  // the lines before the header that are no records, as they stand
  std::vector<std::string> notes;     // what was changed: renamed columns, for instance
  std::vector<std::string> evidence;  // short sentences for `inspect`
};

// Sets the columns by their header's cells: trimmed names, each once (letter case aside). What had to be
// changed is noted.
void name_columns(std::vector<std::string> cells, CsvDetection& detection);

// Refuses, with Fault::bad_input, bytes that are no delimited text: archives, XLSX, PDF, pictures, binary
// data, HTML and XML pages.
Result<void> check_is_delimited_text(std::string_view sample);

// Detects from the start of a file, in UTF-8 or any encoding that keeps ASCII (see InputStore).
// `sample_is_whole_file` says that nothing follows. Errors: as above; also Fault::bad_input where no record
// ends within the sample, and Fault::usage for overrides that contradict each other. Places are empty: the
// caller knows the file's name.
Result<CsvDetection> detect_csv(std::string_view sample, bool sample_is_whole_file,
                                const CsvOverrides& overrides);

}  // namespace verbatim
