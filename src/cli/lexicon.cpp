// verbatim lexicon check: every example is run, every entry looked at, every problem has its place.
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/lexicon_findings.h"
#include "cli/lexicon_import.h"
#include "verbatim/lexicon_check.h"
#include "verbatim/lexicon_lint.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  std::string folder;
  LexiconOptions lexicon;
  FindingsView view;
  std::vector<std::string> samples;
  std::vector<std::string> text_columns;
  std::string question_column;
  std::vector<std::string> scores;
  bool strict = false;
  bool json = false;
};

int run_check(const Arguments& arguments) {
  LexiconOptions options = arguments.lexicon;
  options.shipped_folder = shipped_lexicons();
  if (options.packs == std::vector<std::string>{"none"}) {
    options.packs.clear();
    options.no_packs = true;
  }
  if (!arguments.folder.empty()) options.own_folders.push_back(arguments.folder);
  auto lexicon = load_lexicon(options);
  if (!lexicon) {
    report_errors(lexicon.error());
    print(fmt::format("{} problems; the lexicon cannot be used\n", lexicon.error().size()));
    return kUsage;
  }
  LexiconFindings findings =
      gather(*lexicon, check_lexicon(*lexicon), lint_lexicon(options, *lexicon), options.own_folders);
  if (!arguments.samples.empty()) {
    AnalyzeOptions sample;
    sample.inputs = arguments.samples;
    sample.text_columns = arguments.text_columns;
    sample.question_column = arguments.question_column;
    sample.scores = arguments.scores;
    sample.lexicon = options;
    auto read = sample_lexicon(sample, *lexicon);
    if (!read) return report_errors(read.error());
    findings.sample = std::move(*read);
  }
  std::string out;
  if (arguments.json) {
    out = findings_json(findings, arguments.view);
  } else {
    for (const std::string& line : problem_lines(findings, arguments.view)) tell(line);
    for (const std::string& line : remark_lines(findings, arguments.view)) out += "remark: " + line + "\n";
    if (findings.sample) out += sample_text(*findings.sample, arguments.view) + "\n";
    out += count_text(findings);
  }
  if (!print(out)) return kBadOutput;
  const bool good =
      findings.count(LintLevel::problem) == 0 && !(arguments.strict && findings.count(LintLevel::remark) > 0);
  return good ? kDone : kUsage;
}

}  // namespace

Command add_lexicon(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "lexicon", "Check the lexicon, see what a change of it moves, or import one of another program");
  command->require_subcommand(1);
  CLI::App* check = command->add_subcommand(
      "check",
      "Run every example; name conflicts, duplicates and entries that can never count, with file and line");
  check->add_option(
      "DIR", arguments->folder,
      "Folder of your own lexicon files, laid over the shipped ones; the shipped ones alone if left out");
  check->add_flag("--strict", arguments->strict, "Remarks count as problems");
  check->add_flag("--verbose", arguments->view.verbose, "Also name entries that say nothing new");
  check
      ->add_option("--limit", arguments->view.limit,
                   "Show at most N findings of a kind and N entries of a list; 0 shows all")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
  check->add_flag("--json", arguments->json, "Print the findings as JSON");
  CLI::Option* sample =
      check
          ->add_option(
              "--sample", arguments->samples,
              "Comments to try the lexicon on, read as analyze reads them: which entries count, which "
              "never do, and the words of comments in which nothing is found")
          ->type_name("FILE")
          ->allow_extra_args(false)
          ->group("Sample");
  check
      ->add_option("--text", arguments->text_columns,
                   "Column with the comments, by name or #3; repeat for several. Guessed if left out")
      ->type_name("COL")
      ->allow_extra_args(false)
      ->needs(sample)
      ->group("Sample");
  check
      ->add_option("--question", arguments->question_column, "Column with the question that each row answers")
      ->type_name("COL")
      ->needs(sample)
      ->group("Sample");
  check
      ->add_option("--score", arguments->scores,
                   "A score, such as nps=COL:nps: names terms whose comments score against their sign")
      ->type_name("NAME=COL:KIND")
      ->allow_extra_args(false)
      ->needs(sample)
      ->group("Sample");
  add_lexicon_options(*check, arguments->lexicon);
  check->footer(
      "Example:\n"
      "  verbatim lexicon check my-lexicon\n"
      "  verbatim lexicon check my-lexicon --sample answers.csv --text comment --score nps=nps:nps");
  const Command others[] = {add_lexicon_import(*command), add_lexicon_diff(*command)};
  return {command, [arguments, import = others[0], diff = others[1]] {
            if (import.app->parsed()) return import.run();
            return diff.app->parsed() ? diff.run() : run_check(*arguments);
          }};
}

}  // namespace verbatim::cli
