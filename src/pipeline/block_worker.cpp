#include "pipeline/block_worker.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "analysis/signal_text.h"
#include "input/excel_marks.h"
#include "report/csv_writer.h"
#include "report/names.h"
#include "scores/cell_trim.h"
#include "scores/score_number.h"
#include "scores/unit_scale.h"
#include "text/double_encoding.h"
#include "text/form_hash.h"
#include "text/token.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

constexpr std::size_t kNoteExamples = 20;

// Thousandths of the unit that the user named.
std::int64_t in_own_unit(const ScoreMeaning& meaning, std::int64_t milli) {
  const std::int64_t unit = kept_per_unit(meaning);
  const std::int64_t half = milli < 0 ? -unit / 2 : unit / 2;
  return (milli + half) / unit;
}

// "9", "4.5", "-0.25": thousandths without needless zeros.
std::string short_number(std::int64_t milli) {
  const bool negative = milli < 0;
  const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(milli) : static_cast<std::uint64_t>(milli);
  std::string text = fmt::format("{}{}", negative ? "-" : "", magnitude / 1000);
  if (const std::uint64_t rest = magnitude % 1000; rest != 0) {
    text += fmt::format(".{:03}", rest);
    while (text.back() == '0') text.pop_back();
  }
  return text;
}

bool equal_folded(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
         });
}

bool compare(std::int64_t value, Condition::Test test, std::int64_t with) {
  switch (test) {
    case Condition::Test::equal:
      return value == with;
    case Condition::Test::not_equal:
      return value != with;
    case Condition::Test::less:
      return value < with;
    case Condition::Test::less_or_equal:
      return value <= with;
    case Condition::Test::greater:
      return value > with;
    case Condition::Test::greater_or_equal:
      return value >= with;
  }
  return false;
}

std::vector<CsvRecordParser> make_parsers(const Plan& plan) {
  std::vector<CsvRecordParser> parsers;
  for (const InputPlan& input : plan.inputs) parsers.emplace_back(input.detection.layout);
  return parsers;
}

}  // namespace

void ScoreProblems::add(NullReason reason, const std::string& file, std::uint64_t line) {
  const auto r = static_cast<std::size_t>(reason);
  ++counts[r];
  if (places[r].size() < kPlaces) places[r].push_back({file, line, 0});
}

void ScoreProblems::append(const ScoreProblems& later) {
  for (std::size_t c = 0; c < codes.size(); ++c) codes[c] += later.codes[c];
  for (std::size_t r = 0; r < counts.size(); ++r) {
    counts[r] += later.counts[r];
    for (const Place& place : later.places[r]) {
      if (places[r].size() < kPlaces) places[r].push_back(place);
    }
  }
}

std::optional<std::string> code_warning(std::string_view score, const ScoreProblems& problems,
                                        std::uint64_t read) {
  constexpr std::uint64_t kFewest = 3;
  constexpr std::uint64_t kOneIn = 100;
  std::string codes, shown;
  for (std::size_t c = 0; c < problems.codes.size(); ++c) {
    const std::uint64_t count = problems.codes[c];
    if (count < kFewest || count * kOneIn < read) continue;
    codes += fmt::format("{}{}", codes.empty() ? "" : ",", likely_code(c));
    shown += fmt::format("{}{} ({} times)", shown.empty() ? "" : ", ", likely_code(c), count);
  }
  if (codes.empty()) return std::nullopt;
  return fmt::format(
      "score '{}': out of range and perhaps a code for no answer: {}; --missing={} counts it as missing",
      score, shown, codes);
}

void JoinCounts::append(const JoinCounts& later) {
  matched += later.matched;
  unmatched += later.unmatched;
  empty_keys += later.empty_keys;
  for (const std::string& key : later.examples) {
    if (examples.size() < kExamples && std::find(examples.begin(), examples.end(), key) == examples.end())
      examples.push_back(key);
  }
}

BlockWorker::BlockWorker(const RunContext& context) : BlockWorker(context, {}, Depth::analysis) {}

