#include "input/csv_sniffer.h"

#include <doctest/doctest.h>

#include "support/cut_everywhere.h"

using namespace verbatim;

namespace {

std::string table(char delimiter, const std::string& comment = "Good service") {
  const std::string d(1, delimiter);
  std::string bytes = "id" + d + "comment" + d + "nps" + d + "date" + d + "channel\n";
  for (int i = 1; i <= 10; ++i)
    bytes += std::to_string(i) + d + comment + d + "9" + d + "2024-05-01" + d + "web\n";
  return bytes;
}

CsvDetection detect(const std::string& bytes, const CsvOverrides& overrides = {}) {
  const Result<CsvDetection> detection = detect_csv(bytes, true, overrides);
  REQUIRE(detection.has_value());
  return *detection;
}

std::string refusal(const std::string& bytes) {
  const Result<CsvDetection> detection = detect_csv(bytes, true, {});
  if (detection) return "accepted";
  CHECK(detection.error().fault == Fault::bad_input);
  CHECK(detection.error().message.find('\n') == std::string::npos);
  return detection.error().message;
}

bool has(const std::vector<std::string>& texts, const std::string& text) {
  for (const std::string& t : texts) {
    if (t == text) return true;
  }
  std::string all;
  for (const std::string& t : texts) all += t + "\n";
  MESSAGE("there is: " << all);
  return false;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("csv_sniffer: csv01, csv06 an empty file and one of blank lines have no columns") {
  for (const std::string bytes : {"", "\n", "\n\r\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\r\n"}) {
    const ReadFile file = read_file(bytes);
    CHECK(file.detection.is_empty);
    CHECK(file.detection.columns.empty());
    CHECK(file.records.empty());
  }
}

TEST_CASE("csv_sniffer: csv11 backslash-escaped quotes are found") {
  const ReadFile file = read_file(
      "id,comment,nps\n1,\"He said \\\"hi, there\\\" and left\",3\n2,\"ok\",9\n"
      "3,\"\\\"no\\\"\",1\n4,plain,5\n");
  CHECK(file.detection.layout.dialect.escape == '\\');
  CHECK(file.rows() == Rows{{"1", "He said \"hi, there\" and left", "3"},
                            {"2", "ok", "9"},
                            {"3", "\"no\"", "1"},
                            {"4", "plain", "5"}});
  CHECK(file.rejected() == 0);
  CHECK(has(file.detection.evidence, "escape '\\': stands before 4 quotes in quoted fields; 0 are doubled"));
}

TEST_CASE("csv_sniffer: a backslash at the end of a quoted field is no escape") {
  const ReadFile file = read_file("id,path,n\n1,\"C:\\dir\\\",2\n2,\"D:\\\",3\n3,\"x\",4\n");
  CHECK(file.detection.layout.dialect.escape == 0);
  CHECK(file.rows() == Rows{{"1", "C:\\dir\\", "2"}, {"2", "D:\\", "3"}, {"3", "x", "4"}});
}

TEST_CASE("csv_sniffer: csv18 semicolons with comma decimals") {
  const ReadFile file = read_file("id;nps;comment\n1;8,5;Gut, aber langsam\n2;7,25;Sehr gut\n");
  CHECK(file.detection.layout.dialect.delimiter == ';');
  CHECK(file.rows() == Rows{{"1", "8,5", "Gut, aber langsam"}, {"2", "7,25", "Sehr gut"}});
  const ReadFile two = read_file("id;score;csat\n1;8,5;7,5\n2;6,5;5,5\n");
  CHECK(two.detection.layout.dialect.delimiter == ';');
}

TEST_CASE("csv_sniffer: csv19, csv20 tab and pipe") {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const ReadFile file = read_file(table(delimiter));
    CHECK(file.detection.layout.dialect.delimiter == delimiter);
    CHECK(file.ok() == 10);
    CHECK(has(file.detection.evidence,
              "delimiter " + printable(delimiter) + ": 11 of 11 records have 5 fields"));
  }
}

TEST_CASE("csv_sniffer: csv21 comma and blank, with quotes after the blank") {
  const ReadFile file = read_file("id, comment, nps\n1, \"Good, fast\", 9\n2, \"Slow\", 2\n3, Fine, 8\n");
  CHECK(file.detection.layout.dialect.skip_initial_space);
  CHECK(file.detection.columns == Names{"id", "comment", "nps"});
  CHECK(file.rows() == Rows{{"1", "Good, fast", "9"}, {"2", "Slow", "2"}, {"3", "Fine", "8"}});
}

TEST_CASE("csv_sniffer: csv22 single quotes") {
  const ReadFile file =
      read_file("'id','comment','nps'\n'1','Good, it''s fast','9'\n'2','Slow, \"very\" slow','2'\n");
  CHECK(file.detection.layout.dialect.quote == '\'');
  CHECK(file.detection.columns == Names{"id", "comment", "nps"});
  CHECK(file.rows() == Rows{{"1", "Good, it's fast", "9"}, {"2", "Slow, \"very\" slow", "2"}});
}

TEST_CASE("csv_sniffer: apostrophes in comments are no quotes") {
  const ReadFile file = read_file("id,comment\n1,it's fine\n2,'twas late\n3,don't know\n4,'quoted' word\n");
  CHECK(file.detection.layout.dialect.quote == '"');
  CHECK(file.ok() == 4);
}

TEST_CASE("csv_sniffer: csv23 a first line sep=; is honoured and not counted") {
  for (const std::string first : {"sep=;\r\n", "SEP=;\n", "\"sep=;\"\n", "\xEF\xBB\xBFsep=;\n"}) {
    const ReadFile file = read_file(first + table(';'));
    CHECK(file.detection.layout.dialect.delimiter == ';');
    CHECK(file.detection.columns[0] == "id");
    CHECK(file.detection.preamble.empty());
    CHECK(file.ok() == 10);
    CHECK(file.records[0].row == 1);
    CHECK(file.records[0].line == 3);
    CHECK(has(file.detection.evidence, "the first line names the delimiter ';'"));
  }
}

TEST_CASE("csv_sniffer: csv24 preamble lines are found and kept for the summary") {
  const ReadFile file =
      read_file("Report:,Bulk export\nBrand:,\"Acme, Inc\"\n\nFrom:,2024-01-01\n" + table(','));
  CHECK(file.detection.preamble == Names{"Report:,Bulk export", "Brand:,\"Acme, Inc\"", "From:,2024-01-01"});
  CHECK(file.detection.columns == Names{"id", "comment", "nps", "date", "channel"});
  CHECK(file.detection.header_line == 5);
  CHECK(file.ok() == 10);
  CHECK(file.records[0].row == 1);
  CHECK(file.records[0].line == 6);
  CHECK(has(file.detection.evidence, "3 lines above the header are skipped"));

  const ReadFile title = read_file("Survey results, May\n\n" + table(';'));
  CHECK(title.detection.columns.size() == 5);
  const ReadFile padded = read_file("Export of May,,,,\nRows,10,,,\n" + table(','));
  CHECK(padded.detection.columns[0] == "id");
  CHECK(padded.ok() == 10);
  const ReadFile narrow = read_file("Export:,May\nid,comment,nps\n1,a,5\n2,b,6\n");
  CHECK(narrow.detection.columns == Names{"id", "comment", "nps"});
  const ReadFile short_table =
      read_file("A:,1\nB:,2\nC:,3\nD:,4\nE:,5\nid,date,url,lang,author,text\n1,2,3,4,5,6\n");
  CHECK(short_table.detection.columns.size() == 6);
}

TEST_CASE("csv_sniffer: --skip counts physical lines and ends the search for a preamble") {
  CsvOverrides overrides;
  overrides.skip_lines = 3;
  const ReadFile file = read_file("a \"\r\nb\n\n" + table(','), overrides);
  CHECK(file.detection.preamble == Names{"a \"", "b"});
  CHECK(file.detection.columns[0] == "id");
  CHECK(file.records[0].line == 5);
  overrides.skip_lines = 100;
  CHECK(detect(table(','), overrides).is_empty);
}

TEST_CASE("csv_sniffer: csv28 no header is a doubt that is told, never a silent guess") {
  const std::string bytes =
      "R-0001,Good service,9,2024-05-01\nR-0002,Slow,2,2024-05-02\nR-0003,Fine,8,2024-05-03\n";
  const CsvDetection guessed = detect(bytes);
  CHECK(guessed.has_header);
  CHECK(guessed.header_doubtful);
  CHECK(has(guessed.evidence,
            "line 1 may be data, not a header: its column 1 looks like those below; if so, use "
            "--header-rows 0"));
  CHECK(!detect(table(',')).header_doubtful);
  CHECK(!detect("Q1,Q2,2024-05-01\n5,6,x\n").header_doubtful);
  CsvOverrides overrides;
  overrides.header_rows = 0;
  const ReadFile file = read_file(bytes, overrides);
  CHECK(file.detection.columns == Names{"#1", "#2", "#3", "#4"});
  CHECK(!file.detection.has_header);
  CHECK(file.ok() == 3);
  CHECK(file.records[0].line == 1);
}

TEST_CASE("csv_sniffer: csv29 a repeated column name is numbered, with a note") {
  const CsvDetection d = detect("id,comment,Comment,comment_2,comment\n1,a,b,c,d\n");
  CHECK(d.columns == Names{"id", "comment", "Comment_3", "comment_2", "comment_4"});
  CHECK(has(d.notes, "column 3 repeats the name 'Comment'; it is called 'Comment_3'"));
  CHECK(detect("a,a\n1,2\n").columns == Names{"a", "a_2"});
}

TEST_CASE("csv_sniffer: csv30 columns without a name are numbered") {
  const ReadFile file = read_file(",comment,\n1,Good,9\n");
  CHECK(file.detection.columns == Names{"column1", "comment", "column3"});
  CHECK(file.rows() == Rows{{"1", "Good", "9"}});
  CHECK(detect("column2,,x\n1,2,3\n").columns == Names{"column2", "column2_2", "x"});
}

TEST_CASE("csv_sniffer: csv31 header names are trimmed, also of byte order marks") {
  CHECK(detect("\xEF\xBB\xBF\" ID \", Comment ,\"\xEF\xBB\xBFNPS\",a\xC2\xA0\n1,a,2,3\n").columns ==
        Names{"ID", "Comment", "NPS", "a"});
}

TEST_CASE("csv_sniffer: csv43-csv45 what is not CSV is refused in one line") {
  CHECK(refusal("7z\xBC\xAF\x27\x1C") == "looks like a 7-Zip archive, not CSV; unpack it, or pack it as zip");
  CHECK(refusal("Rar!\x1A\x07\x01") == "looks like a RAR archive, not CSV; unpack it, or pack it as zip");
  CHECK(refusal("PK\x03\x04\x14") ==
        "looks like a zip archive or an XLSX workbook, not CSV; unpack it, or save the sheet as CSV");
  CHECK(refusal("\x89PNG\r\n\x1A\n") == "looks like a PNG picture, not CSV; name the export file itself");
  CHECK(refusal("%PDF-1.7\n") == "looks like PDF, not CSV; export the data as CSV");
  CHECK(refusal(" \n<!DOCTYPE html><html>") ==
        "looks like HTML, not CSV; the download may have failed, so export it again");
  CHECK(refusal("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">").starts_with("looks like HTML"));
  CHECK(refusal("<?xml version=\"1.0\"?>\n<rows/>") == "looks like XML, not CSV; export the data as CSV");
  std::string binary;
  for (int i = 0; i < 500; ++i) binary.push_back(static_cast<char>(i * 37 % 256));
  CHECK(refusal(binary) == "looks like binary data, not CSV; export the data as CSV");
  CHECK(refusal(std::string("id,comment\n1,a\0b\n", 17)) == "accepted");
}

TEST_CASE("csv_sniffer: a file of one column needs no delimiter") {
  const ReadFile plain = read_file("comment\nGood\nBad, slow and rude\nOk\nFine, thanks\n");
  CHECK(plain.detection.layout.dialect.delimiter == 0);
  CHECK(plain.detection.columns == Names{"comment"});
  CHECK(plain.rows() == Rows{{"Good"}, {"Bad, slow and rude"}, {"Ok"}, {"Fine, thanks"}});
  const ReadFile quoted = read_file("comment\n\"Good, fast\"\n\"Bad\nvery, bad\"\n");
  CHECK(quoted.rows() == Rows{{"Good, fast"}, {"Bad\nvery, bad"}});
  CHECK(read_file("comment\n").detection.columns == Names{"comment"});
  CHECK(read_file("Comment\nNice, quick\nLate, cold\nRude, slow\nFine, thanks\nMeh, ok\nSad, really\n")
            .detection.columns == Names{"Comment"});
}

TEST_CASE("csv_sniffer: delimiters in quoted text do not vote") {
  std::string bytes = "id,comment,nps\n";
  for (int i = 0; i < 60; ++i) bytes += std::to_string(i) + ",\"one; two; three; four\nfive; six\",9\n";
  const ReadFile file = read_file(bytes);
  CHECK(file.detection.layout.dialect.delimiter == ',');
  CHECK(file.ok() == 60);
}

TEST_CASE("csv_sniffer: a trailing delimiter is found in header, rows or both") {
  const ReadFile both = read_file("id,comment,\n1,a,\n2,b,\n");
  CHECK(both.detection.layout.trailing_delimiter);
  CHECK(both.detection.columns == Names{"id", "comment"});
  CHECK(both.rows() == Rows{{"1", "a"}, {"2", "b"}});
  const ReadFile rows = read_file("id,comment\n1,a,\n2,b,\n");
  CHECK(rows.detection.columns == Names{"id", "comment"});
  CHECK(rows.rows() == Rows{{"1", "a"}, {"2", "b"}});
  const ReadFile header = read_file("id,comment,\n1,a\n2,b\n");
  CHECK(header.detection.columns == Names{"id", "comment"});
  CHECK(header.ok() == 2);
}

TEST_CASE("csv_sniffer: what the user says is not guessed") {
  CsvOverrides overrides;
  overrides.delimiter = ':';
  overrides.quote = '\0';
  const ReadFile file = read_file("a:b\n\"1:2\n", overrides);
  CHECK(file.rows() == Rows{{"\"1", "2"}});
  overrides.quote = ':';
  CHECK(detect_csv("a:b\n", true, overrides).error().fault == Fault::usage);
  overrides = {};
  overrides.header_rows = 4;
  CHECK(detect_csv("a,b\n", true, overrides).error().fault == Fault::usage);
}

TEST_CASE("csv_sniffer: a header of several rows is passed over, also where it comes again") {
  const std::string head =
      "StartDate,ResponseId,Q1\nStart Date,Response ID,\"Why,\nthen?\"\n"
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":"
      "\"\"QID1\"\"}\"\n";
  const ReadFile file = read_file(head + "2025-07-01,R_1,slow\n" + head + "2025-07-02,R_2,rude\n");
  CHECK(file.detection.header_rows == 3);
  CHECK(file.detection.columns == Names{"StartDate", "ResponseId", "Q1"});
  CHECK(file.detection.questions == Names{"Start Date", "Response ID", "Why, then?"});
  CHECK(file.rows() == Rows{{"2025-07-01", "R_1", "slow"}, {"2025-07-02", "R_2", "rude"}});
  CHECK(file.count(CsvKind::repeated_header) == 3);
  CHECK(file.records[0].line == 5);
  CHECK(
      has(file.detection.evidence,
          "header in lines 1 to 4: 3 columns from 3 rows, names, question texts and ImportIds, as Qualtrics "
          "writes them"));
  CsvOverrides two;
  two.header_rows = 2;
  const ReadFile told = read_file("a,,c\nb,x,c\n1,2,3\n", two);
  CHECK(told.detection.columns == Names{"a b", "x", "c c"});
  CHECK(told.detection.header_cells == Names{"a b", "x", "c c"});
  CHECK(told.rows() == Rows{{"1", "2", "3"}});
}

TEST_CASE("csv_sniffer: the header's cells are kept as they stand") {
  CHECK(detect(" id ,a,a,\n1,2,3,4\n").header_cells == Names{" id ", "a", "a", ""});
  CHECK(detect("id,comment,\n1,a,\n2,b,\n").header_cells == Names{"id", "comment", ""});
}

TEST_CASE(
    "csv_sniffer: blanks part numbers, and runs of them aligned columns, but not the words of sentences") {
  const ReadFile blanks = read_file("t x y\n0.5 1 \"a b\"\n1.0 2 c\n1.5 3 d\n");
  CHECK(blanks.detection.layout.dialect.delimiter == ' ');
  CHECK(blanks.rows()[0] == std::vector<std::string>{"0.5", "1", "a b"});
  const ReadFile aligned = read_file("t     x    y\n0.5   1    a\n 1.0  22   c  \n1.5   3    d\n");
  CHECK(aligned.detection.layout.dialect.merge_delimiters);
  CHECK(aligned.rows() == Rows{{"0.5", "1", "a"}, {"1.0", "22", "c"}, {"1.5", "3", "d"}});
  CHECK(read_file("comment\nslow and rude\nnever came back\nit was fine\n").detection.columns ==
        Names{"comment"});
}

TEST_CASE("csv_sniffer: quotes that nobody escaped do not hide the delimiter") {
  std::string bytes = "id,size,text\n";
  for (int i = 0; i < 9; ++i) bytes += std::to_string(i) + ",5,\"a " + std::to_string(i) + "\" pipe, 5\"\"\n";
  CHECK(detect(bytes).columns == Names{"id", "size", "text"});
}

TEST_CASE("csv_sniffer: rows of a wider table below are told, and its header is not looked for there") {
  std::string bytes = "a,b,c\n";
  for (int i = 0; i < 40; ++i) bytes += "1,2,3\n";
  for (int i = 0; i < 40; ++i) bytes += "1,2,3,4,5,6,7,8\n";
  const CsvDetection d = detect(bytes);
  CHECK(d.columns == Names{"a", "b", "c"});
  CHECK(d.second_width == 8);
  CHECK(has(d.evidence, "from line 42 on, rows have 8 fields: another table?"));
}

TEST_CASE("csv_sniffer: a header without its delimiters does not hide how wide the rows are") {
  CsvOverrides overrides;
  overrides.delimiter = ',';
  overrides.skip_lines = 0;
  const CsvDetection d = detect("id comment nps note\n1,a,5,\n2,b,6,\n3,c,7,\n4,d,8,\n", overrides);
  CHECK(d.layout.width == 1);
  CHECK(d.second_width == 4);
}

TEST_CASE("csv_sniffer: a sample that ends in the middle of a record is enough") {
  const std::string bytes = table(',', "\"Good, fast\nservice\"");
  for (std::size_t cut = 40; cut < bytes.size(); ++cut) {
    const Result<CsvDetection> d = detect_csv(std::string_view(bytes).substr(0, cut), false, {});
    REQUIRE(d.has_value());
    CHECK(d->layout.width == 5);
    CHECK(d->skip_bytes == 28);
  }
  const Result<CsvDetection> none = detect_csv("id,comment", false, {});
  REQUIRE(!none.has_value());
  CHECK(none.error().fault == Fault::bad_input);
}

TEST_CASE("csv_sniffer: a header that cannot be read says where, and the next row does not pass for it") {
  for (const std::string bytes :
       {"id,\"comment,nps\n1,a,5\n2,b,6\n3,c,7\n", "id,\"comment\n1,\"a,5\n2,\"b,6\n"}) {
    CsvOverrides overrides;
    overrides.delimiter = ',';
    const Result<CsvDetection> d = detect_csv(bytes, true, overrides);
    REQUIRE(!d.has_value());
    CHECK(d.error().message ==
          "the header cannot be read: a quote is never closed; repair it, or use --quote or --skip");
    CHECK(d.error().place.column == 4);
  }
  CHECK(!detect_csv("id,\"comment,nps\n1,a,5\n2,b,6\n3,c,7\n", true, {}).has_value());
}
