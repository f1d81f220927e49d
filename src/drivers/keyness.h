// Phrases that stand out in one set of comments against another.
//
// A phrase is one to three words in a row. Counted is how many comments hold it, never how often. Of a
// comments out of n in the first set and b out of m in the second:
//   G2 = 2 (a ln(a / E1) + b ln(b / E2) + (n - a) ln((n - a) / F1) + (m - b) ln((m - b) / F2)),
// E and F what both sets together let expect (log-likelihood ratio; Dunning 1993), and the log ratio
//   log2 of ((a + 1/2) / (n + 1)) / ((b + 1/2) / (m + 1))
// is the effect: 1 means twice as common.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/signal_words.h"
#include "text/tokenizer.h"
#include "verbatim/report.h"

namespace verbatim {

// REQUIRES: a <= n, b <= m.
double log_likelihood(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m);
double log_ratio(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m);

struct KeynessOptions {
  std::uint64_t min_comments = 5;  // that hold the phrase: less is chance, and may name a person
  double min_g2 = 10.83;           // chi-squared, 1 degree of freedom, p = .001
  double min_log_ratio = 1;
  std::size_t most = 25;
  // Phrases that say nothing new, such as words of sentiment; asked only of those that stand out.
  std::function<bool(std::string_view)> is_known;
};

// The phrases of `first` that are commoner there than in `second`, by G2. A phrase never begins or ends with
// a function word, nor crosses punctuation; of phrases that stand in each other, in nearly the same comments,
// only the longest is told.
std::vector<KeyPhrase> key_phrases(std::span<const std::string_view> first,
                                   std::span<const std::string_view> second, const Tokenizer& tokenizer,
                                   const FormSet& function_words, const KeynessOptions& options = {});

}  // namespace verbatim
