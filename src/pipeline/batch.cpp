#include "verbatim/batch.h"

#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "drivers/driver_table.h"
#include "drivers/fair_shares.h"
#include "drivers/run_tally.h"
#include "input/input_store.h"
#include "lexicon/lexicon_data.h"
#include "pipeline/alert_file.h"
#include "pipeline/block_pipe.h"
#include "pipeline/block_worker.h"
#include "pipeline/customer_table.h"
#include "pipeline/cut_report.h"
#include "pipeline/owner_map.h"
#include "pipeline/plan_file.h"
#include "pipeline/record_walk.h"
#include "pipeline/run_context.h"
#include "pipeline/run_manifest.h"
#include "pipeline/run_start.h"
#include "report/callbacks_csv.h"
#include "report/drivers_csv.h"
#include "report/html_report.h"
#include "report/output_folder.h"
#include "report/owner_cut.h"
#include "report/report_json.h"
#include "report/themes_csv.h"
#include "scores/join_key.h"

namespace verbatim {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// The main job, from the plan to the published folder.
class Runner {
 public:
  Runner(const AnalyzeOptions& options, const Lexicon& lexicon, const ProgressCallback& progress)
      : options_(options), lexicon_(lexicon), progress_(progress), threads_(threads_of(options)) {}

  Checked<RunOutcome> run() {
    // A folder that will be refused is refused before hours of work.
    std::vector<std::string> files = options_.inputs;
    for (const JoinOption& join : options_.joins) files.push_back(join.file);
    if (!options_.owner_file.empty()) files.push_back(options_.owner_file);
    auto folder = OutputFolder::open(options_.out_folder, files);
    if (!folder) return one(folder.error());

    auto begin = Clock::now();
    auto plan = make_plan(options_, store_);
    if (!plan) return tl::unexpected(plan.error());
    RunContext context(options_, *plan, lexicon_);
    if (auto rules = load_rules(*plan); !rules) return tl::unexpected(rules.error());
    outcome_.report.warnings = plan->warnings;
    if (auto loaded = load_joins(store_, context, outcome_.report.warnings); !loaded)
      return one(loaded.error());
    if (auto loaded = load_owners(); !loaded) return tl::unexpected(loaded.error());
    outcome_.timings.plan_seconds = seconds_since(begin);
    outcome_.plan_json = plan_json(*plan);
    outcome_.evidence = plan->evidence;
    outcome_.evidence.insert(outcome_.evidence.end(), plan->suggestions.begin(), plan->suggestions.end());

    begin = Clock::now();
    if (auto done = find_repeats(store_, context, threads_, outcome_.report.notes, true); !done)
      return one(done.error());
    outcome_.timings.identity_seconds = seconds_since(begin);

    begin = Clock::now();
    if (auto done = analyze(*plan, context, *folder); !done) return one(done.error());
    outcome_.timings.analysis_seconds = seconds_since(begin);

    begin = Clock::now();
    if (auto done = write_reports(*folder); !done) return one(done.error());
    outcome_.timings.report_seconds = seconds_since(begin);
    const std::string manifest = run_manifest(options_, *plan, lexicon_, threads_, outcome_);
    if (auto written = folder->write("run.json", manifest); !written) return one(written.error());
    if (auto published = folder->publish(); !published) return one(published.error());
    return std::move(outcome_);
  }

 private:
  static tl::unexpected<Errors> one(Error error) { return tl::unexpected(Errors{std::move(error)}); }

  // The rules for alerts: those of --alerts, or the program's own where there is a time to watch.
  Checked<void> load_rules(const Plan& plan) {
    AlertNames names{lexicon_, {}, {}, options_.period != PeriodUnit::none};
    for (const ScorePlan& score : plan.scores) names.scores.push_back(score.spec.name);
    for (const ColumnRef& segment : plan.segments) names.segments.push_back(segment.name);
    if (options_.alert_file.empty()) {
      if (names.has_periods) rules_ = own_alert_rules();
      return {};
    }
    auto rules = load_alert_rules(options_.alert_file, names);
    if (!rules) return tl::unexpected(rules.error());
    rules_ = std::move(*rules);
    return {};
  }

