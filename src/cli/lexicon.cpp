// verbatim lexicon check: every example is run, every problem has its place.
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "verbatim/lexicon_check.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  std::string folder;
  LexiconOptions lexicon;
  bool strict = false;
};

int run_check(const Arguments& arguments) {
  LexiconOptions options = arguments.lexicon;
  options.shipped_folder = shipped_lexicons();
  if (!arguments.folder.empty()) options.own_folders.push_back(arguments.folder);
  auto lexicon = load_lexicon(options);
  if (!lexicon) {
    report_errors(lexicon.error());
    print(fmt::format("{} problems; the lexicon cannot be used\n", lexicon.error().size()));
    return kUsage;
  }
  const LexiconCheck check = check_lexicon(*lexicon);
  for (const Error& problem : check.problems) report_error(problem);
  std::string out;
  for (const Error& remark : check.remarks) out += fmt::format("remark: {}\n", to_string(remark));
  out += fmt::format(
      "{} sentiment terms, {} themes, {} rules; {} examples run, {} failed; {} problems, {} remarks\n",
      lexicon->sentiment_terms(), lexicon->themes().size(), lexicon->theme_rules(), check.examples,
      check.failed, check.problems.size(), check.remarks.size());
  if (!print(out)) return kBadOutput;
  return check.problems.empty() && !(arguments.strict && !check.remarks.empty()) ? kDone : kUsage;
}

}  // namespace

Command add_lexicon(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("lexicon", "Check the lexicon");
  command->require_subcommand(1);
  CLI::App* check = command->add_subcommand(
      "check",
      "Run every example; name conflicts, duplicates and rules that cannot fire, with file and line");
  check->add_option(
      "DIR", arguments->folder,
      "Folder of your own lexicon files, laid over the shipped ones; the shipped ones alone if left out");
  check->add_flag("--strict", arguments->strict, "Remarks count as problems");
  add_lexicon_options(*check, arguments->lexicon);
  return {command, [arguments] { return run_check(*arguments); }};
}

}  // namespace verbatim::cli
