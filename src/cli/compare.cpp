// verbatim compare: what moved between two reports.
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "pipeline/compare_run.h"
#include "report/comparison_json.h"
#include "report/comparison_text.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  std::string before;
  std::string after;
  std::string out;
  unsigned threads = 0;
  bool reads_again = false;
  bool anyway = false;
  bool json = false;
  bool quiet = false;
};

Result<ReportSide> load_side(const std::string& name) {
  ReportSide side;
  side.name = name;
  auto facts = load_report(name);
  if (!facts) return tl::unexpected(facts.error());
  side.facts = std::move(*facts);
  if (!has_origin(name)) return side;
  auto origin = load_origin(name);
  if (!origin) return tl::unexpected(origin.error());
  auto options = parse_analyze(origin->command);
  if (!options) {
    Error error = options.error();
    error.place = {origin->run_file, 0, 0};
    return tl::unexpected(std::move(error));
  }
  side.origin = std::move(*origin);
  side.options = std::move(*options);
  return side;
}

int run(const Arguments& arguments) {
  auto before = load_side(arguments.before);
  if (!before) return report_error(before.error());
  auto after = load_side(arguments.after);
  if (!after) return report_error(after.error());
  CompareOptions options;
  options.before = std::move(*before);
  options.after = std::move(*after);
  options.reads_again = arguments.reads_again;
  options.anyway = arguments.anyway;
  options.threads = arguments.threads;
  options.out_folder = arguments.out;
  const auto comparison = compare_reports(options);
  if (!comparison) return report_errors(comparison.error());
  if (arguments.quiet) return kDone;
  for (const std::string& warning : comparison->warnings) warn(warning);
  std::string text;
  if (arguments.json) {
    write_comparison_json(*comparison, text);
  } else {
    write_comparison_text(*comparison, text);
    if (!arguments.out.empty())
      text += fmt::format("\nWritten to {}: comparison.json, comparison.csv\n", arguments.out);
  }
  return print(text) ? kDone : report_error({Fault::bad_output, "standard output cannot be written", {}});
}

}  // namespace

Command add_compare(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("compare", "What moved between two reports beyond chance");
  command->footer(
      "Reports that were made with other words or options are refused: a figure that our words moved is no "
      "news of customers.\n\n"
      "Example:\n"
      "  verbatim compare reports/march reports/april");
  command->add_option("OLD", arguments->before, "Folder of the earlier report, or its report.json")
      ->required();
  command->add_option("NEW", arguments->after, "The later one")->required();
  command->add_flag(
      "--rerun", arguments->reads_again,
      "Where the words have changed: read OLD's comments again with those of NEW, and tell 'our "
      "words changed' from 'customers changed'");
  command->add_flag("--anyway", arguments->anyway,
                    "Compare as they stand, although words or options are not the same");
  command
      ->add_option("--out", arguments->out,
                   "Folder for comparison.json and comparison.csv: new, empty, or of an earlier comparison")
      ->type_name("DIR");
  command->add_flag("--json", arguments->json, "For programs");
  command->add_flag("--quiet", arguments->quiet, "Print nothing but errors");
  command->add_option("--threads", arguments->threads, "Threads of --rerun; one per core unless named")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
