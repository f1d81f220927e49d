// Joins of any table with any other: keys of several columns, keys that are written otherwise, keys that
// stand twice.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/job.h"
#include "support/workbook.h"

namespace verbatim {
namespace {

const std::string kComments = lines({"id,store,day,comment", "1,Leeds,2025-01-01,slow",
                                     "2,Leeds,2025-01-02,rude", "3,York,2025-01-01,late", "4,York,,dirty"});

struct Join {
  ScratchFolder other;
  Job job;

  Join(const std::string& comments, const std::string& name, const std::string& table, const std::string& on,
       std::vector<std::string> more = {})
      : job(comments, with(std::move(more), other.put(name, table), on)) {}

  static std::vector<std::string> with(std::vector<std::string> more, const std::string& path,
                                       const std::string& on) {
    more.insert(more.end(), {"--join", path, "--on", on, "--score", "n=score:nps"});
    return more;
  }
  nlohmann::json join() const { return job.report()["joins"][0]; }
  double mean() const { return job.report()["scores"][0]["official"]["mean"].get<double>(); }
};

TEST_CASE("join: a key of several columns") {
  const std::string table = lines({"shop,date,score", "Leeds,2025-01-01,3", "Leeds,2025-01-02,5",
                                   "York,2025-01-01,10", "York,2025-01-09,1"});
  const Join join(kComments, "s.csv", table, "store,day=shop,date");
  CHECK(join.job.run.code == 0);
  CHECK(join.job.ledger == "analysed 4");
  CHECK(join.join()["matched"] == 3);
  CHECK(join.join()["empty_keys"] == 1);  // York without a day
  CHECK(join.join()["key"] == "store, day");
  CHECK(join.join()["other_key"] == "shop, date");
  CHECK(join.join()["unmatched_other"] == 1);
  CHECK(join.mean() == doctest::Approx(6));
  const std::string unmatched = join.job.file("unmatched.csv");
  CHECK(unmatched.find(",\"York, \",") != std::string::npos);
  CHECK(unmatched.find(",\"York, 2025-01-09\",") != std::string::npos);
  // The same names on both sides.
  CHECK(Join(kComments, "s.csv", lines({"day,store,score", "2025-01-01,York,7"}), "store,day")
            .join()["matched"] == 1);
  CHECK(Join(kComments, "s.csv", table, "store,day=shop")
            .job.says("2 columns stand before '=' and 1 behind it"));
  CHECK(Join(kComments, "s.csv", table, "store,dya=shop,date").job.says("did you mean 'day'?"));
}

TEST_CASE("join: both forms of a letter are one key, on either side (val10)") {
  const std::string composed = "id,store,comment\n1,Caf\u00E9,slow\n2,Cafe\u0301,rude\n3,cafe,late\n";
  const Join join(composed, "s.csv", "shop,score\nCafe\u0301,9\n", "store=shop");
  CHECK(join.join()["matched"] == 2);
  CHECK(join.join()["unmatched"] == 1);
}

TEST_CASE("join: an id of any length, with newlines, commas and quotes (val09)") {
  const std::string longest(10000, 'k');
  const std::string odd = "\"a,b\n\"\"c\"\"\"";
  const Join join("id,comment\n" + longest + ",slow\n" + odd + ",rude\n", "s.csv",
                  "id,score\n" + odd + ",3\n" + longest + ",4\n", "id");
  CHECK(join.job.ledger == "analysed 2");
  CHECK(join.join()["matched"] == 2);
  CHECK(join.job.file("comments.csv").find(longest) != std::string::npos);
  CHECK(join.job.file("comments.csv").find(odd) != std::string::npos);
}

TEST_CASE("join: where few keys match, the reason is told (join03)") {
  const std::string comments = "id,comment\n1,slow\n2,rude\n3,late\n";
  const Join zeros(comments, "s.csv", "key,score\n001,3\n002,4\n003,5\n", "id=key");
  CHECK(zeros.job.run.code == 0);
  CHECK(zeros.job.says("3 of 3 records have no partner"));
  CHECK(
      zeros.job.says("3 of the first 3 keys without a partner would match without the zeros at their front"));
  const Join decimals(comments, "s.csv", "key,score\n1.0,3\n2.0,4\n", "id=key");
  CHECK(decimals.job.says("2 of the first 3 keys without a partner would match without '.0' at their end"));
  const std::string letters = "id,comment\nab1,slow\nAB2,rude\nab3,late\n";
  const std::string table = "key,score\nAB1,3\nab2,4\nAB3,5\n";
  const Join strict(letters, "s.csv", table, "id=key");
  CHECK(strict.join()["matched"] == 0);
  CHECK(strict.job.says("use --join-case ignore"));
  const Join loose(letters, "s.csv", table, "id=key", {"--join-case", "ignore"});
  CHECK(loose.join()["matched"] == 3);
  CHECK(loose.mean() == doctest::Approx(4));
  CHECK_FALSE(loose.job.says("no partner"));
}

TEST_CASE("join: of a key that stands more than once one row counts, and that is told (join02)") {
  const std::string comments = "id,comment\n1,slow\n2,rude\n1,late\n";
  const std::string table = "id,score\n1,2\n2,6\n1,8\n1,9\n";
  const Join first(comments, "s.csv", table, "id");
  CHECK(first.job.ledger == "analysed 3");
  CHECK(first.join()["matched"] == 3);
  CHECK(first.join()["duplicate_keys"] == 1);
  CHECK(first.join()["passed_over"] == 2);
  CHECK(first.mean() == doctest::Approx(10.0 / 3));
  CHECK(first.job.says(
      "1 key stands more than once ('1'); the first row of each counts and 2 rows are passed over"));
  const Join last(comments, "s.csv", table, "id", {"--on-many", "last"});
  CHECK(last.job.ledger == "analysed 3");
  CHECK(last.mean() == doctest::Approx(8));
  CHECK(last.join()["counts"] == "last");
  const Join stop(comments, "s.csv", table, "id", {"--on-many", "error"});
  CHECK(stop.job.run.code == 2);
  CHECK(
      stop.job.says("s.csv:4: the key '1' stands here again; --on-many first or last says which row counts"));
  CHECK(stop.job.ledger == "none");
  CHECK(Join(comments, "s.csv", "id,score\n1,2\n2,6\n", "id", {"--on-many", "error"}).job.run.code == 0);
}

TEST_CASE("join: rows that are left out ask for no partner, and theirs is no loss") {
  const std::string comments =
      "id,Status,comment\n1,IP Address,slow\n2,Survey Preview,rude\n9,Survey Preview,x\n";
  const Join join(comments, "s.csv", "id,score\n1,3\n2,4\n3,5\n", "id");
  CHECK(join.job.ledger == "analysed 1, preview 2");
  CHECK(join.join()["matched"] == 1);
  CHECK(join.join()["unmatched"] == 0);
  CHECK(join.join()["unmatched_other"] == 1);
}

// A workbook of one sheet with these rows.
std::string book_of(const std::string& rows) {
  WorkbookParts parts;
  parts.sheets = {{"Sheet1", rows}};
  return workbook_of(parts);
}

TEST_CASE("join: any container joins any other") {
  const std::string csv = "id,score\n1,3\n2,5\n";
  const std::string json = R"([{"id":1,"score":3},{"id":"2","score":5}])";
  const std::string json_lines = "{\"id\":\"1\",\"score\":3}\n{\"id\":2,\"score\":\"5\"}\n";
  const std::string sheet = book_of(R"(<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>)"
                                    R"(<c r="B1" t="inlineStr"><is><t>score</t></is></c></row>)"
                                    R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>3</v></c></row>)"
                                    R"(<row r="3"><c r="A3" t="inlineStr"><is><t>2</t></is></c>)"
                                    R"(<c r="B3"><v>5</v></c></row>)");
  const std::vector<std::string> tables = {csv, json, json_lines, sheet, "id;score\r\n1;3\r\n2;5\r\n"};
  const std::vector<std::string> comments = {
      "id,comment\n1,slow\n2,rude staff\n",
      "{\"id\":1,\"comment\":\"slow\"}\n{\"id\":2,\"comment\":\"rude staff\"}\n",
      R"([{"id":"1","comment":"slow"},{"id":"2","comment":"rude staff"}])",
      book_of(R"(<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>)"
              R"(<c r="B1" t="inlineStr"><is><t>comment</t></is></c></row>)"
              R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>slow</t></is></c></row>)"
              R"(<row r="3"><c r="A3"><v>2</v></c>)"
              R"(<c r="B3" t="inlineStr"><is><t>rude staff</t></is></c></row>)")};
  for (std::size_t c = 0; c < comments.size(); ++c) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
      CAPTURE(c);
      CAPTURE(t);
      // By content, not by name.
      const Join join(comments[c], "table.dat", tables[t], "id");
      CHECK(join.job.run.code == 0);
      CHECK(join.job.ledger == "analysed 2");
      REQUIRE(join.job.made_report());
      CHECK(join.join()["matched"] == 2);
      CHECK(join.mean() == doctest::Approx(4));
    }
  }
}

TEST_CASE("join: repeats are found whatever the encoding and the container of their files") {
  const ScratchFolder folder;
  const std::string utf8 = "id,comment,n\n1,caf\u00E9 slow,3\n2,,4\n";
  std::string utf16 = "\xFF\xFE";
  for (const char32_t c : std::u32string(U"id,comment,n\n1,caf\u00E9 slow,3\n2,,4\n")) {
    utf16 += static_cast<char>(c & 0xFF);
    utf16 += static_cast<char>(c >> 8);
  }
  const std::string second = folder.put("b.csv", utf16);
  const std::string third = folder.put(
      "c.json",
      "[{\"id\":\"1\",\"comment\":\"caf\\u00e9 slow\",\"n\":3},{\"id\":\"2\",\"comment\":\"\",\"n\":4}]");
  const Job job(utf8, {second, third, "--id", "id", "--text", "comment"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 1, empty 1, repeat 4");
}

}  // namespace
}  // namespace verbatim
