// The program as a user meets it: options, standard input and output, files in the way, plans.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>

#include "support/job.h"

namespace verbatim {
namespace {

const std::string kComments =
    lines({"id,day,region,nps,comment", "1,2025-03-01,North,3,slow and rude staff",
           "2,2025-03-02,South,9,lovely friendly staff", "3,2025-03-03,North,2,on hold for an hour",
           "4,2025-03-04,South,10,great service thank you"});

std::size_t rows_of(const Job& job) {
  const std::string text = job.file("comments.csv");
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 1;
}

ProgramRun run(std::vector<std::string> arguments) {
  ProgramCall call;
  call.arguments = std::move(arguments);
  return run_program(call);
}

TEST_CASE("cli: --where keeps rows by column, by joined column and by score") {
  struct Row {
    const char* where;
    std::size_t left;
  };
  for (const Row& expected :
       {Row{"region=north", 2}, Row{"region!=North", 2}, Row{"nps<4", 2}, Row{"nps>=9", 2}, Row{"n<=2", 1},
        Row{"n>3", 2}, Row{"id=3", 1}, Row{"region=West", 0}}) {
    CAPTURE(expected.where);
    const Job job(kComments, {"--score", "n=nps:nps", "--where", expected.where});
    CHECK(job.run.code == 0);
    CHECK(rows_of(job) == expected.left);
    CHECK(job.report()["ledger"]["filtered"] == 4 - expected.left);
  }
  CHECK(rows_of(Job(kComments, {"--where", "region=North", "--where", "nps<3"})) == 1);
  CHECK(Job(kComments, {"--where", "region"}).run.code == 2);
  CHECK(Job(kComments, {"--where", "nps<many"}).says("'many' is not a number"));
}

TEST_CASE("cli: --keep copies columns, and --redact masks what is personal in them") {
  const std::string personal = "id,mail,comment\n1,jo@example.com,rude staff. call jo@example.com\n2,x\n";
  const Job kept(personal, {"--keep", "mail,comment", "--max-rejects", "1"});
  CHECK(kept.file("comments.csv").find("themes,mail,comment,effort,") != std::string::npos);
  CHECK(kept.file("comments.csv").find("jo@example.com,rude staff. call jo@example.com") !=
        std::string::npos);
  const Job masked(personal, {"--keep", "all", "--max-rejects", "1", "--redact"});
  CHECK(masked.run.code == 0);
  for (const char* name : {"comments.csv", "rejects.csv", "report.json", "report.html", "drivers.csv"}) {
    CHECK(masked.file(name).find("jo@example.com") == std::string::npos);
  }
  CHECK(Job(kComments, {"--redact", "--no-redact"}).run.code == 2);
  CHECK(Job(kComments, {"--keep", "nothing"}).run.code == 2);
}

TEST_CASE("cli: quotes are masked unless --no-redact says otherwise") {
  std::string many = "id,comment\n";
  for (int n = 0; n < 40; ++n)
    many += std::to_string(n) + ",the staff were rude. write to jo" + std::to_string(n) + "@example.com\n";
  const Job masked(many);
  CHECK(masked.file("report.json").find("@example.com") == std::string::npos);
  const Job open(many, {"--no-redact"});
  CHECK(open.file("report.json").find("@example.com") != std::string::npos);
}

TEST_CASE("cli: --limit and --on-duplicate") {
  CHECK(Job(kComments, {"--limit", "3"}).ledger == "analysed 3, over_limit 1");
  const std::string twice = "id,comment\n1,rude staff\n2,late parcel\n1,rude staff\n1,friendly staff\n";
  struct Row {
    const char* how;
    const char* ledger;
    const char* rows;  // the row numbers that are left
  };
  for (const Row& expected :
       {Row{"fold", "analysed 3, repeat 1", "124"}, Row{"keep", "analysed 4", "1234"},
        Row{"first", "analysed 2, repeat 2", "12"}, Row{"last", "analysed 2, repeat 2", "24"}}) {
    CAPTURE(expected.how);
    const Job job(twice, {"--id", "id", "--on-duplicate", expected.how});
    CHECK(job.ledger == expected.ledger);
    std::string left;
    for (const char* row : {"1", "2", "3", "4"}) {
      if (job.file("comments.csv").find(std::string("\nin.csv,") + row + ",") != std::string::npos)
        left += row;
    }
    CHECK(left == expected.rows);
  }
  CHECK(Job(twice, {"--on-duplicate", "drop"}).run.code == 2);
}

TEST_CASE("cli: several text columns give a row an answer, and count as one record") {
  std::string text = "id,nps,liked,disliked\n";
  for (int n = 0; n < 20; ++n)
    text += std::to_string(n) + "," + std::to_string(n % 11) + ",the staff were lovely,the staff were rude\n";
  text += "20,5,,the queue was long\n21,5,,\n";
  const Job job(text, {"--text", "liked", "--text", "disliked", "--score", "nps=nps:nps"});
  CHECK(job.run.code == 0);
  CHECK(job.ledger == "analysed 21, empty 1");
  CHECK(rows_of(job) == 41);
  CHECK(job.file("comments.csv")
            .find("source,row,id,sentiment,sentiment_label,themes,nps,column,effort,emotion,"
                  "intent,expectation,competitor,durations_min,ratings,flags,reposts,conflict\n") == 0);
  CHECK(job.file("comments.csv").find(",liked,,") != std::string::npos);
  CHECK(job.file("comments.csv").find("in.csv,21,20,") != std::string::npos);
  // A record with praise in one answer and a complaint in the other counts once in each.
  const nlohmann::json report = job.report();
  int found = 0;
  for (const auto& theme : report["themes"]) {
    if (theme["theme"] != "staff.attitude") continue;
    ++found;
    CHECK(theme["comments"] == 20);
    CHECK(theme["mixed"] == 20);
  }
  CHECK(found == 1);
}

TEST_CASE("cli: --question gives each answer its question") {
  const std::string text =
      "id,question,comment\n1,What did you like?,nothing\n2,What could be better?,nothing\n3,What could be "
      "better?,the queue\n";
  const Job job(text, {"--question", "question"});
  CHECK(job.run.code == 0);
  CHECK(job.report()["ledger"]["records_in"] == 3);
  CHECK(Job(text, {"--question", "qestion"}).says("did you mean 'question'?"));
}

TEST_CASE("cli: a header that is worded as a question is the question of its column") {
  const auto labels = [](const std::string& header) {
    return Job("id,\"" + header + "\"\n1,Nothing\n2,the queue\n", {"--text", header}).file("comments.csv");
  };
  const std::string improve = labels("What could we do better?");
  CHECK(improve.find(",positive,") != std::string::npos);
  CHECK(improve.find(",negative,") != std::string::npos);
  const std::string plain = labels("Better comments");
  CHECK(plain.find(",positive,") == std::string::npos);
}

TEST_CASE("cli: standard input and pipes are read like files") {
  const ScratchFolder folder;
  folder.put("in.csv", kComments);
  ProgramCall call;
  call.arguments = {"analyze", "-", "--score", "nps=nps:nps", "--out", folder / "a"};
  call.input = kComments;
  CHECK(run_program(call).code == 0);
  CHECK(bytes_of(folder / "a/comments.csv").find("\n\"'-\",1,1,") != std::string::npos);

  const std::string fifo = folder / "fifo";
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(fifo) << kComments; });
  CHECK(run({"analyze", fifo, "--out", folder / "b"}).code == 0);
  writer.join();
  CHECK(ledger_text(folder / "b") == "analysed 4");

