// Words -> weighted evidence: negation, intensity, wishes and contrast, clause by clause; then one figure per
// comment.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "analysis/reading.h"
#include "lexicon/lexicon_data.h"
#include "verbatim/finding.h"

namespace verbatim {

// The constants of the reading. They are printed in the run's manifest.
struct SentimentConstants {
  // A negated weight times this, by the words between the negator and its word, the last for all beyond. A
  // praise turns ("not good"). A complaint hardly does: "not rude" is faint praise, and where more stands
  // between them the complaint stands ("can't get anyone to mend the fault").
  std::array<float, 4> negated_praise = {-0.75F, -0.75F, -0.6F, -0.4F};
  std::array<float, 4> negated_complaint = {-0.35F, -0.3F, 0, 0.4F};
  std::uint32_t negation_words = 7;       // a negator reaches at most so far in its clause
  std::uint32_t rule_negation_words = 3;  // ... and at most so far before what a theme rule matched
  std::uint32_t chain_gap = 1;            // words between one that it has turned and the next that it turns
  std::uint32_t strength_gap = 1;         // words between an intensifier and its word
  float exclaimed = 1.1F;
  float capitals = 1.15F;
  float after_contrast = 1.4F;   // the clause behind "but"
  float before_contrast = 0.6F;  // the clauses of the sentence before it
  float conceded = 0.6F;         // "although it was late"
  float asked_praise = 0;        // in a question: "is everything ok?" praises nothing
  float asked_complaint = 0.7F;  // "are there delays?" complains less than "there are delays"
  float asked_faint = 0.3F;      // "who do I call?"
  // what a theme rule with a polarity counts, where no sentiment term covers it
  float rule_complaint = -1.5F;
  float rule_praise = 1.2F;
  // Asked what to improve: "Nothing" as an opening, an answer without any evidence, a good word that is asked
  // for.
  float no_issue = 1.2F;
  float named_to_improve = -1;
  float asked_for = -0.6F;
  float named_as_good = 1;  // asked what was good: an answer without any evidence
  // Praise that mocks a complaint of at least `mocked` (analysis/irony.h).
  float ironic = -0.4F;
  float mocked = -0.9F;
  // A word that weighs less is faint ("told", "ok"): it colours the comment's figure, but no theme, and it
  // makes no comment mixed.
  float faint_below = 0.55F;
  float spread = 6.0F;               // sentiment = m / sqrt(m^2 + spread), m the mean of the values
  std::int32_t neutral_below = 130;  // |sentiment| below this, in thousandths, is neutral
  // both sides hold at least this share of what is said, clause weights left out ...
  float mixed_share = 0.34F;
  float mixed_mass = 1.2F;  // ... and at least so much: mixed
};

constexpr SentimentConstants kSentiment;

// A sentiment term at words [begin, end) and what became of its weight.
struct SentimentHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t clause = 0;
  float weight = 0;                // as in the lexicon
  float said = 0;                  // after all rules but the weight of its clause
  float value = 0;                 // after all rules, clause weight included
  std::uint32_t entry = kNoIndex;  // index of the sentiment entry; kNoIndex: of a theme rule
  std::uint32_t rule = kNoIndex;
  std::uint32_t negator = kNoIndex;   // index in Reading::lexical of what turned it
  std::uint32_t strength = kNoIndex;  // index in Reading::lexical of what made it stronger or weaker
  std::uint32_t wish = kNoIndex;      // index in Reading::lexical of the wish before it
  std::uint32_t doubted = kNoIndex;   // ... of a negator too far off to turn it
  bool is_faint() const { return entry != kNoIndex && std::abs(weight) < kSentiment.faint_below; }

  std::uint32_t negating_rule = kNoIndex;  // the theme rule that holds it and is negated
  bool ironic = false;                     // praise that is meant as blame
  bool asked_for = false;                  // a good word about what the answer asks for
  bool from_question = false;              // no term: said by being the answer to its question
};

// Weighs the clauses of the reading and appends its hits to `hits`, in text order.
void weigh_clauses(Reading& reading);
void find_sentiment(const LexiconData& lexicon, const Reading& reading, std::vector<SentimentHit>& hits);

// Does the word have that role when it stands alone, whatever longer term it is part of here?
bool has_role_alone(const LexiconData& lexicon, const Word& word, Role role);

// Is what begins at `word` negated in its clause? Answers for nouns of theme rules: "no wait", "never had to
// queue".
bool is_negated(const LexiconData& lexicon, const Reading& reading, std::uint32_t word);

// The comment's figure and label from all its hits.
void sum_up(const std::vector<SentimentHit>& hits, Analysis& out);

}  // namespace verbatim
