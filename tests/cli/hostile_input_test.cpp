// Files that nobody means to send, and somebody will: each ends in a told way, never by a signal and never
// silently.
#include <doctest/doctest.h>

#include "support/job.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

std::string times(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

struct Case {
  std::string name;
  std::string bytes;
  int code;
  std::string ledger;
  std::string says = {};
  std::vector<std::string> more = {};
};

TEST_CASE("hostile_input: what is no table is refused by its name") {
  const std::string gz = "\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03"s;
  for (const Case& expected : {
           Case{"png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, 3, "none", "looks like a PNG picture"},
           Case{"gz", gz + times("\x01\xFF\x80", 50), 3, "none",
                "in.csv: is damaged: its gzip data is wrong near byte"},
           Case{"zstd", "\x28\xB5\x2F\xFD\x04", 3, "none",
                "in.csv: was cut: its zstd data breaks off after byte 5"},
           Case{"xlsx", "PK\x03\x04\x14", 3, "none", "the archive is cut or damaged"},
           Case{"html", "<!DOCTYPE html>\n<html><body>Session expired</body></html>\n", 3, "none",
                "looks like HTML"},
           Case{"xml", "<?xml version=\"1.0\"?>\n<rows/>\n", 3, "none", "looks like XML"},
           Case{"pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 3, "none", "looks like PDF"},
           Case{"binary", times("\x01\x02\x03\x04,\n", 100), 3, "none", "binary"},
           Case{"NULs", std::string(4096, '\0'), 3, "none", "in.csv: "},
       }) {
    CAPTURE(expected.name);
    const Job job(expected.bytes);
    CAPTURE(job.run.err);
    CHECK(job.run.code == expected.code);
    CHECK(job.ledger == expected.ledger);
    CHECK(job.says(expected.says));
    CHECK(std::count(job.run.err.begin(), job.run.err.end(), '\n') == 1);
  }
}

TEST_CASE("hostile_input: odd bytes in a table") {
  const std::string head = "id,comment\n";
  for (const Case& expected : {
           Case{"mark only", "\xEF\xBB\xBF", 0, ""},
           Case{"mark and line end", "\xEF\xBB\xBF\r\n", 0, ""},
           Case{"spaces only", "   \n \t \n", 2, "none", "no column looks like comments"},
           Case{"one byte", "x", 0, "", {}, {"--text", "x"}},
           Case{"one line end", "\n", 0, ""},
           Case{"CR only", "id,comment\r1,slow and rude\r2,late again\r", 0, "analysed 2"},
           Case{"header twice", head + head + "1,slow and rude\n", 0, "analysed 1, repeated_header 1"},
           Case{"only quotes", head + "1,\"\"\"\"\"\"\n2,\"\"\n3,slow and rude\n", 0,
                "analysed 1, empty 1, no_content 1"},
           Case{"no line end behind a quoted field", head + "1,\"slow and rude\"", 0, "analysed 1"},
           Case{"quote opened at the very end", head + "1,slow and rude\n2,\"", 1, "analysed 1, rejected 1"},
           Case{"emoji only", head + "1,😡😡\n2,👍🏽\n3,👨‍👩‍👧‍👦\n", 0,
                "analysed 3"},
           Case{"Latin-1", head + "1,caf\xE9 tr\xE8s lent\n2,slow and rude\n", 0, "analysed 2"},
           Case{"cut within a character", head + "1,slow and rude \xF0\x9F\x98", 0, "analysed 1"},
           Case{"overlong and surrogate", head + "1,slow \xC0\xAF\xED\xA0\x80\xFF\xF8 rude\n", 0,
                "analysed 1"},
           Case{"NUL in a field", head + "1,slow"s + '\0' + "and rude\n2,late again\n", 0, "analysed 2"},
           Case{"bidi and zero width", head + "1,\xE2\x80\xAEslow\xE2\x80\xAC and\xE2\x80\x8B rude\n", 0,
                "analysed 1"},
           Case{"escape sequences", head + "1,\x1b]0;title\x07\x1b[2Jslow and rude\n", 0, "analysed 1"},
           Case{"formulas",
                head + "=1+1,\"=HYPERLINK(\"\"http://x\"\",\"\"rude staff\"\")\"\n@SUM(A1),-2+3 slow\n", 0,
                "analysed 2"},
           Case{"markup", head + "1,<script>alert(1)</script> rude staff\n", 0, "analysed 1"},
           Case{"ends in delimiters", "id,comment,\n1,slow and rude,\n2,late again,\n", 0, "analysed 2"},
           Case{"more names than cells",
                "id,comment,a,b,c\n" + times("1,slow\n", 5),
                1,
                "rejected 5",
                "rejected",
                {"--id", "id"}},
           Case{"one column, no delimiter",
                "comment\nslow and rude\nlate, again\n",
                0,
                "analysed 2",
                {},
                {"--delimiter", "none"}},
           Case{"all the same name",
                "comment,comment,comment\nslow,rude,late\n",
                0,
                "analysed 1",
                "comment_2",
                {"--text", "comment"}},
       }) {
    CAPTURE(expected.name);
    const Job job(expected.bytes, expected.more);
    CAPTURE(job.run.err);
    CHECK(job.run.code == expected.code);
    CHECK(job.ledger == expected.ledger);
    CHECK(job.says(expected.says));
    // Nothing that a terminal would obey, in any output.
    CHECK((job.run.err + job.run.out).find('\x1b') == std::string::npos);
    for (const char* name : {"comments.csv", "report.json", "report.html", "rejects.csv"}) {
      CHECK(job.file(name).find('\x1b') == std::string::npos);
      CHECK(job.file(name).find('\0') == std::string::npos);
    }
    CHECK(job.file("report.html").find("<script>alert") == std::string::npos);
  }
}

TEST_CASE("hostile_input: what is far too large costs one record, or is read") {
  const std::string head = "id,comment\n";
  const std::string good = "1,slow and rude\n";
  std::string wide_header = "id,comment";
  for (int i = 0; i < 20000; ++i) wide_header += ",c" + std::to_string(i);
  for (const Case& expected : {
           Case{"a million columns in a row",
                head + times(good, 9) + "2" + std::string(1000000, ',') + "\n" + good, 1,
                "analysed 10, rejected 1"},
           Case{"20,000 columns", wide_header + "\n1,slow and rude" + std::string(20000, ',') + "\n", 0,
                "analysed 1"},
           Case{"10 MB in a quoted field",
                head + good + "2,\"" + times("nothing to say. ", 650000) + "\"\n" + "3,late\n", 0,
                "analysed 3"},
           Case{"10 MB in a plain field", head + "2," + times("word ", 2000000) + "\n", 0, "analysed 1"},
           Case{"10 MB of one letter", head + "2," + std::string(10000000, 'a') + "\n", 0, "analysed 1"},
           Case{"5,000 open quotes", head + times("7,\"slow and rude\n", 5000) + "8,fine and good\n", 0, ""},
           Case{"a quote open for 2,000 lines", head + good + "2,\"open\n" + times("3,late again\n", 2000), 0,
                "analysed 2001, rejected 1"},
           Case{"an id of 10,000 letters",
                head + std::string(10000, 'x') + ",slow and rude\n\"a\n,\"\"b\",late again\n", 0,
                "analysed 2"},
           Case{"a name of 100,000 letters",
                "id,comment," + std::string(100000, 'n') + "\n1,slow and rude,x\n", 0, "analysed 1"},
       }) {
    CAPTURE(expected.name);
    const Job job(expected.bytes, {"--on-duplicate", "keep"});
    CHECK(job.run.code == expected.code);
    if (!expected.ledger.empty()) CHECK(job.ledger == expected.ledger);
    CHECK(job.ledger.find("not what came in") == std::string::npos);
  }
}

TEST_CASE("hostile_input: a score column of nothing usable is told and leaves the report whole") {
  for (const char* cell :
       {"", "NaN", "inf", "1e400", "n/a", "99999999999999999999999", "\"1,2,3\"", "\xFF\xFE", "=1+1"}) {
    CAPTURE(cell);
    const Job job("id,nps,comment\n1,"s + cell + ",slow and rude\n2," + cell + ",late again\n",
                  {"--score", "nps=nps:nps"});
    CAPTURE(job.run.err);
    CHECK(job.run.code == 0);
    CHECK(job.ledger == "analysed 2");
    CHECK(job.says("score 'nps': no row has a value that can be read"));
    CHECK(job.report()["scores"][0]["official"]["n"] == 0);
  }
}

}  // namespace
}  // namespace verbatim
