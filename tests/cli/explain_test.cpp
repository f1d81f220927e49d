// The real program on single comments, with the small lexicon of tests/support.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "report/safe_text.h"
#include "support/program.h"

namespace verbatim {
namespace {

ProgramRun explain(std::vector<std::string> words, std::string input = "") {
  ProgramCall call;
  call.arguments = {"explain"};
  call.arguments.insert(call.arguments.end(), words.begin(), words.end());
  call.input = std::move(input);
  call.environment = {{"VERBATIM_LEXICONS", VERBATIM_SOURCE_DIR "/tests/support/lexicons"}};
  return run_program(call);
}

std::string text_of(std::vector<std::string> words, std::string input = "") {
  const ProgramRun run = explain(std::move(words), std::move(input));
  CHECK(run.code == 0);
  CHECK(run.err.empty());
  return run.out;
}

nlohmann::json json_of(std::vector<std::string> words) {
  words.push_back("--json");
  return nlohmann::json::parse(text_of(std::move(words)));
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// The words above the line of `sign` that tells `what`, by the columns of a terminal.
std::string above(const std::string& out, char sign, std::string_view what) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = out.find('\n', at);
    lines.push_back(out.substr(at, end - at));
    at = end + 1;
  }
  std::string text;
  for (const std::string& line : lines) {
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    const std::size_t behind = line.find_first_not_of(line[first], first);
    const bool is_underline = std::string_view("+-=~").find(line[first]) != std::string_view::npos;
    if (!is_underline) text = line;
    if (line[first] != sign || !has(line.substr(behind), what)) continue;
    std::string words;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t next = i + 1;
      while (next < text.size() && (text[next] & 0xC0) == 0x80) ++next;
      const std::size_t column = display_width(std::string_view(text).substr(0, i));
      if (column >= first && column < behind) words += text.substr(i, next - i);
      i = next;
    }
    return words;
  }
  return "no such line";
}

TEST_CASE("explain: the figures, the themes and every word behind them") {
  CHECK(text_of({"The agent was rude"}) ==
        "sentiment: negative -0.775 (positive 0.00, negative 3.00)\n"
        "themes:    staff.attitude:neg\n"
        "\n"
        "    The agent was rude\n"
        "                  ---- -3.00 'rude' -3.00  [lexicons/en/small.json:2]\n"
        "                  ==== staff.attitude:neg by staff.attitude rule 1  "
        "[lexicons/en/small_themes.json:5]\n");
  CHECK(text_of({"The", "agent", "was", "rude"}) == text_of({"The agent was rude"}));
}

TEST_CASE("explain: signs stand under their words, behind emoji, wide letters and tabs, too") {
  for (const char* text : {"rude staff", "so \U0001F621 and rude", "\U0001F621\U0001F621\U0001F621 rude",
                           "\u5F88\u6162 rude", "cafe\u0301 rude", "A\tbad\tday, rude"}) {
    CAPTURE(text);
    const std::string out = text_of({text});
    CHECK(above(out, '-', "'rude'") == "rude");
    CHECK(above(out, '=', "staff.attitude:neg") == "rude");
  }
  CHECK(above(text_of({"not good"}), '-', "turned by 'not'") == "good");
}

TEST_CASE("explain: a long comment is wrapped at blanks, and signs stand under the line of their word") {
  const std::string out = text_of(
      {"We came in on a very wet Tuesday in March with all of the children and their many friends, and "
       "the one at the desk \U0001F600 was rude to all of us, and it went on and on until we had to go "
       "home, by which time the last bus was late"});
  CHECK(above(out, '-', "'rude'") == "rude");
  CHECK(above(out, '-', "'late'") == "late");
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = out.find('\n', at);
    const std::string line = out.substr(at, end - at);
    if (!has(line, "lexicons/")) CHECK(display_width(line) <= 4 + 92);
    at = end + 1;
  }
  CHECK(above(text_of({std::string(300, 'x') + " rude"}), '-', "'rude'") == "rude");
  CHECK(above(text_of({"the first line\nthe agent was rude"}), '-', "'rude'") == "rude");
}