  call.input.clear();
  CHECK(run_program(call).code == 0);
  CHECK(ledger_text(folder / "a").empty());
  call.close_input = true;
  const ProgramRun closed = run_program(call);
  CHECK(closed.code == 3);
  CHECK(closed.says("standard input is closed"));
}

TEST_CASE("cli: a mistake in the options says what to type instead") {
  struct Row {
    std::vector<std::string> more;
    const char* says;
  };
  const std::vector<Row> wrong = {
      {{"--text", "coment"}, "did you mean 'comment'?"},
      {{"--id", "#9"}, "no column named '#9'"},
      {{"--score", "nps=nsp:nps"}, "did you mean 'nps'?"},
      {{"--score", "nps"}, "--score"},
      {{"--score", "n=nps:npz"}, "nps"},
      {{"--score", "n=nps:nps", "--score", "n=nps:rating10"}, "n"},
      {{"--join", "in.csv"}, "each --join needs its --on"},
      {{"--join", "in.csv", "--on", "key"}, "no column named 'key'"},
      {{"--delimiter", ",,"}, "--delimiter takes one character"},
      {{"--delimiter", ";", "--quote", ";"}, "same character"},
      {{"--header-rows", "7"}, "--header-rows"},
      {{"--threads", "0"}, "--threads"},
      {{"--threads", "two"}, "--threads"},
      {{"--block-size", "1"}, "--block-size"},
      {{"--max-rejects", "some"}, "--max-rejects takes a number or a share"},
      {{"--max-rejects", "-1"}, "--max-rejects"},
      {{"--date-order", "ydm"}, "--date-order"},
      {{"--limit", "-5"}, "--limit"},
      {{"--skip", "-1"}, "--skip"},
      {{"--no-such-option"}, "--no-such-option"},
      {{"in.csv"}, "is the same file as in.csv"},
      {{"./in.csv"}, "is the same file as"},
      {{"--lexicon", "none"}, "none"},
      {{"--pack", "bakery"}, "bakery"},
      {{"--plan", "none.json"}, "none.json: cannot be read"},
      {{"--plan", "in.csv"}, "in.csv:1:"},
      {{"--plan", "p.json", "--delimiter", ";"}, "--plan"},
  };
  for (const Row& expected : wrong) {
    CAPTURE(expected.more.back());
    const Job job(kComments, expected.more);
    CAPTURE(job.run.err);
    CHECK(job.run.code == 2);
    CHECK(job.says("verbatim: "));
    CHECK(job.says(expected.says));
    CHECK(job.ledger == "none");
  }
}

