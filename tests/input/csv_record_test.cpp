#include "input/csv_record.h"

#include <doctest/doctest.h>

#include "support/cut_everywhere.h"

using namespace verbatim;

namespace {

// Ten rows of five columns, with more lines put in after the row that is named.
std::string five_columns(const std::string& extra = {}, int after = 10, const std::string& line_end = "\n") {
  std::string bytes = "id,comment,nps,date,channel" + line_end;
  for (int i = 1; i <= 10; ++i) {
    bytes += std::to_string(i) + ",Good service,9,2024-05-01,web" + line_end;
    if (i == after) bytes += extra;
  }
  return bytes;
}

}  // namespace

TEST_CASE("csv_record: csv02, csv03 a header alone has columns and no rows") {
  for (const std::string bytes : {"id,comment\n", "id,comment", "id,comment\r\n"}) {
    const ReadFile file = read_file(bytes);
    CHECK(file.detection.columns == std::vector<std::string>{"id", "comment"});
    CHECK(file.records.empty());
    CHECK(!file.detection.is_empty);
  }
}

TEST_CASE("csv_record: csv04 the last row counts without a line end") {
  std::string bytes = five_columns();
  bytes.pop_back();
  const ReadFile file = read_file(bytes);
  CHECK(file.ok() == 10);
  CHECK(file.rows().back() == std::vector<std::string>{"10", "Good service", "9", "2024-05-01", "web"});
}

TEST_CASE("csv_record: csv05 blank lines are no records and have no number") {
  const ReadFile file = read_file(five_columns("\n\r\n\n", 5) + "\n\n");
  CHECK(file.ok() == 10);
  CHECK(file.rejected() == 0);
  CHECK(file.count(CsvKind::blank) == 5);
  CHECK(file.first(CsvKind::blank).row == 0);
  CHECK(file.records[8].row == 6);
  CHECK(file.records[8].line == 10);
}

TEST_CASE("csv_record: csv07 an unterminated quote at the end is told by its line and column") {
  const ReadFile file =
      read_file(five_columns("11,\"never closed,9,2024-05-01,web\n") + "12,x,1,2024-05-01,web");
  CHECK(file.ok() == 11);
  CHECK(file.rejected() == 1);
  const ReadRecord& bad = file.first(CsvKind::unclosed_quote);
  CHECK(bad.row == 11);
  CHECK(bad.line == 12);
  CHECK(bad.column == 4);
  CHECK(bad.message == "quote opened here is never closed");
  CHECK(bad.raw == "11,\"never closed,9,2024-05-01,web");
}

TEST_CASE("csv_record: csv08 an unterminated quote 1000 rows before the end costs one record") {
  for (const char* comment : {"Good service", "\"Good, fast\"", "\"He said \"\"no\"\"\""}) {
    std::string bytes = "id,comment,nps\n";
    for (int i = 1; i <= 1500; ++i) {
      bytes += std::to_string(i) + "," + (i == 500 ? std::string("\"never closed") : comment) + ",9\n";
    }
    const ReadFile file = read_file(bytes);
    CHECK(file.ok() == 1499);
    CHECK(file.rejected() == 1);
    CHECK(file.first(CsvKind::unclosed_quote).row == 500);
    CHECK(file.records.back().row == 1500);
    CHECK(file.records.back().line == 1501);
  }
}

TEST_CASE("csv_record: csv09 a stray quote in an unquoted field is kept as text") {
  const ReadFile file = read_file(five_columns("11,The 6\" pizza was cold,2,2024-05-01,web\n"));
  CHECK(file.ok() == 11);
  CHECK(file.rows().back()[1] == "The 6\" pizza was cold");
}

TEST_CASE(
    "csv_record: csv10 text after a closing quote is kept, or the record is rejected; no other row is "
    "touched") {
  const ReadFile kept = read_file(five_columns("11,\"abc\"def\",2,2024-05-01,web\n", 5));
  CHECK(kept.ok() == 11);
  CHECK(kept.rows()[5][1] == "abc\"def");
  CHECK(kept.records[5].stray_quotes == 1);
  const ReadFile rejected =
      read_file(five_columns("11,\"abc\"def,2,2024-05-01,web\n12,\"x\",2,2024-05-01,web\n", 5));
  CHECK(rejected.ok() == 11);
  CHECK(rejected.rejected() == 1);
  CHECK(rejected.first(CsvKind::unclosed_quote).row == 6);
}

