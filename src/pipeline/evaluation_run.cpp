#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "evaluation/corrected_share.h"
#include "evaluation/evaluation_tally.h"
#include "evaluation/fixed_sample.h"
#include "input/input_store.h"
#include "pipeline/block_pipe.h"
#include "pipeline/block_worker.h"
#include "pipeline/report_shares.h"
#include "pipeline/run_context.h"
#include "pipeline/run_start.h"
#include "pipeline/truth_plan.h"
#include "report/evaluation_csv.h"
#include "report/evaluation_json.h"
#include "report/evidence_words.h"
#include "report/output_folder.h"
#include "scores/score_number.h"
#include "text/case_fold.h"
#include "text/token.h"
#include "verbatim/evaluation.h"

namespace verbatim {

namespace {

constexpr std::size_t kExamplesEach = 3;  // per label: missed, and wrongly found

const std::vector<std::string>& evaluation_files() {
  static const std::vector<std::string> kNames = {"evaluation.json", "evaluation.csv", "rejects.csv"};
  return kNames;
}

// One thread's part of the comparison.
class Comparer {
 public:
  Comparer(const RunContext& context, const TruthPlan& truth, std::size_t worst, bool writes_rows)
      : context_(context),
        truth_(truth),
        writes_rows_(writes_rows),
        worker_(
            context, [this](const RecordView& record) { compare(record); }, BlockWorker::Depth::analysis),
        tally_(truth.labels()),
        worst_(worst),
        missed_(truth.labels(), FixedSample<Disagreement>(kExamplesEach)),
        wrong_(truth.labels(), FixedSample<Disagreement>(kExamplesEach)) {}

  struct Result {
    BlockResult block;
    std::string rows;  // of evaluation.csv
    std::uint32_t source = 0;
    std::uint64_t records = 0;
  };
  Result run(const Block& block, std::uint64_t rows_before) {
    rows_.clear();
    Result out;
    out.block = worker_.analyze(block, rows_before);
    out.rows = rows_;
    out.source = block.source;
    out.records = block.rows;
    return out;
  }

  void merge(const Comparer& other) {
    tally_.merge(other.tally_);
    worst_.merge(other.worst_);
    for (std::size_t l = 0; l < missed_.size(); ++l) {
      missed_[l].merge(other.missed_[l]);
      wrong_[l].merge(other.wrong_[l]);
    }
  }

  const EvaluationTally& tally() const { return tally_; }
  std::vector<Disagreement> worst() const { return worst_.values(); }
  std::vector<Disagreement> missed(std::size_t label) const { return missed_[label].values(); }
  std::vector<Disagreement> wrong(std::size_t label) const { return wrong_[label].values(); }
  const BlockWorker& worker() const { return worker_; }

 private:
  void compare(const RecordView& record) {
    truth_.read(record, context_.plan, codes_);
    const bool has_text = !record.answers.empty();
    count(has_text);
    if (!has_text) {
      if (writes_rows_ && is_coded()) write_row(record, nullptr);
      return;
    }
    const AnswerView& answer = record.answers.front();
    const Analysis& analysis = *answer.analysis;
    // The explanation is made at most once, and for few rows unless all are written.
    shown_.reset();
    const auto hash = form_hash(record.id.empty() ? answer.text : record.id);
    const std::uint64_t text_hash = form_hash(folded_label(answer.text));
    if (codes_.sentiment == RowCodes::State::coded) compare_sentiment(record, analysis, hash, text_hash);
    if (codes_.has_themes) compare_themes(record, analysis, hash, text_hash);
    if (writes_rows_) write_row(record, &analysis);
  }

  bool is_coded() const { return codes_.sentiment != RowCodes::State::none || codes_.has_themes; }

