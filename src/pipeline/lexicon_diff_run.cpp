#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "drivers/driver_moves.h"
#include "drivers/driver_table.h"
#include "evaluation/fixed_sample.h"
#include "input/input_store.h"
#include "pipeline/block_pipe.h"
#include "pipeline/block_worker.h"
#include "pipeline/run_context.h"
#include "pipeline/run_start.h"
#include "report/evidence_words.h"
#include "report/lexicon_diff_csv.h"
#include "report/lexicon_diff_json.h"
#include "report/output_folder.h"
#include "text/case_fold.h"
#include "text/token.h"
#include "verbatim/lexicon_diff.h"

namespace verbatim {

namespace {

constexpr std::size_t kLabels = 5;  // of SentimentLabel

const std::vector<std::string>& diff_files() {
  static const std::vector<std::string> kNames = {"diff.json", "diff.csv"};
  return kNames;
}

// The themes of both lexicons, by id, and where each stands in them.
struct ThemeUnion {
  std::vector<std::string> ids;
  std::vector<std::string> labels;
  std::vector<std::size_t> of_old;  // by ThemeId
  std::vector<std::size_t> of_new;

  ThemeUnion(const Lexicon& before, const Lexicon& after) {
    std::map<std::string, std::string> all;
    for (const Theme& theme : before.themes()) all[theme.id] = theme.label;
    for (const Theme& theme : after.themes()) all[theme.id] = theme.label;
    for (const auto& [id, label] : all) {
      ids.push_back(id);
      labels.push_back(label);
    }
    for (const Theme& theme : before.themes()) of_old.push_back(index(theme.id));
    for (const Theme& theme : after.themes()) of_new.push_back(index(theme.id));
  }

 private:
  std::size_t index(const std::string& id) const {
    return static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
  }
};

struct FoundTheme {
  std::size_t theme = 0;  // of the union
  Polarity polarity = Polarity::neutral;
  bool operator==(const FoundTheme&) const = default;
};

// What one lexicon says of one text, kept until the other has read the block.
struct Findings {
  SentimentLabel label = SentimentLabel::none;
  std::int32_t sentiment_milli = 0;
  std::vector<FoundTheme> themes;  // by index

  void take(const Analysis& analysis, const std::vector<std::size_t>& to_union) {
    label = analysis.label;
    sentiment_milli = analysis.sentiment_milli;
    themes.clear();
    for (const ThemeFinding& finding : analysis.themes)
      themes.push_back({to_union[static_cast<std::size_t>(finding.theme)], finding.polarity});
    std::sort(themes.begin(), themes.end(),
              [](const FoundTheme& a, const FoundTheme& b) { return a.theme < b.theme; });
  }
};

// What changed, in counts.
struct DiffCounts {
  struct Theme {
    std::uint64_t before = 0;
    std::uint64_t after = 0;
    std::uint64_t gained = 0;
    std::uint64_t lost = 0;
    std::uint64_t turned = 0;
  };

  explicit DiffCounts(std::size_t size) : themes(size) {}

  void merge(const DiffCounts& other) {
    compared += other.compared;
    flipped += other.flipped;
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] += other.labels[i];
    for (std::size_t t = 0; t < themes.size(); ++t) {
      themes[t].before += other.themes[t].before;
      themes[t].after += other.themes[t].after;
      themes[t].gained += other.themes[t].gained;
      themes[t].lost += other.themes[t].lost;
      themes[t].turned += other.themes[t].turned;
    }
  }

  std::uint64_t compared = 0;
  std::uint64_t flipped = 0;
  std::array<std::uint64_t, kLabels * kLabels> labels{};
  std::vector<Theme> themes;
};

// One thread's part: each block is analysed with the old lexicon, then with the new one, which finds what the
// old one said at the same place of the row of texts.
class DiffWorker {
 public:
  DiffWorker(const RunContext& before, const RunContext& after, const ThemeUnion& themes, std::size_t show,
             bool writes_rows)
      : old_(before),
        new_(after),
        themes_(themes),
        writes_rows_(writes_rows),
        old_worker_(
            before, [this](const RecordView& record) { keep(record); }, BlockWorker::Depth::analysis),
        new_worker_(
            after, [this](const RecordView& record) { compare(record); }, BlockWorker::Depth::analysis),
        counts_(themes.ids.size()),
        sample_(show) {}