BlockWorker::BlockWorker(const RunContext& context, RecordLook look, Depth depth)
    : context_(context),
      look_(std::move(look)),
      depth_(depth),
      parsers_(make_parsers(context.plan)),
      tally_(context.tally_shape(!look_)),
      reach_(ThemeTree(context.themes)),
      rule_rows_(context.plan.row_rules.size()),
      key_(context.options.join_ignores_case) {
  for (const JoinTable& table : context.joins) join_uses_.emplace_back(table);
  joined_.resize(context.joins.size());
  scores_.resize(context.meanings.size());
  reasons_.resize(context.meanings.size());
  codes_.resize(context.meanings.size());
  answers_.resize(context.plan.text.size());
  segments_.resize(context.plan.segments.size());
  is_touched_.resize(context.plan.events.size());
  if (context.plan.customer.is_set() && !look_) customers_.emplace(context);
  if (context.options.redact_quotes) {
    editor_ = [this](std::string_view text, ByteRange clause) {
      std::vector<RangeEdit> edits;
      QuoteText quote;
      quote.text = context_.redactor.redact(text, &edits);
      quote.clause = redacted_range(clause, edits);
      return quote;
    };
  }
}

std::string_view BlockWorker::raw_cell(const ColumnPlace& place, const CsvRecord& record,
                                       std::string& scratch) {
  if (place.join >= 0) {
    const auto join = static_cast<std::size_t>(place.join);
    return joined_[join] ? context_.joins[join].cell(*joined_[join], static_cast<std::size_t>(place.index))
                         : std::string_view();
  }
  if (place.index < 0 || static_cast<std::size_t>(place.index) >= record.fields.size()) return {};
  return record.field(static_cast<std::size_t>(place.index), scratch);
}

// The cell as valid UTF-8. What is ill-formed is replaced and counted, and what was encoded twice is mended.
std::string_view BlockWorker::clean_cell(const ColumnPlace& place, const CsvRecord& record,
                                         std::string& scratch, BlockResult& result) {
  const std::string_view cell = raw_cell(place, record, unescaped_);
  if (is_valid_utf8(cell)) {
    if (may_be_encoded_twice(cell)) {
      scratch.clear();
      if (undo_double_encoding(cell, scratch)) {
        ++result.notes.encoded_twice;
        if (context_.options.repair) return scratch;
      }
    }
    if (cell.data() != unescaped_.data()) return cell;
    scratch.assign(cell);
    return scratch;
  }
  scratch.clear();
  result.notes.invalid_utf8 += repair_utf8(cell, scratch);
  if (result.notes.examples.size() < kNoteExamples) {
    result.notes.examples.push_back(
        fmt::format("{}:{}: bytes that are not UTF-8 were replaced by U+FFFD", source_name(), record.line));
  }
  return scratch;
}

void BlockWorker::open_source(std::uint32_t source) {
  source_ = source;
  source_hash_ = form_hash(source_name());
  columns_ = &context_.inputs[source_];
}

BlockIdentity BlockWorker::identify(const Block& block, std::uint64_t rows_before, bool by_id, bool by_post) {
  BlockIdentity found;
  open_source(block.source);
  CsvRecordParser& parser = parsers_[source_];
  parser.open(block);
  CsvRecord record;
  const std::uint64_t limit = context_.options.limit;
  std::uint64_t rows = rows_before;
  const auto is_joined = [](const ColumnPlace& place) { return place.join >= 0; };
  const bool is_filtered = !context_.plan.where.empty();
  const bool needs_partners =
      is_filtered || std::any_of(columns_->text.begin(), columns_->text.end(), is_joined) ||
      std::any_of(columns_->row_rules.begin(), columns_->row_rules.end(), is_joined) ||
      is_joined(columns_->author) || is_joined(columns_->reach);
  while (parser.next(record)) {
    // What stands behind the limit is not read, so it can repeat nothing.
    if (record.kind != CsvKind::blank && limit > 0 && rows++ >= limit) break;
    if (record.kind != CsvKind::record) continue;
    if (needs_partners) find_partners(record);
    if (is_filtered) {
      read_scores(record);
      if (!passes(record)) continue;
    }
    if (rule_against(record)) continue;
    if (by_id) {
      const std::string_view id = without_text_mark(trim_cell(raw_cell(columns_->id, record, cell_a_)));
      if (!id.empty()) found.keys.push_back(identity_of(record, id));
    }
    if (by_post) {
      const PostEntry post = post_of(record);
      if (post.key.whole != 0 || post.key.beginning != 0) found.posts.push_back(post);
    }
  }
  return found;
}

