// The shipped lexicon and an analyzer over it, for tests that ask what a customer's sentence comes to.
#pragma once

#include <cassert>
#include <string>
#include <string_view>

#include "verbatim/analyzer.h"
#include "verbatim/lexicon.h"

namespace verbatim::testing {

inline LexiconOptions shipped_options() {
  LexiconOptions options;
  options.shipped_folder = VERBATIM_SOURCE_DIR "/lexicons";
  return options;
}

// Loaded once for all cases: it takes a good part of a second.
inline const Lexicon& shipped_lexicon() {
  static const Checked<Lexicon> loaded = load_lexicon(shipped_options());
  assert(loaded);
  return *loaded;
}

inline Analysis analysis_of(std::string_view text, std::string_view question = "") {
  const Analyzer analyzer(shipped_lexicon());
  Scratch scratch;
  Analysis analysis;
  analyzer.analyze(text, question, scratch, analysis);
  return analysis;
}

// "mixed", "none" ...
inline std::string label_of(std::string_view text, std::string_view question = "") {
  return std::string(name(analysis_of(text, question).label));
}

// "staff.attitude:pos|wait:neg": as in comments.csv.
inline std::string themes_of(const Analysis& analysis, const Lexicon& lexicon = shipped_lexicon()) {
  std::string all;
  for (const ThemeFinding& finding : analysis.themes) {
    if (!all.empty()) all += '|';
    all += lexicon.themes()[static_cast<std::size_t>(finding.theme)].id;
    all += ':';
    all += short_name(finding.polarity);
  }
  return all;
}
inline std::string themes_of(std::string_view text, std::string_view question = "") {
  return themes_of(analysis_of(text, question));
}

// Does the comment speak of the theme, or of one below it, in that polarity?
inline bool says(std::string_view text, std::string_view theme, std::string_view polarity) {
  const std::string all = '|' + themes_of(text);
  for (std::size_t at = all.find('|'); at != std::string::npos; at = all.find('|', at + 1)) {
    const std::string one = all.substr(at + 1, all.find('|', at + 1) - at - 1);
    const auto colon = one.find(':');
    const std::string id = one.substr(0, colon);
    if ((id == theme || id.starts_with(std::string(theme) + '.')) && one.substr(colon + 1) == polarity)
      return true;
  }
  return false;
}

}  // namespace verbatim::testing
