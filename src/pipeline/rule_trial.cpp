#include "pipeline/rule_trial.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "drivers/quote_sample.h"
#include "input/input_store.h"
#include "lexicon/trial_lexicon.h"
#include "pipeline/plan.h"
#include "pipeline/record_walk.h"
#include "pipeline/run_context.h"
#include "report/redact.h"
#include "scores/cell_trim.h"
#include "text/form_hash.h"
#include "text/utf8.h"
#include "verbatim/analyzer.h"

namespace verbatim {

namespace {

// Keeps the samples whose text has the smallest hash: a fair draw that does not hang on the order of the
// records, whoever reads them.
class SmallestHashes {
 public:
  explicit SmallestHashes(std::size_t most) : most_(most) {}

  // Is a text of that hash among the smallest so far, and new?
  bool wants(std::uint64_t hash) const {
    if (most_ == 0 || samples_.contains(hash)) return false;
    return samples_.size() < most_ || hash < samples_.rbegin()->first;
  }
  void add(std::uint64_t hash, TrialSample sample) {
    samples_.emplace(hash, std::move(sample));
    if (samples_.size() > most_) samples_.erase(std::prev(samples_.end()));
  }
  std::vector<TrialSample> take() {
    std::vector<TrialSample> all;
    all.reserve(samples_.size());
    for (auto& [hash, sample] : samples_) all.push_back(std::move(sample));
    return all;
  }

 private:
  std::size_t most_;
  std::map<std::uint64_t, TrialSample> samples_;
};

class Trial {
 public:
  Trial(const TrialOptions& options, const Lexicon& lexicon, const TrialLexicon& trial)
      : options_(options),
        lexicon_(lexicon),
        trial_(trial),
        today_(lexicon),
        finder_(trial.lexicon),
        sample_(options.samples),
        barred_sample_(options.near_samples) {
    theme_counts_.resize(lexicon.themes().size());
  }

  Checked<RuleTrial> run() {
    InputStore store;
    auto plan = make_plan(options_.input, store);
    if (!plan) return tl::unexpected(plan.error());
    const RunContext context(options_.input, *plan, lexicon_);
    for (const ColumnRef& text : plan->text) result_.text_columns.push_back(text.name);
    rules_ = plan->row_rules;
    std::uint64_t rows = 0;
    for (std::size_t i = 0; i < plan->inputs.size(); ++i) {
      const InputPlan& input = plan->inputs[i];
      const RecordVisit visit = [&](const CsvRecord& record) {
        if (record.kind == CsvKind::blank) return true;
        if (options_.input.limit > 0 && rows++ >= options_.input.limit) return false;
        if (is_rejected(record.kind)) ++result_.rejected;
        if (record.kind == CsvKind::record && !is_left_out(record, context.inputs[i]))
          read(record, context.inputs[i], input.path);
        return true;
      };
      if (auto walked = walk_records(store, input.path, input.detection, visit); !walked)
        return tl::unexpected(Errors{walked.error()});
    }
    finish();
    // Ids and dates do not matter here.
    for (const std::string& sentence : plan->evidence) {
      if (sentence.starts_with("preset") || sentence.starts_with("text") || sentence.starts_with("question"))
        result_.evidence.push_back(sentence);
    }
    return std::move(result_);
  }

 private:
  std::string_view cell_of(const ColumnPlace& place, const CsvRecord& record, std::string& scratch) {
    if (place.index < 0 || static_cast<std::size_t>(place.index) >= record.fields.size()) return {};
    const std::string_view cell = record.field(static_cast<std::size_t>(place.index), cell_);
    scratch.clear();
    repair_utf8(cell, scratch);
    return scratch;
  }

  // What nobody may read, or nobody meant, is no sample. Columns of joined files are not read here.
  bool is_left_out(const CsvRecord& record, const InputColumns& columns) {
    for (std::size_t r = 0; r < columns.row_rules.size(); ++r) {
      const ColumnPlace& place = columns.row_rules[r];
      if (place.join < 0 && rules_[r].rule.matches(cell_of(place, record, question_))) return true;
    }
    return false;
  }

