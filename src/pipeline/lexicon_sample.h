// What a lexicon makes of real comments: which of its entries count, how much of the text it knows, and what
// it does not know yet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"

namespace verbatim {

// An entry of the lexicon, and in how many comments it counted.
struct EntryCount {
  std::string entry;  // the term, or "wait.hold rule 2"
  Place place;
  std::uint64_t comments = 0;
};

// A word or two of the comments in which nothing was found.
struct MissedText {
  std::string text;
  std::uint64_t comments = 0;
  double surplus = 0;  // large where it is frequent here, and more so than in other comments
};

// A term whose comments score as if it had the other sign.
struct AgainstScore {
  std::string term;
  Place place;
  double weight = 0;
  std::string score;
  std::uint64_t comments = 0;  // with the term, not turned, and the score
  double mean = 0;             // of their scores
  double mean_of_all = 0;
};

struct LexiconSample {
  std::vector<std::string> evidence;  // what was guessed about the file
  std::uint64_t records = 0;
  std::uint64_t comments = 0;  // answers with a text that says something
  std::uint64_t with_sentiment = 0;
  std::uint64_t with_theme = 0;
  std::uint64_t with_neither = 0;
  std::uint64_t words = 0;
  std::uint64_t known_words = 0;  // a term holds them
  bool is_cut = false;            // the files hold more comments than are read

  // By falling count, then by place.
  std::vector<EntryCount> terms;
  std::vector<EntryCount> rules;
  // Never counted; own entries first, then by place.
  std::vector<EntryCount> silent_terms;
  std::vector<EntryCount> silent_rules;
  // In comments without any evidence or theme, personal data masked; by falling surplus. What is about as
  // frequent in the other comments is left out: it says nothing there either.
  std::vector<MissedText> missed_words;
  std::vector<MissedText> missed_pairs;
  std::vector<AgainstScore> against;
};

// Reads at most this many comments: more do not change the picture.
constexpr std::uint64_t kSampleComments = 200'000;

// Reads the inputs of `options` as analyze does. Errors: those of make_plan and of reading.
Checked<LexiconSample> sample_lexicon(const AnalyzeOptions& options, const Lexicon& lexicon);

}  // namespace verbatim
