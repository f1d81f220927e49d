// The real program on files that are only looked at, and the command that it suggests for them.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "support/program.h"
#include "support/report_folder.h"

namespace verbatim {
namespace {

const std::string kComments = lines({
    "id,date,channel,nps,comment",
    "1,2025-03-01,web,3,I waited an hour and nobody came to help me",
    "2,2025-03-02,app,9,The staff were lovely and very quick to answer",
    "3,2025-03-03,web,5,It was late and the box was broken on one side",
    "4,2025-03-04,web,0,Rude on the phone and rude again in the shop",
    "5,2025-03-05,app,10,Thank you for a great day with the children",
});

class Desk {
 public:
  explicit Desk(std::string_view comments = kComments) { put("in.csv", comments); }

  void put(const std::string& name, std::string_view bytes) { folder_.put(name, bytes); }

  ProgramRun run(std::vector<std::string> words, std::string input = "") const {
    ProgramCall call;
    call.arguments = std::move(words);
    call.folder = folder_.path();
    call.input = std::move(input);
    call.environment = {{"VERBATIM_LEXICONS", VERBATIM_SOURCE_DIR "/tests/support/lexicons"}};
    return run_program(call);
  }

  std::string inspect(std::vector<std::string> words = {"in.csv"}, std::string input = "") const {
    words.insert(words.begin(), "inspect");
    const ProgramRun done = run(std::move(words), std::move(input));
    CAPTURE(done.err);
    CHECK(done.code == 0);
    return done.out;
  }

  // Runs what `inspect` suggests, and gives the ledger of its report.
  std::string ledger_of_suggested(std::vector<std::string> words = {"in.csv"}) const {
    const ProgramRun done = run(split(suggested(inspect(std::move(words)))));
    CAPTURE(done.err);
    CHECK(done.code == 0);
    return ledger_text(folder_ / "report");
  }

  static std::string suggested(const std::string& out) {
    return command_below("\nto analyse it:\n  verbatim ", out);
  }
  static std::string suggested_with_scores(const std::string& out) {
    return command_below("\nwith the scores that it seems to hold:\n  verbatim ", out);
  }

 private:
  static std::string command_below(const std::string& head, const std::string& out) {
    const std::size_t at = out.find(head);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + head.size();
    return out.substr(begin, out.find('\n', begin) - begin);
  }

  // The words of a command, as a shell would read 'quoted ones'.
  static std::vector<std::string> split(const std::string& command) {
    std::vector<std::string> words(1);
    bool quoted = false;
    for (std::size_t i = 0; i < command.size(); ++i) {
      if (command[i] == '\'') {
        quoted = !quoted;
      } else if (!quoted && command[i] == '\\') {
        words.back() += command[++i];
      } else if (!quoted && command[i] == ' ') {
        words.emplace_back();
      } else {
        words.back() += command[i];
      }
    }
    return words;
  }

