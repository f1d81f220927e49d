#include "pipeline/compare_run.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "drivers/report_change.h"
#include "drivers/report_mix.h"
#include "report/comparison_csv.h"
#include "report/comparison_json.h"
#include "report/output_folder.h"
#include "verbatim/batch.h"

namespace verbatim {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string>& comparison_files() {
  static const std::vector<std::string> kNames = {"comparison.json", "comparison.csv"};
  return kNames;
}

// A folder for a report that nobody keeps.
class TemporaryFolder {
 public:
  TemporaryFolder() = default;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code code;
    if (!path_.empty()) fs::remove_all(path_, code);
  }

  Result<std::string> make() {
    std::error_code code;
    const fs::path parent = fs::temp_directory_path(code);
    std::string path = ((code ? fs::path("/tmp") : parent) / "verbatim-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr)
      return fail(Fault::bad_output,
                  fmt::format("cannot be made for the report that is made again: {}", std::strerror(errno)),
                  {path, 0, 0});
    path_ = path;
    return path;
  }

 private:
  std::string path_;
};

bool is_words(const Unlikeness& part) {
  return part.what == "lexicon" || part.what == "language" || part.what == "packs";
}

class CompareRun {
 public:
  explicit CompareRun(const CompareOptions& options)
      : options_(options), before_(options.before.facts), after_(options.after.facts) {}

  Checked<Comparison> run() {
    std::optional<OutputFolder> folder;
    if (!options_.out_folder.empty()) {
      auto opened = OutputFolder::open(options_.out_folder, {before_.path, after_.path}, comparison_files());
      if (!opened) return one(opened.error());
      folder.emplace(std::move(*opened));
    }
    if (auto alike = check_likeness(); !alike) return tl::unexpected(alike.error());
    if (options_.reads_again) {
      if (auto done = read_again(); !done) return tl::unexpected(done.error());
    }
    out_ = compare_figures(before_.report, after_.report);
    add_mix(before_.report, after_.report, out_);
    if (options_.reads_again) add_reported(options_.before.facts.report, out_);
    fill_names();
    add_warnings();
    if (folder) {
      if (auto written = write(*folder); !written) return one(written.error());
    }
    return std::move(out_);
  }

 private:
  static tl::unexpected<Errors> one(Error error) { return tl::unexpected(Errors{std::move(error)}); }
  static tl::unexpected<Errors> one(Fault fault, std::string message, std::string file = {}) {
    return one({fault, std::move(message), {std::move(file), 0, 0}});
  }

  Checked<void> check_likeness() {
    std::error_code code;
    if (fs::equivalent(before_.path, after_.path, code))
      return one(Fault::usage, "OLD and NEW are the same report; name two", options_.after.name);
    if (options_.reads_again && (!options_.before.options || !options_.after.options))
      return one(Fault::usage, "--rerun needs run.json beside report.json, which tells how it was made",
                 options_.before.options ? options_.after.name : options_.before.name);
    std::vector<Unlikeness> parts = unlike_parts(options_.before, options_.after);
    if (options_.reads_again) std::erase_if(parts, is_words);
    if (!parts.empty() && !options_.anyway) return tl::unexpected(refusal(parts));
    unlike_ = std::move(parts);
    return {};
  }

  // Every difference, then the ways on.
  Errors refusal(const std::vector<Unlikeness>& parts) const {
    Errors errors;
    for (const Unlikeness& part : parts) {
      errors.push_back({Fault::usage,
                        fmt::format("the reports are not alike: {}: {} in OLD, {} in NEW", part.what,
                                    part.before, part.after),
                        {}});
    }
    const bool has_words = std::any_of(parts.begin(), parts.end(), is_words);
    const bool has_options = !std::all_of(parts.begin(), parts.end(), is_words);
    std::string ways;
    if (has_words)
      ways +=
          "--rerun reads the comments of OLD again with the words of NEW, so that 'our words changed' is "
          "told "
          "from 'customers changed'; ";
    if (has_options) ways += "make both reports with the same options; ";
    errors.push_back({Fault::usage,
                      ways + "--anyway compares the two as they stand: what moved may then be our doing as "
                             "well as the customers'",
                      {}});
    return errors;
  }

