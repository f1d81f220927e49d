// The rows of the list of bad inputs that tests/cli/bad_input_test.cpp leaves out, by their ids, and what a
// header may look like: the program must give every record one class, and say what it did.
#include <doctest/doctest.h>

#include "support/job.h"
#include "support/packer.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

const std::string kHeader = "id,nps,comment\n";

std::string rows(int first, int last) {
  std::string text;
  for (int n = first; n <= last; ++n)
    text +=
        std::to_string(n) + "," + std::to_string(n % 11) + ",slow and rude staff " + std::to_string(n) + "\n";
  return text;
}

struct Case {
  std::string name;
  std::string bytes;
  int code;
  std::string ledger;
  const char* says = "";   // on standard error
  const char* keeps = "";  // in comments.csv
  std::vector<std::string> more = {};
};

void check(const Case& expected) {
  CAPTURE(expected.name);
  std::vector<std::string> words = {"--text", "comment", "--id", "id", "--keep", "comment"};
  words.insert(words.end(), expected.more.begin(), expected.more.end());
  const Job job(expected.bytes, words);
  CAPTURE(job.run.err);
  CAPTURE(job.file("comments.csv"));
  CHECK(job.run.code == expected.code);
  CHECK(job.ledger == expected.ledger);
  CHECK(job.says(expected.says));
  CHECK(job.file("comments.csv").find(expected.keeps) != std::string::npos);
}

std::string converted(std::string_view bytes, std::vector<std::string> more = {}) {
  const ScratchFolder folder;
  folder.put("in", bytes);
  ProgramCall call;
  call.folder = folder.path();
  call.arguments = {"convert", "in", "-o", "-", "--quiet", "--max-rejects", "100%"};
  call.arguments.insert(call.arguments.end(), more.begin(), more.end());
  return run_program(call).out;
}

TEST_CASE("csv_input: encodings (csv34 to csv41)") {
  const std::string ten = kHeader + rows(1, 10);
  for (const Case& expected : {
           Case{"csv34", encoded("UTF-16LE", "\uFEFF" + ten), 0, "analysed 10"},
           Case{"csv35", encoded("UTF-16BE", ten), 0, "analysed 10"},
           Case{"csv37", encoded("UTF-32LE", "\uFEFF" + ten), 0, "analysed 10"},
           Case{"csv38", kHeader + "1,5,caf\xE9 \x93rude\x94 \x80 5\n", 0, "analysed 1", "",
                "caf\u00E9 \u201Crude\u201D \u20AC 5"},
           Case{"csv39",
                encoded("Shift_JIS", kHeader + "1,5,\u8868\u793A\u304C\u9045\u3044\u3067\u3059 rude staff\n"),
                0,
                "analysed 1",
                "",
                "\u8868\u793A\u304C\u9045\u3044\u3067\u3059",
                {"--encoding", "shift_jis"}},
           Case{"csv40", kHeader + rows(1, 5) + "6,5,caf\xE9 was rude\n" + rows(7, 10), 0, "analysed 10", "",
                "rude"},
           Case{"csv41", kHeader + "1,5,rude \xC0\xAF \xED\xA0\x80 \xFF staff\n2,5,slow \xE2\x82", 0,
                "analysed 2"},
       }) {
    check(expected);
  }
  std::string odd = encoded("UTF-16LE", "\uFEFF" + ten) + "x";
  const Job job(odd, {"--text", "comment"});
  CAPTURE(job.run.err);
  CHECK(job.run.code == 1);  // csv36: the ten rows stand, and the byte that is left over is rejected by name
  CHECK(job.ledger == "analysed 10, rejected 1");
  CHECK(job.file("rejects.csv").find("in.csv,11,12,1,") != std::string::npos);
}

TEST_CASE("csv_input: what is no CSV, and odd characters (csv42 to csv47)") {
  for (const Case& expected : {
           Case{"csv42", kHeader + "1,5,slow"s + '\0' + "and rude\n", 0, "analysed 1"},
           Case{"csv43", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, 3, "none", "looks like a PNG picture"},
           Case{"csv44", "PK\x03\x04 no workbook", 3, "none", "in.csv"},
           Case{"csv45", "<!DOCTYPE html><html><body>502</body></html>", 3, "none", "looks like HTML"},
           Case{"csv46", kHeader + "1,5,\x1b[31mrude staff\x1b[0m\n", 0, "analysed 1"},
           Case{"csv47", kHeader + "1,5,\u202Erude\u202C st\u200Baff\n", 0, "analysed 1"},
       }) {
    check(expected);
  }
}

