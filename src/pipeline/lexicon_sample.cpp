#include "pipeline/lexicon_sample.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "input/input_store.h"
#include "lexicon/lexicon_data.h"
#include "pipeline/plan.h"
#include "pipeline/record_walk.h"
#include "pipeline/run_context.h"
#include "report/redact.h"
#include "scores/cell_trim.h"
#include "scores/score_value.h"
#include "text/utf8.h"
#include "verbatim/analyzer.h"
#include "verbatim/lexicon_lint.h"

namespace verbatim {

namespace {

// Words that stand in fewer comments than this might name a person.
constexpr std::uint64_t kFewestMissed = 3;
// A missed word is this much more frequent among the words of missed comments than of the others.
constexpr double kMissedRatio = 2;
// A term is told to go against a score with so many comments, and a difference of so many standard errors.
constexpr std::uint64_t kFewestScored = 30;
constexpr double kStandardErrors = 3.5;

struct Sums {
  std::uint64_t n = 0;
  double sum = 0;
  double squares = 0;

  void add(double value) {
    ++n;
    sum += value;
    squares += value * value;
  }
  double mean() const { return sum / static_cast<double>(n); }
};

struct Presence {
  std::uint64_t missed = 0;
  std::uint64_t others = 0;
};

// One after the other in the order of the input, so that sums are the same in every run.
class Sampler {
 public:
  Sampler(const RunContext& context, LexiconSample& out)
      : context_(context), data_(context.lexicon.data()), out_(out) {
    entry_counts_.resize(data_.sentiment.size() + data_.modifiers.size() + data_.rules.size());
    by_term_.resize(context.plan.scores.size() * data_.sentiment.size());
    overall_.resize(context.plan.scores.size());
  }

  // False: enough is read.
  bool add(const CsvRecord& record, const InputColumns& columns) {
    if (record.kind != CsvKind::record) return true;
    ++out_.records;
    if (is_left_out(record, columns)) return true;
    read_scores(record, columns);
    const std::string question(cell_of(record, columns.question));
    for (const ColumnPlace& place : columns.text) {
      const std::string text(cell_of(record, place));
      if (trim_cell(text).empty()) continue;
      if (out_.comments == kSampleComments) {
        out_.is_cut = true;
        return false;
      }
      add_comment(text, question);
    }
    return true;
  }

  void finish() {
    const std::size_t first_rule = data_.sentiment.size() + data_.modifiers.size();
    for (std::size_t i = 0; i < entry_counts_.size(); ++i) {
      const bool is_rule = i >= first_rule;
      if (!is_rule && i >= data_.sentiment.size()) continue;
      EntryInfo info = context_.lexicon.entry(EntryId{static_cast<std::uint32_t>(i)});
      // A term of weight 0 keeps its words from being read; it never counts.
      if (!is_rule && data_.sentiment[i].weight == 0) continue;
      EntryCount count{std::move(info.text), std::move(info.place), entry_counts_[i]};
      if (count.comments > 0) {
        (is_rule ? out_.rules : out_.terms).push_back(std::move(count));
      } else {
        (is_rule ? out_.silent_rules : out_.silent_terms).push_back(std::move(count));
      }
    }
    const auto place = [](const EntryCount& e) {
      return std::tie(e.place.file, e.place.line, e.place.column, e.entry);
    };
    const auto by_count = [&](const EntryCount& a, const EntryCount& b) {
      return a.comments != b.comments ? a.comments > b.comments : place(a) < place(b);
    };
    const auto own_first = [&](const EntryCount& a, const EntryCount& b) {
      const bool own_a = is_own(a.place);
      const bool own_b = is_own(b.place);
      return own_a != own_b ? own_a : place(a) < place(b);
    };
    std::sort(out_.terms.begin(), out_.terms.end(), by_count);
    std::sort(out_.rules.begin(), out_.rules.end(), by_count);
    std::sort(out_.silent_terms.begin(), out_.silent_terms.end(), own_first);
    std::sort(out_.silent_rules.begin(), out_.silent_rules.end(), own_first);
    out_.missed_words = most_missed(words_);
    out_.missed_pairs = most_missed(pairs_);
    compare_with_scores();
  }

