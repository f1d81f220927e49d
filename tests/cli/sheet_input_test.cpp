// Workbooks through the whole program: xlsx01 to xlsx13 of the list of bad inputs (see bad_input_test.cpp).
#include <filesystem>

#include <doctest/doctest.h>

#include "support/job.h"
#include "support/workbook.h"

namespace verbatim {
namespace {

std::string cell(const std::string& place, const std::string& value) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + value + "</t></is></c>";
}

std::string row(int n, const std::string& id, const std::string& comment) {
  const std::string i = std::to_string(n);
  return "<row r=\"" + i + "\">" + cell("A" + i, id) + cell("B" + i, comment) + "</row>";
}

const std::string kTwoRows =
    row(1, "id", "comment") + row(2, "1", "slow and rude") + row(3, "2", "late again");

struct Case {
  std::string name;
  std::string bytes;
  int code;
  std::string ledger;
  const char* says = "";  // on standard error
};

void check(const Case& expected) {
  CAPTURE(expected.name);
  const Job job(expected.bytes, {"--text", "comment"});
  CAPTURE(job.run.err);
  CHECK(job.run.code == expected.code);
  CHECK(job.ledger == expected.ledger);
  CHECK(job.says(expected.says));
  // Nothing but the input and the report is left in the folder.
  const std::filesystem::directory_iterator all(job.folder.path());
  CHECK(std::distance(begin(all), end(all)) <= 2);
}

std::string book(const std::string& rows, WorkbookParts parts = {}) {
  parts.sheets = {{"Answers", rows}};
  return workbook_of(parts);
}

TEST_CASE("sheet_input: what is made to do harm is refused by its name (xlsx01 to xlsx03)") {
  WorkbookParts bomb;
  bomb.doctype = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
  WorkbookParts outside;
  outside.doctype = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
  for (const Case& expected : {
           Case{"xlsx01", book(kTwoRows, bomb), 3, "none", "a document type is declared"},
           Case{"xlsx02", book(kTwoRows, outside), 3, "none", "a document type is declared"},
           Case{"xlsx03", book(kTwoRows + std::string(150'000'000, ' ')), 3, "none",
                "its part 'xl/worksheets/sheet1.xml' unpacks to more than 200 times its size"},
       }) {
    check(expected);
  }
}

TEST_CASE(
    "sheet_input: what is missing, cut or locked is told in one sentence (xlsx04, xlsx09, xlsx11, xlsx12)") {
  WorkbookParts parts;
  parts.sheets = {{"Answers", kTwoRows}};
  ZipEntries without = workbook_entries(parts);
  std::erase_if(without, [](const auto& entry) { return entry.first == "xl/worksheets/sheet1.xml"; });
  ZipEntries twice = workbook_entries(parts);
  for (const auto& [name, content] : workbook_entries(parts)) {
    if (name == "xl/worksheets/sheet1.xml") twice.emplace_back(name, content);
  }
  std::string locked("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  locked += std::string(600, 'x');
  for (const char c : std::string_view("EncryptedPackage")) (locked += c) += '\0';
  const std::string whole = workbook_of(parts);
  for (const Case& expected : {
           Case{"xlsx04", zip_of(without), 3, "none", "lacks its part 'xl/worksheets/sheet1.xml'"},
           Case{"xlsx09", zip_of(twice), 3, "none", "holds two parts named 'xl/worksheets/sheet1.xml'"},
           Case{"xlsx11", locked, 3, "none", "protected by a password; save it without one"},
           Case{"xlsx12", whole.substr(0, whole.size() / 2), 3, "none", "damaged"},
       }) {
    check(expected);
  }
}

TEST_CASE("sheet_input: odd places, names and texts are read (xlsx05 to xlsx08, xlsx10, xlsx13)") {
  WorkbookParts shared;
  shared.shared = "<si><t>slow</t></si>";
  WorkbookParts dates;
  dates.cell_formats = {0, 14};
  WorkbookParts parts;
  parts.sheets = {{"Answers", kTwoRows}};
  ZipEntries slip = workbook_entries(parts);
  slip.emplace_back("../../evil.txt", "x");
  slip.emplace_back("/absolute.txt", "x");
  for (const Case& expected : {
           Case{"xlsx05", book(kTwoRows + "<row r=\"1048576\">" + cell("XFD1048576", "far") + "</row>"), 0,
                "analysed 2, empty 1"},
           Case{"xlsx06",
                book("<row>" + cell("A1", "id") + cell("B1", "comment") + "</row><row r=\"9\">" +
                     cell("B9", "rude") + cell("A9", "1") + "</row><row r=\"4\">" + cell("A4", "2") +
                     cell("B4", "late again") + "</row>"),
                0, "analysed 2"},
           Case{"xlsx07",
                book(kTwoRows + "<row r=\"4\">" + cell("A4", "3") +
                         "<c r=\"B4\" t=\"s\"><v>99999999999</v></c></row>",
                     shared),
                0, "analysed 2, empty 1", "1 cell points to nothing in the workbook"},
           Case{"xlsx08", zip_of(slip), 0, "analysed 2"},
           Case{"xlsx10", book(kTwoRows + row(4, "3", "rich te_x000D_xt was late")), 0, "analysed 3"},
           Case{"xlsx13",
                book(row(1, "comment", "day") + "<row r=\"2\">" + cell("A2", "rude staff") +
                         "<c r=\"B2\" s=\"1\"><v>60</v></c></row><row r=\"3\">" + cell("A3", "late again") +
                         "<c r=\"B3\" s=\"1\"><v>-5</v></c></row>",
                     dates),
                0, "analysed 2", "1 cell has a date format and a number that is no date"},
       }) {
    check(expected);
  }
  CHECK_FALSE(std::filesystem::exists("/absolute.txt"));
}

}  // namespace
}  // namespace verbatim