TEST_CASE("explain: clauses that weigh more or less than others are told") {
  const std::string out = text_of({"It was slow, but the food was great"});
  CHECK(above(out, '~', "weighs less (x0.60)") == "It was slow");
  CHECK(above(out, '~', "weighs more (x1.40): it begins with 'but'").ends_with("the food was great"));
}

TEST_CASE("explain: what the question asks for changes what its answer says") {
  const std::string question = "What could we improve?";
  CHECK(has(text_of({"more friendly staff"}), "sentiment: positive"));
  const std::string asked = text_of({"more friendly staff", "--question", question});
  CHECK(has(asked, "sentiment: negative"));
  CHECK(above(asked, '-', "asked for, not had") == "friendly");
  CHECK(has(text_of({"Nothing", "--question", question}), "no issue: to this question"));
  CHECK(above(text_of({"the car park", "--question", question}), '-',
              "said by being the answer to its question") == "the car park");
  CHECK(has(text_of({"bad", "--question", "caf\xE9?"}), "sentiment: negative"));
}

TEST_CASE("explain: an answer that says nothing, and a comment without a known word") {
  CHECK(text_of({"n/a"}) == "no content: this answer says nothing (the ledger's class \"no content\")\n");
  CHECK(text_of({"the car park"}) ==
        "sentiment: none (no word of the lexicon speaks)\nthemes:    none\n\n    the car park\n");
}

TEST_CASE("explain: the comment may come by standard input") {
  const std::string told = text_of({"The agent was rude"});
  CHECK(text_of({}, "The agent was rude\r\n\n") == told);
  CHECK(text_of({"-"}, "The agent was rude") == told);
}

TEST_CASE("explain: --json tells bytes of the text that it gives back") {
  const nlohmann::json json = json_of({"So \U0001F621 the agent was rude, but it was great"});
  const std::string text = json["text"];
  const auto bytes = [&](const nlohmann::json& range) {
    return text.substr(range[0], range[1].get<std::size_t>() - range[0].get<std::size_t>());
  };
  CHECK(text == "So \U0001F621 the agent was rude, but it was great");
  CHECK(json["content"] == "text");
  CHECK(json["sentiment_label"] == "mixed");
  CHECK(json["themes"][0] == nlohmann::json{{"id", "general"}, {"polarity", "pos"}});
  REQUIRE(json["evidence"].size() == 2);
  CHECK(bytes(json["evidence"][0]["bytes"]) == "rude");
  CHECK(json["evidence"][0]["entry"] == "rude");
  CHECK(json["evidence"][0]["weight"] == -3.0);
  CHECK(json["evidence"][0]["place"]["line"] == 2);
  CHECK(bytes(json["evidence"][1]["bytes"]) == "great");
  CHECK(bytes(json["mentions"][0]["bytes"]) == "rude");
  CHECK(json["mentions"][0]["rule"] == "staff.attitude rule 1");
  CHECK(bytes(json["tokens"][1]) == "\U0001F621");
  CHECK(json["clauses"].back()["begins_with"] == "but");
}

TEST_CASE("explain: --json of an answer without words of its own") {
  const nlohmann::json none = json_of({"the car park"});
  CHECK(none["sentiment"].is_null());
  CHECK(none["sentiment_label"] == "none");
  CHECK(none["evidence"].empty());
  CHECK(json_of({"n/a"})["content"] == "no_content");
  const nlohmann::json nothing = json_of({"Nothing", "--question", "What could we improve?"});
  CHECK(nothing["content"] == "no_issue");
  CHECK(json_of({"caf\xE9 was bad"})["text"] == "caf\uFFFD was bad");
}

TEST_CASE("explain: nothing in the comment can drive a terminal") {
  const std::string out = text_of({"\x1b[31mrude\x1b[0m \u202Estaff"});
  CHECK(out.find('\x1b') == std::string::npos);
  CHECK(!has(out, "\u202E"));
}

}  // namespace
}  // namespace verbatim
