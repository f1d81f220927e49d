// Inputs that are tables already: JSON and XLSX. Their columns are given by the file, not sniffed, and their
// rows come as the records of table_row.h, so that everything behind reads them like CSV.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "input/byte_source.h"
#include "input/csv_sniffer.h"
#include "verbatim/error.h"

namespace verbatim {

// What the user has said, which is then not guessed.
struct TableOptions {
  std::string sheet;             // of a workbook: its name, or #n; empty: the first that looks like a table
  bool sheet_must_exist = true;  // else a workbook without it gives its first table
  std::optional<std::uint64_t> skip_lines;  // rows of a sheet above the header
  std::optional<unsigned> header_rows;      // of a sheet
};

class Table {
 public:
  virtual ~Table() = default;

  // Columns, and what is worth telling. The header is no part of the rows: nothing is to be skipped.
  const CsvDetection& detection() const { return detection_; }

  // The rows from the first one on, each time. REQUIRES: the table outlives the source.
  virtual Result<std::unique_ptr<ByteSource>> rows() = 0;

 protected:
  CsvDetection detection_;
};

// Opens the input's bytes at their start, each time.
using OpenBytes = std::function<Result<std::unique_ptr<ByteSource>>()>;

// Looks at the input's content. Nothing where it is no table of these kinds (it may be CSV). `path` names it
// in messages. Errors: Fault::bad_input, with line and column, for JSON that cannot be followed, for
// workbooks that are broken, encrypted or of another kind, and for an empty .json; Fault::usage for a sheet
// that does not exist; Fault::bad_output where there is no room for temporary files.
Result<std::unique_ptr<Table>> open_table(const std::string& path, const OpenBytes& open,
                                          const TableOptions& options);

}  // namespace verbatim
