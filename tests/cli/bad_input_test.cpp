// Bad input, row by row of a list of 164 things that go wrong with exports (csv01 is its first row): the real
// program must end with the told exit code, count every record in one class, and say what is wrong and where.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "support/job.h"

namespace verbatim {
namespace {

const std::string kHeader = "id,date,channel,nps,comment\n";

// "3,2025-03-03,web,3,comment 3: slow and rude\n"
std::string row(int n) {
  const std::string i = std::to_string(n);
  return i + ",2025-03-" + (n < 10 ? "0" : "") + i + ",web," + std::to_string(n % 11) + ",comment " + i +
         " slow and rude\n";
}

std::string rows(int first, int last) {
  std::string text;
  for (int n = first; n <= last; ++n) text += row(n);
  return text;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

struct Case {
  std::string name;
  std::string bytes;
  int code;
  std::string ledger;
  const char* says = "";  // on standard error
};

void check(const Case& expected) {
  CAPTURE(expected.name);
  const Job job(expected.bytes, {"--text", "comment", "--id", "id"});
  CAPTURE(job.run.err);
  CHECK(job.run.code == expected.code);
  CHECK(job.ledger == expected.ledger);
  CHECK(job.says(expected.says));
}

TEST_CASE("bad_input: nothing in the file (csv01 to csv03, csv06)") {
  for (const Case& expected : {
           Case{"csv01", "", 0, "", "in.csv: empty file, 0 rows"},
           Case{"csv02", kHeader, 0, "", "0 rows"},
           Case{"csv03", "id,date,channel,nps,comment", 0, "", "0 rows"},
           Case{"csv06", "\n\n\r\n\n", 0, "", "in.csv: empty file, 0 rows"},
       }) {
    check(expected);
  }
}

TEST_CASE("bad_input: line ends and blank lines (csv04, csv05, csv15 to csv17)") {
  std::string no_end = kHeader + rows(1, 10);
  no_end.pop_back();
  std::string mixed = kHeader + rows(1, 9);
  int n = 0;
  for (std::size_t at = 0; (at = mixed.find('\n', at)) != std::string::npos; at += 2, ++n) {
    mixed.replace(at, 1, n % 3 == 0 ? "\n" : n % 3 == 1 ? "\r\n" : "\r");
    if (n % 3 != 1) --at;
  }
  for (const Case& expected : {
           Case{"csv04", no_end, 0, "analysed 10"},
           Case{"csv16", mixed, 0, "analysed 9"},
           Case{"csv17", replaced(kHeader + rows(1, 10), "\n", "\r\r\n"), 0, "analysed 10"},
       }) {
    check(expected);
  }
  const Job blanks(kHeader + "\n" + rows(1, 5) + "\n\n" + rows(6, 10) + "\n\n");
  CHECK(blanks.run.code == 0);
  CHECK(blanks.ledger == "analysed 10");
  CHECK(blanks.report()["notes"]["blank_lines"] == 5);

  // csv15: kept byte for byte; later messages count physical lines.
  const Job quoted(
      "id,nps,comment\n1,3,\"slow\nand rude\"\n2,4,\"slow\r\nand rude\"\n3,5,\"slow\rand rude\"\n4,5\n",
      {"--max-rejects", "1", "--keep", "comment"});
  CHECK(quoted.run.code == 0);
  CHECK(quoted.ledger == "analysed 3, rejected 1");
  CHECK(quoted.file("comments.csv").find("\"slow\nand rude\",") != std::string::npos);
  CHECK(quoted.file("comments.csv").find("\"slow\r\nand rude\",") != std::string::npos);
  CHECK(quoted.file("comments.csv").find("\"slow\rand rude\",") != std::string::npos);
  CHECK(quoted.file("rejects.csv").find("in.csv,4,8,1,") != std::string::npos);
}

TEST_CASE("bad_input: quotes that are never closed cost one record (csv07, csv08)") {
  const Job at_end(kHeader + rows(1, 10) + "11,2025-03-11,web,3,\"never closed\n" + row(12));
  CHECK(at_end.run.code == 1);
  CHECK(at_end.ledger == "analysed 11, rejected 1");
  // The place is the opening quote's.
  CHECK(at_end.file("rejects.csv").find("in.csv,11,12,21,") != std::string::npos);
  CHECK(at_end.file("rejects.csv").find("unclosed_quote") != std::string::npos);
  CHECK(at_end.says("rejects.csv"));

  std::string early = kHeader;
  for (int n = 1; n <= 1500; ++n)
    early += n == 500 ? "500,2025-01-01,web,3,\"never closed\n"
                      : std::to_string(n) + ",2025-01-01,web,3,slow answer " + std::to_string(n) + "\n";
  check({"csv08", early, 0, "analysed 1499, rejected 1"});
}

TEST_CASE("bad_input: stray and escaped quotes (csv09 to csv11, csv51)") {
  for (const Case& expected : {
           Case{"csv09", kHeader + rows(1, 10) + "11,2025-03-11,web,3,the 5\" screen is broken\n", 0,
                "analysed 11"},
           Case{"csv10", kHeader + rows(1, 10) + "11,2025-03-11,web,3,\"abc\"def rude\n", 1,
                "analysed 10, rejected 1"},
       }) {
    check(expected);
  }
  std::string escaped = kHeader;
  for (int n = 1; n <= 11; ++n)
    escaped += std::to_string(n) + ",2025-03-11,web,3,\"they said \\\"no, never\\\" rudely " +
               std::to_string(n) + "\"\n";
  check({"csv11", escaped, 0, "analysed 11"});
  const Job job(escaped, {"--keep", "comment"});
  CHECK(job.file("comments.csv").find("\"they said \"\"no, never\"\" rudely 1\"") != std::string::npos);
}

TEST_CASE("bad_input: rows of the wrong width are rejected with their place (csv12 to csv14, csv25, csv27)") {
  for (const Case& expected : {
           Case{"csv12", kHeader + rows(1, 10) + "11,2025-03-11\n", 1, "analysed 10, rejected 1",
                "1 of 11 records were rejected"},
           Case{"csv13", kHeader + rows(1, 10) + "11,2025-03-11,web,3,rude,and,more\n", 1,
                "analysed 10, rejected 1"},
           Case{"csv14", kHeader + rows(1, 10) + "11,2025-03-11,web,3,slow, and rude\n", 1,
                "analysed 10, rejected 1"},
           Case{"csv25", kHeader + rows(1, 10) + "Total: 10 rows\n", 1, "analysed 10, rejected 1"},
           Case{"csv27", kHeader + rows(1, 10) + "name,city\nJo,York\nAl,Leeds\n", 1,
                "analysed 10, rejected 3"},
       }) {
    check(expected);
  }
  const Job few(kHeader + rows(1, 10) + "11,2025-03-11\n");
  CHECK(few.file("rejects.csv").find("in.csv,11,12,1,") != std::string::npos);
  CHECK(few.file("rejects.csv").find("expected 5 fields, found 2") != std::string::npos);
  const Job many(kHeader + rows(1, 10) + "11,2025-03-11,web,3,slow, and rude\n");
  CHECK(many.file("rejects.csv").find("expected 5 fields, found 6; unquoted comma?") != std::string::npos);
  CHECK(many.file("rejects.csv").find("\"11,2025-03-11,web,3,slow, and rude\"") != std::string::npos);
}

TEST_CASE("bad_input: other delimiters and quotes are found (csv18 to csv23)") {
  const std::string plain = kHeader + rows(1, 10);
  for (const Case& expected : {
           Case{"csv19", replaced(plain, ",", "\t"), 0, "analysed 10"},
           Case{"csv20", replaced(plain, ",", "|"), 0, "analysed 10"},
           Case{"csv23", "sep=;\n" + replaced(plain, ",", ";"), 0, "analysed 10"},
       }) {
    check(expected);
  }
  std::string spaced = "id, date, nps, comment\n";
  std::string single = "id,nps,comment\n";
  for (int n = 1; n <= 10; ++n) {
    spaced += std::to_string(n) + ", 2025-03-01, 3, \"slow, and \"\"rude\"\" " + std::to_string(n) + "\"\n";
    single += std::to_string(n) + ",3,'slow, and rude, it''s " + std::to_string(n) + "'\n";
  }
  check({"csv21", spaced, 0, "analysed 10"});
  check({"csv22", single, 0, "analysed 10"});
  const Job kept(single, {"--keep", "comment"});
  CHECK(kept.file("comments.csv").find("\"slow, and rude, it's 7\"") != std::string::npos);

  // csv18: a decimal comma is found with the semicolon.
  const Job decimals("id;rating;comment\n1;8,5;slow and rude\n2;7,25;lovely staff\n",
                     {"--score", "r=rating:rating10"});
  CHECK(decimals.run.code == 0);
  CHECK(decimals.ledger == "analysed 2");
  CHECK(decimals.report()["scores"][0]["official"]["n"] == 2);
  CHECK(decimals.report()["scores"][0]["official"]["value"].get<double>() == doctest::Approx(7.875));
}

TEST_CASE("bad_input: what stands above, below and within the header (csv24, csv26, csv28 to csv33)") {
  const std::string plain = kHeader + rows(1, 10);
  for (const Case& expected : {
           Case{"csv24", "Export of the survey\nMade on 2025-04-01\n\n" + plain, 0, "analysed 10"},
           Case{"csv26", plain + kHeader + rows(11, 12), 0, "analysed 12, repeated_header 1"},
           Case{"csv28", rows(1, 10), 2, "none", "no column named 'comment'"},
           Case{"csv31",
                "\xEF\xBB\xBF"
                " ID ,Date,Channel,NPS, Comment \n1,2025-01-01,web,3,slow and rude\n",
                0, "analysed 1"},
           Case{"csv32", "\xEF\xBB\xBF" + plain, 0, "analysed 10"},
           Case{"csv33", "\xEF\xBB\xBF" + kHeader + rows(1, 5) + "\xEF\xBB\xBF" + rows(6, 10), 0,
                "analysed 10"},
       }) {
    check(expected);
  }
  const Job nameless(rows(1, 10), {"--text", "comment"});
  CHECK(nameless.says("--header-rows 0"));
  const Job numbered(rows(1, 10),
                     {"--text", "#5", "--id", "#1", "--score", "nps=#4:nps", "--header-rows", "0"});
  CHECK(numbered.run.code == 0);
  CHECK(numbered.ledger == "analysed 10");

  // csv29: the second one gets a name of its own, and that is told.
  const Job twice("id,comment,comment\n1,slow,rude\n", {"--text", "comment_2"});
  CHECK(twice.run.code == 0);
  CHECK(twice.ledger == "analysed 1");
  CHECK(twice.says("comment_2"));
  // csv30
  const Job unnamed(",comment,\n1,slow and rude,3\n", {"--text", "comment", "--keep", "column1,column3"});
  CHECK(unnamed.run.code == 0);
  CHECK(unnamed.file("comments.csv").find("themes,column1,column3,effort,") != std::string::npos);
  // csv33: the id behind the second mark joins.
  const Job joined("\xEF\xBB\xBF" + kHeader + rows(1, 5) + "\xEF\xBB\xBF" + rows(6, 10),
                   {"--join", "in.csv", "--on", "id"});
  CHECK(joined.report()["joins"][0]["matched"] == 10);
}

TEST_CASE("bad_input: ids that come again, and missing ones (val01 to val03)") {
  const std::string same = "id,comment\n7,slow and rude\n8,fine\n7,slow and rude\n";
  const Job folded(same, {"--id", "id"});
  CHECK(folded.run.code == 0);
  CHECK(folded.ledger == "analysed 2, repeat 1");
  CHECK(Job(same, {"--id", "id", "--on-duplicate", "keep"}).ledger == "analysed 3");

  const Job other("id,comment\n7,slow and rude\n8,fine\n7,lovely staff\n", {"--id", "id"});
  CHECK(other.ledger == "analysed 3");
  CHECK(other.report()["notes"]["same_id_other_text"] == 1);
  CHECK(other.report()["notes"]["examples"][0] ==
        "in.csv row 3 has the id of in.csv row 1 but another text; both are kept");

  const ScratchFolder scores;
  const std::string joined = scores.put("s.csv", "id,nps\n,3\n1,4\n");
  const Job missing("id,comment\n1,slow\n,rude\n ,late\n",
                    {"--id", "id", "--join", joined, "--on", "id", "--score", "nps=nps:nps"});
  CHECK(missing.run.code == 0);
  CHECK(missing.ledger == "analysed 3");
  CHECK(missing.report()["notes"]["missing_id"] == 2);
  CHECK(missing.report()["joins"][0]["matched"] == 1);
  CHECK(missing.report()["joins"][0]["empty_keys"] == 2);
}

// The null values of the first score by reason, as "reason: count".
std::vector<std::string> problems(const Job& job) {
  std::vector<std::string> all;
  const nlohmann::json report = job.report();
  for (const auto& problem : report["scores"][0]["problems"])
    all.push_back(problem["reason"].get<std::string>() + ": " + std::to_string(problem["count"].get<int>()));
  return all;
}

TEST_CASE("bad_input: scores that are none are counted and never averaged (val04 to val06)") {
  const Job range("id,nps,comment\n1,11,a\n2,-1,b\n3,10.5,c\n4,1e1,d\n5,0x5,e\n6,ten,f\n7,10,g\n",
                  {"--score", "nps=nps:nps"});
  CHECK(range.run.code == 0);
  CHECK(range.report()["scores"][0]["official"]["n"] == 1);
  CHECK(problems(range) ==
        std::vector<std::string>{"not a number: 3", "not a whole number: 1", "out of range 0..10: 2"});
  CHECK(range.report()["scores"][0]["problems"][2]["places"][0]["line"] == 2);

  const Job odd("id,v,comment\n1,NaN,a\n2,inf,b\n3,-inf,c\n4,1e400,d\n5,-0,e\n6,4,f\n",
                {"--score", "v=v:number"});
  CHECK(odd.run.code == 0);
  CHECK(odd.report()["scores"][0]["official"]["n"] == 2);
  CHECK(odd.report()["scores"][0]["official"]["value"].get<double>() == 2.0);
  for (const char* name : {"report.json", "drivers.csv", "comments.csv"}) {
    for (const char* infinite : {"NaN", ": nan", ",nan", ",-nan", ": inf", ": -inf", ",inf", ",-inf"}) {
      CHECK(odd.file(name).find(infinite) == std::string::npos);
    }
  }

  const Job comma("id;v;comment\n1;1.000,5;a\n2;3,5;b\n3;2.5;c\n4;7,25;d\n", {"--score", "v=v:number"});
  CHECK(comma.run.code == 0);
  CHECK(comma.report()["scores"][0]["official"]["n"] == 3);
  CHECK(comma.report()["scores"][0]["problems"][0]["count"] == 1);
  CHECK(comma.report()["scores"][0]["problems"][0]["places"][0]["line"] == 4);
}

TEST_CASE("bad_input: dates whose order is open are refused, and none rolls over (val07)") {
  const std::string header = "id,start,end,comment\n";
  const std::vector<std::string> score = {"--score", "t=start..end:ttr:d"};
  const Job both(header + "1,26/08/2024,27/08/2024,a\n2,08/26/2024,08/27/2024,b\n", score);
  CHECK(both.run.code == 2);
  CHECK(both.says("--date-order"));
  const Job open(header + "1,03/04/2024,04/04/2024,a\n", score);
  CHECK(open.run.code == 2);
  CHECK(open.says("--date-order"));
  const Job told(header + "1,03/04/2024,04/04/2024,a\n",
                 {"--score", "t=start..end:ttr:d", "--date-order", "dmy"});
  CHECK(told.run.code == 0);
  CHECK(told.report()["scores"][0]["official"]["value"] == 1.0);
  const Job rolls(header + "1,2024-02-28,2024-02-30,a\n2,2024-02-28,2024-03-01,b\n", score);
  CHECK(rolls.run.code == 0);
  CHECK(rolls.report()["scores"][0]["official"]["n"] == 1);
  CHECK(rolls.report()["scores"][0]["official"]["value"] == 2.0);
}

TEST_CASE("bad_input: joins lose and multiply nothing in silence (join01 to join04)") {
  const ScratchFolder other;
  const std::string comments = kHeader + rows(1, 10);
  const auto job = [&](const std::string& scores) {
    return Job(comments, {"--join", other.put("s.csv", scores), "--on", "id=key", "--score", "n=value:nps"});
  };
  const Job unmatched = job("key,value\n1,3\n2,4\n77,5\n78,6\n");
  CHECK(unmatched.run.code == 0);
  CHECK(unmatched.ledger == "analysed 10");
  CHECK(unmatched.report()["joins"][0]["unmatched"] == 8);
  CHECK(unmatched.report()["joins"][0]["unmatched_other"] == 2);
  const std::string listed = unmatched.file("unmatched.csv");
  CHECK(std::count(listed.begin(), listed.end(), '\n') == 1 + 8 + 2);
  CHECK(listed.find("comments,in.csv,4,3,") != std::string::npos);

  const Job doubled = job("key,value\n1,3\n1,9\n2,4\n3,1\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n10,1\n");
  CHECK(doubled.ledger == "analysed 10");
  CHECK(doubled.report()["joins"][0]["duplicate_keys"] == 1);
  CHECK(doubled.report()["joins"][0]["matched"] == 10);

  const Job types = job("key,value\n1.0,3\n002,4\n3.0,5\n");
  CHECK(types.run.code == 0);
  CHECK(types.says("10 of 10 records have no partner"));
  CHECK(types.says("'1', '2', '3'"));
  CHECK(types.says("'1.0', '002', '3.0'"));

  const Job empty = job("");
  CHECK(empty.run.code == 3);
  CHECK(empty.says("s.csv: the file to join is empty"));
  CHECK(empty.ledger == "none");
  const Job gone(comments, {"--join", "gone.csv", "--on", "id"});
  CHECK(gone.run.code == 3);
  CHECK(gone.says("gone.csv: no such file"));
}

TEST_CASE("bad_input: the folder of the report is checked before the work (io06 to io08)") {
  const std::string comments = kHeader + rows(1, 3);
  const Job orphan(comments, {"--out", "none/out"});
  CHECK(orphan.run.code == 2);  // --out stands twice

  const auto to = [&](const std::string& out) {
    Job job(comments);
    job.start({"analyze", "in.csv", "--out", out});
    return job.run;
  };
  CHECK(to("none/out").code == 4);
  CHECK(to("none/out").says("does not exist"));
  CHECK(to("in.csv").code == 2);
  CHECK(to("in.csv").says("in.csv: is a file; --out names a folder"));
  CHECK(to(".").code == 2);  // it holds the input

  // io07: an earlier report is replaced.
  Job again(comments);
  const auto first = report_bytes(again.folder / "out");
  again.start({"analyze", "in.csv", "--out", "out"});
  CHECK(again.run.code == 0);
  CHECK(report_bytes(again.folder / "out") == first);
  CHECK(std::distance(std::filesystem::directory_iterator(again.folder.path()), {}) ==
        2);  // nothing is left beside it

  // io08: no input is touched, whatever leads to it.
  Job same(comments);
  std::filesystem::create_directory(same.folder / "own");
  std::filesystem::create_hard_link(same.folder / "in.csv", same.folder / "own/comments.csv");
  same.start({"analyze", "in.csv", "--out", "own"});
  CHECK(same.run.code == 2);
  CHECK(bytes_of(same.folder / "in.csv") == comments);
  std::filesystem::remove(same.folder / "own/comments.csv");
  std::filesystem::create_symlink(same.folder / "in.csv", same.folder / "own/comments.csv");
  same.start({"analyze", "in.csv", "--out", "own"});
  CHECK(same.run.code == 2);
  same.start({"analyze", "own/comments.csv", "--out", "own"});
  CHECK(same.run.code == 2);
  CHECK(bytes_of(same.folder / "in.csv") == comments);
}

TEST_CASE("bad_input: folders without the rights (io06, io10)") {
  if (!can_be_nobody()) {
    MESSAGE("skipped: there is no unprivileged user who can run the program");
    return;
  }
  const ScratchFolder folder;
  folder.put("in.csv", kHeader + rows(1, 3));
  folder.put("secret.csv", kHeader + rows(1, 3));
  ::chmod((folder / "secret.csv").c_str(), 0);
  for (const char* name : {"closed", "read_only"}) std::filesystem::create_directory(folder / name);
  ::chmod((folder / "read_only").c_str(), 0555);
  ::chmod((folder / "closed").c_str(), 0444);
  const auto analyze = [&](const std::string& input, const std::string& out) {
    ProgramCall call;
    call.arguments = {"analyze", input, "--out", out};
    call.folder = folder.path();
    call.as_nobody = true;
    return run_program(call);
  };
  for (const char* out : {"read_only", "closed", "read_only/out", "closed/out", "new"}) {
    CAPTURE(out);
    const ProgramRun run = analyze("in.csv", out);
    CAPTURE(run.err);
    CHECK(run.code == 4);
    CHECK(run.says(out));
  }
  const ProgramRun unreadable = analyze("secret.csv", "/dev/null/out");
  CHECK(unreadable.code != 0);
  std::filesystem::create_directory(folder / "free");
  ::chmod((folder / "free").c_str(), 0777);
  const ProgramRun secret = analyze("secret.csv", "free/out");
  CHECK(secret.code == 3);
  CHECK(secret.says("secret.csv: cannot be read: Permission denied"));
  ::chmod((folder / "closed").c_str(), 0755);
}

TEST_CASE("bad_input: all bad inputs are listed before the work (io09, io10)") {
  Job job(kHeader + rows(1, 3));
  std::filesystem::create_directory(job.folder / "folder");
  std::filesystem::create_symlink(job.folder / "nowhere", job.folder / "dangling");
  std::filesystem::create_symlink("loop_b", job.folder / "loop_a");
  std::filesystem::create_symlink("loop_a", job.folder / "loop_b");
  job.start({"analyze", "in.csv", "gone.csv", "folder", "dangling", "loop_a", "in.csv/x", "--out", "other"});
  CHECK(job.run.code == 3);
  CHECK(job.says("gone.csv: no such file"));
  CHECK(job.says("folder: the folder holds no table"));
  CHECK(job.says("dangling: is a link to a file that does not exist"));
  CHECK(job.says("loop_a: is a link that leads back to itself"));
  CHECK(job.says("in.csv/x: no such file: a part of the path is a file"));
  CHECK(!std::filesystem::exists(job.folder / "other"));
}

}  // namespace
}  // namespace verbatim