TEST_CASE("csv_record: csv12 too few fields") {
  const ReadFile file = read_file(five_columns("11,short\n", 5));
  CHECK(file.ok() == 10);
  CHECK(file.rejected() == 1);
  const ReadRecord& bad = file.first(CsvKind::ragged);
  CHECK(bad.message == "expected 5 fields, found 2");
  CHECK(bad.row == 6);
  CHECK(bad.line == 7);
  CHECK(bad.raw == "11,short");
}

TEST_CASE("csv_record: csv13, csv14 too many fields: an unquoted comma in the comment") {
  const ReadFile file = read_file(five_columns("11,slow, rude, late,2,2024-05-01,web\n", 5));
  CHECK(file.ok() == 10);
  CHECK(file.rejected() == 1);
  CHECK(file.first(CsvKind::ragged).message == "expected 5 fields, found 7; unquoted comma?");
}

TEST_CASE("csv_record: csv15 line ends inside quotes are kept byte for byte and counted as lines") {
  const ReadFile file = read_file("id,comment\n1,\"a\nb\"\n2,\"a\r\nb\"\n3,\"a\rb\"\n4\n");
  CHECK(file.rows() == Rows{{"1", "a\nb"}, {"2", "a\r\nb"}, {"3", "a\rb"}});
  const ReadRecord& bad = file.first(CsvKind::ragged);
  CHECK(bad.row == 4);
  CHECK(bad.line == 8);
}

TEST_CASE("csv_record: csv16 LF, CR LF and CR may be mixed, which is noted") {
  const ReadFile file = read_file("id,comment\n1,a\r\n2,b\r3,c\n4,d\r\n5,e\r6,f\n7,g\r\n8,h\r9,i");
  CHECK(file.ok() == 9);
  CHECK(file.records.size() == 9);
  bool noted = false;
  for (const std::string& e : file.detection.evidence)
    noted = noted || e == "line ends are mixed: 3 LF, 3 CR LF, 3 CR";
  CHECK(noted);
}

TEST_CASE("csv_record: csv17 CR CR LF is one line end") {
  const ReadFile file = read_file(five_columns({}, 10, "\r\r\n"));
  CHECK(file.ok() == 10);
  CHECK(file.records.size() == 10);
  CHECK(file.records.back().line == 11);
}

TEST_CASE("csv_record: csv25 a footer is a rejected record, never a comment") {
  const ReadFile file = read_file(five_columns("Total: 10 rows\n"));
  CHECK(file.ok() == 10);
  CHECK(file.first(CsvKind::ragged).message == "expected 5 fields, found 1");
}

TEST_CASE("csv_record: csv26 the header again, in concatenated files, is recognised") {
  const ReadFile file = read_file(five_columns() + five_columns());
  CHECK(file.ok() == 20);
  CHECK(file.rejected() == 0);
  CHECK(file.count(CsvKind::repeated_header) == 1);
  CHECK(file.first(CsvKind::repeated_header).row == 11);
  CHECK(file.records.back().row == 21);
}

TEST_CASE("csv_record: csv27 a second table with other columns is rejected row by row") {
  const ReadFile file = read_file(five_columns("region,total\nnorth,5\nsouth,5\n"));
  CHECK(file.ok() == 10);
  CHECK(file.rejected() == 3);
  CHECK(file.records.size() == 13);
}

TEST_CASE("csv_record: csv32, csv33 byte order marks never become part of a value") {
  const std::string mark = "\xEF\xBB\xBF";
  const ReadFile one = read_file(mark + five_columns());
  CHECK(one.detection.columns[0] == "id");
  CHECK(one.ok() == 10);
  const ReadFile two = read_file(mark + five_columns() + mark + five_columns());
  CHECK(two.ok() == 20);
  CHECK(two.count(CsvKind::repeated_header) == 1);
  const ReadFile bare = read_file(mark + "id,comment\n5,a\n" + mark + "6,b\n");
  CHECK(bare.rows() == Rows{{"5", "a"}, {"6", "b"}});
  CHECK(bare.records[1].byte == 21);
}

