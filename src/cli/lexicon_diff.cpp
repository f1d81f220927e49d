// verbatim lexicon diff: which comments and drivers a change of words moves.
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "report/lexicon_diff_text.h"
#include "verbatim/lexicon_diff.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  std::string before;
  std::string after;
  InputArguments input;
  std::size_t show = 10;
  bool no_redact = false;
  bool quiet = false;
};

// The common lexicon with this side's folder over it.
Checked<Lexicon> load_side(LexiconOptions common, const std::string& folder) {
  if (folder != "shipped" && folder != "-") common.own_folders.push_back(folder);
  return load_lexicon(common);
}

int run(const Arguments& arguments) {
  auto meant = arguments.input.meant();
  if (!meant) return report_error(meant.error());
  LexiconDiffOptions options;
  options.run = std::move(*meant);
  // Every comment is compared, copies of posts, too.
  options.run.reposts = AnalyzeOptions::Reposts::keep;
  options.run.redact_quotes = !arguments.no_redact;
  options.name_before = arguments.before;
  options.name_after = arguments.after;
  options.show = arguments.show;
  auto before = load_side(options.run.lexicon, arguments.before);
  if (!before) return report_errors(before.error());
  auto after = load_side(options.run.lexicon, arguments.after);
  if (!after) return report_errors(after.error());
  auto diff = diff_lexicons(options, *before, *after);
  if (!diff) return report_errors(diff.error());
  if (arguments.quiet) return kDone;
  for (const std::string& sentence : diff->evidence) tell(sentence);
  for (const std::string& warning : diff->warnings) warn(warning);
  std::string text;
  write_diff_text(*diff, text);
  if (!options.run.out_folder.empty())
    text += fmt::format("\nWritten to {}: diff.json, diff.csv\n", options.run.out_folder);
  return print(text) ? kDone : report_error({Fault::bad_output, "standard output cannot be written", {}});
}

}  // namespace

Command add_lexicon_diff(CLI::App& lexicon) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      lexicon.add_subcommand("diff", "Every comment that a change of words flips, and how each driver moves");
  command
      ->add_option("OLD", arguments->before,
                   "Folder of your own lexicon files, laid over the shipped ones; shipped for those alone")
      ->required();
  command->add_option("NEW", arguments->after, "The same, as it is to be")->required();
  arguments->input.add_to(*command);
  command->footer(
      "Example:\n  verbatim lexicon diff shipped mywords answers.csv --text comment --score nps=nps:nps "
      "--out moved");
  command
      ->add_option("--show", arguments->show,
                   "Flipped comments to show, a fixed sample with the words behind them")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(0, 1000).description(""))
      ->group("Output");
  command
      ->add_option("--out", arguments->input.options.out_folder,
                   "Folder for diff.json and diff.csv (all that flip): new, empty, or of an earlier diff")
      ->type_name("DIR")
      ->group("Output");
  command->add_flag("--no-redact", arguments->no_redact, "Show comments as they are")->group("Output");
  command->add_flag("--quiet", arguments->quiet, "Print nothing but errors")->group("Output");
  arguments->input.add_running_to(*command);
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
