// Praise that is meant as blame: "Great, another two hour wait", "I just love being ignored", "Well done for
// losing my bag".
#pragma once

#include <vector>

#include "analysis/reading.h"
#include "analysis/sentiment.h"
#include "lexicon/lexicon_data.h"

namespace verbatim {

// Turns the praise of the reading that stands bare before a complaint. A word counts as an opening only if
// the lexicon lists it so (`irony_openings`) and it begins its sentence, whatever `interjections` stand
// before it. Then
// - a complaint that follows it without a comma is what it mocks: "love waiting an hour", "thanks for the
// delay";
// - behind a comma or a full stop, one of `irony_cues` must stand with the complaint: "Great, locked out
// again". Praise for something ("Great staff, long wait"), a contrast between ("Great, but slow") or more
// praise behind the complaint ("Nice, delay sorted in minutes") is no irony. What is turned is marked
// `ironic`. REQUIRES: `hits` are those of this reading, in text order.
void read_irony(const LexiconData& lexicon, const Reading& reading, std::vector<SentimentHit>& hits);

}  // namespace verbatim
