// verbatim try: what a theme rule would catch, before it is in a lexicon.
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "pipeline/rule_trial.h"
#include "report/number_text.h"
#include "report/safe_text.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  InputArguments input;
  std::string rule;
  std::string polarity;
  std::size_t samples = 10;
  bool json = false;
  bool no_redact = false;
};

constexpr std::size_t kThemesShown = 8;
constexpr std::size_t kQuoteColumns = 240;

// The rule in one line, and a caret under the column. Columns count bytes, from 1.
std::string pointed_at(const std::string& rule, std::uint64_t column) {
  const std::size_t at = std::min<std::size_t>(column - 1, rule.size());
  return fmt::format("  {}\n  {:{}}^\n", printable(rule), "", display_width(printable(rule.substr(0, at))));
}

// Is the place one of the rule that was typed, in its first line?
bool is_in_rule(const Place& place) {
  return place.file.empty() && place.column > 0 && place.line <= 1;
}

ExitCode report_rule_errors(const Errors& errors, const std::string& rule) {
  for (Error error : errors) {
    const bool is_pointed = is_in_rule(error.place);
    const std::uint64_t column = error.place.column;
    if (is_pointed) error.place = {};
    report_error(error);
    if (is_pointed) write_message(pointed_at(rule, column));
  }
  return errors.empty() ? kInternal : exit_code(errors.front().fault);
}

double share_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// "file:12  ... the >>match<< ...": fit for a terminal.
std::string shown(const TrialSample& sample) {
  Quote quote;
  quote.text = sample.text;
  quote.highlight = sample.match;
  QuoteParts parts = split_quote(quote);
  const auto one_line = [](const std::string& text) {
    std::string out = squeezed(text);
    // Blanks at the ends stand between the parts.
    if (!text.empty() && text.find_first_not_of(" \t\r\n") != std::string::npos) {
      if (text.find_first_of(" \t\r\n") == 0) out.insert(0, " ");
      if (text.find_last_of(" \t\r\n") + 1 == text.size()) out += ' ';
    } else if (!text.empty()) {
      out = " ";
    }
    return printable(out);
  };
  parts =
      shorten({one_line(parts.before), one_line(parts.marked), one_line(parts.after)}, kQuoteColumns, "...");
  return fmt::format("  {} row {}  {}  [{}]\n    {}>>{}<<{}\n", printable(sample.source), sample.row,
                     short_name(sample.polarity), sample.themes.empty() ? "no theme" : sample.themes,
                     parts.before, parts.marked, parts.after);
}

std::string as_text(const RuleTrial& trial, const std::string& rule) {
  std::string out = fmt::format("rule: {}\n", printable(rule));
  if (trial.read_as != rule) out += fmt::format("read as: {}\n", printable(trial.read_as));
  out += fmt::format("{} of {} match ({})\n", grouped(trial.matching), counted(trial.comments, "comment"),
                     percent(share_of(trial.matching, trial.comments)));
  if (trial.matching > 0) {
    out += "polarity: ";
    bool is_first = true;
    for (const Polarity polarity :
         {Polarity::negative, Polarity::neutral, Polarity::positive, Polarity::mixed}) {
      const std::uint64_t count = trial.polarities[static_cast<std::size_t>(polarity)];
      if (count == 0) continue;
      out += fmt::format("{}{} {}", is_first ? "" : ", ", short_name(polarity), grouped(count));
      is_first = false;
    }
    out += fmt::format("\nno theme today: {} ({} of those that match)\n", grouped(trial.without_theme),
                       percent(share_of(trial.without_theme, trial.matching)));
    if (!trial.themes.empty()) out += "themes today: ";
    for (std::size_t t = 0; t < std::min(trial.themes.size(), kThemesShown); ++t)
      out +=
          fmt::format("{}{} {}", t == 0 ? "" : ", ", trial.themes[t].first, grouped(trial.themes[t].second));
    if (trial.themes.size() > kThemesShown)
      out += fmt::format(" and {} more", trial.themes.size() - kThemesShown);
    if (!trial.themes.empty()) out += '\n';
  }
  if (trial.rejected > 0)
    out += fmt::format("left out because they cannot be read: {}\n", counted(trial.rejected, "record"));
  if (!trial.sample.empty())
    out += fmt::format(
        "\nsample: {} of {}, the same in every run; >>the match<<, its polarity, [today's themes]\n",
        trial.sample.size(), grouped(trial.matching));
  for (const TrialSample& sample : trial.sample) out += shown(sample);
  if (trial.barred > 0) {
    out += fmt::format("\nleft out by NOT or EXCEPT: {}\n", counted(trial.barred, "comment"));
    for (const TrialSample& sample : trial.barred_sample) out += shown(sample);
  }
  return out;
}