  void count(bool has_text) {
    const auto add = [&](CodeCounts& counts, bool coded, bool unread) {
      if (!has_text) {
        ++(coded || unread ? counts.coded_no_text : counts.neither);
      } else {
        ++(coded ? counts.compared : unread ? counts.code_unread : counts.without_code);
      }
    };
    if (truth_.has_sentiment())
      add(tally_.sentiment_rows, codes_.sentiment == RowCodes::State::coded,
          codes_.sentiment == RowCodes::State::unread);
    if (truth_.has_themes()) add(tally_.theme_rows, codes_.has_themes, false);
  }

  void compare_sentiment(const RecordView& record, const Analysis& analysis, std::uint64_t hash,
                         std::uint64_t text_hash) {
    const SaidSentiment said = said_sentiment(analysis);
    tally_.add_sentiment(codes_.is, said, analysis.content);
    if (truth_.views().empty() || agrees(truth_.views().front(), codes_.is, said).value_or(true)) return;
    // Said the opposite, then: how sure it was.
    const int coded_sign = codes_.is == CodedSentiment::negative   ? -1
                           : codes_.is == CodedSentiment::positive ? 1
                                                                   : 0;
    const int said_sign = said == SaidSentiment::negative ? -1 : said == SaidSentiment::positive ? 1 : 0;
    const auto size = static_cast<std::uint64_t>(std::abs(analysis.sentiment_milli));
    const auto distance = static_cast<std::uint64_t>(std::abs(coded_sign - said_sign));
    worst_.add({10000 - (distance * 2000 + size), hash, record.source, record.row, 0}, text_hash,
               [&] { return disagreement(record, std::string(name(codes_.is)), said_text(analysis)); });
  }

  void compare_themes(const RecordView& record, const Analysis& analysis, std::uint64_t hash,
                      std::uint64_t text_hash) {
    for (std::size_t l = 0; l < truth_.labels(); ++l) {
      const SaidLabel said = said_label(truth_.label(l), analysis.themes);
      const bool coded = codes_.labels[l];
      tally_.add_label(l, coded, said.found, analysis.content);
      if (coded && said.found && codes_.polarity[l])
        tally_.add_polarity(l, *codes_.polarity[l], said.polarity);
      if (coded == said.found) continue;
      (coded ? missed_ : wrong_)[l].add({0, hash, record.source, record.row, 0}, text_hash, [&] {
        return disagreement(record, labels_text(true, analysis), themes_text(analysis));
      });
    }
  }

  static std::string said_text(const Analysis& analysis) {
    if (analysis.label == SentimentLabel::none) return "no evidence";
    return fmt::format("{} {:+.3f}", name(analysis.label), analysis.sentiment_milli / 1000.0);
  }

  std::string themes_text(const Analysis& analysis) const {
    std::string out;
    for (const ThemeFinding& finding : analysis.themes) {
      if (!out.empty()) out += '|';
      out += fmt::format("{}:{}", context_.lexicon.themes()[static_cast<std::size_t>(finding.theme)].id,
                         short_name(finding.polarity));
    }
    return out;
  }

  // The labels as coded, or as said.
  std::string labels_text(bool coded, const Analysis& analysis) const {
    return join_labels(analysis, [&](std::size_t l, const SaidLabel& said) {
      return coded ? bool{codes_.labels[l]} : said.found;
    });
  }

  template <class Wanted>
  std::string join_labels(const Analysis& analysis, Wanted wanted) const {
    std::string out;
    for (std::size_t l = 0; l < truth_.labels(); ++l) {
      const SaidLabel said = said_label(truth_.label(l), analysis.themes);
      if (!wanted(l, said)) continue;
      if (!out.empty()) out += '|';
      out += truth_.label(l).name;
    }
    return out;
  }

  const ShownText& shown(const RecordView& record) {
    if (!shown_) {
      const AnswerView& answer = record.answers.front();
      shown_ = show_text(answer.text, context_.analyzer.explain(answer.text, record.question, scratch_),
                         context_.lexicon, context_.options.redact_quotes ? &context_.redactor : nullptr);
    }
    return *shown_;
  }

