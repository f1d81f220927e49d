// The turns of a chat that a customer pasted or a system exported: who speaks is told by the heads of the
// turns ("Customer:", "[10:31] Anna (Agent):", "Agent (Anna) 10:31 AM -").
#pragma once

#include <string_view>
#include <vector>

#include "lexicon/signal_words.h"
#include "verbatim/byte_range.h"

namespace verbatim {

// Fills `unread` with all that is not the customer's: heads of turns and what others say, in text order.
// Empty where the text is no transcript: it is one only if both a customer's and an agent's turn are found. A
// speaker who is known by name only is no customer, inside a transcript.
void find_unread_turns(std::string_view text, const SpeakerMarks& marks, std::vector<ByteRange>& unread);

}  // namespace verbatim