IdentityKey BlockWorker::identity_of(const CsvRecord& record, std::string_view id) {
  constexpr std::uint64_t kNext = 0x9E3779B97F4A7C15ULL;
  IdentityKey key;
  key.id_hash = form_hash(id);
  bool has_text = false;
  for (const ColumnPlace& text : columns_->text) {
    const std::string_view cell = trim_cell(raw_cell(text, record, cell_b_));
    has_text = has_text || !cell.empty();
    key.text_hash = key.text_hash * kNext + form_hash(cell);
  }
  // Where nobody wrote anything, equal texts prove nothing: the whole record must be the same, however its
  // file writes it.
  if (!has_text) {
    for (std::size_t i = 0; i < record.fields.size(); ++i)
      key.text_hash = key.text_hash * kNext + form_hash(trim_cell(record.field(i, cell_b_)));
  }
  key.ordinal = make_ordinal(source_, record.row);
  return key;
}

PostEntry BlockWorker::post_of(const CsvRecord& record) {
  PostEntry post;
  post_.clear();
  for (const ColumnPlace& text : columns_->text) {
    if (!post_.empty()) post_ += '\n';
    post_ += raw_cell(text, record, cell_b_);
  }
  post.key = post_reader_.read(post_);
  post.ordinal = make_ordinal(source_, record.row);
  post.author = author_of(record);
  post.reach = reach_of(record);
  return post;
}

// A hash that is spread evenly; 0 where nobody is named. "@Jo" is "jo".
std::uint64_t BlockWorker::author_of(const CsvRecord& record) {
  std::string_view author = trim_cell(raw_cell(columns_->author, record, cell_b_));
  if (author.starts_with('@')) author.remove_prefix(1);
  if (author.empty()) return 0;
  post_.assign(author);
  for (char& c : post_) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::uint64_t hash = form_hash(post_);
  return hashing::mix(hash ^ hashing::kFirst, hash ^ hashing::kSecond) | 1;
}

std::uint64_t BlockWorker::reach_of(const CsvRecord& record) {
  const auto number = parse_score_number(raw_cell(columns_->reach, record, cell_b_), DecimalMark::point);
  return number && number->milli > 0 ? static_cast<std::uint64_t>(number->milli) / 1000 : 0;
}

BlockResult BlockWorker::analyze(const Block& block, std::uint64_t rows_before) {
  BlockResult result;
  result.problems.resize(context_.meanings.size());
  result.joins.resize(context_.joins.size());
  result.bytes = block.bytes.size() + block.dropped_bytes;
  open_source(block.source);
  const std::uint64_t limit = context_.options.limit;
  if (limit > 0 && rows_before >= limit) {
    result.ledger.over_limit += block.rows;
    return result;
  }
  CsvRecordParser& parser = parsers_[source_];
  parser.open(block);
  CsvRecord record;
  std::uint64_t rows = rows_before;
  while (parser.next(record)) {
    if (record.kind == CsvKind::blank) {
      if (limit == 0 || rows < limit) ++result.notes.blank_lines;
      continue;
    }
    if (limit > 0 && rows++ >= limit) {
      ++result.ledger.over_limit;
      continue;
    }
    if (record.kind == CsvKind::repeated_header) {
      ++result.ledger.repeated_header;
    } else if (is_rejected(record.kind)) {
      reject(record, result);
    } else {
      result.notes.stray_quotes += record.stray_quotes;
      analyze_record(record, result);
    }
  }
  return result;
}

