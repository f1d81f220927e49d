// verbatim inspect: what was detected, and the command that would use it. Nothing is analysed.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "pipeline/plan.h"
#include "pipeline/plan_file.h"
#include "report/safe_text.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  InputArguments input;
  bool plan = false;
};

// A word of a shell command, quoted where it must be.
std::string shell_word(const std::string& word) {
  const bool plain =
      !word.empty() &&
      word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,#%+@") ==
          std::string::npos &&
      word.front() != '#';
  if (plain) return word;
  const bool is_odd = std::any_of(word.begin(), word.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }) ||
                      printable(word) != word;
  if (is_odd) {
    // Shown in a terminal and typed again, a control character must be neither obeyed nor lost.
    std::string bytes = "$'";
    for (const char c : word) {
      const auto u = static_cast<unsigned char>(c);
      bytes += u < 0x20 || u >= 0x7F    ? fmt::format("\\x{:02x}", u)
               : c == '\'' || c == '\\' ? std::string("\\") + c
                                        : std::string(1, c);
    }
    return bytes + "'";
  }
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string describe(const InputPlan& input) {
  const CsvDetection& d = input.detection;
  std::string out = fmt::format("{}\n", printable(input.path));
  if (d.is_empty) return out + "  empty: no header and no rows\n";
  for (const std::string& evidence : d.evidence) out += fmt::format("  {}\n", printable(evidence));
  for (const std::string& note : d.notes) out += fmt::format("  note: {}\n", printable(note));
  out += "  columns:\n";
  for (std::size_t i = 0; i < d.columns.size(); ++i)
    out += fmt::format("    #{} {}\n", i + 1, printable(d.columns[i]));
  return out;
}

// The column that a guess is about: of the first input that has columns, on which guesses are made.
const std::string& guessed_column(const Plan& plan, const ScoreGuess& guess) {
  const auto first = std::find_if(plan.inputs.begin(), plan.inputs.end(),
                                  [](const InputPlan& input) { return !input.detection.is_empty; });
  return first->detection.columns[static_cast<std::size_t>(guess.column)];
}

// What was given beside the columns, which analyze must be told again.
std::string repeated_options(const InputArguments& given) {
  std::string words;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) words += fmt::format(" {} {}", option, shell_word(value));
  };
  add("--delimiter", given.delimiter);
  add("--quote", given.quote);
  add("--escape", given.escape);
  if (given.skip >= 0) add("--skip", std::to_string(given.skip));
  if (given.header_rows >= 0) add("--header-rows", std::to_string(given.header_rows));
  add("--encoding", given.options.format.encoding);
  if (given.no_repair) words += " --no-repair";
  add("--sheet", given.options.format.sheet);
  add("--date-order", given.options.format.date_order);
  for (const std::string& where : given.where) add("--where", where);
  if (given.on_duplicate != "fold") add("--on-duplicate", given.on_duplicate);
  if (given.options.limit > 0) add("--limit", std::to_string(given.options.limit));
  const LexiconOptions& lexicon = given.options.lexicon;
  for (const std::string& folder : lexicon.own_folders) add("--lexicon", folder);
  for (const std::string& pack : lexicon.packs) add("--pack", pack);
  if (lexicon.language != "en") add("--language", lexicon.language);
  return words;
}

std::string suggested_command(const Arguments& arguments, const Plan& plan) {
  std::string command = "verbatim analyze";
  for (const std::string& input : arguments.input.options.inputs) command += " " + shell_word(input);
  for (const ColumnRef& text : plan.text) command += " --text " + shell_word(text.name);
  if (plan.id.is_set()) command += " --id " + shell_word(plan.id.name);
  // A date that is named must have one order in all its rows; one that is guessed again need not.
  if (!arguments.input.options.date_column.empty()) command += " --date " + shell_word(plan.date.name);
  if (plan.question.is_set()) command += " --question " + shell_word(plan.question.name);
  for (std::size_t j = 0; j < arguments.input.joins.size() && j < arguments.input.on.size(); ++j)
    command +=
        " --join " + shell_word(arguments.input.joins[j]) + " --on " + shell_word(arguments.input.on[j]);
  for (const std::string& score : arguments.input.options.scores) command += " --score " + shell_word(score);
  if (arguments.input.options.scores.empty()) {
    for (const ScoreGuess& guess : plan.score_guesses) {
      std::string name = guess.kind.substr(0, guess.kind.find_first_of("0123456789:"));
      std::string column = guessed_column(plan, guess);
      if (column.find(':') != std::string::npos || column.find("..") != std::string::npos)
        column = fmt::format("#{}", guess.column + 1);
      // The first guess of a kind names the score; more of one kind would need names of their own.
      if (command.find(" --score " + name + "=") == std::string::npos &&
          command.find("'" + name + "=") == std::string::npos) {
        command += " --score " + shell_word(fmt::format("{}={}:{}", name, column, guess.kind));
      }
    }
  }
  return command + repeated_options(arguments.input) + " --out report";
}

int run(const Arguments& arguments) {
  auto options = arguments.input.meant();
  if (!options) return report_error(options.error());
  InputStore store;
  auto plan = make_plan(*options, store, false);
  if (!plan) return report_errors(plan.error());
  if (arguments.plan) return print(plan_json(*plan)) ? kDone : kBadOutput;
  std::string out;
  for (const InputPlan& input : plan->inputs) out += describe(input);
  out += "\nguessed:\n";
  for (const std::string& evidence : plan->evidence) out += fmt::format("  {}\n", printable(evidence));
  for (const ScoreGuess& guess : plan->score_guesses) {
    out += fmt::format("  score: column '{}' looks like {} ({})\n", printable(guessed_column(*plan, guess)),
                       guess.kind, guess.reason);
  }
  if (plan->text.empty()) out += "  no column looks like comments; name it with --text COL\n";
  for (const std::string& warning : plan->warnings) out += fmt::format("  warning: {}\n", printable(warning));
  out += fmt::format("\nto analyse it:\n  {}\n", suggested_command(arguments, *plan));
  return print(out) ? kDone : kBadOutput;
}

}  // namespace

Command add_inspect(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("inspect", "What is in a file and how it would be read, without running");
  arguments->input.add_to(*command);
  command->add_flag("--plan", arguments->plan,
                    "Print the detection as JSON, to be frozen and given to analyze --plan");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
