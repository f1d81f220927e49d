#include "input/xlsx_table.h"

#include <doctest/doctest.h>

#include "support/table_text.h"
#include "support/workbook.h"

namespace verbatim {
namespace {

std::string cell(const char* place, const std::string& value) {
  return std::string("<c r=\"") + place + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
}
const std::string kHeader = "<row r=\"1\">" + cell("A1", "id") + cell("B1", "text") + "</row>";

std::string sheet_text(const std::string& rows, WorkbookParts parts = {}, const TableOptions& options = {}) {
  parts.sheets = {{"Answers", rows}};
  return table_text(workbook_of(parts), options);
}

TEST_CASE("xlsx_table: shared, inline and formula texts, rich text without its phonetic part") {
  WorkbookParts parts;
  parts.shared =
      "<si><t>plain</t></si><si><r><t xml:space=\"preserve\">rich "
      "</t></r><r><t>text</t></r><rPh><t>ruby</t></rPh></si>"
      "<si><t>a_x000D_b _x005F_x0041_ &amp; &lt;</t></si>";
  CHECK(sheet_text(kHeader + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>"
                             "<row r=\"3\"><c r=\"A3\"><v>2</v></c><c r=\"B3\" t=\"s\"><v>1</v></c></row>"
                             "<row r=\"4\"><c r=\"A4\"><v>3</v></c><c r=\"B4\" t=\"s\"><v>2</v></c></row>"
                             "<row r=\"5\"><c r=\"A5\"><v>4</v></c><c r=\"B5\" "
                             "t=\"str\"><f>A1&amp;1</f><v>id1</v></c></row>",
                   parts) == "id,text | 2:1,plain | 3:2,rich text | 4:3,a\rb _x0041_ & < | 5:4,id1");
}

TEST_CASE("xlsx_table: dates, percentages, booleans and error cells") {
  WorkbookParts parts;
  parts.formats = "<numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy hh:mm\"/>";
  parts.cell_formats = {0, 14, 170, 9, 49};
  const std::string rows =
      kHeader +
      "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45357</v></c><c r=\"B2\" s=\"2\"><v>45357.75</v></c></row>" +
      "<row r=\"3\"><c r=\"A3\" s=\"3\"><v>0.12</v></c><c r=\"B3\" t=\"b\"><v>1</v></c></row>" +
      "<row r=\"4\"><c r=\"A4\"><v>0.1</v></c><c r=\"B4\" t=\"e\"><v>#N/A</v></c></row>";
  CHECK(sheet_text(rows, parts) == "id,text | 2:2024-03-06,2024-03-06 18:00:00 | 3:12%,TRUE | 4:0.1,#N/A");
  parts.is_1904 = true;
  CHECK(sheet_text(rows, parts).starts_with("id,text | 2:2028-03-07,"));
  parts.sheets = {{"Answers", rows}};
  CHECK(table_notes(workbook_of(parts)) == "1 cell shows an error such as #N/A; it is read as it stands");
}

TEST_CASE("xlsx_table: cells go to their column; gaps, missing places and hidden rows") {
  CHECK(sheet_text(kHeader + "<row r=\"4\" hidden=\"1\">" + cell("B4", "b") + "</row><row r=\"9\">" +
                   cell("B9", "d") + cell("A9", "c") + "</row>") == "id,text | 4:,b | 9:c,d");
  CHECK(sheet_text(
            "<row><c t=\"inlineStr\"><is><t>id</t></is></c><c t=\"inlineStr\"><is><t>x</t></is></c></row>"
            "<row><c><v>1</v></c><c><v>2</v></c></row>") == "id,x | 2:1,2");
  CHECK(sheet_text("<row r=\"1048576\">" + cell("XFD1048576", "far") + "</row>").find("far") !=
        std::string::npos);
}

TEST_CASE("xlsx_table: a banner above the header is passed over") {
  CHECK(sheet_text("<row r=\"1\">" + cell("A1", "Export of May") + "</row><row r=\"3\">" + cell("A3", "id") +
                   cell("B3", "text") + cell("C3", "nps") + "</row><row r=\"4\">" + cell("A4", "1") +
                   cell("B4", "late") + cell("C4", "3") + "</row><row r=\"5\">" + cell("A5", "2") +
                   cell("B5", "good") + cell("C5", "9") + "</row>") ==
        "id,text,nps | 4:1,late,3 | 5:2,good,9");
  TableOptions options;
  options.header_rows = 0;
  CHECK(sheet_text(kHeader, {}, options) == "#1,#2 | 1:id,text");
}

TEST_CASE("xlsx_table: the first sheet that looks like a table, or the one that is named") {
  WorkbookParts parts;
  parts.sheets = {{"Cover", "<row r=\"1\">" + cell("A1", "Survey") + "</row>"},
                  {"Old", kHeader + "<row r=\"2\">" + cell("A2", "x") + cell("B2", "y") + "</row>"},
                  {"Data", kHeader + "<row r=\"2\">" + cell("A2", "1") + cell("B2", "late") + "</row>"}};
  parts.hidden = "Old";
  const std::string book = workbook_of(parts);
  CHECK(table_text(book) == "id,text | 2:1,late");
  TableOptions options;
  options.sheet = "old";
  CHECK(table_text(book, options) == "id,text | 2:x,y");
  options.sheet = "#3";
  CHECK(table_text(book, options) == "id,text | 2:1,late");
  options.sheet = "None";
  CHECK(table_text(book, options) ==
        "in: no sheet named 'None'; the sheets are 'Cover', 'Old' (hidden), 'Data'");
  options.sheet_must_exist = false;
  CHECK(table_text(book, options) == "id,text | 2:1,late");
}

TEST_CASE("xlsx_table: a text or a column that does not exist is counted, never read") {
  const std::string rows = kHeader +
                           "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>7</v></c></row>"
                           "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>-1</v></c><c r=\"ZZZZ3\"><v>5</v></c></row>"
                           "<row r=\"4\"><c r=\"A4\"><v>2</v></c></row>";
  CHECK(sheet_text(rows) == "id,text | 2:1, | 4:2,");
  WorkbookParts parts;
  parts.sheets = {{"Answers", rows}};
  CHECK(table_notes(workbook_of(parts)).starts_with("3 cells point to nothing"));
}

TEST_CASE("xlsx_table: a document type is refused, so no entity can be a bomb or a way to a file") {
  for (const char* doctype : {"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
                              "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"}) {
    WorkbookParts parts;
    parts.doctype = doctype;
    CHECK(sheet_text("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&a;</v></c></row>", parts)
              .find("a document type is declared") != std::string::npos);
  }
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  CHECK(sheet_text(deep).find("nested too deep") != std::string::npos);
}

TEST_CASE("xlsx_table: what is no whole workbook is told in a sentence") {
  WorkbookParts parts;
  parts.sheets = {{"Answers", kHeader}};
  const std::string book = workbook_of(parts);
  CHECK(table_text(std::string_view(book).substr(0, book.size() / 2)).find("is damaged or cut off") !=
        std::string::npos);
  ZipEntries twice = workbook_entries(parts);
  twice.push_back(twice.back());
  CHECK(table_text(zip_of(twice)).find("two parts named 'xl/sharedstrings.xml'") != std::string::npos);
  ZipEntries without = workbook_entries(parts);
  std::erase_if(without, [](const auto& entry) { return entry.first == "xl/worksheets/sheet1.xml"; });
  CHECK(table_text(zip_of(without)).find("lacks its part 'xl/worksheets/sheet1.xml'") != std::string::npos);
  CHECK(table_text(zip_of({{"xl/workbook.bin", ""}})).find("XLSB") != std::string::npos);
  CHECK(table_text(zip_of({{"content.xml", ""}, {"META-INF/manifest.xml", ""}})).find(".ods") !=
        std::string::npos);
  CHECK(table_text(zip_of({{"a.csv", "id\n1\n"}})) == "no table");
  const std::string compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  CHECK(table_text(compound + std::string(600, 'x')).find("old Excel workbook") != std::string::npos);
  std::string encrypted = compound + std::string(600, 'x');
  for (const char c : std::string_view("EncryptedPackage")) (encrypted += c) += '\0';
  CHECK(table_text(encrypted).find("password") != std::string::npos);
}

TEST_CASE(
    "xlsx_table: dates in ISO form are shown as far as their format does, and formats' words for numbers") {
  WorkbookParts parts;
  parts.formats =
      "<numFmt numFmtId=\"170\" formatCode=\"[=1]&quot;Yes&quot;;[=0]&quot;No&quot;;0\"/>"
      "<numFmt numFmtId=\"171\" formatCode=\"0;-0;&quot;-&quot;\"/>";
  parts.cell_formats = {0, 14, 22, 170, 171};
  CHECK(sheet_text(kHeader + "<row><c s=\"1\" t=\"d\"><v>2024-03-06T00:00:00</v></c>"
                             "<c s=\"2\" t=\"d\"><v>2024-03-06T18:00:00Z</v></c></row>"
                             "<row><c s=\"3\"><v>1</v></c><c s=\"3\"><v>0</v></c></row>"
                             "<row><c s=\"3\"><v>7</v></c><c s=\"4\"><v>0</v></c></row>",
                   parts) == "id,text | 2:2024-03-06,2024-03-06 18:00:00 | 3:Yes,No | 4:7,0");
}

TEST_CASE("xlsx_table: elements of the same names beside the rows are no cells, and cells need no type") {
  WorkbookParts parts;
  parts.sheets = {{"Answers", kHeader +
                                  "<row><c><is><t>1</t></is></c><c><is><r><t>la</t></r><r><t>te</t></r>"
                                  "</is></c></row></sheetData><extLst><row><c><v>9</v></c></row></extLst>"
                                  "<sheetData>"}};
  CHECK(table_text(workbook_of(parts)) == "id,text | 2:1,late");
}

TEST_CASE("xlsx_table: parts are found by any way of writing their place, in any encoding of XML") {
  WorkbookParts parts;
  parts.sheets = {{"Answers", kHeader + "<row r=\"2\">" + cell("A2", "1") + cell("B2", "late") + "</row>"}};
  const auto with = [&](const std::string& from, const std::string& to, bool in_names = false) {
    ZipEntries entries = workbook_entries(parts);
    for (auto& [name, content] : entries) {
      std::string& text = in_names ? name : content;
      for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    }
    return table_text(zip_of(entries));
  };
  const std::string expected = "id,text | 2:1,late";
  CHECK(with("Target=\"worksheets/", "Target=\"/xl/worksheets/") == expected);
  CHECK(with("Target=\"worksheets/", "Target=\"./worksheets/") == expected);
  CHECK(with("Target=\"worksheets/", "Target=\"..\\xl\\worksheets\\") == expected);
  CHECK(with("http://schemas.openxmlformats.org/officeDocument/2006/",
             "http://purl.oclc.org/ooxml/officeDocument/") == expected);
  CHECK(with("xl/worksheets/sheet1.xml", "XL\\Worksheets\\Sheet1.xml", true) == expected);
  CHECK(with("<?xml version", "\xEF\xBB\xBF<?xml version") == expected);
  ZipEntries wide = workbook_entries(parts);
  for (auto& [name, content] : wide) {
    if (name != "xl/worksheets/sheet1.xml") continue;
    std::string utf16 = "\xFF\xFE";
    for (const char c : content.substr(content.find("?>") + 2)) (utf16 += c) += '\0';
    content = utf16;
  }
  CHECK(table_text(zip_of(wide)) == expected);
  ZipEntries bare = workbook_entries(parts);
  std::erase_if(bare, [](const auto& entry) {
    return entry.first == "xl/sharedStrings.xml" || entry.first == "xl/styles.xml" ||
           entry.first == "_rels/.rels";
  });
  CHECK(table_text(zip_of(bare)) == expected);
}

TEST_CASE("xlsx_table: a chart has no cells, and counts among the sheets") {
  WorkbookParts parts;
  parts.sheets = {{"Chart", ""},
                  {"Data", kHeader + "<row r=\"2\">" + cell("A2", "1") + cell("B2", "late") + "</row>"}};
  ZipEntries entries = workbook_entries(parts);
  for (auto& [name, content] : entries) {
    const std::string first =
        "Id=\"s0\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::size_t at = content.find(first + "worksheet");
    if (at != std::string::npos) content.replace(at + first.size(), 9, "chartsheet");
  }
  const std::string book = zip_of(entries);
  CHECK(table_text(book) == "id,text | 2:1,late");
  TableOptions options;
  options.sheet = "#2";
  CHECK(table_text(book, options) == "id,text | 2:1,late");
  options.sheet = "#1";
  CHECK(table_text(book, options) ==
        "in: sheet 'Chart' is a chart, without cells; the sheets are 'Chart' (a chart), 'Data'");
}

TEST_CASE("xlsx_table: cut anywhere, a workbook is refused or read, never more") {
  WorkbookParts parts;
  parts.sheets = {{"Answers", kHeader + "<row r=\"2\">" + cell("A2", "1") + cell("B2", "late") + "</row>"}};
  const std::string book = workbook_of(parts);
  for (std::size_t cut = 4; cut < book.size(); cut += 7) {
    CAPTURE(cut);
    CHECK(table_text(std::string_view(book).substr(0, cut)).starts_with("in: "));
  }
}

}  // namespace
}  // namespace verbatim