void BlockWorker::reject(const CsvRecord& record, BlockResult& result) {
  ++result.ledger.rejected;
  std::string raw;
  repair_utf8(record.raw, raw);
  if (context_.options.redact_rows) raw = context_.redactor.redact(raw);
  CsvRow row(result.rejects);
  row.text(source_name())
      .integer(record.row)
      .integer(record.line)
      .integer(record.column)
      .integer(record.byte);
  row.word(reject_reason(record.kind)).text(reject_message(record)).text(raw).end();
}

void BlockWorker::write_key(std::size_t join, const CsvRecord& record) {
  key_.begin();
  for (const ColumnPlace& place : columns_->join_keys[join]) key_.add(raw_cell(place, record, cell_a_));
}

// A key may be a column of an earlier join.
void BlockWorker::find_partners(const CsvRecord& record) {
  for (std::size_t j = 0; j < joined_.size(); ++j) {
    joined_[j].reset();
    write_key(j, record);
    if (!key_.key().empty()) joined_[j] = context_.joins[j].find(key_.key());
  }
}

// Rows of a joined table that only records passed over ask for have a partner all the same.
void BlockWorker::mark_partners(const CsvRecord& record) {
  find_partners(record);
  for (std::size_t j = 0; j < joined_.size(); ++j) {
    if (joined_[j]) join_uses_[j].mark(*joined_[j]);
  }
}

void BlockWorker::count_partners(const CsvRecord& record, BlockResult& result) {
  for (std::size_t j = 0; j < joined_.size(); ++j) {
    JoinCounts& counts = result.joins[j];
    if (joined_[j]) {
      ++counts.matched;
      join_uses_[j].mark(*joined_[j]);
      continue;
    }
    write_key(j, record);
    ++counts.unmatched;
    write_unmatched_row(context_, "comments", source_name(), record.line, key_.shown(),
                        context_.plan.joins[j].option.file, result.unmatched);
    if (key_.key().empty()) {
      ++counts.empty_keys;
      continue;
    }
    if (counts.examples.size() >= JoinCounts::kExamples) continue;
    std::string repaired;
    repair_utf8(key_.key(), repaired);
    if (counts.examples.size() < JoinCounts::kExamples &&
        std::find(counts.examples.begin(), counts.examples.end(), repaired) == counts.examples.end()) {
      counts.examples.push_back(std::move(repaired));
    }
  }
}

void BlockWorker::read_scores(const CsvRecord& record) {
  for (std::size_t s = 0; s < scores_.size(); ++s) {
    const ScorePlan& plan = context_.plan.scores[s];
    const std::string_view cell = raw_cell(columns_->scores[s], record, cell_a_);
    const ScoreReading reading =
        plan.spec.is_span()
            ? read_span(plan.spec.meaning, cell, raw_cell(columns_->score_ends[s], record, cell_b_),
                        plan.formats, context_.plan.calendar.get())
            : read_score(plan.spec.meaning, cell, plan.formats);
    scores_[s] = reading.value;
    reasons_[s] = reading.reason;
    if (reading.reason == NullReason::out_of_range) codes_[s] = find_likely_code(cell);
  }
}

bool BlockWorker::passes(const CsvRecord& record) {
  for (std::size_t c = 0; c < context_.plan.where.size(); ++c) {
    const ConditionPlan& plan = context_.plan.where[c];
    const Condition::Test test = plan.condition.test;
    if (plan.score >= 0) {
      const ScoreValue& value = scores_[static_cast<std::size_t>(plan.score)];
      if (!value.present || !compare(value.milli, test, plan.value_milli)) return false;
      continue;
    }
    const std::string_view cell = trim_cell(raw_cell(columns_->where[c], record, cell_a_));
    if (test == Condition::Test::equal || test == Condition::Test::not_equal) {
      if (equal_folded(cell, plan.condition.value) != (test == Condition::Test::equal)) return false;
      continue;
    }
    const auto number = parse_score_number(cell, DecimalMark::point);
    if (!number || !compare(number->milli, test, plan.value_milli)) return false;
  }
  return true;
}

