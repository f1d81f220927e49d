// verbatim inspect: what was detected, and the command that would use it. Nothing is analysed.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "cli/command.h"
#include "pipeline/first_records.h"
#include "pipeline/plan.h"
#include "pipeline/plan_file.h"
#include "pipeline/preset_roles.h"
#include "pipeline/record_walk.h"
#include "report/redact.h"
#include "report/safe_text.h"
#include "scores/timestamp.h"

namespace verbatim::cli {

namespace {

constexpr std::size_t kShownRecords = 3;
constexpr std::size_t kValueColumns = 120;

struct Arguments {
  InputArguments input;
  bool plan = false;
};

// The columns of the first input that has any, on which guesses are made.
const CsvDetection& first_filled(const Plan& plan) {
  const auto first = std::find_if(plan.inputs.begin(), plan.inputs.end(),
                                  [](const InputPlan& input) { return !input.detection.is_empty; });
  return first == plan.inputs.end() ? plan.inputs.front().detection : first->detection;
}

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

// How a file is written and what its columns are.
std::string describe(const std::string& path, const CsvDetection& d, const std::string& joined_on) {
  std::string out = printable(path);
  if (!joined_on.empty()) out += fmt::format(" (joined on {})", printable(joined_on));
  out += '\n';
  if (d.is_empty) return out + "  empty: no header and no rows\n";
  for (const std::string& evidence : d.evidence) out += fmt::format("  {}\n", printable(evidence));
  for (const std::string& line : d.preamble)
    out += fmt::format("  passed over: {}\n", clipped(printable(squeezed(line)), kValueColumns));
  if (!d.preset.empty()) out += fmt::format("  preset {}\n", d.preset);
  for (const std::string& note : d.notes) out += fmt::format("  note: {}\n", printable(note));
  out += "  columns:\n";
  for (std::size_t i = 0; i < d.columns.size(); ++i)
    out += fmt::format("    #{} {}\n", i + 1, printable(d.columns[i]));
  return out;
}

std::string_view words_of(DateOrder order) {
  switch (order) {
    case DateOrder::dmy:
      return "day first";
    case DateOrder::mdy:
      return "month first";
    case DateOrder::ymd:
      return "order is clear";
  }
  return "";
}

// "  text   'Review Title', 'Review Content'": the roles under each other.
class RoleTable {
 public:
  void add(std::string label, std::string value) {
    width_ = std::max(width_, display_width(label));
    rows_.emplace_back(std::move(label), std::move(value));
  }
  std::string lines(std::string_view margin) const {
    std::string out;
    for (const auto& [label, value] : rows_) {
      out += margin;
      out += label;
      if (!value.empty()) out.append(width_ - display_width(label) + 2, ' ').append(value);
      out += '\n';
    }
    return out;
  }

