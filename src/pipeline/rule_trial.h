// A theme rule tried on comments before it is in a lexicon: how many it finds, what they are counted under
// today, and a sample to read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/finding.h"
#include "verbatim/lexicon.h"
#include "verbatim/options.h"

namespace verbatim {

struct TrialOptions {
  AnalyzeOptions input;  // inputs, columns, format, lexicon, limit, redact_quotes
  std::string rule;
  std::optional<Polarity> polarity;
  std::size_t samples = 10;
  std::size_t near_samples = 3;
};

// One comment with its match. Equal texts are shown once.
struct TrialSample {
  std::string source;
  std::uint64_t row = 0;
  std::string text;  // redacted unless told otherwise; cut around the match if it is long
  ByteRange match;   // in `text`
  Polarity polarity = Polarity::neutral;
  std::string themes;  // today's, as in comments.csv
};

struct RuleTrial {
  std::string read_as;
  std::vector<std::string> text_columns;
  std::uint64_t comments = 0;  // that say anything
  std::uint64_t matching = 0;
  std::uint64_t without_theme = 0;                            // of these: no theme finds them today
  std::uint64_t barred = 0;                                   // would match but for NOT and EXCEPT
  std::array<std::uint64_t, 4> polarities{};                  // of the matching, by Polarity
  std::vector<std::pair<std::string, std::uint64_t>> themes;  // of the matching, today: most first
  std::vector<TrialSample> sample;                            // those with the smallest hash of their text
  std::vector<TrialSample> barred_sample;
  Errors remarks;
  std::vector<std::string> evidence;  // what was guessed of the inputs
  std::uint64_t rejected = 0;         // records that cannot be read
};

// Errors about the rule have a place without a file.
Checked<RuleTrial> try_rule(const TrialOptions& options);

}  // namespace verbatim
