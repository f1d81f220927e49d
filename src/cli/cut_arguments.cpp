#include "cli/cut_arguments.h"

#include <fmt/format.h>

namespace verbatim::cli {

namespace {

constexpr const char* kGroup = "Break-downs";

}  // namespace

Result<EventOption> parse_event(const std::string& text) {
  const auto wrong = [&text] {
    return fail(Fault::usage, fmt::format("--event takes DATE=LABEL or DATE=LABEL,COL=VALUE, such as "
                                          "\"2026-03-15=new prices,region=North\", not '{}'",
                                          text));
  };
  const auto sign = text.find('=');
  if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) return wrong();
  EventOption event;
  event.date = text.substr(0, sign);
  event.label = text.substr(sign + 1);
  // A label may hold a comma: only what is COL=VALUE behind the last one is no label.
  const auto equals = event.label.rfind('=');
  if (equals == std::string::npos) return event;
  const auto comma = event.label.rfind(',', equals);
  if (comma == std::string::npos || comma == 0 || comma + 1 == equals || equals + 1 == event.label.size())
    return wrong();
  event.column = event.label.substr(comma + 1, equals - comma - 1);
  event.value = event.label.substr(equals + 1);
  event.label.resize(comma);
  return event;
}

void CutArguments::add_to(CLI::App& command, AnalyzeOptions& options) {
  command
      .add_option("--segment", segments,
                  "Columns to compare by, such as region,channel: each value against all the others, and "
                  "pairs of columns")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("COL,...")
      ->group(kGroup);
  command
      .add_option("--period", period,
                  "Compare by time: day, week, month or quarter of the --date column; changes are dated")
      ->type_name("UNIT")
      ->check(CLI::IsMember({"day", "week", "month", "quarter"}).description(""))
      ->group(kGroup);
  command
      .add_option("--event", events,
                  "Something that happened: before and after it are compared, and where it touched one value "
                  "of a column only, with the others")
      ->allow_extra_args(false)
      ->type_name("DATE=LABEL[,COL=VALUE]")
      ->group(kGroup);
  command
      .add_option("--stage", options.stage_column,
                  "Column with the stage of the customer's journey; told from themes if left out")
      ->type_name("COL")
      ->group(kGroup);
  command
      .add_option("--benchmark", benchmark,
                  "Compare the CX areas of these records (a brand, a branch) with all the others")
      ->type_name("COL=VALUE")
      ->group(kGroup);
  command
      .add_option("--alerts", options.alert_file,
                  "Rules for alerts, in JSON; without it changes, volumes, new phrases and conflicts of the "
                  "latest --period are watched")
      ->type_name("FILE")
      ->group(kGroup);
  command.add_option("--callbacks", options.callbacks, "Rows of callbacks.csv at most; needs --customer")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000).description(""))
      ->group(kGroup);
  command
      .add_option("--owners", options.owner_file,
                  "Who answers for which theme: a CSV file with the columns theme and owner")
      ->type_name("FILE")
      ->group(kGroup);
  command
      .add_option("--owner", options.owners,
                  "Write a report of their own themes for this owner, or for all, below DIR/owners; needs "
                  "--owners")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAME,...|all")
      ->group(kGroup);
}

Result<void> CutArguments::fill(AnalyzeOptions& options) const {
  options.segment_columns = segments;
  options.period = period_unit_of(period).value_or(PeriodUnit::none);
  for (const std::string& text : events) {
    auto event = parse_event(text);
    if (!event) return tl::unexpected(event.error());
    options.events.push_back(std::move(*event));
  }
  if (!benchmark.empty()) {
    const auto sign = benchmark.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == benchmark.size())
      return fail(Fault::usage, fmt::format("--benchmark takes COL=VALUE, not '{}'", benchmark));
    options.benchmark_column = benchmark.substr(0, sign);
    options.benchmark_value = benchmark.substr(sign + 1);
  }
  if (!options.owners.empty() && options.owner_file.empty())
    return fail(Fault::usage, "--owner needs --owners FILE: who answers for which theme");
  return {};
}

}  // namespace verbatim::cli
