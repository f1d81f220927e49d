// verbatim try on rows in sight, with the small lexicon of tests/support.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "support/program.h"

namespace verbatim {
namespace {

constexpr std::string_view kRows =
    "id,comment\n"
    "1,The agent was rude on the phone\n"
    "2,Rude staff at the desk\n"
    "3,\"Not rude at all, thanks\"\n"
    "4,A phone call that was never returned\n"
    "5,n/a\n"
    "6,\n"
    "7,My phone is jo@example.com and it was rude\n"
    "8,The agent was rude on the phone\n";

ProgramRun run(std::vector<std::string> words, const std::string& input = std::string(kRows)) {
  ProgramCall call;
  call.arguments = {"try"};
  call.arguments.insert(call.arguments.end(), words.begin(), words.end());
  call.input = input;
  call.environment = {{"VERBATIM_LEXICONS", VERBATIM_SOURCE_DIR "/tests/support/lexicons"}};
  return run_program(call);
}

nlohmann::json json_of(std::vector<std::string> words) {
  words.push_back("--json");
  const ProgramRun done = run(std::move(words));
  CHECK(done.code == 0);
  CHECK(done.err == "");
  return nlohmann::json::parse(done.out);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("try: how many match, their polarity, their themes today, and a sample with the match marked") {
  const ProgramRun done = run({"rude NOT desk", "-", "--text", "comment"});
  CHECK(done.code == 0);
  CHECK(has(done.out, "rule: rude NOT desk\n4 of 6 comments match (66.7 %)\n"));
  CHECK(has(done.out, "polarity: neg 3, pos 1\n"));
  CHECK(has(done.out, "themes today: staff.attitude 4\n"));
  CHECK(has(done.out, "no theme today: 0 (0.0 % of those that match)\n"));
  CHECK(has(done.out, "  - row 1  neg  [staff.attitude:neg]\n    The agent was >>rude<< on the phone\n"));
  CHECK(has(done.out,
            "left out by NOT or EXCEPT: 1 comment\n  - row 2  neg  [staff.attitude:neg]\n    >>Rude<< staff "
            "at the desk\n"));
}

TEST_CASE("try: equal texts are shown once, personal data is masked unless told otherwise") {
  const auto json = json_of({"rude", "-", "--text", "comment"});
  CHECK(json["matching"] == 5);
  CHECK(json["sample"].size() == 4);
  bool is_masked = false;
  for (const auto& sample : json["sample"]) is_masked = is_masked || has(sample["text"], "[email]");
  CHECK(is_masked);
  CHECK(has(run({"phone", "-", "--text", "comment", "--no-redact"}).out, "jo@example.com"));
  CHECK(!has(run({"phone", "-", "--text", "comment"}).out, "jo@example.com"));
}

TEST_CASE("try: the match is marked where it stands after masking") {
  const auto tried = json_of({"rude", "-", "--text", "comment"});
  for (const auto& sample : tried["sample"]) {
    const std::string text = sample["text"];
    std::string match = text.substr(sample["match"][0], static_cast<std::size_t>(sample["match"][1]) -
                                                            static_cast<std::size_t>(sample["match"][0]));
    CHECK((match == "rude" || match == "Rude"));
  }
}

TEST_CASE("try: a polarity, a limit, a number of samples, a rule object, a name of the lexicon") {
  CHECK(json_of({"phone", "-", "--text", "comment"})["polarity"]["neg"] == 3);
  CHECK(json_of({"phone", "-", "--text", "comment", "--polarity", "neg"})["polarity"]["neg"] == 4);
  CHECK(json_of({"rude", "-", "--text", "comment", "--limit", "2"})["matching"] == 2);
  CHECK(json_of({"rude", "-", "--text", "comment", "--samples", "1"})["sample"].size() == 1);
  CHECK(json_of({R"({"any": ["rude"], "none": ["desk"]})", "-", "--text", "comment"})["matching"] == 4);
  CHECK(json_of({"^staff.attitude", "-", "--text", "comment"})["matching"] == 5);
  CHECK(json_of({"phone call", "-", "--text", "comment"})["without_theme"] == 1);
}

TEST_CASE("try: the sample does not hang on the order of the rows") {
  const std::string reversed =
      "id,comment\n3,\"Not rude at all, thanks\"\n2,Rude staff at the desk\n7,My phone is jo@example.com and "
      "it was rude\n"
      "1,The agent was rude on the phone\n";
  const auto texts = [](const nlohmann::json& json) {
    std::vector<std::string> all;
    for (const auto& sample : json["sample"]) all.push_back(sample["text"]);
    return all;
  };
  const ProgramRun other = run({"rude", "-", "--text", "comment", "--samples", "2", "--json"}, reversed);
  CHECK(texts(nlohmann::json::parse(other.out)) ==
        texts(json_of({"rude", "-", "--text", "comment", "--samples", "2"})));
}

TEST_CASE("try: what is wrong with the rule is shown under its place, with exit code 2") {
  const ProgramRun near = run({"wait~ NEAR phone", "-"});
  CHECK(near.code == 2);
  CHECK(near.err ==
        "verbatim: NEAR needs how many words may stand between, 0 to 30: NEAR/5\n"
        "  wait~ NEAR phone\n"
        "        ^\n");
  CHECK(has(run({"caf\u00e9 \u5F88\u6162 (x", "-"}).err, "  caf\u00e9 \u5F88\u6162 (x\n            ^\n"));
  CHECK(has(run({"x AND ^nowhere", "-"}).err, "  x AND ^nowhere\n        ^\n"));
  CHECK(has(run({"{\"match\": \"x AND (\"}", "-"}).err,
            "\n  {\"match\": \"x AND (\"}\n                    ^\n"));
  CHECK(run({"{\"match\": ", "-"}).code == 2);
  CHECK(run({"", "-"}).code == 2);
  CHECK(has(run({"\x1b[31m(", "-"}).err, "\\x1b"));
}

TEST_CASE("try: what may not be meant is a warning under its place, and the rule is tried") {
  const ProgramRun done = run({"rude OR NOT desk", "-", "--text", "comment"});
  CHECK(done.code == 0);
  CHECK(has(done.err,
            "verbatim: warning: OR NOT would match everything without what stands behind it; it is read as "
            "rude NOT desk\n"
            "  rude OR NOT desk\n       ^\n"));
  CHECK(has(done.out, "read as: rude NOT desk\n4 of 6 comments match"));
}

TEST_CASE("try: an input that cannot be read and a column that is not there end as they do for analyze") {
  CHECK(run({"rude", "no-such-file.csv"}).code == 3);
  CHECK(run({"rude", "-", "--text", "nope"}).code == 2);
}

TEST_CASE("try: nothing in a comment can drive a terminal") {
  const ProgramRun done =
      run({"rude", "-", "--text", "comment"}, "id,comment\n1,\x1b[31mrude\x1b[0m \u202Estaff\n");
  CHECK(done.code == 0);
  CHECK(!has(done.out, "\x1b"));
  CHECK(!has(done.out, "\u202E"));
}

}  // namespace
}  // namespace verbatim