  struct Result {
    BlockResult before;
    BlockResult after;
    std::string rows;  // of diff.csv
    std::uint32_t source = 0;
    std::uint64_t records = 0;
  };
  Result run(const Block& block, std::uint64_t rows_before) {
    Result out;
    rows_.clear();
    kept_ = 0;
    out.before = old_worker_.analyze(block, rows_before);
    next_ = 0;
    out.after = new_worker_.analyze(block, rows_before);
    out.rows = rows_;
    out.source = block.source;
    out.records = block.rows;
    return out;
  }

  void merge(const DiffWorker& other) {
    counts_.merge(other.counts_);
    sample_.merge(other.sample_);
  }

  const DiffCounts& counts() const { return counts_; }
  std::vector<FlippedComment> sample() const { return sample_.values(); }
  const BlockWorker& old_worker() const { return old_worker_; }
  const BlockWorker& new_worker() const { return new_worker_; }

 private:
  void keep(const RecordView& record) {
    for (const AnswerView& answer : record.answers) {
      if (kept_ == found_.size()) found_.emplace_back();
      found_[kept_++].take(*answer.analysis, themes_.of_old);
    }
  }

  void compare(const RecordView& record) {
    for (const AnswerView& answer : record.answers) {
      const Findings& before = found_[next_++];
      after_.take(*answer.analysis, themes_.of_new);
      compare(record, answer, before);
    }
  }

  void compare(const RecordView& record, const AnswerView& answer, const Findings& before) {
    ++counts_.compared;
    for (const FoundTheme& theme : before.themes) ++counts_.themes[theme.theme].before;
    for (const FoundTheme& theme : after_.themes) ++counts_.themes[theme.theme].after;
    if (before.label == after_.label && before.themes == after_.themes) return;
    ++counts_.flipped;
    if (before.label != after_.label)
      ++counts_.labels[static_cast<std::size_t>(before.label) * kLabels +
                       static_cast<std::size_t>(after_.label)];
    FlippedComment flipped;
    // Both are sorted: walk them side by side.
    std::size_t o = 0, n = 0;
    while (o < before.themes.size() || n < after_.themes.size()) {
      const bool has_old = o < before.themes.size();
      const bool has_new = n < after_.themes.size();
      if (has_old && has_new && before.themes[o].theme == after_.themes[n].theme) {
        if (before.themes[o].polarity != after_.themes[n].polarity) {
          ++counts_.themes[before.themes[o].theme].turned;
          flipped.turned.push_back(
              fmt::format("{}>{}", theme_text(before.themes[o]), short_name(after_.themes[n].polarity)));
        }
        ++o;
        ++n;
      } else if (has_old && (!has_new || before.themes[o].theme < after_.themes[n].theme)) {
        ++counts_.themes[before.themes[o].theme].lost;
        flipped.lost.push_back(theme_text(before.themes[o++]));
      } else {
        ++counts_.themes[after_.themes[n].theme].gained;
        flipped.gained.push_back(theme_text(after_.themes[n++]));
      }
    }
    const auto show = [&]() -> const FlippedComment& {
      if (!flipped.before.label.empty()) return flipped;
      flipped.source = new_.plan.inputs[record.source].path;
      flipped.row = record.row;
      flipped.id = record.id;
      flipped.text = fill_side(old_, record, answer, before, flipped.before);
      fill_side(new_, record, answer, after_, flipped.after);
      return flipped;
    };
    const SampleKey key{0, form_hash(record.id.empty() ? answer.text : record.id), record.source, record.row,
                        answer.column};
    sample_.add(key, form_hash(folded_label(answer.text)), [&] { return show(); });
    if (writes_rows_) write_diff_row(show(), new_.plan.text[answer.column].name, rows_);
  }

  std::string theme_text(const FoundTheme& theme) const {
    return fmt::format("{}:{}", themes_.ids[theme.theme], short_name(theme.polarity));
  }

