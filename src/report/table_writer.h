// A table's rows as a file for other programs. Cells are data: they are written as they are, in UTF-8.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/new_file.h"
#include "verbatim/error.h"

namespace verbatim {

enum class TableForm : std::uint8_t { csv, json_lines, xlsx };

struct TableWriterOptions {
  TableForm form = TableForm::csv;
  bool guard = false;  // CSV: an apostrophe before what a spreadsheet would take for a formula
  bool types = false;  // JSON: numbers, true and false without quotes, empty cells as null
};

// What a form could not hold.
struct TableLosses {
  std::uint64_t cut_cells = 0;  // longer than a sheet's cell can be
  std::uint64_t sheets = 1;     // more than one where a sheet was full
};

class TableWriter {
 public:
  virtual ~TableWriter() = default;

  // REQUIRES: header first and once, then rows of as many cells; cells are valid UTF-8.
  virtual Result<void> header(const std::vector<std::string>& columns) = 0;
  virtual Result<void> row(std::span<const std::string_view> cells) = 0;
  // Writes what is left; the file is then to be published.
  virtual Result<void> finish() = 0;

  const TableLosses& losses() const { return losses_; }

 protected:
  TableLosses losses_;
};

// REQUIRES: the file outlives the writer.
std::unique_ptr<TableWriter> make_table_writer(NewFile& file, const TableWriterOptions& options);

// A workbook: all cells are texts, so that nothing is taken for a formula, a date or a number. Another sheet
// is begun where one is full.
std::unique_ptr<TableWriter> make_sheet_writer(NewFile& file);

}  // namespace verbatim
