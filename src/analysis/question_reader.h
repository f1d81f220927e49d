// What a question asks for, and what its answers say by being answers to it.
#pragma once

#include <vector>

#include "analysis/reading.h"
#include "analysis/sentiment.h"
#include "lexicon/question.h"

namespace verbatim {

// The kind of a question from its own reading. One that asks for both is `open`.
QuestionKind kind_of_question(const Reading& question);

// Adjusts the evidence of an answer. Asked what to improve, "Nothing" is contentment, good words about what
// is asked for ("quicker", "more staff") are no praise, and an answer without any evidence names something to
// improve; asked what was good, it names something good. REQUIRES: `answer` was read as an answer to a
// question of that kind.
void read_as_answer(QuestionKind kind, const Reading& answer, std::vector<SentimentHit>& hits);

}  // namespace verbatim
