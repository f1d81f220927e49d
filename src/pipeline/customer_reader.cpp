#include "pipeline/customer_reader.h"

#include <xxhash.h>

#include <algorithm>

#include "drivers/score_band.h"
#include "drivers/sentiment_fit.h"
#include "text/utf8.h"

namespace verbatim {

namespace {

constexpr std::size_t kMostClauseBytes = 600;
// Words around a clause that redaction may need to know a number or an address.
constexpr std::uint32_t kContextBytes = 100;

// As the lexicon names them, by CallbackReason.
constexpr std::array<std::string_view, kCallbackReasons - 1> kFlagIds = {
    "flag.harm", "flag.vulnerable", "flag.legal", "flag.media", "intent.churn"};
constexpr std::string_view kOptOutId = "flag.opt_out";

std::optional<SignalId> find_signal(const std::vector<Signal>& table, std::string_view id) {
  for (std::size_t s = 0; s < table.size(); ++s) {
    if (table[s].family != SignalFamily::competitor && table[s].id == id)
      return SignalId{static_cast<std::uint32_t>(s)};
  }
  return std::nullopt;
}

bool overlap(ByteRange a, ByteRange b) {
  return a.begin < b.end && b.begin < a.end;
}

}  // namespace

CustomerKey customer_key(std::string_view customer) {
  const XXH128_hash_t hash = XXH3_128bits(customer.data(), customer.size());
  return {hash.high64, hash.low64};
}

CustomerScores::CustomerScores(std::span<const ScoreMeaning> meanings) {
  for (std::size_t s = 0; s < meanings.size(); ++s) {
    if (meanings[s].kind == ScoreKind::event) {
      if (event < 0) event = static_cast<int>(s);
    } else if (has_ends(meanings[s].kind) && score < 0) {
      score = static_cast<int>(s);
    }
  }
}

CustomerReader::CustomerReader(const RunContext& context)
    : context_(context),
      scores_(context.meanings),
      tree_(context.themes),
      rollup_(context.themes.size()),
      opt_out_(find_signal(context.lexicon.signals(), kOptOutId)) {
  for (std::size_t f = 0; f < kFlags; ++f) flags_[f] = find_signal(context.lexicon.signals(), kFlagIds[f]);
}

void CustomerReader::add_opt_out(std::string_view customer, Ordinal ordinal, BlockCustomers& out) {
  if (customer.empty()) return;
  CustomerRecord record;
  record.key = customer_key(customer);
  record.place = static_cast<std::uint64_t>(ordinal);
  record.facts = CustomerRecord::opt_out;
  out.records.push_back(record);
}

void CustomerReader::add(std::string_view customer, std::string_view record_id, Ordinal ordinal,
                         const UnitFacts& unit, std::span<const RecordText> texts, BlockCustomers& out) {
  if (customer.empty()) {
    ++out.keyless;
    return;
  }
  CustomerRecord record;
  record.key = customer_key(customer);
  record.place = static_cast<std::uint64_t>(ordinal);
  record.day = unit.day.value_or(CustomerRecord::kNone);
  record.facts = CustomerRecord::counts;
  if (unit.wrote) record.facts |= CustomerRecord::wrote;
  if (unit.label != SentimentLabel::none) record.sentiment_milli = unit.sentiment_milli;
  if (unit.label == SentimentLabel::negative) record.facts |= CustomerRecord::bad_words;
  add_scores(unit, record);
  add_signals(texts, record);

  rollup_.roll(tree_, unit.themes);
  complaints_.clear();
  for (const ThemeId theme : rollup_.touched()) {
    if (rollup_.hit(theme).is_leaf(DriverKind::complaint) && !tree_.is_general(theme))
      complaints_.push_back(theme);
  }
  std::sort(complaints_.begin(), complaints_.end());
  if (!complaints_.empty()) record.facts |= CustomerRecord::complains;

  record.text = out.texts.size();
  CustomerText text;
  repair_utf8(customer, text.customer);
  if (const auto cause = cause_of(record, texts)) {
    text.record_id = record_id;
    text.theme = cause->theme;
    cut(*cause, text);
  }
  append_customer_text(text, out.texts);

  std::size_t told = 0;
  do {
    record.theme_count =
        static_cast<std::uint32_t>(std::min(CustomerRecord::kThemes, complaints_.size() - told));
    for (std::size_t t = 0; t < record.theme_count; ++t) record.themes[t] = complaints_[told + t];
    told += record.theme_count;
    out.records.push_back(record);
    ++record.part;
  } while (told < complaints_.size());
}

void CustomerReader::add_scores(const UnitFacts& unit, CustomerRecord& record) const {
  if (scores_.score >= 0) {
    const auto s = static_cast<std::size_t>(scores_.score);
    if (unit.scores[s].present) record.score_milli = static_cast<std::int32_t>(unit.scores[s].milli);
    if (score_band(context_.meanings[s], unit.scores[s]) == ScoreBand::bad)
      record.facts |= CustomerRecord::bad_score;
  }
  if (scores_.event >= 0) {
    const auto s = static_cast<std::size_t>(scores_.event);
    if (unit.scores[s].present) record.facts |= CustomerRecord::is_known;
    if (score_band(context_.meanings[s], unit.scores[s]) == ScoreBand::bad)
      record.facts |= CustomerRecord::left;
  }
}

void CustomerReader::add_signals(std::span<const RecordText> texts, CustomerRecord& record) const {
  for (const RecordText& text : texts) {
    for (const SignalId signal : text.analysis->signals) {
      if (opt_out_ == signal) record.facts |= CustomerRecord::opt_out;
      for (std::size_t f = 0; f < kFlags; ++f) {
        if (flags_[f] == signal) record.facts |= fact_of(static_cast<CallbackReason>(f));
      }
    }
  }
}

bool CustomerReader::is_complaint(const ThemeMention& mention) const {
  return std::binary_search(complaints_.begin(), complaints_.end(), mention.theme) &&
         (mention.polarity == Polarity::negative || mention.polarity == Polarity::mixed);
}

// The words behind the gravest of the record's flags, else its first complaint. Nothing for a record that
// nobody is called back for, whatever its score.
std::optional<CustomerReader::Cause> CustomerReader::cause_of(const CustomerRecord& record,
                                                              std::span<const RecordText> texts) const {
  for (std::size_t f = 0; f < kFlags; ++f) {
    if (!record.has(fact_of(static_cast<CallbackReason>(f)))) continue;
    for (const RecordText& text : texts) {
      for (const SignalMention& mention : text.analysis->signal_mentions) {
        if (flags_[f] == mention.signal) return cause_of_words(text, mention.span, texts);
      }
    }
  }
  const auto bad = scores_.score >= 0 ? CustomerRecord::bad_score : CustomerRecord::bad_words;
  if (!record.has(bad)) return std::nullopt;
  for (const RecordText& text : texts) {
    for (const ThemeMention& mention : text.quote.mentions) {
      if (!is_complaint(mention)) continue;
      Cause cause{&text, mention.span, mention.clause, mention.theme};
      if (cause.clause.end - cause.clause.begin > kMostClauseBytes)
        cause.clause = sentence_around(text.quote.text, mention.span);
      return cause;
    }
  }
  return std::nullopt;
}

// The complaint in the same sentence, else the record's first one.
CustomerReader::Cause CustomerReader::cause_of_words(const RecordText& text, ByteRange words,
                                                     std::span<const RecordText> texts) const {
  Cause cause{&text, words, sentence_around(text.quote.text, words), std::nullopt};
  for (const ThemeMention& mention : text.quote.mentions) {
    if (!is_complaint(mention) || !overlap(mention.clause, cause.clause)) continue;
    cause.theme = mention.theme;
    return cause;
  }
  for (const RecordText& other : texts) {
    for (const ThemeMention& mention : other.quote.mentions) {
      if (!cause.theme && is_complaint(mention)) cause.theme = mention.theme;
    }
  }
  return cause;
}

void CustomerReader::cut(const Cause& cause, CustomerText& out) {
  const std::string_view text = cause.text->quote.text;
  const std::size_t begin =
      utf8_floor(text, cause.clause.begin > kContextBytes ? cause.clause.begin - kContextBytes : 0);
  const std::size_t end = utf8_floor(text, std::size_t{cause.clause.end} + kContextBytes);
  out.text = text.substr(begin, end - begin);
  const auto shift = static_cast<std::uint32_t>(begin);
  const auto shifted = [&](ByteRange range) {
    const std::uint32_t from = std::max(range.begin, cause.clause.begin);
    const std::uint32_t to = std::max(from, std::min(range.end, cause.clause.end));
    return ByteRange{from - shift, to - shift};
  };
  out.clause = shifted(cause.clause);
  out.words = shifted(cause.words);
}

}  // namespace verbatim
