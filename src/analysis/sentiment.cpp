#include "analysis/sentiment.h"

#include <algorithm>
#include <cmath>

#include "lexicon/term.h"

namespace verbatim {

namespace {

// What is in force at a place of a clause.
struct Scope {
  std::uint32_t negator = kNoIndex;  // index in Reading::lexical
  std::uint32_t negator_end = 0;
  int chain_sign = 0;                  // sign of the words that it has turned
  std::uint32_t chain_end = kNoIndex;  // end of the last of them in this clause
  std::uint32_t wish = kNoIndex;
  std::uint32_t wish_end = 0;
  std::uint32_t strength = kNoIndex;
  std::uint32_t strength_end = 0;
};

int sign_of(float value) {
  return (value > 0) - (value < 0);
}

float negated_factor(float weight, std::uint32_t words_between) {
  const auto& factors = weight > 0 ? kSentiment.negated_praise : kSentiment.negated_complaint;
  return factors[std::min<std::size_t>(words_between, factors.size() - 1)];
}

// "never been treated so badly", "haven't had such good food": the negator makes it stronger.
bool is_more_than_ever(const LexiconData& lexicon, const Reading& reading, const Scope& scope,
                       std::uint32_t word) {
  if (scope.strength == kNoIndex || scope.strength < scope.negator) return false;
  const auto& modifier_of = [&](std::uint32_t hit) -> const ModifierEntry& {
    return lexicon.modifiers[reading.lexical[hit].modifier];
  };
  return scope.chain_sign == 0 && word - scope.strength_end <= kSentiment.strength_gap &&
         scope.strength_end - scope.negator_end > 1 && modifier_of(scope.negator).is(Role::ever_negator) &&
         modifier_of(scope.strength).is(Role::degree);
}

}  // namespace

void weigh_clauses(Reading& reading) {
  auto& clauses = reading.clauses;
  for (std::size_t c = 0; c < clauses.size(); ++c) {
    Clause& clause = clauses[c];
    if (clause.link == Link::concession) clause.weight *= kSentiment.conceded;
    if (clause.link != Link::contrast) continue;
    clause.weight *= kSentiment.after_contrast;
    // What stands before it in the sentence yields, back to an earlier "but": so each clause yields once.
    for (std::size_t before = c; before-- > 0 && clauses[before].sentence == clause.sentence;) {
      const bool was_contrast = clauses[before].link == Link::contrast;
      clauses[before].weight *= kSentiment.before_contrast;
      if (was_contrast) break;
    }
  }
}

void find_sentiment(const LexiconData& lexicon, const Reading& reading, std::vector<SentimentHit>& hits) {
  Scope scope;
  std::uint32_t clause_index = kNoIndex;
  for (std::uint32_t i = 0; i < reading.lexical.size(); ++i) {
    const LexicalHit& lexical = reading.lexical[i];
    const std::uint32_t here = reading.words[lexical.begin].clause;
    if (here != clause_index) {
      // A clause ends every scope, but "or" and "nor" carry a negation on.
      const Clause& clause = reading.clauses[here];
      const bool carries =
          clause.link == Link::carrying && clause_index != kNoIndex && here == clause_index + 1;
      const Scope before = scope;
      scope = {};
      if (carries && before.negator != kNoIndex) {
        scope.negator = before.negator;
        scope.negator_end = clause.begin;
        scope.chain_sign = before.chain_sign;
      }
      clause_index = here;
    }
    const ModifierEntry* modifier =
        lexical.modifier != kNoIndex ? &lexicon.modifiers[lexical.modifier] : nullptr;

    if (lexical.sentiment != kNoIndex && lexicon.sentiment[lexical.sentiment].weight != 0) {
      SentimentHit hit;
      hit.begin = lexical.begin;
      hit.end = lexical.end;
      hit.clause = here;
      hit.weight = lexicon.sentiment[lexical.sentiment].weight;
      hit.entry = lexical.sentiment;
      float value = hit.weight;
      const bool is_sign = reading.words[lexical.begin].is_sign;
      if (!is_sign) {
        if (scope.strength != kNoIndex && lexical.begin - scope.strength_end <= kSentiment.strength_gap) {
          hit.strength = scope.strength;
          value *= lexicon.modifiers[reading.lexical[scope.strength].modifier].strength;
        }
        // A faint word says on which side a story stands, whatever is negated in it.
        if (scope.negator != kNoIndex && !hit.is_faint() &&
            lexical.begin - scope.negator_end <= kSentiment.negation_words) {
          // "not good, helpful" goes on; "wasn't good that was good" does not.
          const bool goes_on =
              scope.chain_end == kNoIndex || lexical.begin - scope.chain_end <= kSentiment.chain_gap;
          if (is_more_than_ever(lexicon, reading, scope, lexical.begin)) {
            scope.negator = kNoIndex;
          } else if (scope.chain_sign == 0 || (scope.chain_sign == sign_of(hit.weight) && goes_on)) {
            const std::uint32_t behind = scope.chain_end == kNoIndex ? scope.negator_end : scope.chain_end;
            const float factor = negated_factor(hit.weight, lexical.begin - behind);
            if (factor <= 0) {
              // "not very good" is not worse than "not good": strength does not survive the turn.
              value = hit.weight * factor;
              hit.negator = scope.negator;
              hit.strength = kNoIndex;
              scope.chain_sign = sign_of(hit.weight);
              scope.chain_end = lexical.end;
            } else {
              value *= factor;
              hit.doubted = scope.negator;
              scope.negator = kNoIndex;
            }
          } else {
            scope.negator = kNoIndex;
          }
        }
        if (value > 0 && scope.wish != kNoIndex && !hit.is_faint() &&
            lexical.begin - scope.wish_end <= kSentiment.negation_words && hit.negator == kNoIndex) {
          value *= lexicon.modifiers[reading.lexical[scope.wish].modifier].wish;
          hit.wish = scope.wish;
        }
        if (reading.words[lexical.begin].all_caps && !reading.mostly_caps) value *= kSentiment.capitals;
      }
      const Clause& clause = reading.clauses[here];
      if (clause.is_exclaimed) value *= kSentiment.exclaimed;
      if (clause.is_question && !is_sign) {
        value *= hit.weight > 0   ? kSentiment.asked_praise
                 : hit.is_faint() ? kSentiment.asked_faint
                                  : kSentiment.asked_complaint;
      }
      hit.said = value;
      hit.value = value * clause.weight;
      if (hit.value != 0) hits.push_back(hit);
    }
    if (modifier == nullptr) continue;
    if (modifier->is(Role::intensifier) || modifier->is(Role::diminisher)) {
      scope.strength = i;
      scope.strength_end = lexical.end;
    }
    if (modifier->is(Role::negator)) {
      // "not without problems": the second turns the first back.
      const bool back =
          scope.negator != kNoIndex && scope.chain_sign == 0 && lexical.begin - scope.negator_end <= 1;
      scope.negator = back ? kNoIndex : i;
      scope.negator_end = lexical.end;
      scope.chain_sign = 0;
      scope.chain_end = kNoIndex;
    }
    if (modifier->is(Role::wish)) {
      scope.wish = i;
      scope.wish_end = lexical.end;
    }
  }
}

bool has_role_alone(const LexiconData& lexicon, const Word& word, Role role) {
  const auto starts = lexicon.vocabulary.starts(word.reading);
  return std::any_of(starts.begin(), starts.end(), [&](TrieNode node) {
    const std::uint32_t modifier = lexicon.trie.meaning(node).modifier;
    return modifier != kNoIndex && lexicon.modifiers[modifier].is(role);
  });
}

bool is_negated(const LexiconData& lexicon, const Reading& reading, std::uint32_t word) {
  // No further back than a negator reaches, so that a text without full stops stays linear.
  const Clause& clause = reading.clauses[reading.words[word].clause];
  constexpr auto kReach = kSentiment.negation_words + static_cast<std::uint32_t>(kMaxTermElements);
  const std::uint32_t from = std::max(clause.begin, word > kReach ? word - kReach : 0);
  const auto first =
      std::lower_bound(reading.lexical.begin(), reading.lexical.end(), from,
                       [](const LexicalHit& hit, std::uint32_t begin) { return hit.begin < begin; });
  bool negated = false;
  for (auto hit = first; hit != reading.lexical.end() && hit->end <= word; ++hit) {
    if (word - hit->end > kSentiment.rule_negation_words) continue;
    const bool negates = hit->modifier != kNoIndex && lexicon.modifiers[hit->modifier].is(Role::negator);
    if (negates) {
      negated = !negated;
    } else if (hit->sentiment != kNoIndex && lexicon.sentiment[hit->sentiment].weight != 0) {
      // "didn't like the wait": the negator has turned "like", not "wait".
      negated = false;
    }
  }
  return negated;
}

void sum_up(const std::vector<SentimentHit>& hits, Analysis& out) {
  float positive = 0;
  float negative = 0;
  for (const SentimentHit& hit : hits) (hit.value > 0 ? positive : negative) += hit.value;
  negative = -negative;
  out.positive_milli = static_cast<std::int32_t>(std::lround(std::min(positive, 2e6F) * 1000));
  out.negative_milli = static_cast<std::int32_t>(std::lround(std::min(negative, 2e6F) * 1000));
  if (hits.empty()) {
    out.sentiment_milli = 0;
    out.label = SentimentLabel::none;
    return;
  }
  // The mean does not grow with length: a comment said twice says the same. A faint word counts for as much
  // as it weighs, so that it thins out no strong one.
  double words = 0;
  for (const SentimentHit& hit : hits) words += std::min(1.0F, std::abs(hit.weight));
  const double mean = static_cast<double>(positive - negative) / std::max(1.0, words);
  out.sentiment_milli = static_cast<std::int32_t>(
      std::lround(1000 * mean / std::sqrt(mean * mean + static_cast<double>(kSentiment.spread))));
  // "but" moves the figure towards one side; it does not unsay the other.
  float praise = 0;
  float blame = 0;
  for (const SentimentHit& hit : hits) {
    if (!hit.is_faint()) (hit.said > 0 ? praise : blame) += std::abs(hit.said);
  }
  const float mass = praise + blame;
  const float lesser = std::min(praise, blame);
  if (lesser >= kSentiment.mixed_mass && lesser >= kSentiment.mixed_share * mass) {
    out.label = SentimentLabel::mixed;
  } else if (std::abs(out.sentiment_milli) < kSentiment.neutral_below) {
    out.label = SentimentLabel::neutral;
  } else {
    out.label = out.sentiment_milli > 0 ? SentimentLabel::positive : SentimentLabel::negative;
  }
}

}  // namespace verbatim