TEST_CASE("cli: nothing to do, help and version") {
  CHECK(run({}).code == 2);
  CHECK(run({"dance"}).code == 2);
  CHECK(run({"analyze"}).code == 2);
  CHECK(run({"--version"}).out.starts_with("verbatim "));
  CHECK(run({"analyze", "--help"}).code == 0);
}

TEST_CASE("cli: files of the user's never vanish from --out") {
  Job job(kComments);
  CHECK(job.run.code == 0);
  job.folder.put("out/notes.txt", "mine");
  const auto before = report_bytes(job.folder / "out");
  job.start({"analyze", "in.csv", "--out", "out"});
  CHECK(job.run.code == 2);
  CHECK(job.says("holds 'notes.txt'"));
  CHECK(report_bytes(job.folder / "out") == before);
  std::filesystem::remove(job.folder / "out/notes.txt");
  std::filesystem::create_directory(job.folder / "out/comments.csv.d");
  job.start({"analyze", "in.csv", "--out", "out"});
  CHECK(job.run.code == 2);

  // Beside an input is fine, around it is not.
  std::filesystem::create_directory(job.folder / "data");
  job.folder.put("data/comments.csv", kComments);
  job.start({"analyze", "data/comments.csv", "--out", "data/out"});
  CHECK(job.run.code == 0);
  job.start({"analyze", "data/comments.csv", "--out", "data"});
  CHECK(job.run.code == 2);
  CHECK(bytes_of(job.folder / "data/comments.csv") == kComments);

  // A link to the folder stays a link.
  std::filesystem::create_directory(job.folder / "real");
  std::filesystem::create_directory_symlink("real", job.folder / "link");
  job.start({"analyze", "in.csv", "--out", "link"});
  CHECK(job.run.code == 0);
  CHECK(std::filesystem::is_symlink(job.folder / "link"));
  CHECK(!bytes_of(job.folder / "real/report.json").empty());
}