TEST_CASE("csv_record: csv48 a line of a million fields is rejected, and only the wanted ones are kept") {
  const std::string wide(999999, ',');
  const std::string bytes = five_columns(wide + "\n", 5);
  const Result<CsvDetection> detection = detect_csv(bytes, true, {});
  REQUIRE(detection.has_value());
  MemorySource source(bytes);
  BlockReaderOptions options;
  options.dialect = detection->layout.dialect;
  options.skip_bytes = detection->skip_bytes;
  options.skip_lines = detection->skip_lines;
  BlockReader reader(source, options);
  CsvRecordParser parser(detection->layout);
  Block block;
  CsvRecord record;
  int ok = 0;
  while (reader.next(block).value()) {
    parser.open(block);
    while (parser.next(record)) {
      if (record.kind == CsvKind::record) ++ok;
      if (record.kind == CsvKind::ragged) {
        CHECK(reject_message(record) == "expected 5 fields, found 1000000; unquoted comma?");
      }
      CHECK(record.fields.capacity() < 100);
    }
  }
  CHECK(ok == 10);
}

TEST_CASE("csv_record: csv49 20,000 columns work") {
  std::string header = "id";
  std::string row = "1";
  for (int i = 2; i <= 20000; ++i) {
    header += ",c" + std::to_string(i);
    row += i % 2 == 0 ? ",x" : ",\"y,z\"";
  }
  const ReadFile file = read_file(header + "\n" + row + "\n");
  CHECK(file.detection.layout.width == 20000);
  REQUIRE(file.ok() == 1);
  CHECK(file.records[0].fields[19999] == "x");
  CHECK(file.records[0].fields[19998] == "y,z");
}

TEST_CASE("csv_record: csv50 a field of 10 MB is read whole") {
  const std::string text(10000000, 'a');
  const std::string bytes = "id,comment\n1,\"" + text + "\"\n2,b\n";
  const Result<CsvDetection> detection =
      detect_csv(std::string_view(bytes).substr(0, 14 + 4000000), false, {});
  REQUIRE(detection.has_value());
  const auto records =
      read_records(bytes, detection->layout, detection->skip_bytes, detection->skip_lines, 100000, 1000);
  REQUIRE(records.size() == 2);
  CHECK(records[0].fields[1] == text);
  CHECK(records[1].fields[1] == "b");
}

TEST_CASE("csv_record: csv51 a field of quotes only, and an empty one") {
  const ReadFile file = read_file("id,comment\n1,\"\"\"\"\"\"\n2,\"\"\n");
  CHECK(file.rows() == Rows{{"1", "\"\""}, {"2", ""}});
}

TEST_CASE("csv_record: csv54 ids are text") {
  const ReadFile file = read_file("id,comment\n00123,a\n123,b\n12345678901234567890,c\n");
  CHECK(file.rows() == Rows{{"00123", "a"}, {"123", "b"}, {"12345678901234567890", "c"}});
}

TEST_CASE("csv_record: a trailing delimiter is tolerated where the layout says so") {
  CsvLayout layout;
  layout.width = 2;
  layout.trailing_delimiter = true;
  const auto records = read_everywhere("1,a,\n2,b\n3,c,x\n4,d,,\n", layout);
  REQUIRE(records.size() == 4);
  CHECK(records[0].fields == std::vector<std::string>{"1", "a"});
  CHECK(records[1].fields == std::vector<std::string>{"2", "b"});
  CHECK(records[2].message == "expected 2 fields, found 3; unquoted comma?");
  CHECK(records[3].message == "expected 2 fields, found 4; unquoted comma?");
}

TEST_CASE("csv_record: fields are slices of the block until they have something to unescape") {
  Block block;
  block.bytes = "a,\"b\",\"c\"\"d\"\n";
  CsvRecordParser parser(CsvLayout{});
  parser.open(block);
  CsvRecord record;
  REQUIRE(parser.next(record));
  std::string scratch;
  CHECK(record.field(0, scratch).data() == block.bytes.data());
  CHECK(record.field(1, scratch).data() == block.bytes.data() + 3);
  CHECK(record.field(2, scratch) == "c\"d");
  CHECK(record.field(2, scratch).data() == scratch.data());
  CHECK(!parser.next(record));
}

TEST_CASE("csv_record: reasons are words for the reject file") {
  CHECK(reject_reason(CsvKind::ragged) == "ragged");
  CHECK(reject_reason(CsvKind::unclosed_quote) == "unclosed_quote");
  CHECK(reject_reason(CsvKind::too_long) == "too_long");
  CHECK(reject_reason(CsvKind::record).empty());
  CHECK(is_rejected(CsvKind::ragged));
  CHECK(!is_rejected(CsvKind::repeated_header));
}