  void read(const CsvRecord& record, const InputColumns& columns, const std::string& path) {
    const std::string_view question = cell_of(columns.question, record, question_);
    for (const ColumnPlace& place : columns.text) {
      const std::string_view text = cell_of(place, record, text_);
      if (!trim_cell(text).empty()) read_text(text, question, path, record.row);
    }
  }

  void read_text(std::string_view text, std::string_view question, const std::string& path,
                 std::uint64_t row) {
    finder_.analyze(text, question, scratch_, found_);
    if (found_.content == Content::no_content) return;
    ++result_.comments;
    const auto find = [&](ThemeId theme) {
      return std::find_if(found_.themes.begin(), found_.themes.end(),
                          [&](const ThemeFinding& f) { return f.theme == theme; });
    };
    const auto match = find(trial_.match);
    const bool matches = match != found_.themes.end();
    if (!matches && find(trial_.bare) == found_.themes.end()) return;
    today_.analyze(text, question, scratch_, analysis_);
    if (matches) {
      ++result_.matching;
      ++result_.polarities[static_cast<std::size_t>(match->polarity)];
      if (analysis_.themes.empty()) ++result_.without_theme;
      for (const ThemeFinding& theme : analysis_.themes)
        ++theme_counts_[static_cast<std::size_t>(theme.theme)];
    } else {
      ++result_.barred;
    }
    SmallestHashes& sample = matches ? sample_ : barred_sample_;
    const std::uint64_t hash = form_hash(text);
    if (!sample.wants(hash)) return;
    const ThemeId shown = matches ? trial_.match : trial_.bare;
    const auto mention = std::find_if(found_.mentions.begin(), found_.mentions.end(),
                                      [&](const ThemeMention& m) { return m.theme == shown; });
    TrialSample kept;
    kept.source = path;
    kept.row = row;
    kept.polarity = mention->polarity;
    kept.themes = themes_text();
    QuoteText quote{std::string(text), mention->span};
    if (options_.input.redact_quotes) {
      std::vector<RangeEdit> edits;
      quote.text = redactor_.redact(text, &edits);
      quote.clause = redacted_range(mention->span, edits);
    }
    quote = cut_quote(quote.text, quote.clause);
    kept.text = std::move(quote.text);
    kept.match = quote.clause;
    sample.add(hash, std::move(kept));
  }

  std::string themes_text() const {
    std::string all;
    for (const ThemeFinding& finding : analysis_.themes) {
      all += (all.empty() ? "" : "|") + lexicon_.themes()[static_cast<std::size_t>(finding.theme)].id + ':';
      all += short_name(finding.polarity);
    }
    return all;
  }

  void finish() {
    for (std::size_t t = 0; t < theme_counts_.size(); ++t) {
      if (theme_counts_[t] > 0) result_.themes.emplace_back(lexicon_.themes()[t].id, theme_counts_[t]);
    }
    std::stable_sort(result_.themes.begin(), result_.themes.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    result_.sample = sample_.take();
    result_.barred_sample = barred_sample_.take();
    result_.read_as = trial_.read_as;
    result_.remarks = trial_.remarks;
    std::stable_sort(result_.remarks.begin(), result_.remarks.end(),
                     [](const Error& a, const Error& b) { return a.place.column < b.place.column; });
  }

  const TrialOptions& options_;
  const Lexicon& lexicon_;
  const TrialLexicon& trial_;
  Analyzer today_;
  Analyzer finder_;
  Redactor redactor_;
  Scratch scratch_;
  Analysis found_;
  Analysis analysis_;
  std::string cell_, text_, question_;
  std::vector<RowRulePlan> rules_;
  std::vector<std::uint64_t> theme_counts_;
  SmallestHashes sample_;
  SmallestHashes barred_sample_;
  RuleTrial result_;
};

}  // namespace

Checked<RuleTrial> try_rule(const TrialOptions& options) {
  // The rule first: what is wrong with it is told before anything is read.
  auto trial = load_trial_lexicon(options.input.lexicon, options.rule, options.polarity);
  if (!trial) return tl::unexpected(trial.error());
  auto lexicon = load_lexicon(options.input.lexicon);
  if (!lexicon) return tl::unexpected(lexicon.error());
  return Trial(options, *lexicon, *trial).run();
}

}  // namespace verbatim