  // The text as shown is the same on both sides.
  std::string fill_side(const RunContext& context, const RecordView& record, const AnswerView& answer,
                        const Findings& found, DiffSide& side) {
    side.label = name(found.label);
    if (found.label != SentimentLabel::none) side.sentiment = found.sentiment_milli / 1000.0;
    for (const FoundTheme& theme : found.themes) side.themes.push_back(theme_text(theme));
    ShownText shown =
        show_text(answer.text, context.analyzer.explain(answer.text, record.question, scratch_of(context)),
                  context.lexicon, context.options.redact_quotes ? &context.redactor : nullptr);
    side.evidence = std::move(shown.evidence);
    return std::move(shown.text);
  }

  // Of their own: a scratch keeps what its lexicon made of the last question.
  Scratch& scratch_of(const RunContext& context) { return &context == &old_ ? old_scratch_ : new_scratch_; }

  const RunContext& old_;
  const RunContext& new_;
  const ThemeUnion& themes_;
  bool writes_rows_;
  BlockWorker old_worker_;
  BlockWorker new_worker_;
  Scratch old_scratch_;
  Scratch new_scratch_;
  std::vector<Findings> found_;  // of the block, by the old lexicon; reused
  std::size_t kept_ = 0;
  std::size_t next_ = 0;
  Findings after_;
  std::string rows_;
  DiffCounts counts_;
  FixedSample<FlippedComment> sample_;
};

class DiffRun {
 public:
  DiffRun(const LexiconDiffOptions& options, const Lexicon& before, const Lexicon& after)
      : options_(options), before_(before), after_(after), threads_(threads_of(options.run)) {}

  Checked<LexiconDiff> run() {
    std::optional<OutputFolder> folder;
    if (!options_.run.out_folder.empty()) {
      std::vector<std::string> files = options_.run.inputs;
      for (const JoinOption& join : options_.run.joins) files.push_back(join.file);
      auto opened = OutputFolder::open(options_.run.out_folder, files, diff_files());
      if (!opened) return one(opened.error());
      folder.emplace(std::move(*opened));
    }
    auto plan = make_plan(options_.run, store_);
    if (!plan) return tl::unexpected(plan.error());
    out_.evidence = plan->evidence;
    out_.warnings = plan->warnings;
    // The same rows for both: one reading of the joined tables and of the repeats.
    RunContext after(options_.run, *plan, after_);
    if (auto loaded = load_joins(store_, after, out_.warnings); !loaded) return one(loaded.error());
    if (auto found = find_repeats(store_, after, threads_, out_.notes); !found) return one(found.error());
    RunContext before(options_.run, *plan, before_);
    before.joins = after.joins;
    before.repeats = after.repeats;
    if (auto compared = compare(*plan, before, after, folder ? &*folder : nullptr); !compared)
      return one(compared.error());
    if (folder) {
      std::string json;
      write_diff_json(out_, json);
      if (auto written = folder->write("diff.json", json, true); !written) return one(written.error());
      if (auto published = folder->publish(); !published) return one(published.error());
    }
    return std::move(out_);
  }

 private:
  static tl::unexpected<Errors> one(Error error) { return tl::unexpected(Errors{std::move(error)}); }

