// verbatim analyze: the main job.
#include <unistd.h>

#include <chrono>
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/cut_arguments.h"
#include "report/terminal_report.h"
#include "verbatim/batch.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  InputArguments input;
  CutArguments cuts;
  std::string max_rejects = "1%";
  std::string progress = "auto";
  bool redact = false;
  bool no_redact = false;
  bool quiet = false;
  std::string fail_on;
};

// One line that is written over itself, on a terminal only unless asked for.
class ProgressLine {
 public:
  explicit ProgressLine(const std::string& mode)
      : shown_(mode == "always" || (mode == "auto" && ::isatty(STDERR_FILENO) == 1)) {}

  void show(const Progress& progress) {
    using namespace std::chrono;
    if (!shown_) return;
    const auto now = steady_clock::now();
    if (now - last_ < milliseconds(200)) return;
    last_ = now;
    const double seconds = duration<double>(now - begin_).count();
    const double megabytes = static_cast<double>(progress.bytes_done) / 1e6;
    std::string line = fmt::format("\r{} records, {:.0f} MB", progress.records, megabytes);
    if (progress.bytes_total > 0)
      line += fmt::format(
          " of {:.0f} MB ({:.0f} %)", static_cast<double>(progress.bytes_total) / 1e6,
          100.0 * static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total));
    if (seconds > 0.5) line += fmt::format(", {:.0f} MB/s", megabytes / seconds);
    line += "   ";
    written_ = ::write(STDERR_FILENO, line.data(), line.size()) > 0 || written_;
  }
  void finish() {
    // Blanks over the line, so that what comes next starts clean.
    static constexpr std::string_view kClear =
        "\r                                                                              \r";
    if (written_ && ::write(STDERR_FILENO, kClear.data(), kClear.size()) < 0) return;
  }

 private:
  bool shown_;
  bool written_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_ = begin_;
};

// The options as meant. Errors: Fault::usage.
Result<AnalyzeOptions> meant(const Arguments& arguments) {
  auto options = arguments.input.meant();
  if (!options) return options;
  options->redact_rows = arguments.redact;
  options->redact_quotes = !arguments.no_redact;
  if (auto filled = arguments.cuts.fill(*options); !filled) return tl::unexpected(filled.error());
  return options;
}

int run(const Arguments& arguments) {
  if (auto checked = too_many_rejects(arguments.max_rejects, 0, 0); !checked)
    return report_error(checked.error());
  auto options = meant(arguments);
  if (!options) return report_error(options.error());

  auto lexicon = load_lexicon(options->lexicon);
  if (!lexicon) return report_errors(lexicon.error());
  ProgressLine line(arguments.quiet ? "never" : arguments.progress);
  auto outcome = run_batch(*options, *lexicon, [&](const Progress& progress) { line.show(progress); });
  line.finish();
  if (!outcome) return report_errors(outcome.error());

  const Report& report = outcome->report;
  if (!arguments.quiet) {
    for (const std::string& sentence : outcome->evidence) tell(sentence);
    for (const std::string& warning : report.warnings) warn(warning);
    TerminalOptions terminal;
    terminal.folder = options->out_folder;
    terminal.files = {"report.html",  "report.json", "drivers.csv", "themes.csv",
                      "comments.csv", "rejects.csv", "run.json"};
    if (!report.joins.empty()) terminal.files.insert(terminal.files.end() - 1, "unmatched.csv");
    if (report.customers) terminal.files.insert(terminal.files.end() - 1, "callbacks.csv");
    if (!options->owners.empty()) terminal.files.insert(terminal.files.end() - 1, "owners/");
    std::string text;
    write_terminal_report(report, terminal, text);
    if (!print(text))
      return report_error(
          {Fault::bad_output, "standard output cannot be written; the report folder is complete", {}});
  }
  const auto too_many =
      too_many_rejects(arguments.max_rejects, report.ledger.rejected, report.ledger.records_in());
  if (*too_many) {
    warn(fmt::format("{} of {} records were rejected, more than --max-rejects {}; see rejects.csv",
                     report.ledger.rejected, report.ledger.records_in(), arguments.max_rejects));
    return kTooManyRejects;
  }
  if (arguments.fail_on == "alert" && !report.alerts.empty()) {
    tell(fmt::format("{} {}; exit code {} as --fail-on alert asks", report.alerts.size(),
                     report.alerts.size() == 1 ? "alert fired" : "alerts fired", static_cast<int>(kAlert)));
    return kAlert;
  }
  return kDone;
}

CLI::App* add_analyze_options(CLI::App& app, const std::shared_ptr<Arguments>& arguments) {
  CLI::App* command = app.add_subcommand("analyze", "Comments in, top complaint drivers with evidence out");
  arguments->input.add_to(*command);
  arguments->input.add_posts_to(*command);
  arguments->cuts.add_to(*command, arguments->input.options);
  AnalyzeOptions& options = arguments->input.options;
  command
      ->add_option("--out", options.out_folder,
                   "Folder for the report: new, empty, or one that holds an earlier report")
      ->required()
      ->type_name("DIR");
  command->add_option("--keep", options.keep_columns, "Columns to copy into comments.csv, or all")
      ->delimiter(',')
      ->type_name("COL,...|all")
      ->group("Rows");
  command
      ->add_option("--max-rejects", arguments->max_rejects,
                   "Exit with 1 if more rows than this cannot be read: a number or a share")
      ->capture_default_str()
      ->type_name("N|P%")
      ->group("Rows");
  command->add_option("--fail-on", arguments->fail_on, "Exit with 6 if an alert fires: alert")
      ->type_name("WHAT")
      ->check(CLI::IsMember({"alert"}).description(""))
      ->group("Break-downs");
  command
      ->add_flag("--redact", arguments->redact, "Mask personal data in kept columns and rejected rows, too")
      ->group("Rows");
  command->add_flag("--no-redact", arguments->no_redact, "Show quotes as they are")
      ->excludes("--redact")
      ->group("Rows");
  CLI::Option* plan = command
                          ->add_option("--plan", options.plan_file,
                                       "Use this detection (from inspect --plan) instead of looking anew, so "
                                       "that all parts of one input are read alike")
                          ->type_name("FILE")
                          ->group("Format of the input, where detection is not enough");
  // What the plan has settled cannot be said twice.
  for (const char* settled : {"--delimiter", "--quote", "--escape", "--skip", "--header-rows", "--encoding",
                              "--date-order", "--date-numbers", "--preset"})
    plan->excludes(settled);
  arguments->input.add_running_to(*command);
  command->add_option("--progress", arguments->progress, "Show a progress line: auto, always, never")
      ->capture_default_str()
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->group("Running");
  command->add_flag("--quiet", arguments->quiet, "No report and no warnings on the terminal")
      ->group("Running");
  return command;
}

}  // namespace

Command add_analyze(CLI::App& app, std::vector<std::string> typed) {
  auto arguments = std::make_shared<Arguments>();
  arguments->input.options.typed = std::move(typed);
  return {add_analyze_options(app, arguments), [arguments] { return run(*arguments); }};
}

Result<AnalyzeOptions> parse_analyze(const std::vector<std::string>& typed) {
  CLI::App app;
  auto arguments = std::make_shared<Arguments>();
  add_analyze_options(app, arguments);
  try {
    std::vector<std::string> backwards(typed.rbegin(), typed.rend());
    app.parse(std::move(backwards));
  } catch (const CLI::ParseError& error) {
    return fail(Fault::usage, error.what());
  }
  return meant(*arguments);
}

}  // namespace verbatim::cli