 private:
  std::size_t width_ = 0;
  std::vector<std::pair<std::string, std::string>> rows_;
};

std::string column_words(const Plan& plan, const ColumnRef& column) {
  std::string words = fmt::format("'{}'", printable(column.name));
  if (column.join >= 0)
    words += fmt::format(" of {}", printable(plan.joins[static_cast<std::size_t>(column.join)].option.file));
  return words;
}

std::string roles(const Plan& plan) {
  RoleTable table;
  std::string text;
  for (const ColumnRef& column : plan.text) text += (text.empty() ? "" : ", ") + column_words(plan, column);
  table.add("text", text.empty() ? "none; name it with --text COL" : text);
  table.add("id", plan.id.is_set() ? column_words(plan, plan.id) : "none");
  std::string date = plan.date.is_set() ? column_words(plan, plan.date) : "none";
  if (plan.date.is_set()) {
    if (plan.date_format.epoch != EpochUnit::none) {
      date += fmt::format(" ({} since 1970)", name(plan.date_format.epoch));
    } else if (plan.date_format.order) {
      date += fmt::format(" ({})", words_of(*plan.date_format.order));
    }
  }
  table.add("date", std::move(date));
  if (plan.question.is_set()) table.add("question", column_words(plan, plan.question));
  for (const ScorePlan& score : plan.scores) {
    std::string from = column_words(plan, score.column);
    if (score.end_column.is_set()) from += " .. " + column_words(plan, score.end_column);
    table.add("score", fmt::format("{} from {} ({})", printable(score.spec.name), from,
                                   kind_name(score.spec.meaning)));
  }
  if (plan.scores.empty()) table.add("score", "none");
  return table.lines("  ");
}

// What a cell holds, fit for one line of a terminal; what people wrote has its personal data masked.
std::string shown_value(const RoleCell& cell, const Redactor& redactor) {
  std::string value = cell.value;
  const std::string masked = redactor.redact(value);
  const bool is_words = cell.role == RecordRole::text || cell.role == RecordRole::question;
  // An id is shown, or nobody could tell whether it is one; but not an address.
  if (is_words || masked.find("[email]") != std::string::npos) value = masked;
  if (squeezed(value).empty()) return "(empty)";
  return clipped(printable(value), kValueColumns);
}

std::string samples(const std::vector<FirstRecord>& records) {
  const Redactor redactor;
  std::string out;
  for (const FirstRecord& record : records) {
    out += fmt::format("  line {} of {}\n", record.line, printable(record.path));
    RoleTable table;
    for (const RoleCell& cell : record.cells) table.add(printable(cell.label), shown_value(cell, redactor));
    out += table.lines("    ");
  }
  return out;
}

// What was given beside the columns, which analyze must be told again.
std::string repeated_options(const InputArguments& given) {
  std::string words;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) words += fmt::format(" {} {}", option, shell_word(value));
  };
  add("--preset", given.options.preset);
  add("--delimiter", given.delimiter);
  add("--quote", given.quote);
  add("--escape", given.escape);
  if (given.skip >= 0) add("--skip", std::to_string(given.skip));
  if (given.header_rows >= 0) add("--header-rows", std::to_string(given.header_rows));
  add("--encoding", given.options.format.encoding);
  if (given.no_repair) words += " --no-repair";
  add("--sheet", given.options.format.sheet);
  add("--date-order", given.options.format.date_order);
  add("--date-numbers", given.options.format.date_numbers);
  add("--calendar", given.options.calendar_file);
  if (!given.options.missing.empty())
    words += " " + shell_word(fmt::format("--missing={}", fmt::join(given.options.missing, ",")));
  for (const std::string& where : given.where) add("--where", where);
  if (given.on_duplicate != "fold") add("--on-duplicate", given.on_duplicate);
  if (given.on_many != "first") add("--on-many", given.on_many);
  if (given.join_case != "match") add("--join-case", given.join_case);
  for (const std::string& row_class : given.include) add("--include", row_class);
  for (const std::string& rule : given.exclude) add("--exclude", rule);
  if (given.fold_reposts) words += " --fold-reposts";
  if (given.keep_reposts) words += " --keep-reposts";
  add("--customer", given.options.customer_column);
  add("--unit", given.options.unit_column);
  add("--weight", given.options.weight_column);
  add("--adjust", given.options.adjust_column);
  add("--author", given.options.author_column);
  add("--reach", given.options.reach_column);
  if (given.options.limit > 0) add("--limit", std::to_string(given.options.limit));
  const LexiconOptions& lexicon = given.options.lexicon;
  for (const std::string& folder : lexicon.own_folders) add("--lexicon", folder);
  for (const std::string& pack : lexicon.packs) add("--pack", pack);
  if (lexicon.language != "en") add("--language", lexicon.language);
  return words;
}

// An option with its value; a value that begins with '-' must not be taken for an option itself.
std::string option_word(const std::string& option, const std::string& value) {
  const char between = value.starts_with('-') ? '=' : ' ';
  return " " + option + between + shell_word(value);
}

// COL:KIND of a score as it must be typed: a name that holds ':' or ".." is given by its number.
std::string score_word(const std::string& name, const ColumnRef& column, const std::string& kind,
                       const Plan& plan, const ColumnRef* end = nullptr) {
  const auto typed = [&](const ColumnRef& ref) {
    if (ref.name.find(':') == std::string::npos && ref.name.find("..") == std::string::npos) return ref.name;
    const CsvDetection* holder = nullptr;
    if (ref.join >= 0) holder = &plan.joins[static_cast<std::size_t>(ref.join)].detection;
    for (const InputPlan& input : plan.inputs) {
      if (holder == nullptr && index_of_column(input.detection, ref.name) >= 0) holder = &input.detection;
    }
    return holder == nullptr ? ref.name : fmt::format("#{}", index_of_column(*holder, ref.name) + 1);
  };
  std::string word = name + "=" + typed(column);
  if (end != nullptr) word += ".." + typed(*end);
  return word + ":" + kind;
}