  // Who answers for what, and which of them get a report of their own.
  Checked<void> load_owners() {
    if (options_.owner_file.empty()) return {};
    auto owners = OwnerMap::load(options_.owner_file, lexicon_, store_);
    if (!owners) return tl::unexpected(owners.error());
    auto chosen = owners->chosen(options_.owners);
    if (!chosen) return one(chosen.error());
    owners_ = std::move(*owners);
    own_reports_ = std::move(*chosen);
    return {};
  }

  // The other side of unmatched.csv: keys of the joined files that no record asked for, each at its first
  // line. The file is read once more, which is cheaper than to keep a line for every key.
  Result<void> write_unused_keys(const Plan& plan, const RunContext& context, std::vector<JoinUse> uses,
                                 OutputFile& file) {
    for (std::size_t j = 0; j < plan.joins.size(); ++j) {
      const JoinPlan& join = plan.joins[j];
      Result<void> written;
      std::string scratch, row;
      JoinKeyWriter key(options_.join_ignores_case);
      const RecordVisit visit = [&](const CsvRecord& record) {
        if (record.kind != CsvKind::record) return true;
        key.begin();
        for (const int column : join.other_keys)
          key.add(record.field(static_cast<std::size_t>(column), scratch));
        const std::optional<JoinRow> found =
            key.key().empty() ? std::nullopt : context.joins[j].find(key.key());
        if (!found || uses[j].has(*found)) return true;
        uses[j].mark(*found);
        row.clear();
        write_unmatched_row(context, "joined", join.option.file, record.line, key.shown(), join.option.file,
                            row);
        written = file.write(row);
        return written.has_value();
      };
      if (auto read = walk_records(store_, join.option.file, join.detection, visit); !read) return read;
      if (!written) return written;
    }
    return {};
  }