 private:
  // What nobody may read, or nobody meant, is no sample.
  bool is_left_out(const CsvRecord& record, const InputColumns& columns) {
    for (std::size_t r = 0; r < columns.row_rules.size(); ++r) {
      const ColumnPlace& place = columns.row_rules[r];
      if (place.join < 0 && context_.plan.row_rules[r].rule.matches(cell_of(record, place))) return true;
    }
    return false;
  }

  std::string_view cell_of(const CsvRecord& record, const ColumnPlace& place) {
    if (place.index < 0) return {};
    const std::string_view cell = record.field(static_cast<std::size_t>(place.index), unescaped_);
    if (is_valid_utf8(cell)) return cell;
    repaired_.clear();
    repair_utf8(cell, repaired_);
    return repaired_;
  }

  void read_scores(const CsvRecord& record, const InputColumns& columns) {
    scores_.assign(context_.plan.scores.size(), {});
    for (std::size_t s = 0; s < scores_.size(); ++s) {
      const ScorePlan& plan = context_.plan.scores[s];
      const std::string start(cell_of(record, columns.scores[s]));
      scores_[s] = plan.spec.is_span()
                       ? read_span(plan.spec.meaning, start, cell_of(record, columns.score_ends[s]),
                                   plan.formats, context_.plan.calendar.get())
                             .value
                       : read_score(plan.spec.meaning, start, plan.formats).value;
    }
  }

  void add_comment(const std::string& text, const std::string& question) {
    const Explanation explained = context_.analyzer.explain(text, question, scratch_);
    const Analysis& analysis = explained.analysis;
    if (analysis.content == Content::no_content) return;
    ++out_.comments;
    const bool has_sentiment = analysis.label != SentimentLabel::none;
    const bool has_theme = !analysis.themes.empty();
    if (has_sentiment) ++out_.with_sentiment;
    if (has_theme) ++out_.with_theme;
    const bool is_missed = !has_sentiment && !has_theme && analysis.content == Content::text;
    if (is_missed) ++out_.with_neither;

    seen_entries_.clear();
    const auto count = [&](EntryId entry) {
      if (seen_entries_.insert(static_cast<std::size_t>(entry)).second)
        ++entry_counts_[static_cast<std::size_t>(entry)];
    };
    for (const ThemeMention& mention : analysis.mentions) count(mention.rule);
    for (const ExplainedHit& hit : explained.hits) {
      if (!hit.entry) continue;
      count(*hit.entry);
    }
    for (std::size_t s = 0; s < scores_.size(); ++s) {
      if (!scores_[s].present) continue;
      const double value = static_cast<double>(scores_[s].milli) / 1000;
      overall_[s].add(value);
      seen_entries_.clear();
      for (const ExplainedHit& hit : explained.hits) {
        // A turned word says the other thing.
        if (!hit.entry || hit.value * hit.weight <= 0) continue;
        const auto entry = static_cast<std::size_t>(*hit.entry);
        if (entry < data_.sentiment.size() && seen_entries_.insert(entry).second)
          by_term_[s * data_.sentiment.size() + entry].add(value);
      }
    }
    count_words(text, is_missed);
  }

  void count_words(const std::string& text, bool is_missed) {
    const std::string redacted = context_.redactor.redact(text, &edits_);
    data_.tokenizer->tokenize(redacted, tokenizer_, tokens_);
    seen_texts_.clear();
    std::string_view before;
    const auto add = [&](std::unordered_map<std::string, Presence>& to, std::string key) {
      const auto [at, is_new] = seen_texts_.insert(std::move(key));
      if (!is_new) return;
      Presence& presence = to[*at];
      ++(is_missed ? presence.missed : presence.others);
    };
    for (const Token& token : tokens_.tokens) {
      const bool is_masked = std::any_of(edits_.begin(), edits_.end(), [&](const RangeEdit& edit) {
        return token.span.begin < edit.redacted.end && edit.redacted.begin < token.span.end;
      });
      if (token.kind != TokenKind::word || is_masked) {
        before = {};
        continue;
      }
      const std::string_view form = tokens_.form(token);
      ++out_.words;
      if (!data_.vocabulary.find(form, token.hash).is_empty()) ++out_.known_words;
      ++(is_missed ? missed_total_ : others_total_);
      add(words_, std::string(form));
      if (!before.empty()) add(pairs_, std::string(before) + ' ' + std::string(form));
      before = form;
    }
  }