  // OLD with the words that NEW's command loads today, and NEW, too, where its own words are others by now.
  Checked<void> read_again() {
    const LexiconOptions& words = options_.after.options->lexicon;
    auto lexicon = load_lexicon(words);
    if (!lexicon) return tl::unexpected(lexicon.error());
    if (lexicon->version() != before_.report.lexicon_version) {
      if (auto made = make_again(options_.before, *lexicon, before_); !made) return made;
      is_before_again_ = true;
    }
    if (lexicon->version() != after_.report.lexicon_version) {
      if (auto made = make_again(options_.after, *lexicon, after_); !made) return made;
      is_after_again_ = true;
    }
    return {};
  }

  Checked<void> make_again(const ReportSide& side, const Lexicon& lexicon, ReportFacts& facts) {
    const ReportOrigin& origin = *side.origin;
    AnalyzeOptions run = *side.options;
    if (std::find(run.inputs.begin(), run.inputs.end(), "-") != run.inputs.end())
      return one(Fault::usage,
                 "was made from standard input, which cannot be read again; --anyway compares as it stands",
                 origin.run_file);
    TemporaryFolder temporary;
    const auto folder = temporary.make();
    if (!folder) return one(folder.error());
    // Beside nothing else: a report is exchanged with the folder as a whole.
    run.out_folder = (fs::path(*folder) / "report").string();
    run.typed = origin.command;
    run.plan_file = origin.run_file;
    run.lexicon = options_.after.options->lexicon;
    run.threads = options_.threads;
    auto outcome = run_batch(run, lexicon);
    if (!outcome) return tl::unexpected(outcome.error());
    if (auto same = check_inputs(origin, run.out_folder); !same) return same;
    // Through the file, so that both sides are rounded alike.
    auto made = load_report(run.out_folder);
    if (!made) return one(made.error());
    facts = std::move(*made);
    return {};
  }

  static Checked<void> check_inputs(const ReportOrigin& origin, const std::string& folder) {
    const auto now = load_origin(folder);
    if (!now) return one(now.error());
    Errors errors;
    for (const InputSummary& input : now->inputs) {
      const auto then = std::find_if(origin.inputs.begin(), origin.inputs.end(),
                                     [&](const InputSummary& other) { return other.path == input.path; });
      if (then != origin.inputs.end() && then->hash == input.hash) continue;
      errors.push_back(
          {Fault::bad_input,
           fmt::format("{} since {} was made, so that its comments cannot be read again; "
                       "--anyway compares the reports as they stand",
                       then == origin.inputs.end() ? "has been added" : "has changed", origin.folder),
           {input.path, 0, 0}});
    }
    if (errors.empty() && now->inputs.size() != origin.inputs.size())
      errors.push_back({Fault::bad_input, "not all inputs are there any more", {origin.run_file, 0, 0}});
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return {};
  }

  void fill_names() {
    const auto fill = [](const ReportSide& side, const Report& report, bool is_again) {
      return ComparedReport{.name = side.name,
                            .lexicon_version = report.lexicon_version,
                            .records = report.ledger.records_in(),
                            .analysed = report.ledger.analysed,
                            .is_read_again = is_again};
    };
    out_.before = fill(options_.before, before_.report, is_before_again_);
    out_.after = fill(options_.after, after_.report, is_after_again_);
    out_.unlike = unlike_;
    out_.program_version = VERBATIM_VERSION;
  }

  // Where both were cut by time.
  void warn_of_order() {
    const std::vector<PeriodRow>& old_periods = before_.report.breakdown.periods;
    const std::vector<PeriodRow>& new_periods = after_.report.breakdown.periods;
    if (old_periods.empty() || new_periods.empty()) return;
    // ISO dates sort as they follow each other.
    if (old_periods.front().begin > new_periods.back().end)
      warn(fmt::format(
          "OLD begins on {}, behind the end of NEW ({}): if they are the wrong way round, read every "
          "change with the other sign",
          old_periods.front().begin, new_periods.back().end));
  }