  Disagreement disagreement(const RecordView& record, std::string coded, std::string said) {
    const ShownText& text = shown(record);
    return {{context_.plan.inputs[record.source].path, record.row, std::string(record.id), text.text,
             text.evidence},
            std::move(coded),
            std::move(said)};
  }

  void write_row(const RecordView& record, const Analysis* analysis) {
    const Analysis nothing;
    const Analysis& said = analysis != nullptr ? *analysis : nothing;
    EvaluationRow row;
    row.source = context_.plan.inputs[record.source].path;
    row.row = record.row;
    row.id = record.id;
    if (codes_.sentiment == RowCodes::State::coded) row.coded = name(codes_.is);
    std::string coded_labels, said_labels, missed, wrong, words;
    if (codes_.has_themes) {
      for (std::size_t l = 0; l < truth_.labels(); ++l) {
        if (!codes_.labels[l]) continue;
        coded_labels += fmt::format("{}{}", coded_labels.empty() ? "" : "|", truth_.label(l).name);
        if (codes_.polarity[l]) coded_labels += fmt::format(":{}", short_name(*codes_.polarity[l]));
      }
    }
    if (analysis != nullptr) {
      row.said = name(said.label);
      if (said.label != SentimentLabel::none) row.sentiment_milli = said.sentiment_milli;
      if (codes_.sentiment == RowCodes::State::coded && !truth_.views().empty())
        row.agrees = agrees(truth_.views().front(), codes_.is, said_sentiment(said));
      said_labels = labels_text(false, said);
      if (codes_.has_themes) {
        missed = join_labels(said,
                             [&](std::size_t l, const SaidLabel& s) { return codes_.labels[l] && !s.found; });
        wrong = join_labels(said,
                            [&](std::size_t l, const SaidLabel& s) { return !codes_.labels[l] && s.found; });
      }
      words = evidence_text(shown(record).evidence);
    }
    row.themes_coded = coded_labels;
    row.themes_said = said_labels;
    row.themes_missed = missed;
    row.themes_wrong = wrong;
    row.words = words;
    write_evaluation_row(row, rows_);
  }

  const RunContext& context_;
  const TruthPlan& truth_;
  bool writes_rows_;
  BlockWorker worker_;
  Scratch scratch_;
  RowCodes codes_;
  std::optional<ShownText> shown_;
  std::string rows_;
  EvaluationTally tally_;
  FixedSample<Disagreement> worst_;
  std::vector<FixedSample<Disagreement>> missed_;
  std::vector<FixedSample<Disagreement>> wrong_;
};

struct Limit {
  std::string name;  // folded; empty: sentiment and themes
  std::string shown;
  double value = 0;
};

Result<std::vector<Limit>> parse_limits(const std::vector<std::string>& typed) {
  std::vector<Limit> limits;
  for (const std::string& text : typed) {
    const auto sign = text.rfind('=');
    const std::string number = sign == std::string::npos ? text : text.substr(sign + 1);
    const auto value = parse_score_number(number, DecimalMark::point, 6);
    if (!value || value->milli < 0 || value->milli > 1000000) {
      return fail(Fault::usage,
                  fmt::format("--fail-under takes an F1 of 0 to 1, alone or as sentiment=F1, themes=F1 or "
                              "LABEL=F1, not '{}'",
                              text));
    }
    const std::string name = sign == std::string::npos ? "" : text.substr(0, sign);
    limits.push_back({folded_label(name), name, static_cast<double>(value->milli) / 1e6});
  }
  return limits;
}

class EvaluationRun {
 public:
  EvaluationRun(const EvaluateOptions& options, const Lexicon& lexicon)
      : options_(options), lexicon_(lexicon), threads_(threads_of(options.run)) {}

