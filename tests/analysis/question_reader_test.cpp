#include "analysis/question_reader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/small_lexicon.h"

namespace verbatim {
namespace {

class Asked {
 public:
  QuestionKind kind(std::string_view question) const {
    Reading reading;
    read_comment(question, QuestionKind::open, lexicon_.data(), reading);
    return kind_of_question(reading);
  }

  // The evidence of an answer to such a question, in text order.
  std::vector<SentimentHit> hits(QuestionKind kind, std::string_view answer) const {
    Reading reading;
    read_comment(answer, kind, lexicon_.data(), reading);
    weigh_clauses(reading);
    std::vector<SentimentHit> hits;
    find_sentiment(lexicon_.data(), reading, hits);
    read_as_answer(kind, reading, hits);
    return hits;
  }

  std::vector<float> values(QuestionKind kind, std::string_view answer) const {
    std::vector<float> all;
    for (const SentimentHit& hit : hits(kind, answer)) all.push_back(hit.value);
    return all;
  }

 private:
  Lexicon lexicon_ = testing::small_lexicon();
};

using Row = std::vector<float>;

TEST_CASE("question_reader: what a question asks for") {
  const Asked asked;
  CHECK(asked.kind("") == QuestionKind::open);
  CHECK(asked.kind("How was your stay?") == QuestionKind::open);
  CHECK(asked.kind("What could we improve?") == QuestionKind::improve);
  CHECK(asked.kind("What did you dislike?") == QuestionKind::improve);
  CHECK(asked.kind("What did we do well?") == QuestionKind::praise);
  CHECK(asked.kind("What did you enjoy?") == QuestionKind::praise);
  CHECK(asked.kind("What was good, and what could be better?") == QuestionKind::open);  // both
}

TEST_CASE("question_reader: an answer without evidence says what its question asked for") {
  const Asked asked;
  CHECK(asked.values(QuestionKind::open, "the car park") == Row{});
  CHECK(asked.values(QuestionKind::improve, "the car park") == Row{kSentiment.named_to_improve});
  CHECK(asked.values(QuestionKind::praise, "the car park") == Row{kSentiment.named_as_good});

  const std::vector<SentimentHit> named = asked.hits(QuestionKind::improve, "the car park");
  REQUIRE(named.size() == 1);
  CHECK(named[0].from_question);
  CHECK(named[0].begin == 0);
  CHECK(named[0].end == 3);  // the whole answer is the evidence
  CHECK(named[0].entry == kNoIndex);
}

TEST_CASE("question_reader: an answer with evidence of its own is not added to") {
  const Asked asked;
  CHECK(asked.values(QuestionKind::improve, "rude people") == Row{-3});
  CHECK(asked.values(QuestionKind::praise, "rude people") == Row{-3});
  CHECK(asked.values(QuestionKind::praise, "lovely people") == Row{3});
  CHECK(asked.values(QuestionKind::improve, "lovely people") == Row{3});  // praise all the same
}

TEST_CASE("question_reader: asked what to improve, 'Nothing' is contentment") {
  const Asked asked;
  CHECK(asked.values(QuestionKind::improve, "Nothing, it was lovely") == Row{kSentiment.no_issue, 3});
  CHECK(asked.values(QuestionKind::praise, "Nothing, it was awful") == Row{-3});
  CHECK(asked.values(QuestionKind::open, "Nothing, it was lovely") == Row{3});

  const std::vector<SentimentHit> hits = asked.hits(QuestionKind::improve, "Nothing, it was lovely");
  CHECK(hits[0].end == 1);  // its opening only
  CHECK(hits[0].from_question);
  CHECK(!hits[1].from_question);
}

TEST_CASE("question_reader: a good word about what is asked for is no praise") {
  const Asked asked;
  CHECK(asked.values(QuestionKind::improve, "more friendly staff") == Row{2 * kSentiment.asked_for});
  CHECK(asked.values(QuestionKind::open, "more friendly staff") == Row{2});
  CHECK(asked.values(QuestionKind::praise, "more friendly staff") == Row{2});
  // It ends with the clause, counts once, and leaves complaints and what stood before it alone.
  CHECK(asked.values(QuestionKind::improve, "more friendly staff. Lovely food") ==
        Row{2 * kSentiment.asked_for, 3});
  CHECK(asked.values(QuestionKind::improve, "more and more friendly staff") == Row{2 * kSentiment.asked_for});
  CHECK(asked.values(QuestionKind::improve, "be less rude") == Row{-3});
  CHECK(asked.values(QuestionKind::improve, "lovely food needs more salt") == Row{3});
}

TEST_CASE("question_reader: no words, no evidence") {
  const Asked asked;
  for (const QuestionKind kind : {QuestionKind::open, QuestionKind::improve, QuestionKind::praise}) {
    CHECK(asked.values(kind, "") == Row{});
    CHECK(asked.values(kind, " ... ") == Row{});
  }
}

}  // namespace
}  // namespace verbatim
