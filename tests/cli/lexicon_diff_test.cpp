// `verbatim lexicon diff` as a user meets it, with the small lexicon of tests/support.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "support/program.h"

namespace verbatim {
namespace {

using nlohmann::json;

struct Difference {
  ScratchFolder folder;
  ProgramRun run;

  explicit Difference(std::string_view rows, std::vector<std::string> more = {},
                      std::string before = "shipped", std::string after = "words") {
    folder.put("in.csv", rows);
    put("words/words.json",
        R"({"kind": "sentiment", "schema_version": 1, "language": "en", "terms": {"rude": 2, "parking": -2}})");
    put("words/themes.json", R"({"kind": "themes", "schema_version": 1, "language": "en", "themes": [
  {"id": "access", "label": "Access", "rules": [{"any": ["parking"]}]}]})");
    ProgramCall call =
        called({"lexicon", "diff", before, after, "in.csv", "--text", "comment", "--out", "out"}, more);
    run = run_program(call);
  }

  ProgramCall called(std::vector<std::string> arguments, const std::vector<std::string>& more) const {
    ProgramCall call;
    call.arguments = std::move(arguments);
    call.arguments.insert(call.arguments.end(), more.begin(), more.end());
    call.folder = folder.path();
    call.environment = {{"VERBATIM_LEXICONS", VERBATIM_SOURCE_DIR "/tests/support/lexicons"}};
    return call;
  }
  void put(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(folder / name).parent_path());
    folder.put(name, bytes);
  }
  json facts() const {
    REQUIRE_MESSAGE(run.code == 0, run.err);
    return json::parse(bytes_of(folder / "out/diff.json"));
  }
  std::string rows() const { return bytes_of(folder / "out/diff.csv"); }
};

const std::string kRows = lines({"id,comment", "a,rude staff", "b,lovely staff", "c,parking",
                                 "d,no text here", "e,", "f,rude. ring 020 7946 0958"});

TEST_CASE("lexicon_diff: every comment that flips, with the words and lines on both sides") {
  const Difference got(kRows);
  const json facts = got.facts();
  CHECK(facts["compared"] == 5);
  CHECK(facts["flipped"] == 3);
  CHECK(facts["old"]["name"] == "shipped");
  CHECK(facts["new"]["name"] == "words");
  CHECK(facts["old"]["lexicon_version"] != facts["new"]["lexicon_version"]);
  CHECK(facts["sentiment"] == json::parse(R"([{"old": "negative", "new": "positive", "comments": 2},
                                              {"old": "none", "new": "negative", "comments": 1}])"));
  const std::string rows = got.rows();
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 4);
  CHECK(rows.find("in.csv,1,a,comment,negative,positive,-0.") != std::string::npos);
  CHECK(rows.find("staff.attitude:neg>pos") != std::string::npos);
  CHECK(rows.find("'rude' -3.00 by 'rude' [lexicons/en/small.json:2]") != std::string::npos);
  CHECK(rows.find("'rude' +2.00 by 'rude' [words/words.json:1]") != std::string::npos);
  CHECK(rows.find("in.csv,3,c,comment,none,negative,,-0.") != std::string::npos);
  CHECK(rows.find("access:neg") != std::string::npos);
  for (const std::string& shown : {rows, got.run.out, bytes_of(got.folder / "out/diff.json")})
    CHECK(shown.find("7946") == std::string::npos);
}

TEST_CASE("lexicon_diff: themes gained, lost and turned are counted") {
  const json themes = Difference(kRows).facts()["themes"];
  REQUIRE(themes.size() == 2);
  for (const json& theme : themes) {
    CAPTURE(theme.dump());
    if (theme["theme"] == "access") {
      CHECK(theme["old"] == 0);
      CHECK(theme["gained"] == 1);
    } else if (theme["theme"] == "staff.attitude") {
      CHECK(theme["old"] == 3);
      CHECK(theme["new"] == 3);
      CHECK(theme["turned"] == 2);
      CHECK(theme["lost"] == 0);
    }
  }
  // The other way round, what was gained is lost.
  const json back = Difference(kRows, {}, "words", "-").facts()["themes"];
  for (const json& theme : back) {
    if (theme["theme"] == "access") CHECK(theme["lost"] == 1);
  }
}