  Checked<Evaluation> run() {
    auto limits = parse_limits(options_.fail_under);
    if (!limits) return one(limits.error());
    std::optional<OutputFolder> folder;
    if (!options_.run.out_folder.empty()) {
      std::vector<std::string> files = options_.run.inputs;
      for (const JoinOption& join : options_.run.joins) files.push_back(join.file);
      auto opened = OutputFolder::open(options_.run.out_folder, files, evaluation_files());
      if (!opened) return one(opened.error());
      folder.emplace(std::move(*opened));
    }
    AnalyzeOptions run = options_.run;
    run.keep_columns.clear();
    auto bare = make_plan(run, store_);
    if (!bare) return tl::unexpected(bare.error());
    auto truth = TruthPlan::make(options_, *bare, lexicon_);
    if (!truth) return tl::unexpected(truth.error());
    run.keep_columns = truth->columns();
    auto plan = make_plan(run, store_);
    if (!plan) return tl::unexpected(plan.error());

    RunContext context(run, *plan, lexicon_);
    out_.warnings = plan->warnings;
    out_.evidence = plan->evidence;
    if (auto loaded = load_joins(store_, context, out_.warnings); !loaded) return one(loaded.error());
    if (auto found = find_repeats(store_, context, threads_, out_.notes); !found) return one(found.error());
    if (auto settled = settle(*plan, context, *truth); !settled) return tl::unexpected(settled.error());
    if (auto known = check_limits(*limits, *truth); !known) return one(known.error());
    std::optional<ReportShares> shares;
    if (!options_.correct.empty()) {
      std::vector<const CodedLabel*> labels;
      for (std::size_t l = 0; l < truth->labels(); ++l) labels.push_back(&truth->label(l));
      auto loaded = load_report_shares(options_.correct, labels, lexicon_, store_);
      if (!loaded) return one(loaded.error());
      shares = std::move(*loaded);
    }
    if (auto compared = compare(*plan, context, *truth, folder ? &*folder : nullptr, shares); !compared)
      return one(compared.error());
    hold_against(*limits);
    if (folder) {
      std::string json;
      write_evaluation_json(out_, json);
      if (auto written = folder->write("evaluation.json", json, true); !written) return one(written.error());
      if (auto published = folder->publish(); !published) return one(published.error());
    }
    return std::move(out_);
  }

 private:
  static tl::unexpected<Errors> one(Error error) { return tl::unexpected(Errors{std::move(error)}); }

  Checked<void> settle(const Plan& plan, const RunContext& context, TruthPlan& truth) {
    struct Scanner {
      Scanner(const RunContext& run, std::size_t columns)
          : scan(columns),
            worker(
                run,
                [this](const RecordView& record) {
                  if (!record.answers.empty()) scan.add(record);
                },
                BlockWorker::Depth::cells) {}
      CodeScan scan;
      BlockWorker worker;
    };
    const std::size_t columns = truth.columns().size();
    PerThread<Scanner> scanners(std::cref(context), columns);
    auto piped = pipe_blocks(
        plan, store_, {options_.run.block_bytes, threads_},
        [&](const Block& block, std::uint64_t rows_before) {
          scanners.local().worker.analyze(block, rows_before);
          return 0;
        },
        [](int) -> Result<void> { return {}; });
    if (!piped) return one(piped.error());
    CodeScan scan(columns);
    for (const Scanner& scanner : scanners) scan.merge(scanner.scan);
    if (auto settled = truth.settle(scan, plan); !settled) return settled;
    out_.evidence.insert(out_.evidence.end(), truth.evidence().begin(), truth.evidence().end());
    out_.warnings.insert(out_.warnings.end(), truth.warnings().begin(), truth.warnings().end());
    out_.not_counted = truth.not_counted();
    return {};
  }

  static Result<void> check_limits(const std::vector<Limit>& limits, const TruthPlan& truth) {
    for (const Limit& limit : limits) {
      bool known = limit.name.empty() || (limit.name == "sentiment" && truth.has_sentiment()) ||
                   (limit.name == "themes" && truth.has_themes());
      for (std::size_t l = 0; l < truth.labels(); ++l)
        known = known || folded_label(truth.label(l).name) == limit.name;
      if (!known)
        return fail(Fault::usage,
                    fmt::format("--fail-under: '{}' is neither compared sentiment or themes nor a label",
                                limit.shown));
    }
    return {};
  }