  Result<void> compare(const Plan& plan, const RunContext& before, const RunContext& after,
                       OutputFolder* folder) {
    const ThemeUnion themes(before_, after_);
    std::optional<OutputFile> rows;
    if (folder != nullptr) {
      auto file = folder->create("diff.csv", true);
      if (!file) return tl::unexpected(file.error());
      rows.emplace(std::move(*file));
      std::string header;
      write_diff_header(header);
      if (auto written = rows->write(header); !written) return written;
    }
    PerThread<DiffWorker> workers(std::cref(before), std::cref(after), std::cref(themes), options_.show,
                                  folder != nullptr);
    std::vector<JoinCounts> joins(plan.joins.size());
    std::vector<std::uint64_t> records(plan.inputs.size());
    auto piped = pipe_blocks(
        plan, store_, {options_.run.block_bytes, threads_},
        [&](const Block& block, std::uint64_t rows_before) {
          return workers.local().run(block, rows_before);
        },
        [&](const DiffWorker::Result& done) -> Result<void> {
          out_.ledger_before.merge(done.before.ledger);
          out_.ledger_after.merge(done.after.ledger);
          out_.notes.merge(done.after.notes);
          for (std::size_t j = 0; j < joins.size(); ++j) joins[j].append(done.after.joins[j]);
          records[done.source] += done.records;
          return rows ? rows->write(done.rows) : Result<void>();
        });
    if (!piped) return piped;
    if (rows) {
      if (auto closed = rows->close(); !closed) return closed;
    }
    DiffWorker all(before, after, themes, options_.show, false);
    DriverTally old_tally(before.themes, before.meanings, DriverTally::Depth::sums);
    DriverTally new_tally(after.themes, after.meanings, DriverTally::Depth::sums);
    std::vector<JoinUse> uses;
    uses.reserve(after.joins.size());
    for (const JoinTable& table : after.joins) uses.emplace_back(table);
    for (const DiffWorker& part : workers) {
      all.merge(part);
      old_tally.merge(part.old_worker().tally().drivers());
      new_tally.merge(part.new_worker().tally().drivers());
      for (std::size_t j = 0; j < uses.size(); ++j) uses[j].merge(part.new_worker().join_uses()[j]);
    }
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      const InputPlan& input = plan.inputs[i];
      out_.inputs.push_back({input.path, input.bytes != 0 ? input.bytes : store_.size(input.path), records[i],
                             input.detection.columns});
    }
    out_.joins = summarise_joins(after, joins, uses, out_.warnings);
    assemble(all, themes);
    out_.drivers = driver_moves(drivers(old_tally, before), drivers(new_tally, after));
    return {};
  }

  static std::vector<DriverRow> drivers(const DriverTally& tally, const RunContext& context) {
    std::vector<std::string> names;
    names.reserve(context.plan.scores.size());
    for (const ScorePlan& score : context.plan.scores) names.push_back(score.spec.name);
    // No quotes are kept: a move is shown by its figures.
    return make_driver_rows(tally, context.themes, names, QuoteSample(tally.tree()), {});
  }

  void assemble(const DiffWorker& all, const ThemeUnion& themes) {
    const DiffCounts& counts = all.counts();
    out_.compared = counts.compared;
    out_.flipped = counts.flipped;
    out_.sample = all.sample();
    for (std::size_t o = 0; o < kLabels; ++o) {
      for (std::size_t n = 0; n < kLabels; ++n) {
        if (counts.labels[o * kLabels + n] == 0) continue;
        out_.labels.push_back({std::string(name(static_cast<SentimentLabel>(o))),
                               std::string(name(static_cast<SentimentLabel>(n))),
                               counts.labels[o * kLabels + n]});
      }
    }
    std::stable_sort(out_.labels.begin(), out_.labels.end(),
                     [](const LabelMove& a, const LabelMove& b) { return a.comments > b.comments; });
    for (std::size_t t = 0; t < themes.ids.size(); ++t) {
      const DiffCounts::Theme& c = counts.themes[t];
      if (c.gained + c.lost + c.turned == 0) continue;
      out_.themes.push_back({themes.ids[t], themes.labels[t], c.before, c.after, c.gained, c.lost, c.turned});
    }
    std::stable_sort(out_.themes.begin(), out_.themes.end(), [](const ThemeMove& a, const ThemeMove& b) {
      return a.gained + a.lost + a.turned > b.gained + b.lost + b.turned;
    });
    out_.name_before = options_.name_before;
    out_.name_after = options_.name_after;
    out_.lexicon_before = before_.version();
    out_.lexicon_after = after_.version();
    out_.program_version = VERBATIM_VERSION;
    out_.redacted = options_.run.redact_quotes;
    if (before_.version() == after_.version()) out_.warnings.push_back("OLD and NEW are the same lexicon");
    if (out_.ledger_after.records_in() == 0) out_.warnings.push_back("0 rows: the inputs hold no record");
  }

  const LexiconDiffOptions& options_;
  const Lexicon& before_;
  const Lexicon& after_;
  unsigned threads_;
  InputStore store_;
  LexiconDiff out_;
};

}  // namespace

Checked<LexiconDiff> diff_lexicons(const LexiconDiffOptions& options, const Lexicon& before,
                                   const Lexicon& after) {
  return DiffRun(options, before, after).run();
}

}  // namespace verbatim