// The first of the plan's rules that the record falls under.
std::optional<std::size_t> BlockWorker::rule_against(const CsvRecord& record) {
  for (std::size_t r = 0; r < context_.plan.row_rules.size(); ++r) {
    if (context_.plan.row_rules[r].rule.matches(raw_cell(columns_->row_rules[r], record, cell_a_))) return r;
  }
  return std::nullopt;
}

void BlockWorker::leave_out(std::size_t rule, BlockResult& result) {
  ++rule_rows_[rule];
  switch (context_.plan.row_rules[rule].rule.row_class) {
    case RowClass::opt_out:
      ++result.ledger.opt_out;
      break;
    case RowClass::preview:
      ++result.ledger.preview;
      break;
    case RowClass::unfinished:
      ++result.ledger.unfinished;
      break;
  }
}

// REQUIRES: united_ holds the record's themes.
void BlockWorker::tally_post(const CsvRecord& record) {
  PostFacts post;
  authors_.clear();
  if (const std::uint64_t author = author_of(record); author != 0) authors_.push_back(author);
  post.reach = reach_of(record);
  if (const KeptPost* kept = context_.reposts.find(make_ordinal(source_, record.row)); kept != nullptr) {
    post.posts += kept->reposts;
    post.reach += kept->reach;
    const auto first = context_.reposts.authors.begin() + static_cast<std::ptrdiff_t>(kept->first_author);
    authors_.insert(authors_.end(), first, first + static_cast<std::ptrdiff_t>(kept->authors));
  }
  post.authors = authors_;
  post.themes = united_;
  reach_.add(post);
}

// Whose record it is: equal for the records of one customer, and its own where nobody says.
std::uint64_t BlockWorker::cluster_of(const CsvRecord& record) {
  const std::string_view whose = trim_cell(raw_cell(columns_->cluster, record, cell_b_));
  if (!whose.empty()) return form_hash(whose);
  return hashing::mix(source_hash_ ^ hashing::kFirst, record.row + hashing::kSecond);
}

// In thousandths. A cell that is no weight weighs nothing: a guess would shift every figure.
std::uint64_t BlockWorker::weight_of(const CsvRecord& record, BlockResult& result) {
  if (!context_.plan.weight.is_set()) return 1;
  constexpr std::int64_t kMost = 4'000'000'000;
  const std::string_view cell = raw_cell(columns_->weight, record, cell_b_);
  auto number = parse_score_number(cell, DecimalMark::point);
  if (!number && number.error() == NumberFault::other_format)
    number = parse_score_number(cell, DecimalMark::comma);
  if (number && number->milli >= 0 && number->milli <= kMost)
    return static_cast<std::uint64_t>(number->milli);
  ++result.notes.bad_weights;
  if (result.notes.examples.size() < kNoteExamples) {
    result.notes.examples.push_back(fmt::format(
        "{}:{}: the weight is no number from 0 to 4,000,000; the row weighs 0", source_name(), record.line));
  }
  return 0;
}

// The customer's key, as it stands. Until the next cell is read.
std::string_view BlockWorker::customer_of(const CsvRecord& record) {
  return trim_cell(raw_cell(columns_->customer, record, cell_b_));
}

// A row of somebody who does not want to be asked is not read, but no other row of theirs is a reason to
// call.
void BlockWorker::keep_opt_out(const CsvRecord& record, std::optional<std::size_t> rule,
                               BlockResult& result) {
  if (!customers_ || !rule || context_.plan.row_rules[*rule].rule.row_class != RowClass::opt_out) return;
  CustomerReader::add_opt_out(customer_of(record), make_ordinal(source_, record.row), result.customers);
}

// When the record was written, by the clock as written.
std::optional<std::int32_t> BlockWorker::day_of(const CsvRecord& record) {
  if (!context_.needs_dates()) return std::nullopt;
  const auto date = parse_timestamp(raw_cell(columns_->date, record, cell_a_), context_.plan.date_format);
  return date ? std::optional(date->day) : std::nullopt;
}