  Result<void> compare(const Plan& plan, const RunContext& context, const TruthPlan& truth,
                       OutputFolder* folder, const std::optional<ReportShares>& shares) {
    std::optional<OutputFile> rows, rejects;
    if (folder != nullptr) {
      auto file = folder->create("evaluation.csv", true);
      if (!file) return tl::unexpected(file.error());
      rows.emplace(std::move(*file));
      auto rejected = folder->create("rejects.csv", true);
      if (!rejected) return tl::unexpected(rejected.error());
      rejects.emplace(std::move(*rejected));
      std::string header;
      write_evaluation_header(header);
      if (auto written = rows->write(header); !written) return written;
      header.clear();
      write_rejects_header(header);
      if (auto written = rejects->write(header); !written) return written;
    }
    PerThread<Comparer> comparers(std::cref(context), std::cref(truth), options_.worst, folder != nullptr);
    std::vector<JoinCounts> joins(plan.joins.size());
    std::vector<std::uint64_t> records(plan.inputs.size());
    auto piped = pipe_blocks(
        plan, store_, {options_.run.block_bytes, threads_},
        [&](const Block& block, std::uint64_t rows_before) {
          return comparers.local().run(block, rows_before);
        },
        [&](const Comparer::Result& done) -> Result<void> {
          out_.ledger.merge(done.block.ledger);
          out_.notes.merge(done.block.notes);
          for (std::size_t j = 0; j < joins.size(); ++j) joins[j].append(done.block.joins[j]);
          records[done.source] += done.records;
          if (!rows) return {};
          if (auto written = rows->write(done.rows); !written) return written;
          return rejects->write(done.block.rejects);
        });
    if (!piped) return piped;
    if (rows) {
      if (auto closed = rows->close(); !closed) return closed;
      if (auto closed = rejects->close(); !closed) return closed;
    }
    Comparer all(context, truth, options_.worst, false);
    std::vector<JoinUse> uses;
    uses.reserve(context.joins.size());
    for (const JoinTable& table : context.joins) uses.emplace_back(table);
    for (const Comparer& part : comparers) {
      all.merge(part);
      for (std::size_t j = 0; j < uses.size(); ++j) uses[j].merge(part.worker().join_uses()[j]);
    }
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      const InputPlan& input = plan.inputs[i];
      out_.inputs.push_back({input.path, input.bytes != 0 ? input.bytes : store_.size(input.path), records[i],
                             input.detection.columns});
    }
    out_.joins = summarise_joins(context, joins, uses, out_.warnings);
    assemble(all, truth);
    if (shares) correct(all.tally(), truth, *shares);
    return {};
  }

