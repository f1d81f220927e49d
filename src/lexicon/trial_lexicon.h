// A lexicon with one rule on trial in the place of all themes: what `verbatim try` looks with.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "verbatim/error.h"
#include "verbatim/finding.h"
#include "verbatim/lexicon.h"

namespace verbatim {

struct TrialLexicon {
  Lexicon lexicon;
  ThemeId match{};      // the theme of the rule
  ThemeId bare{};       // the theme of the rule without its NOT and EXCEPT
  std::string read_as;  // the rule in words, every operator in parentheses
  Errors remarks;       // about the rule; their places have a column of it and no file
};

// `rule` is in words, or the JSON object of a themes file; `polarity` is what it says, if given. Names and
// themes of the lexicon can be used in it. Errors: as load_lexicon; those of the rule have no file.
Checked<TrialLexicon> load_trial_lexicon(const LexiconOptions& options, std::string_view rule,
                                         std::optional<Polarity> polarity);

}  // namespace verbatim
