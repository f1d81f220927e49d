// verbatim evaluate: how far the program agrees with people who coded the same comments.
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "report/evaluation_text.h"
#include "verbatim/evaluation.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  InputArguments input;
  EvaluateOptions options;
  bool no_redact = false;
  bool quiet = false;
};

int run(const Arguments& arguments) {
  EvaluateOptions options = arguments.options;
  auto meant = arguments.input.meant();
  if (!meant) return report_error(meant.error());
  options.run = std::move(*meant);
  // Every coded row is compared, copies of posts, too.
  options.run.reposts = AnalyzeOptions::Reposts::keep;
  options.run.redact_rows = !arguments.no_redact;
  options.run.redact_quotes = !arguments.no_redact;
  auto lexicon = load_lexicon(options.run.lexicon);
  if (!lexicon) return report_errors(lexicon.error());
  auto evaluation = evaluate(options, *lexicon);
  if (!evaluation) return report_errors(evaluation.error());
  if (!arguments.quiet) {
    for (const std::string& sentence : evaluation->evidence) tell(sentence);
    for (const std::string& warning : evaluation->warnings) warn(warning);
    std::string text;
    write_evaluation_text(*evaluation, options.worst, text);
    if (!options.run.out_folder.empty())
      text += fmt::format("\nWritten to {}: evaluation.json, evaluation.csv, rejects.csv\n",
                          options.run.out_folder);
    if (!print(text)) return report_error({Fault::bad_output, "standard output cannot be written", {}});
  }
  for (const FailedLimit& failed : evaluation->failed) tell(failure_text(failed));
  return evaluation->failed.empty() ? kDone : kAlert;
}

}  // namespace

Command add_evaluate(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "evaluate", "Agreement with comments coded by hand: precision, recall, F1, kappa, confusion");
  // Rows coded twice are two codes.
  arguments->input.on_duplicate = "keep";
  arguments->input.add_to(*command);
  EvaluateOptions& options = arguments->options;
  command->footer(
      "How codes are told (--truth-sentiment, --truth-themes, --truth-one-hot):\n"
      "  label                       words such as negative, neg, NEG, positive, neutral, mixed; or -1, 0, "
      "1\n"
      "  label:negative=bad|poor,positive=good,neutral=ok     words of your own\n"
      "  stars:neg<=2,pos>=4         numbers; what lies between is neutral\n"
      "  codes                       a list of labels: Parking|Food  or  Parking:neg; Food:pos  or a line "
      "each\n"
      "  all                         every one-hot column that --map or a theme names\n"
      "A map (--map) says what labels stand for; \"=\" is the theme alone, null leaves the label out:\n"
      "  {\"Late flight\": [\"wait\", \"=disruption.delay\"], \"Parking\": \"access.parking\", \"Other\": "
      "null}\n\n"
      "Codes in another file:\n"
      "  verbatim evaluate answers.csv --join codes.csv --on id --truth-themes codes --map map.json --out "
      "agreement");
  const char* group = "Codes";
  command->add_option("--truth-sentiment", options.sentiment, "Column with the sentiment as coded by hand")
      ->type_name("COL[:RULES]")
      ->group(group);
  CLI::Option* list =
      command
          ->add_option("--truth-themes", options.themes,
                       "Column with the themes as coded by hand: a list of labels in each cell")
          ->type_name("COL")
          ->group(group);
  command
      ->add_option(
          "--truth-one-hot", options.one_hot,
          "Columns named as labels, with 1, x or true where the theme applies; repeat for names with a comma")
      ->type_name("COL,...|all")
      ->allow_extra_args(false)
      ->excludes(list)
      ->group(group);
  command->add_option("--map", options.map_file, "JSON file that says which themes a label stands for")
      ->type_name("FILE")
      ->group(group);
  command
      ->add_option("--separator", options.separator,
                   "Between labels of a list: | ; , newline or none; guessed")
      ->type_name("C")
      ->group(group);
  command
      ->add_flag("--empty-is-uncoded", options.empty_is_uncoded,
                 "A row without any label was not coded; else no theme applies to it")
      ->group(group);
  command
      ->add_option("--correct", options.correct,
                   "A report of analyze: its shares are corrected by the errors that are measured here")
      ->type_name("REPORT")
      ->group("Output");
  command->add_option("--worst", options.worst, "Disagreements to show with the words behind them")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(0, 1000).description(""))
      ->group("Output");
  command
      ->add_option("--fail-under", options.fail_under,
                   "Exit with 6 if macro-F1 is lower; also sentiment=F1, themes=F1 or LABEL=F1")
      ->type_name("F1")
      ->allow_extra_args(false)
      ->group("Output");
  command
      ->add_option("--out", arguments->input.options.out_folder,
                   "Folder for evaluation.json and evaluation.csv: new, empty, or of an earlier evaluation")
      ->type_name("DIR")
      ->group("Output");
  command->add_flag("--no-redact", arguments->no_redact, "Show comments as they are")->group("Output");
  command->add_flag("--quiet", arguments->quiet, "Print nothing but errors")->group("Output");
  arguments->input.add_running_to(*command);
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