  void assemble(const Comparer& all, const TruthPlan& truth) {
    const EvaluationTally& tally = all.tally();
    if (truth.has_sentiment()) {
      out_.sentiment_rows = tally.sentiment_rows;
      for (const SentimentView view : truth.views()) out_.sentiment.push_back(tally.sentiment(view));
      out_.worst = all.worst();
      if (!out_.sentiment.empty()) {
        for (const ClassAgreement& one : out_.sentiment.front().classes) {
          if (one.coded == 0 && one.said > 0) {
            out_.warnings.push_back(
                fmt::format("no row is coded {}, so its F1 is 0 and lowers macro-F1", one.name));
          }
        }
      }
      if (tally.sentiment_rows.compared == 0)
        out_.warnings.push_back("no row has both a text and a code for its sentiment: nothing is compared");
    }
    if (truth.has_themes()) {
      out_.theme_rows = tally.theme_rows;
      double sum = 0;
      std::size_t with_f1 = 0;
      for (std::size_t l = 0; l < truth.labels(); ++l) {
        LabelAgreement label;
        label.label = truth.label(l).name;
        label.themes = truth.label(l).themes;
        label.agreement = tally.label(l);
        label.polarity = tally.polarity(l);
        label.missed = all.missed(l);
        label.wrong = all.wrong(l);
        if (label.theme().f1) {
          sum += *label.theme().f1;
          ++with_f1;
        }
        out_.labels.push_back(std::move(label));
      }
      std::sort(out_.labels.begin(), out_.labels.end(), [](const LabelAgreement& a, const LabelAgreement& b) {
        return a.theme().coded != b.theme().coded ? a.theme().coded > b.theme().coded : a.label < b.label;
      });
      if (with_f1 > 0) out_.themes_macro_f1 = sum / static_cast<double>(with_f1);
      out_.themes_micro_f1 = tally.micro_f1();
      out_.polarity = tally.all_polarity();
      if (tally.theme_rows.compared == 0)
        out_.warnings.push_back("no row has both a text and a code for its themes: nothing is compared");
    }
    out_.lexicon_version = lexicon_.version();
    out_.program_version = VERBATIM_VERSION;
    out_.redacted = options_.run.redact_quotes;
    if (out_.ledger.records_in() == 0) out_.warnings.push_back("0 rows: the inputs hold no record");
  }

  void correct(const EvaluationTally& tally, const TruthPlan& truth, const ReportShares& shares) {
    Correction& correction = out_.correction.emplace();
    correction.report = shares.path;
    const auto errors = [](const ConfusionMatrix& found) {
      return MeasuredErrors{found.n(), found.coded(0), found.said(0), found.at(0, 0)};
    };
    if (truth.has_sentiment()) {
      for (const auto& [is, comments] : {std::pair{CodedSentiment::negative, shares.negative},
                                         std::pair{CodedSentiment::positive, shares.positive}}) {
        correction.shares.push_back(correct_share(fmt::format("{} sentiment", name(is)), comments,
                                                  shares.analysed, errors(tally.sentiment_errors(is))));
      }
    }
    for (const LabelAgreement& label : out_.labels) {
      for (std::size_t l = 0; l < truth.labels(); ++l) {
        if (truth.label(l).name != label.label) continue;
        CorrectedShare share = correct_share(label.label, shares.labels[l].value_or(0), shares.analysed,
                                             errors(tally.label_errors(l)));
        if (!shares.labels[l]) {
          share.value = share.low = share.high = std::nullopt;
          share.share = 0;
          share.why_not =
              "it is more than one theme; comments.csv must lie beside the report.json to count them";
        }
        correction.shares.push_back(std::move(share));
      }
    }
  }

  void hold_against(const std::vector<Limit>& limits) {
    const auto hold = [&](std::string name, double limit, std::optional<double> value) {
      if (!value || *value < limit) out_.failed.push_back({std::move(name), limit, value});
    };
    for (const Limit& limit : limits) {
      if (out_.sentiment_rows && (limit.name.empty() || limit.name == "sentiment"))
        hold("sentiment", limit.value,
             out_.sentiment.empty() ? std::nullopt : out_.sentiment.front().macro_f1);
      if (out_.theme_rows && (limit.name.empty() || limit.name == "themes"))
        hold("themes", limit.value, out_.themes_macro_f1);
      for (const LabelAgreement& label : out_.labels) {
        if (!limit.name.empty() && folded_label(label.label) == limit.name)
          hold(label.label, limit.value, label.theme().f1);
      }
    }
  }

  const EvaluateOptions& options_;
  const Lexicon& lexicon_;
  unsigned threads_;
  InputStore store_;
  Evaluation out_;
};

}  // namespace

Checked<Evaluation> evaluate(const EvaluateOptions& options, const Lexicon& lexicon) {
  return EvaluationRun(options, lexicon).run();
}

}  // namespace verbatim
