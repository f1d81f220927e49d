// The real program's `lexicon check` and `lexicon import`, with the small lexicon of tests/support.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/program.h"
#include "support/report_folder.h"

namespace verbatim {

namespace {

ProgramRun lexicon(std::vector<std::string> arguments, const std::string& folder) {
  ProgramCall call;
  call.arguments = std::move(arguments);
  call.folder = folder;
  call.environment = {{"VERBATIM_LEXICONS", VERBATIM_SOURCE_DIR "/tests/support/lexicons"}};
  return run_program(call);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("lexicon: check names a fault of an own folder with its place and ends with 2") {
  const ScratchFolder folder;
  folder.put("mine.json",
             "{\"kind\": \"sentiment\", \"schema_version\": 1, \"terms\": {\n"
             "\"on the dot\": 2,\n\"on-the-dot\": -2}}");
  const ProgramRun run = lexicon({"lexicon", "check", "."}, folder.path());
  CHECK(run.code == 2);
  CHECK(run.says(
      "verbatim: ./mine.json:3:1: 'on-the-dot' weighs -2, but 'on the dot' is read as 'on the dot' (2, "
      "./mine.json:2:1); keep one of them"));
  CHECK(has(run.out, "1 problems"));
}

TEST_CASE("lexicon: check --limit tells how many it does not show, --verbose names what says nothing new") {
  const ScratchFolder folder;
  folder.put("mine.json",
             "{\"kind\": \"sentiment\", \"schema_version\": 1, \"terms\": {\n"
             "\"zig\": 2,\n\"zig zag\": 2,\n\"zig zog\": 2,\n\"zig zug\": 2}}");
  CHECK(!has(lexicon({"lexicon", "check", "."}, folder.path()).out, "says nothing new"));
  const ProgramRun run = lexicon({"lexicon", "check", ".", "--verbose", "--limit", "2"}, folder.path());
  CHECK(run.code == 0);
  CHECK(has(run.out, "'zig zog' says nothing new"));
  CHECK(!has(run.out, "'zig zug'"));
  CHECK(has(run.out, "remark: 1 more of this kind (nothing-new); --limit 0 shows all\n"));
  CHECK(has(run.out, "3 minor ones"));
}

TEST_CASE("lexicon: an example of the shipped lexicon that own words change is a remark") {
  const ScratchFolder folder;
  std::filesystem::create_directories(folder / "shipped/en");
  std::filesystem::create_directory(folder / "own");
  folder.put("shipped/en/a.json",
             "{\"kind\": \"themes\", \"schema_version\": 1, \"themes\": [{\"id\": \"a\", \"label\": \"A\", "
             "\"rules\": "
             "[{\"any\": [\"desk\"]}], \"examples\": [\n{\"text\": \"the zig desk\", \"is\": \"neu\"}]}]}");
  folder.put("own/mine.json", R"({"kind": "sentiment", "schema_version": 1, "terms": {"zig": -4}})");
  ProgramCall call;
  call.arguments = {"lexicon", "check", "own"};
  call.folder = folder.path();
  call.environment = {{"VERBATIM_LEXICONS", "shipped"}};
  const ProgramRun run = run_program(call);
  CHECK(run.code == 0);
  CHECK(has(run.out,
            "remark: shipped/en/a.json:2:1: example of a: 'the zig desk' should be neu, is neg; your own "
            "words change it: see whether you mean that\n"));
}

TEST_CASE("lexicon: check --sample tells coverage, and --json says it all to programs") {
  const ScratchFolder folder;
  std::string comments = "text\n";
  for (int i = 0; i < 3; ++i) comments += "rude staff in the shop\nthe escalator\nthe rude\n";
  folder.put("c.csv", comments);
  const ProgramRun run = lexicon({"lexicon", "check", "--sample", "c.csv"}, folder.path());
  CHECK(run.code == 0);
  CHECK(has(run.out, "sample: 9 records, 9 comments\n"));
  CHECK(has(run.out, "  with sentiment                6   66.7 %\n"));
  CHECK(has(run.out, "        3  escalator\n"));
  const ProgramRun json = lexicon({"lexicon", "check", "--sample", "c.csv", "--json"}, folder.path());
  CHECK(json.code == 0);
  const auto all = nlohmann::json::parse(json.out);
  CHECK(all["problems"] == 0);
  CHECK(all["sample"]["with_neither"] == 3);
  REQUIRE(all["sample"]["missed_words"]["count"] == 1);
  CHECK(all["sample"]["missed_words"]["first"][0] == nlohmann::json{{"text", "escalator"}, {"comments", 3}});
}

TEST_CASE(
    "lexicon: --text without --sample is a usage error, a sample that is not there an unreadable input") {
  const ScratchFolder folder;
  CHECK(lexicon({"lexicon", "check", "--text", "a"}, folder.path()).code == 2);
  // The folder behind a sample is the folder, not a second sample.
  CHECK(lexicon({"lexicon", "check", "--sample", "c.csv", "nowhere"}, folder.path())
            .says("nowhere: is not a folder"));
  const ProgramRun run = lexicon({"lexicon", "check", "--sample", "none.csv"}, folder.path());
  CHECK(run.code == 3);
  CHECK(run.says("none.csv"));
}

TEST_CASE("lexicon: what is imported passes the check and is used by analyze") {
  const struct {
    const char* file;
    const char* bytes;
  } kLists[] = {{"a.txt", "zigzag\t-2.5\t0.5\t[-3, -2]\nzogzog\t2.5\t0.5\t[3, 2]\n"},
                {"b.txt", "zigzag\t-5\nzogzog\t4\n"},
                {"c.txt", "word;weight\nzigzag;-0,9\nzogzog;0,9\n"},
                {"d.txt", "%\n1\tnegemo\n2\tmachines\n%\nzigzag*\t1\t2\nzogzog\t2\n"}};
  for (const auto& list : kLists) {
    CAPTURE(list.file);
    const ScratchFolder folder;
    folder.put(list.file, list.bytes);
    folder.put("c.csv", "id,text\n1,a zigzag\n2,the desk\n");
    const ProgramRun made =
        lexicon({"lexicon", "import", list.file, "-o", "mine", "--name", "words"}, folder.path());
    CHECK(made.code == 0);
    CHECK(made.err.empty());
    CHECK(has(made.out, "wrote mine/words.sentiment.json\n"));
    CHECK(lexicon({"lexicon", "check", "mine"}, folder.path()).code == 0);
    const ProgramRun run =
        lexicon({"analyze", "c.csv", "--text", "text", "--lexicon", "mine", "--out", "r"}, folder.path());
    CHECK(run.code == 0);
    CHECK(report_json(folder / "r")["sentiment"]["negative"] == 1);
    // A second time it would overwrite.
    CHECK(lexicon({"lexicon", "import", list.file, "-o", "mine", "--name", "words"}, folder.path()).code ==
          4);
  }
}

TEST_CASE("lexicon: import refuses what it cannot read with the file, the line and what to do") {
  const ScratchFolder folder;
  folder.put("latin.txt", "good,1\nd\xE9j\xE0,-1\n");
  folder.put("ours.json", R"({"kind": "sentiment", "schema_version": 1, "terms": {"a": 1}})");
  folder.put("good.txt", "good,1\nbad,-1\n");
  const auto refused = [&](std::vector<std::string> arguments, int code, std::string_view message) {
    arguments.insert(arguments.begin(), {"lexicon", "import"});
    arguments.insert(arguments.end(), {"-o", "mine"});
    const ProgramRun run = lexicon(arguments, folder.path());
    CHECK(run.code == code);
    CAPTURE(run.err);
    CHECK(run.says(message));
  };
  refused({"latin.txt"}, 3, "latin.txt:2:2: the byte 0xE9 is not UTF-8; save the file as UTF-8\n");
  refused({"ours.json"}, 3, "is a lexicon file of ours already; use its folder with --lexicon\n");
  refused({"none.txt"}, 3, "none.txt");
  refused({"good.txt", "--scale", "1-9"}, 2,
          "--scale takes the worst and the best weight, such as -5..5 or 1..9");
  CHECK(lexicon({"lexicon", "import", "good.txt", "-o", "scaled", "--scale", "-2..2"}, folder.path()).code ==
        0);
  refused({"good.txt", "--name", "../x"}, 2, "--name is the beginning of file names");
  refused({"good.txt", "--format", "xml"}, 2, "--format");
}

TEST_CASE("lexicon: import lists what it changed and left out, as many as asked for") {
  const ScratchFolder folder;
  folder.put("w.txt", "GOOD,1\nbad,-4\nf**k,-4\n#fail,-3\n#late,-3\n");
  const ProgramRun run = lexicon({"lexicon", "import", "w.txt", "-o", "mine", "--limit", "2"}, folder.path());
  CHECK(run.out ==
        "read as two columns parted by ','\n"
        "weights from -4 to 4 are taken as they are (guessed; --scale tells)\n"
        "5 entries: 2 terms, 0 emoticons, 0 emoji\n"
        "changed: 1\n"
        "  line 1: 'GOOD' written as 'good'\n"
        "left out: 3\n"
        "  line 3: 'f**k' holds '*', which is no part of a word in a term\n"
        "  line 4: '#fail' holds '#', which is no part of a word in a term\n"
        "  ... and 1 more; --limit 0 shows all\n"
        "wrote mine/w.sentiment.json\n"
        "next: verbatim lexicon check mine\n");
}

}  // namespace verbatim