  void add_warnings() {
    if (!out_.unlike.empty()) {
      std::vector<std::string> parts;
      for (const Unlikeness& part : out_.unlike) parts.push_back(part.what);
      warn(
          fmt::format("the reports are not alike ({}): whether our doing or customers moved a figure cannot "
                      "be told",
                      fmt::join(parts, ", ")));
    }
    warn_of_overlap();
    warn_of_order();
    for (const ReportSide* side : {&options_.before, &options_.after}) {
      if (!side->origin)
        warn(fmt::format("{}: no run.json, so that its options were not compared", side->name));
      if (side->facts.report.ledger.analysed == 0)
        warn(fmt::format("{}: no comment was analysed", side->name));
    }
    if (options_.before.options && options_.after.options) {
      const std::string before = where_text(options_.before.options->where);
      const std::string after = where_text(options_.after.options->where);
      const bool is_told = std::any_of(out_.unlike.begin(), out_.unlike.end(),
                                       [](const Unlikeness& part) { return part.what == "rows (--where)"; });
      if (before != after && !is_told) warn(fmt::format("OLD holds {}, NEW holds {}", before, after));
    }
    warn_of_scores(before_.report, after_.report, "OLD");
    warn_of_scores(after_.report, before_.report, "NEW");
    if (!before_.report.clustered_by.empty() || !after_.report.clustered_by.empty())
      warn(
          "scores and shares count each answer as a customer's of its own: where customers answer often, or "
          "in "
          "both reports, their intervals do not hold");
    if (options_.reads_again && !is_before_again_ && !is_after_again_)
      warn("--rerun: the words are the same in both reports and today; nothing was read again");
    if (is_before_again_ && !options_.before.options->joins.empty())
      warn("joined tables were read as they are today; run.json does not tell whether they have changed");
  }

  void warn_of_overlap() {
    const OverlapSummary overlap = overlap_of(options_.before, options_.after);
    if (overlap.overlap == Overlap::all) {
      warn("both reports are of the same inputs: what differs is words or options, never customers");
      return;
    }
    if (!overlap.same.empty())
      warn(
          fmt::format("input of both reports: {}; comments in both count twice, and p and intervals do not "
                      "hold",
                      fmt::join(overlap.same, ", ")));
    if (!overlap.changed.empty())
      warn(
          fmt::format("input of both reports, changed in between: {}; if comments stand in both, p and "
                      "intervals do not hold",
                      fmt::join(overlap.changed, ", ")));
  }

  // Scores that only `here` has.
  void warn_of_scores(const Report& here, const Report& there, std::string_view side) {
    for (const ScoreSummary& score : here.scores) {
      const bool is_there = std::any_of(there.scores.begin(), there.scores.end(),
                                        [&](const ScoreSummary& other) { return other.name == score.name; });
      if (!is_there) warn(fmt::format("score {}: only in {}, not compared", score.name, side));
    }
  }

  void warn(std::string message) { out_.warnings.push_back(std::move(message)); }

  Result<void> write(OutputFolder& folder) const {
    std::string json, csv;
    write_comparison_json(out_, json);
    write_comparison_csv(out_, csv);
    if (auto written = folder.write("comparison.json", json); !written) return written;
    if (auto written = folder.write("comparison.csv", csv); !written) return written;
    return folder.publish();
  }

  const CompareOptions& options_;
  ReportFacts before_;
  ReportFacts after_;
  bool is_before_again_ = false;
  bool is_after_again_ = false;
  std::vector<Unlikeness> unlike_;
  Comparison out_;
};

}  // namespace

Checked<Comparison> compare_reports(const CompareOptions& options) {
  return CompareRun(options).run();
}

}  // namespace verbatim
