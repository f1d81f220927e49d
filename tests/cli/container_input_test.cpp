// Containers and encodings through the whole program: whatever an export is packed in, the report is that of
// the plain file; what is cut or damaged publishes nothing. gz01 to zst03 and csv34 to csv40 are rows of the
// same list of bad inputs as in bad_input_test.cpp.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "support/job.h"
#include "support/packer.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

std::string table(int first, int last) {
  std::string text = "id,nps,comment\n";
  for (int n = first; n <= last; ++n) {
    const std::string i = std::to_string(n);
    text += i + "," + std::to_string(n % 11) + ",\"the caf\u00E9 was slow, \u201Crude\u201D and late " + i +
            "\"\n";
  }
  return text + "x,1,too,wide\n";
}

const std::vector<std::string> kMore = {"--score", "nps=nps:nps", "--keep", "all", "--max-rejects", "1"};

using Bytes = std::map<std::string, std::string>;

// The report's files but run.json, the one whose bytes differ from run to run.
Bytes report_of(const Job& job) {
  Bytes bytes = report_bytes(job.folder / "out");
  bytes.erase("run.json");
  return bytes;
}

TEST_CASE("container_input: every encoding in every compression gives the report of the plain file") {
  const std::string text = table(1, 40);
  const Job plain(text, kMore);
  REQUIRE(plain.run.code == 0);
  CHECK(plain.ledger == "analysed 40, rejected 1");
  const Bytes expected = report_of(plain);
  for (const char* encoding : {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "windows-1252"}) {
    const std::string bytes = encoded(encoding, text);
    CAPTURE(encoding);
    const Job converted(bytes, kMore);
    CHECK(converted.run.code == 0);
    CHECK(report_of(converted) == expected);
    for (const Compression compression : kCompressions) {
      CAPTURE(name(compression));
      CHECK(report_of(Job(packed(compression, bytes), kMore)) == expected);
    }
  }
  CHECK(report_of(Job(encoded("UTF-16LE", "\uFEFF" + text), kMore)) == expected);
  const std::string thrice =
      packed(Compression::xz, packed(Compression::zstd, packed(Compression::gzip, text)));
  CHECK(report_of(Job(thrice, kMore)) == expected);
  const Job four(packed(Compression::bzip2, thrice), kMore);
  CHECK(four.run.code == 3);
  CHECK(four.says("in.csv: is compressed more than 3 times over"));
}

std::string without(std::string text, const std::string& line_with) {
  const std::size_t at = text.find(line_with);
  if (at == std::string::npos) return text;
  const std::size_t begin = text.rfind('\n', at) + 1;
  return text.erase(begin, text.find('\n', at) + 1 - begin);
}

TEST_CASE("container_input: inspect and its plan are those of the plain file") {
  const auto inspect = [](std::string_view bytes, std::vector<std::string> more) {
    const ScratchFolder folder;
    folder.put("in.csv", bytes);
    ProgramCall call;
    call.arguments = {"inspect", "in.csv"};
    call.arguments.insert(call.arguments.end(), more.begin(), more.end());
    call.folder = folder.path();
    const ProgramRun run = run_program(call);
    CHECK(run.code == 0);
    return run.out;
  };
  const std::string text = table(1, 40);
  const std::string gz = packed(Compression::gzip, text);
  CHECK(inspect(text, {"--plan"}) == inspect(gz, {"--plan"}));
  const std::string shown = inspect(gz, {});
  CHECK(shown.find("  gzip, encoding UTF-8 (valid)\n") != std::string::npos);
  CHECK(without(shown, "UTF-8 (valid)") == without(inspect(text, {}), "UTF-8 (valid)"));
  CHECK(inspect(encoded("UTF-16LE", text), {"--plan"}).find("\"encoding\": \"UTF-16LE\"") !=
        std::string::npos);
}