// The stages of the journey that its themes and signals tell. REQUIRES: united_ and texts_ are the record's.
void BlockWorker::find_stages() {
  const Lexicon& lexicon = context_.lexicon;
  std::uint64_t found = 0;
  const auto add = [&found](int stage) {
    if (stage >= 0) found |= std::uint64_t{1} << static_cast<unsigned>(stage);
  };
  for (const ThemeFinding& finding : united_) add(lexicon.stage_of(finding.theme));
  for (const RecordText& text : texts_) {
    for (const SignalId signal : text.analysis->signals) add(lexicon.stage_of(signal));
  }
  for (std::size_t s = 0; found != 0; ++s, found >>= 1U) {
    if ((found & 1U) != 0) stages_.emplace_back(lexicon.stages()[s].id);
  }
}

// The groups that the record is in.
RecordCuts BlockWorker::cuts_of(const CsvRecord& record, BlockResult& result) {
  RecordCuts cuts;
  const Plan& plan = context_.plan;
  if (plan.adjust.is_set()) {
    stratum_.assign(trim_cell(clean_cell(columns_->adjust, record, cell_a_, result)));
    cuts.stratum = stratum_;
  }
  for (std::size_t c = 0; c < segments_.size(); ++c)
    segments_[c].assign(trim_cell(clean_cell(columns_->segments[c], record, cell_a_, result)));
  cuts.segments = segments_;
  stages_.clear();
  if (plan.stage.is_set()) {
    stage_.assign(trim_cell(clean_cell(columns_->stage, record, cell_a_, result)));
    if (!stage_.empty()) stages_.emplace_back(stage_);
  } else {
    find_stages();
  }
  cuts.is_benchmark =
      plan.benchmark.is_set() && equal_folded(trim_cell(raw_cell(columns_->benchmark, record, cell_a_)),
                                              context_.options.benchmark_value);
  cuts.stages = stages_;
  for (std::size_t e = 0; e < is_touched_.size(); ++e) {
    const EventPlan& event = plan.events[e];
    is_touched_[e] = !event.column.is_set() ||
                     equal_folded(trim_cell(raw_cell(columns_->events[e], record, cell_a_)), event.value);
  }
  cuts.is_touched = is_touched_;
  return cuts;
}

void BlockWorker::tally_unit(const CsvRecord& record, bool wrote, bool analysed, BlockResult& result) {
  UnitFacts unit;
  unit.analysed = analysed;
  unit.wrote = wrote;
  unit.scores = scores_;
  unit.weight = weight_of(record, result);
  unit.cluster = cluster_of(record);
  unit.day = day_of(record);
  united_.clear();
  texts_.clear();
  if (analysed) {
    std::int64_t sum = 0;
    std::int64_t with_evidence = 0;
    bool labels_differ = false;
    for (const Answer& answer : answers_) {
      if (!answer.has_content) continue;
      united_.insert(united_.end(), answer.analysis.themes.begin(), answer.analysis.themes.end());
      if (answer.analysis.label == SentimentLabel::none) continue;
      sum += answer.analysis.sentiment_milli;
      ++with_evidence;
      labels_differ =
          labels_differ || (unit.label != SentimentLabel::none && unit.label != answer.analysis.label);
      unit.label = answer.analysis.label;
    }
    if (with_evidence > 0) unit.sentiment_milli = static_cast<std::int32_t>(sum / with_evidence);
    if (labels_differ) unit.label = SentimentLabel::mixed;
    unit.themes = united_;
    for (std::size_t t = 0; t < answers_.size(); ++t) {
      const Answer& answer = answers_[t];
      if (!answer.has_content) continue;
      RecordText text;
      text.quote.source = source_;
      text.quote.row = record.row;
      text.quote.column = static_cast<std::uint32_t>(t);
      text.quote.hash = form_hash(id_.empty() ? answer.view : std::string_view(id_));
      text.quote.id = id_;
      text.quote.text = answer.view;
      text.quote.themes = united_;
      text.quote.mentions = answer.analysis.mentions;
      text.analysis = &answer.analysis;
      texts_.push_back(text);
    }
  }
  conflict_.reset();
  for (std::size_t s = 0; s < scores_.size() && !conflict_ && analysed; ++s)
    conflict_ = conflict_of(context_.meanings[s], scores_[s], unit.label, unit.sentiment_milli, unit.themes);
  unit.has_conflict = conflict_.has_value();
  tally_.add(unit, texts_, cuts_of(record, result), editor_);
  if (customers_)
    customers_->add(customer_of(record), id_, make_ordinal(source_, record.row), unit, texts_,
                    result.customers);
  if (analysed && !look_ && context_.counts_posts()) tally_post(record);
}