// What analyze would do of itself, every role in words, and more scores behind.
std::string command_line(const Arguments& arguments, const Plan& plan, bool with_date,
                         const std::vector<std::string>& more_scores) {
  const InputArguments& given = arguments.input;
  std::string command = "verbatim analyze";
  for (const std::string& input : given.options.inputs)
    command += " " + shell_word(input.size() > 1 && input.starts_with('-') ? "./" + input : input);
  for (const ColumnRef& text : plan.text) command += option_word("--text", text.name);
  if (plan.id.is_set()) command += option_word("--id", plan.id.name);
  // A date that is named must have one order in all its rows; one that is guessed again need not.
  if (plan.date.is_set() && with_date) command += option_word("--date", plan.date.name);
  if (plan.question.is_set()) command += option_word("--question", plan.question.name);
  for (std::size_t j = 0; j < given.joins.size() && j < given.on.size(); ++j)
    command += option_word("--join", given.joins[j]) + option_word("--on", given.on[j]);
  for (const ScorePlan& score : plan.scores)
    command +=
        option_word("--score", score_word(score.spec.name, score.column, kind_name(score.spec.meaning), plan,
                                          score.end_column.is_set() ? &score.end_column : nullptr));
  for (const std::string& score : more_scores) command += option_word("--score", score);
  return command + repeated_options(given) + " --out report";
}

// The scores that the columns seem to hold, each with a name of its own.
std::vector<std::string> suggested_scores(const Plan& plan) {
  std::vector<std::string> scores;
  std::set<std::string> names;
  for (const ScorePlan& score : plan.scores) names.insert(score.spec.name);
  for (const ScoreGuess& guess : plan.score_guesses) {
    const std::string name = score_name_of(guess.kind, names);
    const CsvDetection& holder =
        guess.join < 0 ? first_filled(plan) : plan.joins[static_cast<std::size_t>(guess.join)].detection;
    const std::string& column = holder.columns[static_cast<std::size_t>(guess.column)];
    scores.push_back(score_word(name, {column, guess.join, -1}, guess.kind, plan));
  }
  return scores;
}

int run(const Arguments& arguments) {
  auto options = arguments.input.meant();
  if (!options) return report_error(options.error());
  InputStore store;
  auto plan = make_plan(*options, store, false);
  if (!plan) return report_errors(plan.error());
  if (arguments.plan) return print(plan_json(*plan)) ? kDone : kBadOutput;
  std::string out;
  for (const InputPlan& input : plan->inputs) out += describe(input.path, input.detection, "");
  for (std::size_t j = 0; j < plan->joins.size(); ++j)
    out += describe(plan->joins[j].option.file, plan->joins[j].detection, arguments.input.on[j]);

  out += fmt::format("\nread as:\n{}", roles(*plan));
  out += "\nbecause:\n";
  for (const std::string& evidence : plan->evidence) out += fmt::format("  {}\n", printable(evidence));
  for (const std::string& suggestion : plan->suggestions) out += fmt::format("  {}\n", printable(suggestion));
  if (plan->text.empty()) out += "  no column looks like comments; name it with --text COL\n";
  for (const std::string& warning : plan->warnings) out += fmt::format("  warning: {}\n", printable(warning));

  auto records = first_records(*plan, store, kShownRecords, options->join_ignores_case);
  if (!records) return report_error(records.error());
  if (!records->empty()) out += fmt::format("\nfirst records:\n{}", samples(*records));
  if (plan->text.empty()) return print(out) ? kDone : kBadOutput;

  const bool with_date = plan->date.is_set();
  out += fmt::format("\nto analyse it:\n  {}\n", command_line(arguments, *plan, with_date, {}));
  if (const std::vector<std::string> scores = suggested_scores(*plan);
      plan->scores.empty() && !scores.empty())
    out += fmt::format("\nwith the scores that it seems to hold:\n  {}\n",
                       command_line(arguments, *plan, with_date, scores));
  return print(out) ? kDone : kBadOutput;
}

}  // namespace

Command add_inspect(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("inspect", "What is in a file and how it would be read, without running");
  arguments->input.add_to(*command);
  arguments->input.add_posts_to(*command);
  command->add_flag("--plan", arguments->plan,
                    "Print the detection as JSON, to be frozen and given to analyze --plan");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
