// verbatim convert as a user meets it, and the forms that one table can have.
#include <sys/stat.h>

#include <random>

#include <doctest/doctest.h>

#include "support/job.h"
#include "support/workbook.h"

namespace verbatim {
namespace {

struct Folder {
  ScratchFolder folder;
  ProgramRun run(std::vector<std::string> words, std::string input = {}) const {
    ProgramCall call;
    words.insert(words.begin(), "convert");
    call.arguments = std::move(words);
    call.folder = folder.path();
    call.input = std::move(input);
    return run_program(call);
  }
  std::string file(const std::string& name) const { return bytes_of(folder / name); }
};

// What the program makes of these bytes, as CSV.
std::string as_csv(std::string_view bytes, std::vector<std::string> more = {}) {
  const Folder at;
  at.folder.put("in", bytes);
  std::vector<std::string> words = {"in", "-o", "-", "--quiet", "--max-rejects", "100%"};
  words.insert(words.end(), more.begin(), more.end());
  return at.run(words).out;
}

TEST_CASE("convert: any dialect becomes comma, double quotes and one header row") {
  CHECK(as_csv("Export;of May\n\nid;text;nps\n1;\"a;b\";3\n2;c, d;4\n3;e;5\n") ==
        "id,text,nps\n1,a;b,3\n2,\"c, d\",4\n3,e,5\n");
  CHECK(as_csv("id\ttext\n1\tsays \"x\"\n2\ty\n") == "id,text\n1,\"says \"\"x\"\"\"\n2,y\n");
  CHECK(as_csv("1,good\n2,bad\n", {"--header-rows", "0"}) == "#1,#2\n1,good\n2,bad\n");
}

TEST_CASE("convert: short rows are padded and long ones folded, or rejected with --strict") {
  const std::string text = "id,text,nps\n1,a,3\n2,b\n3,c,4,d\n4,e,5\n";
  CHECK(as_csv(text) == "id,text,nps\n1,a,3\n2,b,\n3,c,\"4,d\"\n4,e,5\n");
  CHECK(as_csv(text, {"--strict"}) == "id,text,nps\n1,a,3\n4,e,5\n");
  const Folder at;
  at.folder.put("in.csv", text);
  const ProgramRun run = at.run({"in.csv", "-o", "out.csv", "--strict", "--rejects", "bad.csv"});
  CHECK(run.code == 1);
  CHECK(run.says("in.csv:3:1: expected 3 fields, found 2"));
  CHECK(at.file("bad.csv") ==
        "source,row,line,column,byte_offset,reason,message,record\n"
        "in.csv,2,3,1,18,ragged,\"expected 3 fields, found 2\",\"2,b\"\n"
        "in.csv,3,4,1,22,ragged,\"expected 3 fields, found 4; unquoted comma?\",\"3,c,4,d\"\n");
}

TEST_CASE("convert: a file is not overwritten without --force, and stays whole where the run fails") {
  const Folder at;
  at.folder.put("in.csv", "id,text\n1,a\n");
  at.folder.put("out.csv", "mine");
  CHECK(at.run({"in.csv", "-o", "out.csv"}).code == 2);
  CHECK(at.file("out.csv") == "mine");
  at.folder.put("bad.json", "[{\"id\":1},{\"id\":2} x]");
  CHECK(at.run({"bad.json", "-o", "out.csv", "--force"}).code == 3);
  CHECK(at.file("out.csv") == "mine");
  CHECK(at.run({"in.csv", "-o", "out.csv", "--force"}).code == 0);
  CHECK(at.file("out.csv") == "id,text\n1,a\n");
  CHECK(at.run({"out.csv", "-o", "out.csv", "--force", "--limit", "0"}).code == 0);
  CHECK(at.file("out.csv") == "id,text\n1,a\n");
  CHECK(at.run({"in.csv", "-o", "out"}).says("say which with --to"));
  CHECK(at.run({"in.csv", "-o", "none/out.csv"}).code == 4);
  struct stat status {};
  REQUIRE(::stat((at.folder / "out.csv").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0600);
}

TEST_CASE("convert: standard input and output; columns of several inputs are joined by name") {
  const Folder at;
  CHECK(at.run({"-", "-o", "-", "--to", "jsonl"}, "id,text\n1,a\n").out == "{\"id\":\"1\",\"text\":\"a\"}\n");
  at.folder.put("a.csv", "id,text\n1,a\n");
  at.folder.put("b.jsonl", "{\"nps\":9,\"Text\":\"b\"}\n{\"id\":\"3\"}\n");
  CHECK(at.run({"a.csv", "b.jsonl", "-o", "-"}).out == "id,text,nps\n1,a,\n,b,9\n3,,\n");
}

TEST_CASE("convert: --types takes the quotes off numbers, --guard marks formulas") {
  CHECK(as_csv("id,a,b\n007,=1+1,-2.5\n1.5,true,\n", {"--to", "jsonl", "--types"}) ==
        "{\"id\":\"007\",\"a\":\"=1+1\",\"b\":-2.5}\n{\"id\":1.5,\"a\":true,\"b\":null}\n");
  CHECK(as_csv("id,a,b\n007,=1+1,-2.5\n1.5,@x,+y\n", {"--guard"}) == "id,a,b\n007,'=1+1,-2.5\n1.5,'@x,'+y\n");
  CHECK(as_csv("id,a\n1,=1+1\n") == "id,a\n1,=1+1\n");
}

TEST_CASE("convert: any table comes back from JSON Lines and from a workbook as it was") {
  const char* kPieces[] = {
      "a", "\"", ",",   "\n",  "\r\n", " ",   "\xC3\xA9",     "\U0001F600", "=1+1", "_x0041_", "\\", "'",
      ";", "\t", "007", "1E5", "<&>",  "]]>", "\xEF\xBB\xBF", "2024-01-02", "{",    "[",       "|"};
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    std::string csv = "id,text,note\n";
    for (int row = 0; row < 30; ++row) {
      csv += std::to_string(row);
      for (int column = 0; column < 2; ++column) {
        std::string cell;
        for (auto n = random() % 5; n > 0; --n) cell += kPieces[random() % std::size(kPieces)];
        csv += ",\"";
        for (const char c : cell) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
        csv += '"';
      }
      csv += '\n';
    }
    const Folder at;
    at.folder.put("in.csv", csv);
    REQUIRE(at.run({"in.csv", "-o", "a.csv", "--delimiter", ",", "--escape", "none"}).code == 0);
    REQUIRE(at.run({"a.csv", "-o", "b.jsonl", "--delimiter", ",", "--escape", "none"}).code == 0);
    REQUIRE(at.run({"a.csv", "-o", "c.xlsx", "--delimiter", ",", "--escape", "none"}).code == 0);
    REQUIRE(at.run({"b.jsonl", "-o", "b.csv"}).code == 0);
    REQUIRE(at.run({"c.xlsx", "-o", "c.csv"}).code == 0);
    CHECK(at.file("a.csv").size() > 400);
    CHECK(at.file("b.csv") == at.file("a.csv"));
    CHECK(at.file("c.csv") == at.file("a.csv"));
  }
}

TEST_CASE("convert: a sheet's limits are kept and told") {
  const Folder at;
  at.folder.put("in.csv", "id,text\n1," + std::string(40000, 'x') + "\n2,\"a\x01\"\n");
  const ProgramRun run = at.run({"in.csv", "-o", "out.xlsx"});
  CHECK(run.code == 0);
  CHECK(run.says("1 cells were cut"));
  CHECK(at.run({"out.xlsx", "-o", "-"}).out == "id,text\n1," + std::string(32767, 'x') + "\n2,a\x01\n");
}

TEST_CASE("convert: the same comments as CSV, JSON and XLSX give the same analysis") {
  const std::string csv =
      "id,nps,comment\n1,3,slow and rude staff\n2,9,\"lovely, friendly\nstaff\"\n3,2,on hold for an "
      "hour\n4,,\n";
  const Job from_csv(csv);
  const auto rows = [](const Job& job) {
    const std::string text = job.file("comments.csv");
    return text.substr(text.find('\n'));
  };
  const Folder at;
  at.folder.put("in.csv", csv);
  for (const char* form : {"jsonl", "xlsx"}) {
    CAPTURE(form);
    REQUIRE(at.run({"in.csv", "-o", std::string("out.") + form}).code == 0);
    const Job job(at.file(std::string("out.") + form));
    CHECK(job.ledger == "analysed 3, empty 1");
    CHECK(job.ledger == from_csv.ledger);
    CHECK(rows(job) == rows(from_csv));
    for (const char* threads : {"1", "2", "8"}) {
      const Job other(at.file(std::string("out.") + form), {"--threads", threads, "--block-size", "64"});
      CHECK(rows(other) == rows(from_csv));
    }
  }
}

TEST_CASE("convert: a broken JSON line is a rejected row of the analysis, with its line") {
  const Job job(
      "{\"id\":1,\"comment\":\"rude\\nstaff\"}\n{\"id\":2,\"comment\":\n{\"id\":3,\"comment\":\"late\"}\n");
  CHECK(job.run.code == 1);
  CHECK(job.ledger == "analysed 2, rejected 1");
  CHECK(job.file("rejects.csv").find("in.csv,2,2,") != std::string::npos);
}

TEST_CASE("convert: inspect and a plan know JSON and sheets") {
  WorkbookParts parts;
  const auto rows = [](const char* text) {
    std::string all;
    for (int i = 1; i < 4; ++i)
      all += "<row><c t=\"str\"><v>" +
             (i == 1 ? std::string("comment") : std::string(text) + std::to_string(i)) +
             "</v></c><c t=\"str\"><v>" + (i == 1 ? std::string("nps") : std::to_string(i)) +
             "</v></c></row>";
    return all;
  };
  parts.sheets = {{"One", rows("rude staff ")}, {"Two", rows("late parcel ")}};
  const ScratchFolder folder;
  folder.put("in.csv", workbook_of(parts));
  ProgramCall call;
  call.folder = folder.path();
  call.arguments = {"inspect", "in.csv", "--sheet", "two"};
  const ProgramRun seen = run_program(call);
  CHECK(seen.out.find("XLSX, sheet 'Two' of 'One', 'Two'") != std::string::npos);
  CHECK(seen.out.find("--sheet two --out report") != std::string::npos);
  call.arguments.push_back("--plan");
  const std::string plan = folder.put("plan.json", run_program(call).out);
  const Job job(workbook_of(parts), {"--plan", plan, "--keep", "all"});
  CHECK(job.run.code == 0);
  CHECK(job.file("comments.csv").find("late parcel 2") != std::string::npos);
}

}  // namespace
}  // namespace verbatim