TEST_CASE("csv_input: what is very large (csv48 to csv50, val09)") {
  std::string wide = "id,nps,comment";
  for (int i = 0; i < 20000; ++i) wide += ",c" + std::to_string(i);
  for (const Case& expected : {
           Case{"csv48", kHeader + rows(1, 10) + "11" + std::string(1000000, ',') + "\n", 1,
                "analysed 10, rejected 1"},
           Case{"csv49", wide + "\n1,5,slow and rude" + std::string(20000, ',') + "\n", 0, "analysed 1"},
           Case{"csv50", kHeader + "1,5,\"" + std::string(10000000, 'x') + "\"\n" + rows(2, 3), 0,
                "analysed 3"},
           Case{"val09", kHeader + std::string(10000, 'k') + ",5,slow\n\"a\nb,\"\"c\"\"\",5,rude\n", 0,
                "analysed 2", "", "\"a\nb,\"\"c\"\"\""},
       }) {
    check(expected);
  }
}

TEST_CASE("csv_input: empty comments, errors of spreadsheets, ids and remarks (csv51 to csv55)") {
  for (const Case& expected : {
           Case{"csv51", "id,comment\n1,\"\"\"\"\"\"\n2,\"\"\n", 0, "empty 1, no_content 1"},
           Case{"csv52", "id,comment\n1,\n2, \n3,NA\n4,null\n5,-\n6,n/a\n7,\"\"\n8,\"  \"\n", 0,
                "empty 4, no_content 4"},
           Case{"csv53",
                kHeader + "1.23E+18,#N/A,slow\n1.23E+18,5,rude\n",
                0,
                "analysed 2",
                "column 'id': 2 of its first 2 cells are like 1.23E+18 (line 2): Excel has shortened long "
                "numbers",
                "1.23E+18",
                {"--score", "nps=nps:nps"}},
           Case{"csv54", kHeader + "00123,5,slow\n123,5,rude\n12345678901234567890,5,late\n", 0, "analysed 3",
                "", "00123,"},
           Case{"csv55", "# made in May\n" + kHeader + rows(1, 5) + "# half\n" + rows(6, 10), 1,
                "analysed 10, rejected 1", "rejected"},
       }) {
    check(expected);
  }
}

TEST_CASE("csv_input: an apostrophe of Excel is no part of an id or a key") {
  const ScratchFolder other;
  const std::string scores = other.put("s.csv", "id,nps\n00123,3\n'00456,9\n");
  const Job job("id,comment\n'00123,slow\n'00456,'=rude\n", {"--id", "id", "--text", "comment", "--join",
                                                             scores, "--on", "id", "--score", "nps=nps:nps"});
  CHECK(job.run.code == 0);
  CHECK(job.report()["joins"][0]["matched"] == 2);
  CHECK(job.says("column 'id': 2 of its first 2 cells begin with the apostrophe"));
  CHECK(job.file("comments.csv").find(",00123,") != std::string::npos);
}

TEST_CASE("csv_input: labels, banners and separators above the header") {
  const std::string table =
      "Query Id,Date,Full Text,Author,Url\n1,2020-01-01,rude staff,a,b\n2,2020-01-02,slow,a,b\n";
  for (const std::string& above : {
           "\"Report:\",\"Bulk Mentions Download\"\n\"Brand:\",\"Acme, Inc\"\n\"From:\",\"Sat Jan "
           "01\"\n\"To:\",\"x\"\n"
           "\"Label:\",\"y\"\n\n"s,
           "\"Report:\"\n\"Bulk\"\n\"Brand:\"\n\"Acme\"\n\"Separator\"\n\n"s,
           "Posts of May (all accounts)\n\n"s,
           "Posts of May,,,,\n,,,,\n"s,
           "sep=,\n"s,
       }) {
    CAPTURE(above);
    const Job job(above + table, {"--text", "Full Text"});
    CHECK(job.run.code == 0);
    CHECK(job.ledger == "analysed 2");
    CHECK(converted(above + table) == table);
  }
}

