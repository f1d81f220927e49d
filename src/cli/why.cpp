// verbatim why: from a figure of a report back to the comments, words and lexicon lines under it.
#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "pipeline/why_run.h"
#include "report/evidence_words.h"
#include "report/json_values.h"
#include "report/number_text.h"
#include "report/safe_text.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  std::string report;
  std::string theme;
  std::string polarity = "complaint";
  std::string score;
  std::vector<std::string> where;
  std::size_t show = 20;
  unsigned threads = 0;
  bool leaf = false;
  bool json = false;
  bool no_redact = false;
};

std::string as_text(const WhyAnswer& answer, const Arguments& arguments) {
  std::string out =
      fmt::format("{} ({}), {}: {}{}\n", printable(answer.label), printable(arguments.theme),
                  arguments.polarity, counted(answer.found, "comment"),
                  answer.score.empty() ? std::string() : fmt::format(" with {}", printable(answer.score)));
  if (answer.reported) {
    out += *answer.reported == answer.found ? std::string("as in the report\n")
                                            : fmt::format("the report says {}\n", grouped(*answer.reported));
  } else if (arguments.where.empty()) {
    out += "the report lists no driver for it (10 comments are needed)\n";
  }
  for (const WhyComment& why : answer.comments) {
    const ShownComment& comment = why.comment;
    out += fmt::format("\n{} row {}{}  {}{}  {}\n", printable(comment.source), comment.row,
                       comment.id.empty() ? std::string() : fmt::format(" id {}", printable(comment.id)),
                       why.scores.empty() ? std::string() : fmt::format("{}  ", fmt::join(why.scores, ", ")),
                       why.sentiment, why.themes);
    out += fmt::format("  {}\n", printable(squeezed(comment.text)));
    out += fmt::format("  {}\n", printable(evidence_text(comment.evidence)));
  }
  if (answer.comments.size() < answer.found)
    out += fmt::format("\n{} more; --show 0 shows all\n", grouped(answer.found - answer.comments.size()));
  return out;
}

std::string as_json(const WhyAnswer& answer, const Arguments& arguments) {
  using namespace json_values;
  Json comments = Json::array();
  for (const WhyComment& why : answer.comments) {
    Json json = comment_json(why.comment);
    json["sentiment"] = why.sentiment;
    json["themes"] = why.themes;
    json["scores"] = texts(why.scores);
    comments.push_back(std::move(json));
  }
  const Json json = {{"theme", text(arguments.theme)},
                     {"label", text(answer.label)},
                     {"kind", text(arguments.polarity)},
                     {"score", text(answer.score)},
                     {"found", answer.found},
                     {"reported", answer.reported ? Json(*answer.reported) : Json(nullptr)},
                     {"comments", std::move(comments)},
                     {"warnings", texts(answer.warnings)}};
  std::string out;
  write_json(json, out);
  return out;
}

int run(const Arguments& arguments) {
  auto origin = load_origin(arguments.report);
  if (!origin) return report_error(origin.error());
  auto run = parse_analyze(origin->command);
  if (!run) {
    Error error = run.error();
    error.place = {origin->run_file, 0, 0};
    return report_error(error);
  }
  const std::vector<std::string>& inputs = run->inputs;
  if (std::find(inputs.begin(), inputs.end(), "-") != inputs.end())
    return report_error(
        {Fault::usage,
         "the report was made from standard input, which cannot be read again; analyse a file",
         {origin->run_file, 0, 0}});
  WhyOptions options;
  options.run = std::move(*run);
  options.run.out_folder.clear();
  options.run.plan_file = origin->run_file;
  if (arguments.no_redact) options.run.redact_quotes = false;
  options.run.threads = arguments.threads;
  for (const std::string& where : arguments.where) {
    auto condition = parse_condition(where);
    if (!condition) return report_error(condition.error());
    options.run.where.push_back(std::move(*condition));
  }
  options.narrowed = !arguments.where.empty();
  options.origin = std::move(*origin);
  options.theme = arguments.theme;
  options.kind = arguments.polarity == "praise" ? DriverKind::praise : DriverKind::complaint;
  options.score = arguments.score;
  options.leaf = arguments.leaf;
  options.show = arguments.show;
  auto lexicon = load_lexicon(options.run.lexicon);
  if (!lexicon) return report_errors(lexicon.error());
  auto answer = explain_figure(options, *lexicon);
  if (!answer) return report_errors(answer.error());
  for (const std::string& warning : answer->warnings) warn(warning);
  const bool differs = answer->reported && *answer->reported != answer->found;
  if (differs)
    warn(fmt::format("{} comments found, and the report says {}", answer->found, *answer->reported));
  return print(arguments.json ? as_json(*answer, arguments) : as_text(*answer, arguments)) ? kDone
                                                                                           : kBadOutput;
}

}  // namespace

Command add_why(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("why", "From a driver of a report back to its comments, words and lexicon lines");
  command->footer(
      "The inputs are read again where they were; a changed input is told, and so is another lexicon.\n\n"
      "Example:\n"
      "  verbatim why report --theme wait.hold --where region=North");
  command->add_option("REPORT", arguments->report, "Folder of a report")->required();
  command->add_option("--theme", arguments->theme, "Its id, as in drivers.csv")->required()->type_name("ID");
  command->add_option("--polarity", arguments->polarity, "complaint or praise")
      ->capture_default_str()
      ->type_name("KIND")
      ->check(CLI::IsMember({"complaint", "praise"}).description(""));
  command->add_option("--score", arguments->score, "Only records with this score; the first one unless named")
      ->type_name("NAME");
  command->add_option("--where", arguments->where, "Only these rows; also != < <= > >=")
      ->allow_extra_args(false)
      ->type_name("COL=VALUE");
  command->add_flag("--leaf", arguments->leaf, "Of an area: what fits none of the themes below it");
  command->add_option("--show", arguments->show, "How many comments to show; 0: all")
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--threads", arguments->threads, "Threads to use; one per core unless named")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
  command->add_flag("--json", arguments->json, "For programs");
  command->add_flag("--no-redact", arguments->no_redact, "Show comments as they are");
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
