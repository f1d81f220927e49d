#include "pipeline/block_worker.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "analysis/signal_text.h"
#include "report/csv_writer.h"
#include "scores/cell_trim.h"
#include "scores/unit_scale.h"
#include "text/double_encoding.h"
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
  for (std::size_t r = 0; r < counts.size(); ++r) {
    counts[r] += later.counts[r];
    for (const Place& place : later.places[r]) {
      if (places[r].size() < kPlaces) places[r].push_back(place);
    }
  }
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
      tally_(context.themes, context.meanings),
      quotes_(tally_.tree()),
      signals_(context.lexicon.signals().size()) {
  for (const JoinTable& table : context.joins) join_uses_.emplace_back(table);
  joined_.resize(context.joins.size());
  scores_.resize(context.meanings.size());
  reasons_.resize(context.meanings.size());
  answers_.resize(context.plan.text.size());
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

std::vector<IdentityKey> BlockWorker::identify(const Block& block, std::uint64_t rows_before) {
  std::vector<IdentityKey> keys;
  source_ = block.source;
  columns_ = &context_.inputs[source_];
  CsvRecordParser& parser = parsers_[source_];
  parser.open(block);
  CsvRecord record;
  const std::uint64_t limit = context_.options.limit;
  std::uint64_t rows = rows_before;
  const bool text_is_joined = std::any_of(columns_->text.begin(), columns_->text.end(),
                                          [](const ColumnPlace& text) { return text.join >= 0; });
  while (parser.next(record)) {
    // What stands behind the limit is not read, so it can repeat nothing.
    if (record.kind != CsvKind::blank && limit > 0 && rows++ >= limit) break;
    if (record.kind != CsvKind::record) continue;
    if (text_is_joined) find_partners(record);
    const std::string_view id = trim_cell(raw_cell(columns_->id, record, cell_a_));
    if (id.empty()) continue;
    IdentityKey key;
    key.id_hash = form_hash(id);
    bool has_text = false;
    for (const ColumnPlace& text : columns_->text) {
      const std::string_view cell = trim_cell(raw_cell(text, record, cell_b_));
      has_text = has_text || !cell.empty();
      key.text_hash = key.text_hash * 0x9E3779B97F4A7C15ULL + form_hash(cell);
    }
    // Where nobody wrote anything, equal texts prove nothing: the whole record must be the same.
    if (!has_text) key.text_hash = form_hash(record.raw);
    key.ordinal = make_ordinal(source_, record.row);
    keys.push_back(key);
  }
  return keys;
}

BlockResult BlockWorker::analyze(const Block& block, std::uint64_t rows_before) {
  BlockResult result;
  result.problems.resize(context_.meanings.size());
  result.joins.resize(context_.joins.size());
  result.bytes = block.bytes.size() + block.dropped_bytes;
  source_ = block.source;
  columns_ = &context_.inputs[source_];
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

// A key may be a column of an earlier join.
void BlockWorker::find_partners(const CsvRecord& record) {
  for (std::size_t j = 0; j < joined_.size(); ++j) {
    joined_[j].reset();
    const std::string_view key = trim_cell(raw_cell(columns_->join_keys[j], record, cell_a_));
    if (!key.empty()) joined_[j] = context_.joins[j].find(key);
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
    const std::string_view key = trim_cell(raw_cell(columns_->join_keys[j], record, cell_a_));
    ++counts.unmatched;
    write_unmatched_row(context_, "comments", source_name(), record.line, key,
                        context_.plan.joins[j].option.file, result.unmatched);
    if (key.empty()) {
      ++counts.empty_keys;
      continue;
    }
    std::string repaired;
    repair_utf8(key, repaired);
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
        plan.spec.is_span() ? read_span(plan.spec.meaning, cell,
                                        raw_cell(columns_->score_ends[s], record, cell_b_), plan.formats)
                            : read_score(plan.spec.meaning, cell, plan.formats);
    scores_[s] = reading.value;
    reasons_[s] = reading.reason;
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

void BlockWorker::tally_unit(const CsvRecord& record, bool wrote, bool analysed) {
  UnitFacts unit;
  unit.analysed = analysed;
  unit.wrote = wrote;
  unit.scores = scores_;
  united_.clear();
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
  }
  tally_.add(unit);
  if (!analysed || look_) return;
  signals_.begin_record();
  for (const Answer& answer : answers_) {
    if (answer.has_content) signals_.add(answer.analysis);
  }
  signals_.end_record();
  for (std::size_t t = 0; t < answers_.size(); ++t) {
    const Answer& answer = answers_[t];
    if (!answer.has_content || answer.analysis.mentions.empty()) continue;
    QuoteUnit quote;
    quote.source = source_;
    quote.row = record.row;
    quote.column = static_cast<std::uint32_t>(t);
    quote.hash = form_hash(id_.empty() ? answer.view : std::string_view(id_));
    quote.id = id_;
    quote.text = answer.view;
    quote.themes = united_;
    quote.mentions = answer.analysis.mentions;
    quotes_.add(quote, editor_);
  }
}

void BlockWorker::analyze_record(const CsvRecord& record, BlockResult& result) {
  if (context_.repeats.contains(make_ordinal(source_, record.row))) {
    ++result.ledger.repeat;
    return;
  }
  find_partners(record);
  count_partners(record, result);
  read_scores(record);
  if (!passes(record)) {
    ++result.ledger.filtered;
    return;
  }
  for (std::size_t s = 0; s < reasons_.size(); ++s) {
    if (reasons_[s] != NullReason::none) result.problems[s].add(reasons_[s], source_name(), record.line);
  }
  id_.assign(trim_cell(clean_cell(columns_->id, record, cell_a_, result)));
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
  tally_unit(record, has_text, has_content);
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
  for (const char* signal :
       {"effort", "emotion", "intent", "expectation", "competitor", "durations_min", "ratings", "flags"})
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
