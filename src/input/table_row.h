// Rows of JSON and XLSX inputs as the rest of the program reads them: records of CSV. Each begins with a
// field of ours, the place of the record in the user's file, which CsvRecordParser takes off again
// (CsvLayout::has_place). Empty cells at the end of a row are left out, and filled in by the parser.
//
//   17,a,"b, c"                         the cells of the record in line (or sheet row) 17
//   !17:5:803,message,"{""a"": "        a record that cannot be read: line, column, byte; why; its bytes
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/csv_dialect.h"

namespace verbatim {

// The dialect of these rows. What we quote ourselves is never in doubt, so a quoted field may be of any
// length.
CsvDialect table_row_dialect();

class TableRow {
 public:
  // Begins a row at the end of `out`. REQUIRES: `out` outlives the row and is not touched before end().
  TableRow(std::string& out, std::uint64_t line);

  void cell(std::string_view value);
  void end();

 private:
  std::string& out_;
  std::size_t empty_ = 0;  // empty cells since the last one that is not
};

// A record that cannot be read. The bytes are cut where there are very many.
void write_broken_row(std::string& out, std::uint64_t line, std::uint64_t column, std::uint64_t byte,
                      std::string_view message, std::string_view record);

}  // namespace verbatim