TEST_CASE("cli: standard output that cannot be written") {
  const ScratchFolder folder;
  ProgramCall call;
  call.arguments = {"analyze", folder.put("in.csv", kComments), "--out", folder / "out"};
  call.output_file = "/dev/full";
  const ProgramRun full = run_program(call);
  CHECK(full.code == 4);
  CHECK(full.says("standard output cannot be written"));
  CHECK(ledger_text(folder / "out") == "analysed 4");
  call.output_file.clear();
  call.close_output = true;
  CHECK(run_program(call).code == 4);
  // No report has landed in a file that got the free descriptor.
  const std::string comments = bytes_of(folder / "out/comments.csv");
  CHECK(comments.starts_with("source,row,"));
  CHECK(comments.find("Top complaint") == std::string::npos);
}

TEST_CASE("cli: hostile file names are escaped wherever they are shown") {
  const std::string evil = "-a b\n\x1b[31m'\"<b>*\xFF.csv";
  const ScratchFolder folder;
  folder.put(evil, kComments + "5,too,few\n");
  ProgramCall call;
  call.folder = folder.path();
  for (const char* command : {"analyze", "inspect"}) {
    call.arguments = {command, "./" + evil};
    if (std::string_view(command) == "analyze")
      call.arguments.insert(call.arguments.end(), {"--out", "out", "--max-rejects", "5"});
    const ProgramRun run = run_program(call);
    CAPTURE(run.err);
    CHECK(run.code == 0);
    CHECK((run.out + run.err).find('\x1b') == std::string::npos);
  }
  CHECK(ledger_text(folder / "out") == "analysed 4, rejected 1");
  for (const char* name :
       {"out/report.json", "out/report.html", "out/comments.csv", "out/rejects.csv", "out/run.json"}) {
    CAPTURE(name);
    const std::string bytes = bytes_of(folder / name);
    CHECK(bytes.find('\x1b') == std::string::npos);
    CHECK(bytes.find('\xFF') == std::string::npos);
  }
  CHECK(bytes_of(folder / "out/report.html").find("<b>*") == std::string::npos);
  call.arguments = {"analyze", "./none\x1b[2J\n.csv", "--out", "out"};
  const ProgramRun gone = run_program(call);
  CHECK(gone.code == 3);
  CHECK(gone.err.find('\x1b') == std::string::npos);
  CHECK(std::count(gone.err.begin(), gone.err.end(), '\n') == 1);
}

TEST_CASE("cli: the same bytes in any time zone and locale") {
  const ScratchFolder folder;
  const std::string text =
      "id;asked;done;v;comment\n1;2025-03-30 01:30;2025-03-30 03:30;2,5;INDIGO slow I\n2;2025-10-26 "
      "00:30;2025-10-26 05:00;3,5;rude staff\n";
  ProgramCall call;
  call.arguments = {"analyze", folder.put("in.csv", text),
                    "--score", "t=asked..done:ttr:min",
                    "--score", "v=v:number",
                    "--keep",  "all",
                    "--out",   folder / "out"};
  REQUIRE(run_program(call).code == 0);
  const auto expected = report_bytes(folder / "out");
  for (const char* zone : {"UTC", "America/St_Johns", "Asia/Kathmandu", "garbage"}) {
    for (const char* locale : {"C", "tr_TR.UTF-8", "de_DE.UTF-8", ""}) {
      if (std::string_view(zone) != "UTC" && std::string_view(locale) != "C") continue;
      CAPTURE(zone);
      CAPTURE(locale);
      call.environment = {{"TZ", zone}, {"LC_ALL", locale}, {"LANG", locale}};
      CHECK(run_program(call).code == 0);
      CHECK(report_bytes(folder / "out") == expected);
    }
  }
}

// A plan of `text`, written to plan.json of the folder.
std::string make_plan_file(const ScratchFolder& folder, const std::string& text,
                           std::vector<std::string> more) {
  std::vector<std::string> words = {"inspect", folder.put("whole.csv", text), "--plan"};
  words.insert(words.end(), more.begin(), more.end());
  const ProgramRun plan = run(words);
  REQUIRE(plan.code == 0);
  return folder.put("plan.json", plan.out);
}