void BlockWorker::analyze_record(const CsvRecord& record, BlockResult& result) {
  const Ordinal ordinal = make_ordinal(source_, record.row);
  if (context_.repeats.contains(ordinal)) {
    ++result.ledger.repeat;
    return;
  }
  if (context_.reposts.contains(ordinal)) {
    ++result.ledger.repost;
    mark_partners(record);
    return;
  }
  find_partners(record);
  read_scores(record);
  const bool is_filtered = !passes(record);
  if (const auto rule = is_filtered ? std::nullopt : rule_against(record)) {
    leave_out(*rule, result);
    keep_opt_out(record, rule, result);
    mark_partners(record);
    return;
  }
  count_partners(record, result);
  if (is_filtered) {
    ++result.ledger.filtered;
    if (customers_) keep_opt_out(record, rule_against(record), result);
    return;
  }
  for (std::size_t s = 0; s < reasons_.size(); ++s) {
    if (reasons_[s] == NullReason::none) continue;
    result.problems[s].add(reasons_[s], source_name(), record.line);
    if (reasons_[s] == NullReason::out_of_range && codes_[s]) ++result.problems[s].codes[*codes_[s]];
  }
  id_.assign(without_text_mark(trim_cell(clean_cell(columns_->id, record, cell_a_, result))));
  if (context_.plan.id.is_set() && id_.empty()) ++result.notes.missing_id;
  std::string question(clean_cell(columns_->question, record, cell_a_, result));

  bool has_text = false;
  bool has_content = false;
  for (std::size_t t = 0; t < answers_.size(); ++t) {
    Answer& answer = answers_[t];
    const std::uint64_t ill_formed = result.notes.invalid_utf8;
    answer.view = clean_cell(columns_->text[t], record, answer.text, result);
    answer.has_content = false;
    if (trim_cell(answer.view).empty()) continue;
    has_text = true;
    // What was lost just now has been counted.
    if (ill_formed == result.notes.invalid_utf8 && has_lost_characters(answer.view))
      ++result.notes.lost_characters;
    if (depth_ == Depth::cells) continue;
    const std::string& asked = question.empty() ? columns_->asked[t] : question;
    context_.analyzer.analyze(answer.view, asked, scratch_, answer.analysis);
    answer.has_content = answer.analysis.content != Content::no_content;
    has_content = has_content || answer.has_content;
  }
  if (has_content) {
    ++result.ledger.analysed;
  } else if (has_text) {
    ++result.ledger.no_content;
  } else {
    ++result.ledger.empty;
  }
  if (look_) show(record, question, result);
  if (depth_ == Depth::cells) return;
  tally_unit(record, has_text, has_content, result);
  if (look_) return;
  for (std::size_t t = 0; t < answers_.size(); ++t) {
    if (answers_[t].has_content) write_row(record, answers_[t], t, result);
  }
}

void BlockWorker::show(const CsvRecord& record, std::string_view question, BlockResult& result) {
  shown_.clear();
  for (std::size_t t = 0; t < answers_.size(); ++t) {
    const Answer& answer = answers_[t];
    if (!trim_cell(answer.view).empty()) shown_.push_back({t, answer.view, &answer.analysis});
  }
  kept_.resize(columns_->keep.size());
  for (std::size_t k = 0; k < kept_.size(); ++k)
    kept_[k].assign(clean_cell(columns_->keep[k], record, cell_a_, result));
  RecordView view;
  view.source = source_;
  view.row = record.row;
  view.line = record.line;
  view.id = id_;
  view.question = question;
  view.answers = shown_;
  view.cells = kept_;
  view.partners = joined_;
  view.scores = scores_;
  look_(view);
}