TEST_CASE("container_input: a plan freezes the encoding") {
  Job job("id,nps,comment\n1,2,the caf\xE9 was slow\n");
  ProgramCall call;
  call.arguments = {"inspect", "in.csv", "--plan", "--encoding", "iso-8859-2"};
  call.folder = job.folder.path();
  const ProgramRun plan = run_program(call);
  CHECK(plan.out.find("\"encoding\": \"ISO-8859-2\"") != std::string::npos);
  job.folder.put("plan.json", plan.out);
  job.folder.put("part.csv", "id,nps,comment\n2,3,bardzo wolno \xBF\xF3\xB3ty\n");
  job.start({"analyze", "part.csv", "--plan", "plan.json", "--keep", "comment", "--out", "out"});
  CHECK(job.run.code == 0);
  CHECK(job.file("comments.csv").find("\u017C\u00F3\u0142ty") != std::string::npos);
}

TEST_CASE(
    "container_input: packed data that is cut or damaged publishes nothing (gz01 to gz03, gz07, zst01)") {
  const std::string gz = packed(Compression::gzip, table(1, 2000));
  std::string sum = gz, bit = gz;
  sum[gz.size() - 8] = static_cast<char>(sum[gz.size() - 8] ^ 1);
  bit[gz.size() / 2] = static_cast<char>(bit[gz.size() / 2] ^ 16);
  const std::string zst = packed(Compression::zstd, table(1, 2000));
  for (const std::string& bytes :
       {gz.substr(0, gz.size() / 2), gz.substr(0, gz.size() - 4), sum, bit, zst.substr(0, zst.size() / 2)}) {
    const Job job(bytes, kMore);
    CAPTURE(job.run.err);
    CHECK(job.run.code == 3);
    CHECK(job.ledger == "none");
    CHECK(job.says("in.csv: "));
    CHECK(job.says("copy or download it again"));
    CHECK(std::count(job.run.err.begin(), job.run.err.end(), '\n') == 1);
  }
}

TEST_CASE("container_input: members, padding, odd names and nothing (gz04 to gz06, gz10 to gz12, zst02)") {
  const std::string one = "id,comment\n1,slow and rude\n2,late again\n";
  const std::string more = "3,rude staff\n";
  for (const Compression compression : kCompressions) {
    CAPTURE(name(compression));
    CHECK(Job(packed(compression, one) + packed(compression, more)).ledger == "analysed 3");
    CHECK(Job(packed(compression, one) + packed(compression, one), {"--id", "id"}).ledger ==
          "analysed 2, repeat 2, repeated_header 1");
    CHECK(Job(packed(compression, one) + std::string(512, '\0')).run.err.find("left out") ==
          std::string::npos);
    const Job garbage(packed(compression, one) + "garbage");
    CHECK(garbage.run.code == 0);
    CHECK(garbage.ledger == "analysed 2");
    CHECK(garbage.says("in.csv: the bytes from"));
    const Job empty(packed(compression, ""));
    CHECK(empty.run.code == 0);
    CHECK(empty.says("in.csv: empty file, 0 rows"));
  }
  Job plain(one);
  plain.folder.put("plain.csv.gz", one);
  plain.start({"analyze", "plain.csv.gz", "--out", "out"});
  CHECK(plain.ledger == "analysed 2");
}