  std::vector<MissedText> most_missed(const std::unordered_map<std::string, Presence>& counts) const {
    std::vector<MissedText> all;
    for (const auto& [text, presence] : counts) {
      if (presence.missed < kFewestMissed) continue;
      // Against the words of all other comments; one word added, so that there is something to divide by.
      const double among_missed = static_cast<double>(presence.missed) / static_cast<double>(missed_total_);
      const double among_others =
          (static_cast<double>(presence.others) + 1) / (static_cast<double>(others_total_) + 1);
      const double ratio = among_missed / among_others;
      if (ratio < kMissedRatio) continue;
      all.push_back({text, presence.missed, static_cast<double>(presence.missed) * std::log(ratio)});
    }
    std::sort(all.begin(), all.end(), [](const MissedText& a, const MissedText& b) {
      return a.surplus != b.surplus ? a.surplus > b.surplus : a.text < b.text;
    });
    return all;
  }

  void compare_with_scores() {
    for (std::size_t s = 0; s < overall_.size(); ++s) {
      const Sums& all = overall_[s];
      if (all.n < 2) continue;
      const double variance =
          std::max(0.0, all.squares / static_cast<double>(all.n) - all.mean() * all.mean());
      const bool low_is_good = context_.plan.scores[s].spec.meaning.low_is_good;
      for (std::size_t i = 0; i < data_.sentiment.size(); ++i) {
        const Sums& own = by_term_[s * data_.sentiment.size() + i];
        if (own.n < kFewestScored || variance == 0) continue;
        const double errors = (own.mean() - all.mean()) / std::sqrt(variance / static_cast<double>(own.n));
        const double good = low_is_good ? -errors : errors;
        const double weight = data_.sentiment[i].weight;
        if (std::abs(good) < kStandardErrors || good * weight > 0) continue;
        out_.against.push_back({data_.sentiment[i].term, data_.sentiment[i].place, weight,
                                context_.plan.scores[s].spec.name, own.n, own.mean(), all.mean()});
      }
    }
    std::sort(out_.against.begin(), out_.against.end(), [](const AgainstScore& a, const AgainstScore& b) {
      return a.comments != b.comments ? a.comments > b.comments
                                      : std::tie(a.term, a.score) < std::tie(b.term, b.score);
    });
  }

  bool is_own(const Place& place) const { return is_below(place, context_.options.lexicon.own_folders); }

  const RunContext& context_;
  const LexiconData& data_;
  LexiconSample& out_;
  Scratch scratch_;
  TokenizerScratch tokenizer_;
  TokenBuffer tokens_;
  std::vector<RangeEdit> edits_;
  std::string unescaped_, repaired_;
  std::vector<ScoreValue> scores_;
  std::vector<std::uint64_t> entry_counts_;  // by entry id
  std::vector<Sums> by_term_;                // by score, then sentiment entry
  std::vector<Sums> overall_;                // by score
  std::set<std::size_t> seen_entries_;
  std::unordered_set<std::string> seen_texts_;
  std::unordered_map<std::string, Presence> words_;
  std::unordered_map<std::string, Presence> pairs_;
  std::uint64_t missed_total_ = 0;
  std::uint64_t others_total_ = 0;
};

}  // namespace

Checked<LexiconSample> sample_lexicon(const AnalyzeOptions& options, const Lexicon& lexicon) {
  InputStore store;
  auto plan = make_plan(options, store);
  if (!plan) return tl::unexpected(plan.error());
  const RunContext context(options, *plan, lexicon);
  LexiconSample sample;
  sample.evidence = plan->evidence;
  Sampler sampler(context, sample);
  for (std::size_t i = 0; i < plan->inputs.size() && !sample.is_cut; ++i) {
    const InputPlan& input = plan->inputs[i];
    const RecordVisit visit = [&](const CsvRecord& record) { return sampler.add(record, context.inputs[i]); };
    if (auto read = walk_records(store, input.path, input.detection, visit); !read)
      return tl::unexpected(Errors{read.error()});
  }
  sampler.finish();
  return sample;
}

}  // namespace verbatim