  Result<void> analyze(const Plan& plan, const RunContext& context, OutputFolder& folder) {
    auto comments = folder.create("comments.csv", true);
    if (!comments) return tl::unexpected(comments.error());
    auto rejects = folder.create("rejects.csv", true);
    if (!rejects) return tl::unexpected(rejects.error());
    std::string header;
    write_comments_header(context, header);
    if (auto written = comments->write(header); !written) return written;
    header.clear();
    write_rejects_header(header);
    if (auto written = rejects->write(header); !written) return written;
    std::optional<OutputFile> unmatched;
    if (!plan.joins.empty()) {
      auto file = folder.create("unmatched.csv", true);
      if (!file) return tl::unexpected(file.error());
      unmatched.emplace(std::move(*file));
      header.clear();
      write_unmatched_header(header);
      if (auto written = unmatched->write(header); !written) return written;
    }

    Progress progress;
    bool all_known = true;  // what is packed or converted has no size before its end
    for (const InputPlan& input : plan.inputs) {
      progress.bytes_total += input.bytes;
      all_known = all_known && (input.bytes > 0 || input.detection.is_empty);
    }
    if (!all_known) progress.bytes_total = 0;
    Report& report = outcome_.report;
    std::vector<ScoreProblems> problems(plan.scores.size());
    std::vector<JoinCounts> joins(plan.joins.size());
    std::vector<std::uint64_t> records(plan.inputs.size());
    CustomerTable customers;
    PerThread<BlockWorker> workers([&] { return BlockWorker(context); });
    struct Done {
      BlockResult result;
      std::uint32_t source = 0;
      std::uint64_t rows = 0;
    };
    auto piped = pipe_blocks(
        plan, store_, {options_.block_bytes, threads_},
        [&](const Block& block, std::uint64_t rows_before) {
          return Done{workers.local().analyze(block, rows_before), block.source, block.rows};
        },
        [&](const Done& done) -> Result<void> {
          const BlockResult& result = done.result;
          if (auto written = comments->write(result.comments); !written) return written;
          if (auto written = rejects->write(result.rejects); !written) return written;
          if (unmatched) {
            if (auto written = unmatched->write(result.unmatched); !written) return written;
          }
          report.ledger.merge(result.ledger);
          report.notes.merge(result.notes);
          if (auto kept = customers.add(result.customers); !kept) return kept;
          for (std::size_t s = 0; s < problems.size(); ++s) problems[s].append(result.problems[s]);
          for (std::size_t j = 0; j < joins.size(); ++j) joins[j].append(result.joins[j]);
          records[done.source] += done.rows;
          progress.bytes_done += result.bytes;
          progress.records += done.rows;
          if (progress_) progress_(progress);
          return {};
        });
    if (!piped) return piped;
    if (auto closed = comments->close(); !closed) return closed;
    if (auto closed = rejects->close(); !closed) return closed;

    ReachTally reach(ThemeTree(context.themes));
    std::vector<std::uint64_t> rule_rows(plan.row_rules.size());
    std::optional<RunTally> merged;
    std::vector<JoinUse> uses;
    for (const JoinTable& table : context.joins) uses.emplace_back(table);
    for (BlockWorker& worker : workers) {
      reach.merge(worker.reach());
      for (std::size_t r = 0; r < rule_rows.size(); ++r) rule_rows[r] += worker.rule_rows()[r];
      // Each thread's tally goes as soon as it is merged: they are large where the report is cut much.
      RunTally part = worker.take_tally();
      if (merged) {
        merged->merge(part);
      } else {
        merged.emplace(std::move(part));
      }
      for (std::size_t j = 0; j < uses.size(); ++j) uses[j].merge(worker.join_uses()[j]);
    }
    if (!merged) merged.emplace(context.tally_shape(true));
    const RunTally& tally = *merged;
    if (tally.strata() != nullptr && tally.strata()->has_too_many())
      return fail(Fault::usage,
                  fmt::format("--adjust {}: it has more than {} values; adjust by a column of a few groups",
                              plan.adjust.name, StrataTally::kMostValues));
    if (unmatched) {
      if (auto written = write_unused_keys(plan, context, uses, *unmatched); !written) return written;
      if (auto closed = unmatched->close(); !closed) return closed;
    }
    for (std::size_t r = 0; r < rule_rows.size(); ++r) {
      const RowRule& rule = plan.row_rules[r].rule;
      report.row_rules.push_back(
          {std::string(name(rule.row_class)), rule.column, rule.test(), rule_rows[r], rule.is_own});
    }
    if (context.counts_posts()) report.posts = post_summary(plan, reach.all());
    assemble(plan, context, tally, uses, problems, joins, records, reach);
    if (auto found = find_customers(plan, context, customers); !found) return found;
    owners_.name_owners(report);
    return {};
  }

  // What the records of each customer tell together.
  Result<void> find_customers(const Plan& plan, const RunContext& context, CustomerTable& customers) {
    if (!plan.customer.is_set()) return {};
    std::vector<std::string> sources;
    for (const InputPlan& input : plan.inputs) sources.push_back(input.path);
    auto found = customers.finish(context, sources);
    if (!found) return tl::unexpected(found.error());
    outcome_.report.customers = std::move(found->summary);
    outcome_.report.callbacks = std::move(found->callbacks);
    return {};
  }

  PostSummary post_summary(const Plan& plan, const PostCount& all) const {
    PostSummary summary;
    summary.folds_reposts = plan.folds_reposts;
    summary.posts = all.posts;
    summary.reposts = all.posts - outcome_.report.ledger.analysed;
    summary.author_column = plan.author.name;
    summary.reach_column = plan.reach.name;
    if (plan.author.is_set()) {
      summary.authors = all.authors.count();
      summary.authors_estimated = all.authors.is_estimate();
    }
    if (plan.reach.is_set()) summary.reach = all.reach;
    return summary;
  }