TEST_CASE("container_input: broken and told encodings (csv34 to csv40)") {
  const std::string wide = encoded("UTF-16LE", "\uFEFFid,comment\n1,slow and rude\n2,late again\n");
  CHECK(Job(wide).ledger == "analysed 2");
  // csv36: the rows stay, and the broken tail is a rejected one.
  const Job odd(wide + "x");
  CHECK(odd.run.code == 1);
  CHECK(odd.ledger == "analysed 2, rejected 1");
  CHECK(odd.report()["notes"]["invalid_utf8"] == 1);
  // csv38
  const Job windows("id,comment\n1,\x93slow\x94 and don\x92t \x80 5\n", {"--keep", "comment"});
  CHECK(windows.file("comments.csv").find("\u201Cslow\u201D and don\u2019t \u20AC 5") != std::string::npos);
  CHECK(windows.says("in.csv: encoding windows-1252 (guessed"));
  // csv40: mostly UTF-8 stays UTF-8.
  const Job mixed("id,comment\n1,caf\u00E9 slow\n2,na\u00EFve\n3,caf\xE9 rude\n", {"--keep", "comment"});
  CHECK(mixed.ledger == "analysed 3");
  CHECK(mixed.report()["notes"]["invalid_utf8"].get<int>() > 0);
  CHECK(mixed.file("comments.csv").find("na\u00EFve") != std::string::npos);

  const Job told("id,comment\n1,\xBF\xF3\xB3ty slow\n", {"--encoding", "latin2", "--keep", "comment"});
  CHECK(told.run.code == 0);
  CHECK(told.file("comments.csv").find("\u017C\u00F3\u0142ty slow") != std::string::npos);
  const Job unknown("id,comment\n1,slow\n", {"--encoding", "windoes-1252"});
  CHECK(unknown.run.code == 2);
  CHECK(unknown.says("no encoding is named 'windoes-1252'; did you mean windows-1252"));
}

TEST_CASE("container_input: text that was encoded twice is mended where that is certain") {
  const std::string text =
      "id,comment\n1,the caf\u00C3\u00A9 was slow\n2,caf\u00E9 and \u00C3\u00A9\n3,rude ????\n";
  const Job mended(text, {"--keep", "comment"});
  CHECK(mended.file("comments.csv").find("the caf\u00E9 was slow") != std::string::npos);
  CHECK(mended.file("comments.csv").find("caf\u00E9 and \u00C3\u00A9") != std::string::npos);
  CHECK(mended.report()["notes"]["encoded_twice"].get<int>() > 0);
  CHECK(mended.report()["notes"]["lost_characters"] == 1);
  const Job header("id,r\u00C3\u00A9ponse\n1,slow and rude\n", {"--text", "r\u00E9ponse"});
  CHECK(header.run.code == 0);
  CHECK(header.says("was encoded twice and is read as 'r\u00E9ponse'"));
  const Job left(text, {"--keep", "comment", "--no-repair"});
  CHECK(left.file("comments.csv").find("the caf\u00C3\u00A9 was slow") != std::string::npos);
  CHECK(left.report()["notes"]["encoded_twice"] == mended.report()["notes"]["encoded_twice"]);
}

