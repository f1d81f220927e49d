// Rule hits -> mentions of themes with their polarity.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "analysis/reading.h"
#include "analysis/rule_evaluator.h"
#include "analysis/sentiment.h"
#include "lexicon/lexicon_data.h"
#include "verbatim/finding.h"

namespace verbatim {

// A clause names this theme by one below it. An index of the theme table, or -1: any theme but the general
// ones.
struct ClauseTheme {
  std::uint32_t clause = 0;
  int theme = 0;

  auto operator<=>(const ClauseTheme&) const = default;
};

// Working memory of `find_themes`.
struct ThemeScratch {
  RuleScratch rules;
  std::vector<Fired> fired;
  std::vector<Fired> words;    // theme words that stand beside their theme, by begin
  std::vector<Fired> signals;  // of rules that look for something else than a theme
  std::vector<ClauseTheme> named;
  std::vector<std::uint32_t> covered;
};

// Evaluates the rules whose terms were found. Rules that say something themselves (a polarity) and theme
// words beside their theme are appended to `hits` as evidence where no sentiment term covers them.
void fire_rules(const LexiconData& lexicon, const Reading& reading, ThemeScratch& scratch,
                std::vector<SentimentHit>& hits);

// Gives each fired rule its polarity and folds the mentions by theme. The longest match of a theme counts; a
// theme is not mentioned in a clause that names one below it, nor a general one in a clause that names any
// other.
void find_themes(const LexiconData& lexicon, const Reading& reading, const std::vector<SentimentHit>& hits,
                 ThemeScratch& scratch, Analysis& out);

}  // namespace verbatim