std::string as_json(const RuleTrial& trial, const std::string& rule) {
  using Json = nlohmann::ordered_json;
  const auto samples = [](const std::vector<TrialSample>& all) {
    Json list = Json::array();
    for (const TrialSample& sample : all) {
      list.push_back({{"source", valid_utf8(sample.source)},
                      {"row", sample.row},
                      {"text", sample.text},
                      {"match", {sample.match.begin, sample.match.end}},
                      {"polarity", short_name(sample.polarity)},
                      {"themes", sample.themes}});
    }
    return list;
  };
  Json json;
  json["rule"] = valid_utf8(rule);
  json["read_as"] = valid_utf8(trial.read_as);
  json["remarks"] = Json::array();
  for (const Error& remark : trial.remarks)
    json["remarks"].push_back({{"column", remark.place.column}, {"message", valid_utf8(remark.message)}});
  json["text_columns"] = Json::array();
  for (const std::string& column : trial.text_columns) json["text_columns"].push_back(valid_utf8(column));
  json["comments"] = trial.comments;
  json["matching"] = trial.matching;
  json["share"] = rounded(share_of(trial.matching, trial.comments), 6);
  for (const Polarity polarity : {Polarity::negative, Polarity::neutral, Polarity::positive, Polarity::mixed})
    json["polarity"][std::string(short_name(polarity))] =
        trial.polarities[static_cast<std::size_t>(polarity)];
  json["without_theme"] = trial.without_theme;
  json["themes"] = Json::object();
  for (const auto& [id, count] : trial.themes) json["themes"][id] = count;
  json["left_out"] = trial.barred;
  json["rejected"] = trial.rejected;
  json["sample"] = samples(trial.sample);
  json["left_out_sample"] = samples(trial.barred_sample);
  return json.dump(2) + "\n";
}

int run(const Arguments& arguments) {
  auto meant = arguments.input.meant();
  if (!meant) return report_error(meant.error());
  TrialOptions options;
  options.input = std::move(*meant);
  options.input.redact_quotes = !arguments.no_redact;
  options.rule = arguments.rule;
  options.samples = arguments.samples;
  if (arguments.polarity == "neg") options.polarity = Polarity::negative;
  if (arguments.polarity == "neu") options.polarity = Polarity::neutral;
  if (arguments.polarity == "pos") options.polarity = Polarity::positive;
  const auto trial = try_rule(options);
  if (!trial) return report_rule_errors(trial.error(), arguments.rule);
  for (const Error& remark : trial->remarks) {
    warn(remark.message);
    if (is_in_rule(remark.place)) write_message(pointed_at(arguments.rule, remark.place.column));
  }
  if (!arguments.json) {
    for (const std::string& sentence : trial->evidence) tell(sentence);
  }
  return print(arguments.json ? as_json(*trial, arguments.rule) : as_text(*trial, arguments.rule))
             ? kDone
             : kBadOutput;
}

}  // namespace

Command add_try(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("try", "What a theme rule would catch, before it is in a lexicon");
  command
      ->add_option(
          "RULE", arguments->rule,
          "The rule in words, such as 'wait~ NEAR/5 (phone OR \"phone line\")', or as the JSON object of a "
          "themes file. Put single quotes around it")
      ->required();
  arguments->input.add_to(*command);
  // A preview has no scores and no report.
  for (const char* other :
       {"--id", "--date", "--score", "--missing", "--join", "--on", "--where", "--date-numbers",
        "--on-duplicate", "--customer", "--unit", "--weight", "--adjust"})
    command->remove_option(command->get_option(other));
  command
      ->add_option(
          "--polarity", arguments->polarity,
          "What the rule says of itself: neg, neu or pos; read from the words beside it unless named")
      ->type_name("P")
      ->check(CLI::IsMember({"neg", "neu", "pos"}).description(""));
  command->add_option("--samples", arguments->samples, "How many of the matching comments to show")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(0, 10000).description(""));
  command->add_flag("--json", arguments->json, "For programs");
  command->add_flag("--no-redact", arguments->no_redact, "Show comments as they are");
  command->footer(
      "Words side by side are a phrase; ~ stands for all inflections, * for any ending. Operators, in "
      "capitals, from the\n"
      "one that binds most: A EXCEPT B, A MATCHING /regex/; A NEAR/5 B, A BEFORE/5 B; A AND B, A NOT B (in "
      "one clause;\n"
      "AND/SENTENCE and AND/COMMENT reach further); A OR B. ^name is a name or a theme of the lexicon.\n\n"
      "Example:\n"
      "  verbatim try 'wait~ NEAR/5 (phone OR \"phone line\") NOT \"can'\\''t wait\"' answers.csv");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