void BlockWorker::write_row(const CsvRecord& record, const Answer& answer, std::size_t column,
                            BlockResult& result) {
  const Analysis& analysis = answer.analysis;
  CsvRow row(result.comments);
  row.text(source_name()).integer(record.row).text(id_);
  if (analysis.label == SentimentLabel::none) {
    row.empty();
  } else {
    row.number_milli(analysis.sentiment_milli);
  }
  row.word(name(analysis.label));
  theme_list_.clear();
  for (const ThemeFinding& finding : analysis.themes) {
    if (!theme_list_.empty()) theme_list_ += '|';
    theme_list_ += context_.lexicon.themes()[static_cast<std::size_t>(finding.theme)].id;
    theme_list_ += ':';
    theme_list_ += short_name(finding.polarity);
  }
  row.word(theme_list_);
  for (std::size_t s = 0; s < scores_.size(); ++s) {
    if (scores_[s].present) {
      row.word(short_number(in_own_unit(context_.meanings[s], scores_[s].milli)));
    } else {
      row.empty();
    }
  }
  for (const ColumnPlace& keep : columns_->keep) {
    const std::string_view cell = clean_cell(keep, record, cell_a_, result);
    if (context_.options.redact_rows) {
      row.text(context_.redactor.redact(cell));
    } else {
      row.text(cell);
    }
  }
  if (context_.plan.text.size() > 1) row.text(context_.plan.text[column].name);
  write_signals(analysis, row);
  const KeptPost* kept = context_.reposts.find(make_ordinal(source_, record.row));
  row.integer(kept == nullptr ? 0 : kept->reposts);
  row.word(conflict_ ? name(*conflict_) : std::string_view());
  row.end();
}

void BlockWorker::write_signals(const Analysis& analysis, CsvRow& row) {
  if (analysis.effort > 0) {
    row.integer(analysis.effort);
  } else {
    row.empty();
  }
  const std::vector<Signal>& table = context_.lexicon.signals();
  const auto values = [&](SignalFamily family) {
    signal_list_.clear();
    append_values(analysis, family, table, signal_list_);
    row.text(signal_list_);
  };
  values(SignalFamily::emotion);
  values(SignalFamily::intent);
  values(SignalFamily::expectation);
  values(SignalFamily::competitor);
  signal_list_.clear();
  append_durations(analysis, signal_list_);
  row.word(signal_list_);
  signal_list_.clear();
  append_ratings(analysis, signal_list_);
  row.word(signal_list_);
  values(SignalFamily::flag);
}

void write_comments_header(const RunContext& context, std::string& out) {
  CsvRow row(out);
  std::set<std::string> taken;
  const auto add = [&](const std::string& name) {
    std::string unique = name;
    for (int n = 2; !taken.insert(unique).second; ++n) unique = fmt::format("{}_{}", name, n);
    row.text(unique);
  };
  for (const char* own : {"source", "row", "id", "sentiment", "sentiment_label", "themes"}) add(own);
  for (const ScorePlan& score : context.plan.scores) add(score.spec.name);
  for (const ColumnRef& keep : context.plan.keep) add(keep.name);
  if (context.plan.text.size() > 1) add("column");
  for (const char* signal : {"effort", "emotion", "intent", "expectation", "competitor", "durations_min",
                             "ratings", "flags", "reposts", "conflict"})
    add(signal);
  row.end();
}

void write_unmatched_row(const RunContext& context, std::string_view side, const std::string& file,
                         std::uint64_t line, std::string_view key, const std::string& joined_file,
                         std::string& out) {
  CsvRow row(out);
  row.word(side).text(file).integer(line);
  std::string repaired;
  repair_utf8(key, repaired);
  row.text(context.options.redact_rows ? context.redactor.redact(repaired) : repaired)
      .text(joined_file)
      .end();
}

void write_unmatched_header(std::string& out) {
  out += "side,file,line,key,joined_file\n";
}

void write_rejects_header(std::string& out) {
  out += "source,row,line,column,byte_offset,reason,message,record\n";
}

}  // namespace verbatim
