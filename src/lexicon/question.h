// What a question asks for, and what phrases mean in its answers.
#pragma once

#include <cstdint>

namespace verbatim {

enum class QuestionKind : std::uint8_t {
  open,     // no question, or one that asks for neither
  improve,  // "What could we do better?"
  praise,   // "What did we do well?"
};

// Bits of PhraseMeaning::marks.
enum AnswerMark : std::uint8_t {
  kAsksToImprove = 1,  // in a question
  kAsksForPraise = 2,
  kNoIssueOpening = 4,   // in an answer: "Nothing", "No complaints" at its start ...
  kNoIssueFollower = 8,  // ... and what may stand behind without a comma: "Nothing the staff were great"
  kRequest = 16,         // "more", "quicker", "listen": what is asked for is not there
};

}  // namespace verbatim