TEST_CASE("container_input: archives and folders are runs of several inputs") {
  const std::string a = "id,comment\n1,slow and rude\n", b = "id,comment\n2,late again\n";
  Job job(zip_of({{"x/b.csv", b}, {"a.csv.gz", packed(Compression::gzip, a)}, {"logo.png", "\x89PNG\r\n"}}),
          {"--id", "id"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 2");
  CHECK(job.says("in.csv/logo.png: left out: looks like a PNG picture"));
  const std::string rows = job.file("comments.csv");
  CHECK(rows.find("\nin.csv/a.csv.gz,1,1,") < rows.find("\nin.csv/x/b.csv,1,2,"));
  CHECK(rows.find("\nin.csv/x/b.csv,1,2,") != std::string::npos);

  std::filesystem::create_directory(job.folder / "exports");
  job.folder.put("exports/a.csv", a);
  job.folder.put("exports/b.csv", encoded("UTF-16LE", "\uFEFF" + b));
  job.folder.put("exports/x.csv", "id,comment\n3,rude staff\n");
  job.start({"analyze", "exports", "--out", "exports/report"});
  CHECK(job.run.code == 0);
  CHECK(ledger_text(job.folder / "exports/report") == "analysed 3");
  const auto first = report_bytes(job.folder / "exports/report");
  // Its own report, which now lies there, is no input.
  job.start({"analyze", "exports", "--out", "exports/report"});
  CHECK(job.run.code == 0);
  CHECK(report_bytes(job.folder / "exports/report").at("report.json") == first.at("report.json"));
  job.start({"analyze", "exports/[ab].csv", "--out", "out"});
  CHECK(job.ledger == "analysed 2");
  job.start({"analyze", "exports/*.tsv", "--out", "out"});
  CHECK(job.run.code == 3);
  CHECK(job.says("exports/*.tsv: no file matches this pattern"));
}

TEST_CASE("container_input: an input that a folder stands for is never replaced by the report") {
  const std::string own = "id,comment\n1,slow and rude\n";
  Job job(own);
  std::filesystem::create_directory(job.folder / "exports");
  // Its name is one that a report has, too.
  job.folder.put("exports/comments.csv", own);
  for (const char* input : {"exports", "exports/*.csv", "."}) {
    CAPTURE(input);
    job.start({"analyze", input, "--out", "exports"});
    CHECK(job.run.code == 2);
    CHECK(job.says("exports/comments.csv: is an input and lies in the folder of --out"));
    CHECK(bytes_of(job.folder / "exports/comments.csv") == own);
  }
}

TEST_CASE("container_input: an archive on standard input, and a member to join") {
  Job job("id,comment\n1,slow and rude\n2,late again\n");
  job.folder.put("scores.zip", zip_of({{"nps.csv", "id,nps\n1,2\n2,9\n"}}));
  job.folder.put("two.zip", zip_of({{"nps.csv", "id,nps\n1,2\n2,9\n"}, {"b.csv", "id\n1\n"}}));
  for (const char* joined : {"scores.zip", "two.zip/nps.csv"}) {
    job.start(
        {"analyze", "in.csv", "--join", joined, "--on", "id", "--score", "nps=nps:nps", "--out", "out"});
    CHECK(job.run.code == 0);
    CHECK(job.report()["scores"][0]["official"]["n"] == 2);
  }
  job.start({"analyze", "in.csv", "--join", "two.zip", "--on", "id", "--out", "out"});
  CHECK(job.run.code == 2);
  CHECK(job.says("two.zip: --join takes one table, and this holds 2: two.zip/b.csv, two.zip/nps.csv"));

  ProgramCall call;
  call.arguments = {"analyze", "-", "--out", "piped"};
  call.folder = job.folder.path();
  call.input = packed(Compression::gzip, tar_of({{"a.csv", "id,comment\n1,slow and rude\n"}}));
  const ProgramRun piped = run_program(call);
  CHECK(piped.code == 0);
  CHECK(ledger_text(job.folder / "piped") == "analysed 1");
  CHECK(bytes_of(job.folder / "piped/comments.csv").find("-/a.csv\",1,1,") != std::string::npos);
}

TEST_CASE("container_input: inputs with unlike columns are united by name, and what one lacks is told once") {
  Job job("id,nps,comment\n1,2,slow and rude\n2,3,late again\n");
  job.folder.put("b.csv", "comment,region,id\nlovely staff,North,3\n");
  job.start({"analyze", "in.csv", "b.csv", "--text", "comment", "--score", "nps=nps:nps", "--keep", "region",
             "--out", "out"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 3");
  CHECK(job.says("b.csv: no column 'nps'; it is empty there"));
  CHECK(job.says("in.csv: no column 'region'; it is empty there"));
  CHECK(job.report()["scores"][0]["official"]["n"] == 2);
  CHECK(job.file("comments.csv").find("b.csv,1,3,") != std::string::npos);
  CHECK(job.file("comments.csv").find(",North,") != std::string::npos);

  // An input without any comments must be a mistake.
  job.folder.put("x.csv", "id,feedback\n4,so slow\n");
  for (const bool is_told : {true, false}) {
    std::vector<std::string> words = {"analyze", "in.csv", "x.csv", "--out", "none"};
    if (is_told) words.insert(words.end(), {"--text", "comment"});
    job.start(words);
    CHECK(job.run.code == 2);
    CHECK(job.says("x.csv: no column named 'comment'"));
    CHECK(job.says("one more --text COL, or leave this file out"));
  }
  job.start({"analyze", "in.csv", "x.csv", "--text", "comment", "--text", "feedback", "--out", "out"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 3");
}

}  // namespace
}  // namespace verbatim