TEST_CASE("cli: the plan of a file gives the same bytes on that file") {
  const std::string source = VERBATIM_SOURCE_DIR;
  const std::vector<std::string> job = {
      "--join",         source + "/data/scores.csv", "--on", "id", "--score", "nps=nps:nps", "--score",
      "csat=csat:csat5"};
  const ScratchFolder folder;
  std::vector<std::string> words = {"inspect", source + "/data/survey.csv", "--plan"};
  words.insert(words.end(), job.begin(), job.end());
  const std::string plan = folder.put("plan.json", run(words).out);
  words = {"analyze", source + "/data/survey.csv", "--out", folder / "a"};
  words.insert(words.end(), job.begin(), job.end());
  CHECK(run(words).code == 0);
  words.insert(words.end(), {"--plan", plan});
  words[3] = folder / "b";
  CHECK(run(words).code == 0);
  CHECK(report_bytes(folder / "a") == report_bytes(folder / "b"));
}

TEST_CASE("cli: a plan decides where a part of the file alone would be read otherwise") {
  const ScratchFolder folder;
  const std::string header = "id;asked;done;v;comment\n";
  const std::string first =
      "1;26/08/2024;27/08/2024;1,5;rude staff\n2;13/01/2024;14/01/2024;2,25;slow service\n";
  // Only open dates, and a number that reads as a thousand with a decimal point.
  const std::string part = "3;03/04/2024;04/04/2024;1,500;late parcel\n";
  const std::vector<std::string> scores = {"--score", "t=asked..done:ttr:d", "--score", "v=v:number"};
  const std::string plan = make_plan_file(folder, header + first + part, scores);

  std::vector<std::string> alone = {"--score", "t=asked..done:ttr:d"};
  CHECK(Job(header + part, alone).run.code == 2);           // day or month first?
  for (const std::string& bytes : {header + part, part}) {  // a part with its header, and one without
    CAPTURE(bytes);
    const Job job(bytes, {"--plan", plan});
    CAPTURE(job.run.err);
    REQUIRE(job.run.code == 0);
    CHECK(job.ledger == "analysed 1");
    CHECK(job.report()["scores"][0]["official"]["value"] == 1.0);  // a day, not a month
    CHECK(job.report()["scores"][1]["official"]["value"] == 1.5);
    CHECK(job.file("comments.csv").find("in.csv,1,3,") != std::string::npos);
  }
  // A score that the plan knows nothing of would be decided by the part alone.
  const Job other(header + part, {"--plan", plan, "--score", "x=v:rating10"});
  CHECK(other.run.code == 2);
  CHECK(other.says("plan.json: the plan does not say how score 'x' is written"));
}

TEST_CASE("cli: a wrong plan is told with its place") {
  const ScratchFolder folder;
  const std::string good = bytes_of(make_plan_file(folder, kComments, {}));
  struct Row {
    const char* what;
    const char* with;
    const char* says;
  };
  for (const Row& expected :
       {Row{"{", "", "plan.json:2:19: this is not valid JSON"},
        Row{"\"text\"", "\"texts\"", "'text' is missing"},
        Row{"\"schema_version\": 1", "\"schema_version\": 7", "plan.json:2:21: this is a plan of version 7"},
        Row{"\"delimiter\": \",\"", "\"delimiter\": \",;\"", "'delimiter' must be one character"},
        Row{"\"delimiter\": \",\"", "\"delimiter\": \"\\\"\"", "must differ"},
        Row{"\"csv\"", "\"xml\"", "the format 'xml' is not known"},
        Row{"\"header_line\": 1", "\"header_line\": \"1\"", "must be a number"},
        Row{"\"joins\": []", "\"joins\": [[]]", "an object was expected"},
        Row{"\"comment\"\n  ]", "3\n  ]", "'text' must hold texts"},
        Row{"\"joins\"", "\"x\": 1, \"joins\"", "a plan has no 'x'"}}) {
    CAPTURE(expected.with);
    std::string bad = good;
    const auto at = bad.find(expected.what);
    REQUIRE(at != std::string::npos);
    bad.replace(at, std::string_view(expected.what).size(), expected.with);
    const Job job(kComments, {"--plan", folder.put("plan.json", bad)});
    CAPTURE(job.run.err);
    CHECK(job.run.code == 2);
    CHECK(job.says(expected.says));
    CHECK(job.says("plan.json:"));
  }
}

}  // namespace
}  // namespace verbatim