TEST_CASE("csv_input: Qualtrics' three header rows, and its questions") {
  const std::string head =
      "StartDate,ResponseId,Q1,Q1_NPS_GROUP,Q2_TEXT\nStart Date,Response ID,How likely?,How likely? - Group,"
      "\"What is the <b>main</b>\nreason?\"\n"
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":"
      "\"\"QID1\"\"}\","
      "\"{\"\"ImportId\"\":\"\"QID1_NPS_GROUP\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n";
  const std::string answers =
      "2025-07-01 11:13:44,R_1,9,Promoter,the staff were kind and quick\n2025-07-01 "
      "12:13:44,R_2,3,Detractor,I waited an hour\n";
  const Job job(head + answers, {"--text", "Q2_TEXT", "--id", "ResponseId", "--score", "nps=Q1:nps"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 2");
  CHECK(job.report()["scores"][0]["official"]["n"] == 2);
  CHECK(converted(head + answers) == "StartDate,ResponseId,Q1,Q1_NPS_GROUP,Q2_TEXT\n" + answers);
  ProgramCall call;
  call.folder = job.folder.path();
  call.arguments = {"inspect", "in.csv", "--plan"};
  const std::string plan = run_program(call).out;
  CHECK(plan.find("\"What is the main reason?\"") != std::string::npos);
  CHECK(plan.find("\"header_rows\": 3") != std::string::npos);
  // A part with the same header, and one without, are read by the plan.
  job.folder.put("plan.json", plan);
  job.folder.put("part.csv", answers);
  call.arguments = {"analyze",        "in.csv", "part.csv", "--plan", "plan.json",
                    "--on-duplicate", "keep",   "--out",    "parts"};
  CHECK(run_program(call).code == 0);
  CHECK(ledger_text(job.folder / "parts") == "analysed 4");
}

TEST_CASE("csv_input: SurveyMonkey's questions and options") {
  const Job job(
      "Respondent ID,Start Date,Why did you come?,Which did you use?,,How likely?\n,,Open-Ended "
      "Response,App,Phone,"
      "Response\n118,01/02/2024,the staff were rude,App,,9\n119,01/02/2024,slow,,Phone,3\n",
      {"--text", "Why did you come?", "--id", "Respondent ID", "--score", "nps=How likely?:nps", "--keep",
       "Which did you use? - Phone"});
  CAPTURE(job.run.err);
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 2");
  CHECK(job.file("comments.csv").find("Which did you use? - Phone") != std::string::npos);
}

TEST_CASE("csv_input: convert keeps the header as it stands, and leaves out what stands below the table") {
  CHECK(converted("id,a,,a\n1,2,3,4\n") == "id,a,,a\n1,2,3,4\n");
  CHECK(converted("id,comment,\n1,a,\n2,b,\n") == "id,comment,\n1,a,\n2,b,\n");
  const std::string table = "id,nps,comment,day\n1,5,a,Mo\n2,6,b,Tu\n";
  CHECK(converted(table + "Total: 2 rows\n") == table);
  CHECK(converted(table + ",,,\nSource: us,,,\n") == table);
  CHECK(converted(table + "\nNotes:\nrounded, mostly\n") == table);
  CHECK(converted(table + "\nOther\na,b\n") == table + "Other,,,\na,b,,\n");
  CHECK(converted(table + "3,,,\n") == table + "3,,,\n");
  CHECK(converted(table + "Half\n3,7,c,We\n") == table + "Half,,,\n3,7,c,We\n");
  CHECK(converted(table + "Total: 2 rows\n", {"--strict"}) == table);
  CHECK(converted(table + "3,7,c,We,,,\n") == table + "3,7,c,We\n");
}

TEST_CASE("csv_input: convert keeps a second table, and a quote that does not fit as text") {
  const std::string table = "id,nps,comment\n1,5,a\n2,6,b\n";
  CHECK(converted(table + "w,x,y,z\n1,2,3,4\n5,6,7,8\n") ==
        "id,nps,comment,\n1,5,a,\n2,6,b,\nw,x,y,z\n1,2,3,4\n5,6,7,8\n");
  CHECK(converted(table + "w,x\n1,2\n5,6\n") == table + "w,x,\n1,2,\n5,6,\n");
  CHECK(converted(table + "3,\"7,c\n4,8,d\n") == table + "3,\"\"\"7\",c\n4,8,d\n");
  CHECK(converted(table + "3,\"7,c\n4,8,d\n", {"--strict"}) == table + "4,8,d\n");
  CHECK(converted("id,\"nps,comment\n1,5,a\n2,6,b\n3,7,c\n") ==
        "id,\"\"\"nps\",comment\n1,5,a\n2,6,b\n3,7,c\n");
}

TEST_CASE("csv_input: delimiters of two characters and headers of two rows can be given") {
  CHECK(converted("a, b\n1, x\n", {"--delimiter", ", "}) == "a,b\n1,x\n");
  CHECK(converted("a\t\tb\n1\t\t\tx\n", {"--delimiter", "\\t\\t"}) == "a,b\n1,x\n");
  CHECK(converted("a   b\n1     x\n", {"--delimiter", "  "}) == "a,b\n1,x\n");
  CHECK(converted("a,,c\nb,x,c\n1,2,3\n", {"--header-rows", "2"}) == "a b,x,c c\n1,2,3\n");
}

}  // namespace
}  // namespace verbatim