std::string many_rows(int rows) {
  std::string text = "id,nps,comment\n";
  for (int n = 0; n < rows; ++n) {
    const bool rude = n % 3 == 0;
    text += std::to_string(n) + "," + (rude ? "2" : "9") + "," + (rude ? "rude staff " : "slow parking ") +
            std::to_string(n) + "\n";
  }
  return text;
}

TEST_CASE("lexicon_diff: drivers on each side are those that analyze computes with that lexicon") {
  const Difference got(many_rows(200), {"--score", "nps=nps:nps"});
  const json moves = got.facts()["drivers"];
  REQUIRE_FALSE(moves.empty());
  for (const char* side : {"old", "new"}) {
    CAPTURE(side);
    std::vector<std::string> more = {"--score", "nps=nps:nps"};
    if (std::string(side) == "new") more.insert(more.end(), {"--lexicon", "words"});
    REQUIRE(run_program(got.called({"analyze", "in.csv", "--text", "comment", "--out", side}, more)).code ==
            0);
    const json report = json::parse(bytes_of(got.folder / (std::string(side) + "/report.json")));
    int found = 0;
    for (const json& move : moves) {
      const json* row = nullptr;
      for (const json& driver : report["drivers"]) {
        if (driver["theme"] == move["theme"] && driver["kind"] == move["kind"] &&
            driver["level"] == move["level"])
          row = &driver;
      }
      CAPTURE(move.dump());
      REQUIRE((row == nullptr) == move[side].is_null());
      if (row == nullptr) continue;
      ++found;
      for (const char* key : {"rank", "comments", "share", "impact"}) CHECK((*row)[key] == move[side][key]);
    }
    CHECK(found > 0);
  }
}

TEST_CASE("lexicon_diff: the same bytes for any number of threads and size of blocks") {
  const std::string rows = many_rows(500);
  const Difference one(rows, {"--threads", "1", "--score", "nps=nps:nps"});
  REQUIRE(one.run.code == 0);
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--threads", "2", "--block-size", "64"},
        {"--threads", "8", "--block-size", "700"}}) {
    std::vector<std::string> options = {"--score", "nps=nps:nps"};
    options.insert(options.end(), how.begin(), how.end());
    const Difference other(rows, options);
    CHECK(other.run.out == one.run.out);
    CHECK(other.rows() == one.rows());
    CHECK(other.facts() == one.facts());
  }
  CHECK(one.facts()["sample"].size() == 10);
}

TEST_CASE("lexicon_diff: several text columns are compared one by one") {
  const Difference got(lines({"id,comment,other", "1,rude,fine", "2,fine,rude"}), {"--text", "other"});
  CHECK(got.facts()["compared"] == 4);
  CHECK(got.rows().find("in.csv,1,1,comment,") != std::string::npos);
  CHECK(got.rows().find("in.csv,2,2,other,") != std::string::npos);
}

TEST_CASE("lexicon_diff: one lexicon against itself moves nothing, and says so") {
  const Difference got(kRows, {}, "words", "words");
  CHECK(got.facts()["flipped"] == 0);
  CHECK(got.facts()["drivers"].empty());
  CHECK(got.run.says("OLD and NEW are the same lexicon"));
}

TEST_CASE("lexicon_diff: what cannot be done is said, and nothing is written") {
  const Difference missing(kRows, {}, "shipped", "no-such-folder");
  CHECK(missing.run.code == 2);
  CHECK(missing.run.says("no-such-folder"));
  CHECK_FALSE(std::filesystem::exists(missing.folder / "out"));
  CHECK(Difference(kRows, {"--text", "nothing"}).run.says("no column named 'nothing'"));
  const Difference empty("");
  CHECK(empty.run.code == 0);
  CHECK(empty.facts()["compared"] == 0);
}

}  // namespace
}  // namespace verbatim
