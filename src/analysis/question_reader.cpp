#include "analysis/question_reader.h"

#include <algorithm>

namespace verbatim {

namespace {

// The answer's first `end` words as evidence.
SentimentHit answer_hit(std::uint32_t end, float value) {
  SentimentHit hit;
  hit.end = end;
  hit.weight = value;
  hit.said = value;
  hit.value = value;
  hit.from_question = true;
  return hit;
}

}  // namespace

QuestionKind kind_of_question(const Reading& question) {
  unsigned marks = 0;
  for (const AnswerHit& hit : question.answer_hits) marks |= hit.marks;
  const bool improve = (marks & kAsksToImprove) != 0;
  const bool praise = (marks & kAsksForPraise) != 0;
  if (improve == praise) return QuestionKind::open;
  return improve ? QuestionKind::improve : QuestionKind::praise;
}

void read_as_answer(QuestionKind kind, const Reading& answer, std::vector<SentimentHit>& hits) {
  if (kind == QuestionKind::open || answer.words.empty()) return;
  const auto words = static_cast<std::uint32_t>(answer.words.size());
  const bool says_nothing =
      std::all_of(hits.begin(), hits.end(), [](const SentimentHit& hit) { return hit.is_faint(); });
  if (says_nothing) hits.clear();
  if (kind == QuestionKind::praise) {
    if (says_nothing) hits.push_back(answer_hit(words, kSentiment.named_as_good));
    return;
  }
  for (const AnswerHit& request : answer.answer_hits) {
    if ((request.marks & kRequest) == 0 || request.begin < answer.no_issue_words) continue;
    const Clause& clause = answer.clauses[answer.words[request.begin].clause];
    const auto first =
        std::lower_bound(hits.begin(), hits.end(), request.begin,
                         [](const SentimentHit& hit, std::uint32_t begin) { return hit.begin < begin; });
    for (auto hit = first; hit != hits.end() && hit->begin < clause.end; ++hit) {
      if (hit->value <= 0 || hit->wish != kNoIndex || hit->asked_for) continue;
      hit->said *= kSentiment.asked_for;
      hit->value *= kSentiment.asked_for;
      hit->asked_for = true;
    }
  }
  if (answer.no_issue_words > 0) {
    hits.insert(hits.begin(), answer_hit(answer.no_issue_words, kSentiment.no_issue));
  } else if (says_nothing) {
    hits.push_back(answer_hit(words, kSentiment.named_to_improve));
  }
}

}  // namespace verbatim
