// verbatim convert: any readable input as a clean table.
#include <memory>

#include <fmt/format.h>

#include "cli/command.h"
#include "pipeline/convert.h"

namespace verbatim::cli {

namespace {

struct Arguments {
  InputArguments input;
  ConvertOptions convert;
  std::string to;
  std::string max_rejects = "1%";
  bool quiet = false;
};

Result<TableForm> form_of(const Arguments& arguments) {
  const auto ends = [&](std::string_view ending) { return arguments.convert.out.ends_with(ending); };
  if (arguments.to == "csv") return TableForm::csv;
  if (arguments.to == "jsonl") return TableForm::json_lines;
  if (arguments.to == "xlsx") return TableForm::xlsx;
  if (ends(".csv") || arguments.convert.out == "-") return TableForm::csv;
  if (ends(".jsonl") || ends(".ndjson")) return TableForm::json_lines;
  if (ends(".xlsx")) return TableForm::xlsx;
  return fail(Fault::usage, "ends in none of .csv, .jsonl and .xlsx; say which with --to",
              {arguments.convert.out});
}

int run(const Arguments& arguments) {
  if (auto checked = too_many_rejects(arguments.max_rejects, 0, 0); !checked)
    return report_error(checked.error());
  auto form = form_of(arguments);
  if (!form) return report_error(form.error());
  auto options = arguments.input.meant();
  if (!options) return report_error(options.error());
  ConvertOptions convert = arguments.convert;
  convert.input = std::move(*options);
  convert.table.form = *form;
  if (convert.table.guard && *form != TableForm::csv)
    return report_error({Fault::usage, "--guard is for CSV; a workbook's cells are texts anyway", {}});
  if (convert.table.types && *form != TableForm::json_lines)
    return report_error({Fault::usage, "--types is for JSON Lines; leave it out", {}});
  auto outcome = convert_tables(convert);
  if (!outcome) return report_errors(outcome.error());

  const ConvertOutcome& done = *outcome;
  if (!arguments.quiet) {
    for (const std::string& sentence : done.evidence) tell(sentence);
    for (const std::string& warning : done.warnings) warn(warning);
    for (const std::string& rejected : done.rejects) warn(rejected);
    if (done.rejected > done.rejects.size())
      warn(fmt::format("and {} more rows that cannot be read{}", done.rejected - done.rejects.size(),
                       convert.rejects.empty() ? "; --rejects FILE keeps them all" : ""));
    const auto count = [](std::uint64_t number, const char* what) {
      if (number > 0) warn(fmt::format("{} {}", number, what));
    };
    count(done.padded, "rows were too short and were filled with empty cells; --strict rejects them");
    count(done.folded,
          "rows were too long; what was over stands in their last column; --strict rejects them");
    count(done.mended,
          "rows had a quote that is never closed, or not doubled; it stands as text; --strict rejects them");
    if (done.footers > 0)
      warn(
          fmt::format("{} lines at the end are no rows of the table and were left out, the first at {}; "
                      "--strict rejects them",
                      done.footers, done.first_footer));
    count(done.repaired, "rows held bytes that are not UTF-8; U+FFFD stands in their place");
    count(done.repeated_headers, "repeated headers were left out");
    count(done.losses.cut_cells, "cells were cut at the 32,767 characters that a sheet's cell can hold");
    if (done.losses.sheets > 1)
      warn(fmt::format("{} sheets were written: a sheet holds 1,048,576 rows", done.losses.sheets));
    tell(fmt::format("{} rows written to {}{}", done.rows,
                     convert.out == "-" ? "standard output" : convert.out,
                     done.rejected > 0 ? fmt::format(", {} rejected", done.rejected) : ""));
  }
  const auto too_many = too_many_rejects(arguments.max_rejects, done.rejected, done.records_in());
  if (!*too_many) return kDone;
  warn(fmt::format("{} of {} records were rejected, more than --max-rejects {}", done.rejected,
                   done.records_in(), arguments.max_rejects));
  return kTooManyRejects;
}

}  // namespace

Command add_convert(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("convert", "Any readable input as clean CSV, JSON Lines or an XLSX sheet");
  command->footer(
      "Cells stay as they are; several inputs are joined by the names of their columns.\n\n"
      "Example:\n"
      "  verbatim convert export.xlsx --sheet Responses -o responses.csv");
  command->add_option("INPUT", arguments->input.options.inputs, "Files, or - for standard input")->required();
  command
      ->add_option("-o,--output", arguments->convert.out,
                   "File to write: .csv, .jsonl or .xlsx; - is standard output")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--to", arguments->to,
                   "Form of the output, where its name does not say it: csv, jsonl, xlsx")
      ->type_name("FORM")
      ->check(CLI::IsMember({"csv", "jsonl", "xlsx"}).description(""));
  command->add_flag("--force", arguments->convert.replace, "Replace a file that is there already");
  command->add_flag(
      "--strict", arguments->convert.strict,
      "Reject rows with too few or too many fields, or a quote too many, instead of mending them");
  command->add_flag("--guard", arguments->convert.table.guard,
                    "CSV: put an apostrophe before cells that a spreadsheet would take for formulas");
  command->add_flag("--types", arguments->convert.table.types,
                    "JSON Lines: numbers, true and false without quotes, empty cells as null");
  command
      ->add_option("--rejects", arguments->convert.rejects,
                   "File for the rows that cannot be read, with reasons")
      ->type_name("FILE");
  command
      ->add_option("--max-rejects", arguments->max_rejects,
                   "Exit with 1 if more rows than this cannot be read: a number or a share")
      ->capture_default_str()
      ->type_name("N|P%");
  command->add_option("--limit", arguments->input.options.limit, "Only the first N rows")
      ->type_name("N")
      ->check(CLI::Validator(CLI::NonNegativeNumber).description(""));
  command->add_flag("--quiet", arguments->quiet, "No messages but errors");
  arguments->input.add_format_to(*command);
  return {command, [arguments] { return run(*arguments); }};
}

}  // namespace verbatim::cli
