// What the commands share: exit codes, messages, and the options that several of them take.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "verbatim/error.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"

namespace verbatim::cli {

enum ExitCode : int {
  kDone = 0,
  kTooManyRejects = 1,
  kUsage = 2,
  kBadInput = 3,
  kBadOutput = 4,
  kInternal = 5,
  kAlert = 6,
};

ExitCode exit_code(Fault fault);

// "verbatim: FILE:LINE:COL: what is wrong; what to do", a line each, to standard error. Returns the exit code
// of the first.
ExitCode report_errors(const Errors& errors);
ExitCode report_error(const Error& error);
void warn(const std::string& message);
void tell(const std::string& message);  // a note: "verbatim: ..."
// Writes lines that belong to a message to standard error, as they are. REQUIRES: they are fit for a
// terminal.
void write_message(const std::string& lines);

// Writes to standard output; false if it cannot (a closed pipe is no error and ends quietly).
bool print(const std::string& text);

// Whether more was rejected than --max-rejects allows: "20" rows, or "1%" of the records. Errors:
// Fault::usage.
Result<bool> too_many_rejects(const std::string& allowed, std::uint64_t rejects, std::uint64_t records);

// "COL=VALUE", and != < <= > >=. Errors: Fault::usage.
Result<Condition> parse_condition(const std::string& text);

// --lexicon, --pack, --language.
void add_lexicon_options(CLI::App& command, LexiconOptions& options);

// The folder of the shipped lexicons: VERBATIM_LEXICONS, beside the program, or where it was built.
std::string shipped_lexicons();

// What the user typed for the inputs and their columns, as text. `meant` checks it.
struct InputArguments {
  AnalyzeOptions options;
  std::vector<std::string> joins;  // files, and their keys in the same order
  std::vector<std::string> on;
  std::vector<std::string> where;
  std::vector<std::string> packs;
  std::string delimiter, quote, escape;
  long long skip = -1;
  int header_rows = -1;
  std::string on_duplicate = "fold";
  bool no_repair = false;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::string on_many = "first";
  std::string join_case = "match";
  bool fold_reposts = false;
  bool keep_reposts = false;

  void add_to(CLI::App& command);
  // How the inputs are written, alone.
  void add_format_to(CLI::App& command);
  // Which rows are left out.
  void add_rows_to(CLI::App& command);
  // What of posts is counted together; for commands that count drivers.
  void add_posts_to(CLI::App& command);
  // Threads and blocks.
  void add_running_to(CLI::App& command);
  // The options as meant. Errors: Fault::usage.
  Result<AnalyzeOptions> meant() const;
};

// One function a command: adds its options to `app`; on `run` it does the work and returns the exit code.
struct Command {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

// `typed` is the command line behind the program's name, for run.json.
Command add_analyze(CLI::App& app, std::vector<std::string> typed);
// The options of such a command line, as `analyze` would mean them. Errors: Fault::usage.
Result<AnalyzeOptions> parse_analyze(const std::vector<std::string>& typed);
Command add_compare(CLI::App& app);
Command add_convert(CLI::App& app);
Command add_evaluate(CLI::App& app);
Command add_explain(CLI::App& app);
Command add_inspect(CLI::App& app);
Command add_lexicon(CLI::App& app);
Command add_lexicon_diff(CLI::App& lexicon);
Command add_try(CLI::App& app);
Command add_why(CLI::App& app);

}  // namespace verbatim::cli