  void assemble(const Plan& plan, const RunContext& context, const RunTally& run,
                const std::vector<JoinUse>& uses, const std::vector<ScoreProblems>& problems,
                const std::vector<JoinCounts>& joins, const std::vector<std::uint64_t>& records,
                const ReachTally& reach) {
    Report& report = outcome_.report;
    const DriverTally& tally = run.drivers();
    std::vector<std::string> sources;
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      const InputPlan& input = plan.inputs[i];
      report.inputs.push_back({input.path, input.bytes != 0 ? input.bytes : store_.size(input.path),
                               records[i], input.detection.columns, store_.hash(input.path)});
      sources.push_back(input.path);
      report.notes.invalid_utf8 += store_.replaced(input.path);
      for (std::string& warning : store_.warnings(input.path)) report.warnings.push_back(std::move(warning));
    }
    report.joins = summarise_joins(context, joins, uses, report.warnings);
    std::vector<std::string> names;
    for (std::size_t s = 0; s < plan.scores.size(); ++s) {
      const ScorePlan& score = plan.scores[s];
      ScoreSummary summary;
      summary.name = score.spec.name;
      summary.column = score.spec.column_text();
      summary.meaning = score.spec.meaning;
      summary.official = tally.official(s).finish();
      summary.commenters = tally.wrote(s).finish();
      summary.analysed = tally.commenters(s).finish().main.n;
      summary.silent = tally.silent(s).finish();
      for (std::size_t r = 0; r < kNullReasons; ++r) {
        if (problems[s].counts[r] == 0) continue;
        summary.problems.push_back({reason_text(static_cast<NullReason>(r), score.spec.meaning),
                                    problems[s].counts[r], problems[s].places[r]});
      }
      if (summary.official.main.n == 0)
        report.warnings.push_back(fmt::format(
            "score '{}': no row has a value that can be read; check its column and kind", summary.name));
      if (auto warning = code_warning(summary.name, problems[s], summary.official.main.n))
        report.warnings.push_back(std::move(*warning));
      if (has_ends(summary.meaning.kind)) {
        summary.sentiment_fit = tally.sentiment_fit(s).finish(summary.meaning);
        if (auto warning = direction_warning(summary.name, summary.meaning, *summary.sentiment_fit))
          report.warnings.push_back(std::move(*warning));
      }
      names.push_back(summary.name);
      report.scores.push_back(std::move(summary));
    }
    report.sentiment = tally.sentiment();
    report.signals = run.signals().summary(lexicon_.signals());
    report.drivers = make_driver_rows(tally, context.themes, names, run.quotes(), sources,
                                      {plan.cluster.is_set(), run.strata(), report.posts ? &reach : nullptr});
    for (DriverRow& driver : report.drivers) {
      if (!plan.author.is_set()) driver.authors.reset();
      if (!plan.reach.is_set()) driver.reach.reset();
    }
    report.themes = make_theme_rows(tally, context.themes);
    find(context, run, names, sources);
    fill_cuts(context, run, names, rules_, report);
    report.lexicon_version = lexicon_.version();
    report.program_version = VERBATIM_VERSION;
    report.redacted = options_.redact_quotes;
    report.clustered_by = plan.cluster.name;
    report.weighted_by = plan.weight.name;
    report.adjusted_by = plan.adjust.name;
    const InputNotes& notes = report.notes;
    if (notes.bad_weights * 2 > report.ledger.records_in())
      report.warnings.push_back(fmt::format(
          "{} of {} records have no weight that can be read in column '{}', and count for no score; "
          "check --weight",
          notes.bad_weights, report.ledger.records_in(), plan.weight.name));
    if (report.ledger.records_in() == 0) report.warnings.push_back("0 rows: the inputs hold no record");
  }

