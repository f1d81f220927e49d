#include "verbatim/analyzer.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/irony.h"
#include "analysis/question_reader.h"
#include "analysis/reading.h"
#include "analysis/sentiment.h"
#include "analysis/signal_finder.h"
#include "analysis/theme_finder.h"
#include "lexicon/lexicon_data.h"

namespace verbatim {

struct Scratch::Impl {
  Reading reading;
  std::vector<SentimentHit> hits;
  ThemeScratch themes;
  // The last questions read: the rows of a column answer the same few.
  struct Asked {
    std::string question;
    QuestionKind kind = QuestionKind::open;
  };
  static constexpr std::size_t kQuestions = 16;
  std::vector<Asked> asked;

  QuestionKind kind_of(std::string_view question, const LexiconData& lexicon) {
    if (question.empty()) return QuestionKind::open;
    const auto known =
        std::find_if(asked.begin(), asked.end(), [&](const Asked& one) { return one.question == question; });
    if (known != asked.end()) return known->kind;
    if (asked.size() == kQuestions) asked.erase(asked.begin());
    read_comment(question, QuestionKind::open, lexicon, reading);
    asked.push_back({std::string(question), kind_of_question(reading)});
    return asked.back().kind;
  }
};

Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;
Scratch::~Scratch() = default;

void Analysis::clear() {
  sentiment_milli = 0;
  content = Content::text;
  label = SentimentLabel::none;
  positive_milli = 0;
  negative_milli = 0;
  mentions.clear();
  themes.clear();
  is_transcript = false;
  effort = 0;
  signal_mentions.clear();
  signals.clear();
  durations.clear();
  ratings.clear();
}

void Analyzer::analyze(std::string_view text, std::string_view question, Scratch& scratch,
                       Analysis& out) const {
  const LexiconData& lexicon = lexicon_.data();
  Scratch::Impl& my = *scratch.impl_;
  const QuestionKind kind = my.kind_of(question, lexicon);
  out.clear();
  my.hits.clear();
  my.themes.fired.clear();
  my.themes.words.clear();
  my.themes.signals.clear();
  read_comment(text, kind, lexicon, my.reading);
  out.is_transcript = !my.reading.unread.empty();
  if (my.reading.only_numbers || lexicon.no_content.contains(my.reading.answer)) {
    out.content = Content::no_content;
    return;
  }
  const bool answers_nothing = !my.reading.answer.empty() && lexicon.no_issue.contains(my.reading.answer);
  if (answers_nothing && kind == QuestionKind::improve) {
    out.content = Content::no_issue;
    my.reading.no_issue_words = static_cast<std::uint32_t>(my.reading.words.size());
    read_as_answer(kind, my.reading, my.hits);
    sum_up(my.hits, out);
    return;
  }
  weigh_clauses(my.reading);
  find_sentiment(lexicon, my.reading, my.hits);
  fire_rules(lexicon, my.reading, my.themes, my.hits);
  read_irony(lexicon, my.reading, my.hits);
  // "Nothing" to "What was good?" is no praise; it is left as it is.
  if (!answers_nothing) read_as_answer(kind, my.reading, my.hits);
  sum_up(my.hits, out);
  find_themes(lexicon, my.reading, my.hits, my.themes, out);
  find_signals(text, lexicon, my.reading, my.themes.signals, out);
}

Explanation Analyzer::explain(std::string_view text, std::string_view question, Scratch& scratch) const {
  const LexiconData& lexicon = lexicon_.data();
  Explanation all;
  analyze(text, question, scratch, all.analysis);
  const Scratch::Impl& my = *scratch.impl_;
  const Reading& reading = my.reading;
  for (const Token& token : reading.tokens.tokens) all.tokens.push_back(token.span);
  const auto range = [&](std::uint32_t begin, std::uint32_t end) {
    return ByteRange{reading.words[begin].span.begin, reading.words[end - 1].span.end};
  };
  if (all.analysis.content != Content::text) return all;
  for (const Clause& clause : reading.clauses) {
    std::string link = clause.link == Link::punctuation ? "punctuation" : "start";
    if (clause.modifier != kNoIndex) link = lexicon.modifiers[clause.modifier].term;
    all.clauses.push_back({range(clause.begin, clause.end), clause.weight, std::move(link)});
  }
  const auto term = [&](std::uint32_t hit) -> const ModifierEntry& {
    return lexicon.modifiers[reading.lexical[hit].modifier];
  };
  for (const SentimentHit& hit : my.hits) {
    ExplainedHit out;
    out.span = range(hit.begin, hit.end);
    if (hit.rule != kNoIndex) out.entry = lexicon.rule_entry(hit.rule);
    if (hit.entry != kNoIndex) out.entry = lexicon.sentiment_entry(hit.entry);
    out.weight = hit.weight;
    out.value = hit.value;
    if (hit.strength != kNoIndex) {
      const float strength = term(hit.strength).strength;
      out.because.push_back(fmt::format("{} by '{}' (x{:g})", strength >= 1 ? "stronger" : "weaker",
                                        term(hit.strength).term, strength));
    }
    if (hit.negator != kNoIndex) out.because.push_back(fmt::format("turned by '{}'", term(hit.negator).term));
    if (hit.negating_rule != kNoIndex)
      out.because.push_back(fmt::format("turned: the words of {} are negated",
                                        lexicon_.entry(lexicon.rule_entry(hit.negating_rule)).text));
    if (hit.ironic) out.because.push_back("irony: bare praise of what is a complaint");
    if (hit.doubted != kNoIndex)
      out.because.push_back(
          fmt::format("'{}' stands too far off to turn it; it weighs less", term(hit.doubted).term));
    if (reading.clauses[hit.clause].is_question && hit.entry != kNoIndex && !reading.words[hit.begin].is_sign)
      out.because.push_back("asked, not told");
    if (hit.wish != kNoIndex)
      out.because.push_back(fmt::format("wished for, not had: '{}'", term(hit.wish).term));
    if (hit.from_question) out.because.push_back("said by being the answer to its question");
    if (hit.asked_for) out.because.push_back("asked for, not had");
    if (!reading.words[hit.begin].is_sign && hit.entry != kNoIndex && reading.words[hit.begin].all_caps &&
        !reading.mostly_caps)
      out.because.push_back("stronger by capitals");
    if (reading.clauses[hit.clause].is_exclaimed && hit.entry != kNoIndex)
      out.because.push_back("stronger by '!'");
    const float weight = reading.clauses[hit.clause].weight;
    if (weight != 1 && !hit.from_question)
      out.because.push_back(fmt::format("its clause weighs x{:.2f}", weight));
    all.hits.push_back(std::move(out));
  }
  return all;
}

}  // namespace verbatim