  ScratchFolder folder_;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("inspect: how the file is written, its columns, and what was guessed why") {
  const std::string out = Desk().inspect();
  CHECK(
      out.starts_with("in.csv\n"
                      "  encoding UTF-8 (nothing but ASCII)\n"
                      "  delimiter ',': 6 of 6 records have 5 fields\n"
                      "  header in line 1: 5 columns\n"
                      "  columns:\n"
                      "    #1 id\n"
                      "    #2 date\n"
                      "    #3 channel\n"
                      "    #4 nps\n"
                      "    #5 comment\n"
                      "\n"
                      "read as:\n"
                      "  text   'comment'\n"
                      "  id     'id'\n"
                      "  date   'date' (order is clear)\n"
                      "  score  none\n"
                      "\n"
                      "because:\n"
                      "  text: column 'comment' (its name says so;"));
  CHECK(has(out, "); --text COL to choose another\n"));
  CHECK(has(out, "  score: column 'nps' looks like nps ("));
  CHECK(has(out, "add --score 'nps=nps:nps' to use it\n"));
  CHECK(has(out,
            "\nfirst records:\n"
            "  line 2 of in.csv\n"
            "    text  I waited an hour and nobody came to help me\n"
            "    id    1\n"
            "    date  2025-03-01\n"
            "  line 3 of in.csv\n"));
  CHECK(Desk::suggested(out) == "analyze in.csv --text comment --id id --date date --out report");
  CHECK(Desk::suggested_with_scores(out) ==
        "analyze in.csv --text comment --id id --date date --score nps=nps:nps --out report");
}

TEST_CASE("inspect: an export that is known is read by its preset, which analyze uses as well") {
  const Desk desk(lines({
      "Review Id,Review Created (UTC),Review Stars,Review Title,Review Content",
      "a1,2025-03-01 10:00:00,1,Never again,\"Late, and broken. Ring 020 7946 0958\"",
      "a2,2025-03-02 11:00:00,5,,Lovely and quick",
  }));
  const std::string out = desk.inspect();
  CHECK(has(out, "  preset Trustpilot\n"));
  CHECK(has(out, "  text   'Review Title', 'Review Content'\n"));
  CHECK(has(out, "  date   'Review Created (UTC)' (order is clear)\n"));
  CHECK(has(out, "  score  stars from 'Review Stars' (stars5)\n"));
  CHECK(has(out,
            "    Review Title    Never again\n"
            "    Review Content  Late, and broken. Ring [phone]\n"
            "    id              a1\n"
            "    date            2025-03-01 10:00:00\n"
            "    stars           1\n"));
  CHECK(has(out, "    Review Title    (empty)\n"));
  CHECK(
      Desk::suggested(out) ==
      "analyze in.csv --text 'Review Title' --text 'Review Content' --id 'Review Id' --date 'Review Created "
      "(UTC)' --score 'stars=Review Stars:stars5' --out report");
  CHECK(desk.ledger_of_suggested() == "analysed 2");

  const ProgramRun run = desk.run({"analyze", "in.csv", "--out", "plain"});
  CHECK(run.code == 0);
  CHECK(run.says("verbatim: preset: in.csv looks like a Trustpilot export (columns Review Id, "));
  CHECK(has(desk.inspect({"in.csv", "--preset", "none"}), "  score  none\n"));
  CHECK(desk.run({"inspect", "in.csv", "--preset", "trustpilt"}).says("the presets are Qualtrics CSV, "));
}

TEST_CASE("inspect: what a preset says can be frozen") {
  Desk desk(lines({
      "Review Id,Review Stars,Review Title,Review Content",
      "a1,1,Never again,Late and broken",
      "a2,5,,Lovely and quick",
  }));
  const std::string plan = desk.inspect({"in.csv", "--plan"});
  const nlohmann::json json = nlohmann::json::parse(plan);
  CHECK(json["inputs"][0]["preset"] == "Trustpilot");
  CHECK(json["scores"][0]["name"] == "stars");
  desk.put("plan.json", plan);
  const ProgramRun run = desk.run({"analyze", "in.csv", "--plan", "plan.json", "--out", "out"});
  CAPTURE(run.err);
  CHECK(run.code == 0);
}

TEST_CASE("inspect: a joined file is described, and its scores are looked for, too") {
  Desk desk;
  desk.put("scores.csv", "customer,csat\n1,2\n2,5\n3,1\n4,1\n5,4\n");
  const std::string out = desk.inspect({"in.csv", "--join", "scores.csv", "--on", "id=customer"});
  CHECK(has(out, "scores.csv (joined on id=customer)\n"));
  CHECK(has(out, "  score: column 'csat' looks like csat5 ("));
  CHECK(Desk::suggested_with_scores(out) ==
        "analyze in.csv --text comment --id id --date date --join scores.csv --on id=customer --score "
        "nps=nps:nps --score csat=csat:csat5 --out report");
  CHECK(has(
      desk.inspect({"in.csv", "--join", "scores.csv", "--on", "id=customer", "--score", "csat=csat:csat5"}),
      "    csat  2\n"));
}

TEST_CASE("inspect: a date whose order is open is told, and is not in the command") {
  const std::string out = Desk(lines({
                                   "id,date,comment",
                                   "1,01/02/2025,I waited an hour and nobody came to help me",
                                   "2,03/02/2025,The staff were lovely and very quick to answer",
                               }))
                              .inspect();
  CHECK(has(out, "  date   none\n"));
  CHECK(has(out, "add --date-order dmy or mdy"));
  CHECK(Desk::suggested(out) == "analyze in.csv --text comment --id id --out report");
}

TEST_CASE("inspect: a column that begins with '-' is no option of the command") {
  const Desk desk(lines({
      "id,-comment",
      "1,I waited an hour and nobody came to help me",
      "2,The staff were lovely and very quick to answer",
  }));
  CHECK(Desk::suggested(desk.inspect()) == "analyze in.csv --text=-comment --id id --out report");
  CHECK(desk.ledger_of_suggested() == "analysed 2");
}

TEST_CASE("inspect: the command that it suggests runs") {
  CHECK(Desk().ledger_of_suggested() == "analysed 5");

  // Names that a shell or --score would read in another way.
  const Desk odd(lines({
      "Ticket #,What's new; or not?,NPS: 0..10",
      "1,I waited an hour and nobody came to help me,3",
      "2,The staff were lovely and very quick to answer,9",
      "3,It was late and the box was broken on one side,5",
      "4,Rude on the phone and rude again in the shop,0",
      "5,Thank you for a great day with the children,10",
  }));
  CHECK(has(Desk::suggested_with_scores(odd.inspect()), " --score nps=#3:nps --out report"));
  CHECK(odd.ledger_of_suggested() == "analysed 5");

  // Nobody can tell day from month here, and nobody has to.
  const Desk dates(lines({
      "id,date,comment",
      "1,01/02/2025,I waited an hour and nobody came to help me",
      "2,03/02/2025,The staff were lovely and very quick to answer",
  }));
  CHECK(dates.ledger_of_suggested() == "analysed 2");
}

TEST_CASE("inspect: the command repeats how the input is to be read") {
  const Desk desk(lines({
      "a line to skip",
      "1|I waited an hour and nobody came to help me",
      "2|The staff were lovely and very quick to answer",
  }));
  const std::vector<std::string> words = {"in.csv",      "--skip", "1",       "--header-rows", "0",
                                          "--delimiter", "|",      "--where", "#1!=2",         "--limit",
                                          "10",          "--text", "#2"};
  CHECK(Desk::suggested(desk.inspect(words)) ==
        "analyze in.csv --text '#2' --delimiter '|' --skip 1 --header-rows 0 --where '#1!=2' --limit 10 "
        "--out report");
  CHECK(desk.ledger_of_suggested(words) == "analysed 1, filtered 1");
}

TEST_CASE("inspect: an empty file before the others is told, and guesses are made on the next") {
  Desk desk;
  desk.put("a.csv", "");
  const std::string out = desk.inspect({"a.csv", "in.csv"});
  CHECK(has(out, "a.csv\n  empty: no header and no rows\n"));
  CHECK(has(out, "  score: column 'nps' looks like nps ("));
  CHECK(has(out, "  warning: a.csv: empty file, 0 rows\n"));
  CHECK(desk.ledger_of_suggested({"a.csv", "in.csv"}) == "analysed 5");
}

TEST_CASE("inspect: --plan is JSON that analyze reads") {
  Desk desk;
  const std::string plan = desk.inspect({"in.csv", "--plan", "--score", "nps=nps:nps"});
  const nlohmann::json json = nlohmann::json::parse(plan);
  CHECK(json["schema_version"] == 1);
  CHECK(json["inputs"][0]["columns"] == nlohmann::json{"id", "date", "channel", "nps", "comment"});
  CHECK(json["inputs"][0]["delimiter"] == ",");
  CHECK(json["text"] == nlohmann::json{"comment"});
  CHECK(json["scores"][0]["kind"] == "nps");

  desk.put("plan.json", plan);
  CHECK(desk.run({"analyze", "in.csv", "--plan", "plan.json", "--out", "out"}).code == 0);
}

TEST_CASE("inspect: a file without comments is no error, standard input is a file like others") {
  CHECK(
      has(Desk("id,n\n1,5\n2,6\n").inspect(), "  no column looks like comments; name it with --text COL\n"));
  CHECK(has(Desk().inspect({"-"}, kComments), "    #5 comment\n"));
}

TEST_CASE("inspect: what cannot be read or is not there is told, with the exit code") {
  const Desk desk;
  const ProgramRun gone = desk.run({"inspect", "gone.csv"});
  CHECK(gone.code == 3);
  CHECK(gone.says("verbatim: gone.csv: "));
  const ProgramRun unknown = desk.run({"inspect", "in.csv", "--text", "coment"});
  CHECK(unknown.code == 2);
  CHECK(unknown.says("did you mean 'comment'?"));
}

TEST_CASE("inspect: nothing in a header can drive a terminal") {
  const std::string out =
      Desk("id,\x1b[31mcomment\n1,slow and rude to all of us\n2,good and quick\n").inspect();
  CHECK(out.find('\x1b') == std::string::npos);
  CHECK(has(out, "\\x1b[31mcomment"));
}

}  // namespace
}  // namespace verbatim