  // What the report says beside its drivers.
  void find(const RunContext& context, const RunTally& run, const std::vector<std::string>& names,
            const std::vector<std::string>& sources) {
    Report& report = outcome_.report;
    const DriverTally& tally = run.drivers();
    for (std::size_t s = 0; s < names.size(); ++s) {
      report.scores[s].conflicts = run.conflicts().finish(s, tally.commenters(s).sums(), sources);
      const std::vector<ThemeId> leaves = ranked_complaints(report.drivers, names[s], context.themes);
      ComplaintShares shares = complaint_shares(tally, s, leaves);
      if (shares.shares.empty()) continue;
      shares.together.score = names[s];
      report.fair_shares.push_back(std::move(shares.together));
    }
    const std::vector<ThemeId> leaves =
        ranked_complaints(report.drivers, names.empty() ? std::string() : names.front(), context.themes);
    report.pairs = theme_pairs(tally, context.themes, leaves);
    report.curves = run.curves(names);
    std::vector<std::string> ids, labels;
    for (const DriverTheme& theme : context.themes) {
      ids.push_back(theme.id);
      labels.push_back(theme.label);
    }
    report.waits = run.waits().finish(ids, labels, names);
    const LexiconData& data = lexicon_.data();
    // A word that is nothing but sentiment ("worst") names no cause.
    Scratch scratch;
    Analysis analysis;
    KeynessOptions keyness;
    keyness.is_known = [&](std::string_view phrase) {
      if (phrase.find(' ') != std::string_view::npos) return false;
      context.analyzer.analyze(phrase, {}, scratch, analysis);
      return analysis.label != SentimentLabel::none && analysis.label != SentimentLabel::neutral &&
             analysis.themes.empty();
    };
    report.unexplained = run.unexplained().finish(*data.tokenizer, data.function_words, keyness);
    if (run.unexplained().score() >= 0)
      report.unexplained_score = names[static_cast<std::size_t>(run.unexplained().score())];
    if (options_.redact_quotes) redact(report.unexplained, context.redactor);
  }

  // A phrase that many people write may still be somebody's name or number.
  static void redact(UnexplainedSummary& summary, const Redactor& redactor) {
    for (std::vector<KeyPhrase>* phrases : {&summary.missed, &summary.bad_phrases}) {
      for (KeyPhrase& phrase : *phrases) phrase.phrase = redactor.redact(phrase.phrase);
    }
  }

  Result<void> write_reports(OutputFolder& folder) {
    if (auto done = write_report(outcome_.report, "", folder); !done) return done;
    if (own_reports_.empty()) return {};
    const std::vector<std::string> names = owner_folders(own_reports_);
    if (auto made = folder.make_folder("owners"); !made) return made;
    for (std::size_t o = 0; o < names.size(); ++o) {
      const std::string place = "owners/" + names[o];
      if (auto made = folder.make_folder(place); !made) return made;
      const Report report = cut_for_owner(outcome_.report, own_reports_[o]);
      if (auto done = write_report(report, place + "/", folder); !done) return done;
    }
    return {};
  }

  // `place` is a folder within, with a slash behind it, or nothing.
  Result<void> write_report(const Report& report, const std::string& place, OutputFolder& folder) {
    std::string text;
    const auto put = [&](const char* name, void (*write)(const Report&, std::string&),
                         bool is_private = false) -> Result<void> {
      text.clear();
      write(report, text);
      return folder.write(place + name, text, is_private);
    };
    if (auto done = put("drivers.csv", write_drivers_csv); !done) return done;
    if (auto done = put("themes.csv", write_themes_csv); !done) return done;
    if (report.customers) {
      if (auto done = put("callbacks.csv", write_callbacks_csv, true); !done) return done;
    }
    if (auto done = put("report.json", write_report_json); !done) return done;
    return put("report.html", write_html_report);
  }

  const AnalyzeOptions& options_;
  const Lexicon& lexicon_;
  const ProgressCallback& progress_;
  unsigned threads_;
  InputStore store_;
  std::vector<AlertRule> rules_;
  OwnerMap owners_;
  std::vector<std::string> own_reports_;  // of these owners
  RunOutcome outcome_;
};

}  // namespace

Checked<RunOutcome> run_batch(const AnalyzeOptions& options, const Lexicon& lexicon,
                              const ProgressCallback& progress) {
  return Runner(options, lexicon, progress).run();
}

}  // namespace verbatim
