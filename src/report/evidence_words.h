// The words behind an analysis, as reports show them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/redact.h"
#include "verbatim/analyzer.h"
#include "verbatim/evidence.h"

namespace verbatim {

// Sentiment words and theme mentions in the order of the text. `redactor`, if given, masks personal data in
// the text and in the words. REQUIRES: the explanation is of this text.
struct ShownText {
  std::string text;
  std::vector<EvidenceWord> evidence;
};
ShownText show_text(std::string_view text, const Explanation& explanation, const Lexicon& lexicon,
                    const Redactor* redactor);

// A lexicon's file as the user knows it, and the line: "lexicons/en/sentiment/words.json:12".
std::string place_text(const Place& place);

// "'rude' -3.00 by 'rude~' [lexicons/...:246]; 'on hold' wait.hold:neg by wait.hold rule 1 [...]".
std::string evidence_text(const std::vector<EvidenceWord>& evidence);

}  // namespace verbatim
