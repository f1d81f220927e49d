#include "scores/answer_scale.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scores/score_spec.h"

using namespace verbatim;

namespace {

AnswerVote vote_of(const std::vector<std::string_view>& cells) {
  AnswerVote vote;
  for (const std::string_view cell : cells) vote.add(cell);
  return vote;
}

AnswerScale scale_of(std::string_view kind, const std::vector<std::string_view>& cells) {
  auto scale = vote_of(cells).finish(parse_score_kind(kind).value(), "Q1");
  if (!scale) FAIL(scale.error().message);
  return *scale;
}

// The points of the cells in their order: "5 4 3 2 1".
std::string points(std::string_view kind, const std::vector<std::string_view>& cells) {
  const AnswerScale scale = scale_of(kind, cells);
  std::string text;
  for (const std::string_view cell : cells) {
    AnswerBuffer buffer;
    const auto milli = find_answer(scale.words, answer_key(cell, buffer));
    text += (text.empty() ? "" : " ") + (milli ? std::to_string(*milli / 1000) : std::string("-"));
  }
  return text;
}

const std::vector<std::string_view> kFive = {
    "Very satisfied", "Satisfied", "Neither satisfied nor dissatisfied", "Dissatisfied", "Very dissatisfied"};
const std::vector<std::string_view> kSeven = {
    "Extremely satisfied",   "Moderately satisfied",    "Slightly satisfied",    "Neutral",
    "Slightly dissatisfied", "Moderately dissatisfied", "Extremely dissatisfied"};

}  // namespace

TEST_CASE("answer_scale: five grades are five points, whatever their adverbs") {
  CHECK(points("csat5", kFive) == "5 4 3 2 1");
  CHECK(points("csat5", {"Extremely satisfied", "Somewhat satisfied", "Neither", "Somewhat dissatisfied",
                         "Extremely dissatisfied"}) == "5 4 3 2 1");
  CHECK(points("csat5", {"Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"}) ==
        "5 4 3 2 1");
  CHECK(points("csat5", {"Very good", "Good", "Neither good nor poor", "Poor", "Very poor"}) == "5 4 3 2 1");
  CHECK(points("csat5", {"Excellent", "Good", "Fair", "Poor", "Very poor"}) == "5 4 3 2 1");
  CHECK(points("csat5", {"Far exceeded expectations", "Exceeded expectations", "Met expectations",
                         "Below expectations", "Far below expectations"}) == "5 4 3 2 1");
  CHECK(points("csat5", {"Always", "Often", "Sometimes", "Rarely", "Never"}) == "5 4 3 2 1");
}

TEST_CASE("answer_scale: a scale that leans to one side is ranked from there") {
  CHECK(points("csat5", {"Excellent", "Very good", "Good", "Fair", "Poor"}) == "5 4 3 2 1");
  CHECK(points("csat5", {"Excellent", "Very good", "Good", "Fair"}) == "5 4 3 2");
  CHECK(points("csat5", {"Extremely satisfied", "Very satisfied", "Somewhat satisfied", "Not so satisfied",
                         "Not at all satisfied"}) == "5 4 3 2 1");
  CHECK(points("csat5", {"Extremely likely", "Somewhat likely", "Not at all likely"}) == "5 3 1");
  CHECK(points("ces5:easy", {"Not at all difficult", "Extremely difficult", "Somewhat difficult"}) ==
        "5 1 3");
  CHECK(points("csat5", {"Very satisfied", "Somewhat satisfied", "Not very satisfied",
                         "Not at all satisfied"}) == "5 4 2 1");
}

TEST_CASE("answer_scale: seven grades are seven points, and too many for five") {
  CHECK(points("csat7", kSeven) == "7 6 5 4 3 2 1");
  CHECK(points("ces7:easy", {"Strongly agree", "Agree", "Somewhat agree", "Neither agree nor disagree",
                             "Somewhat disagree", "Disagree", "Strongly disagree"}) == "7 6 5 4 3 2 1");
  const auto scale = vote_of(kSeven).finish(parse_score_kind("csat5").value(), "Q1");
  REQUIRE(!scale);
  CHECK(scale.error().fault == Fault::usage);
  CHECK(scale.error().message.starts_with(
      "column 'Q1' holds 7 grades of satisfaction ('extremely satisfied', "));
  CHECK(scale.error().message.ends_with("more than csat5 has points; use csat7"));
  CHECK(vote_of(kFive).points() == 5);
  CHECK(vote_of(kSeven).points() == 7);
}

TEST_CASE("answer_scale: grades that nobody chose leave the others where they are") {
  CHECK(points("csat5", {"Very satisfied", "Very dissatisfied"}) == "5 1");
  CHECK(points("csat5", {"Satisfied", "Neutral", "Dissatisfied"}) == "4 3 2");
  CHECK(points("csat5", {"Satisfied", "Very dissatisfied", "Dissatisfied"}) == "4 1 2");
  CHECK(points("csat7", {"Very satisfied", "Satisfied", "Neutral"}) == "7 6 4");
  // Of the side that the first part does not show, the same words are known.
  const AnswerScale scale = scale_of("csat5", {"Very satisfied", "Satisfied"});
  CHECK(find_answer(scale.words, "very dissatisfied") == 1000);
  CHECK(find_answer(scale.words, "dissatisfied") == 2000);
  CHECK(find_answer(scale.words, "neutral") == 3000);
  CHECK(!find_answer(scale.words, "slightly satisfied"));
}

TEST_CASE("answer_scale: easy is good, and so the low end where the high one is hard") {
  const std::vector<std::string_view> words = {"Very easy", "Easy", "Neutral", "Difficult", "Very difficult"};
  CHECK(points("ces5:easy", words) == "5 4 3 2 1");
  CHECK(points("ces5:hard", words) == "1 2 3 4 5");
  CHECK(points("csat5:low", kFive) == "1 2 3 4 5");
  // ':reversed' is about numbers: what words say, they say. To agree may be good or bad.
  CHECK(points("csat5:reversed", kFive) == "5 4 3 2 1");
  CHECK(points("csat5:reversed", {"Strongly agree", "Agree", "Disagree"}) == "1 2 4");
  CHECK(points("ces5:hard", {"Strongly agree", "Agree", "Disagree"}) == "5 4 2");
}

TEST_CASE("answer_scale: faces by rank, and three of them are the ends and the middle") {
  CHECK(points("faces5", {"😡", "🙁", "😐", "🙂", "😀"}) == "1 2 3 4 5");
  CHECK(points("faces5", {"😠", "☹️", "😐", "😃", "🤩"}) == "1 2 3 4 5");
  CHECK(points("csat5", {":-(", ":-|", ":-)"}) == "1 3 5");
  CHECK(points("faces5", {"🙁", "🙂"}) == "1 5");
  CHECK(points("faces5", {"😡", "😐", "🙂", "😀"}) == "1 3 4 5");
}

TEST_CASE("answer_scale: the evidence says what each answer is worth") {
  const AnswerScale scale =
      scale_of("csat5", {"Very satisfied", "Satisfied", "Satisfied", "huh", "Good", ""});
  CHECK(scale.evidence ==
        "satisfaction of column 'Q1': 'very satisfied' = 5, 'satisfied' = 4 (3 of 5 filled cells)");
  CHECK(scale_of("csat5", {"1", "2", "x"}).words.empty());
  CHECK(scale_of("csat5", {"1", "2", "x"}).evidence.empty());
}

TEST_CASE("answer_scale: numbers that run against their words are told") {
  const std::vector<std::string_view> opposite = {"1 - Very satisfied", "2 - Satisfied",
                                                  "5 - Very dissatisfied", "4 - Dissatisfied"};
  CHECK(scale_of("csat5", opposite).warning ==
        "column 'Q1' writes a low number before a good answer (as in '1 - Very satisfied') in 4 of 4 cells "
        "that "
        "hold both: if 1 is the best answer, write csat5:reversed");
  CHECK(scale_of("csat5:reversed", opposite).warning.empty());
  CHECK(scale_of("csat5", {"5 - Very satisfied", "4 - Satisfied", "1 - Very dissatisfied"}).warning.empty());
}

TEST_CASE("answer_scale: votes merge in any order, and with an empty one") {
  const AnswerVote left = vote_of({"Very satisfied", "Satisfied", "Promoter", "Don't know", "1 - Satisfied"});
  const AnswerVote right = vote_of({"Very dissatisfied", "Satisfied", "Easy", "5 - Satisfied", "x"});
  const auto shown = [](const AnswerVote& vote) {
    const auto scale = vote.finish(parse_score_kind("csat5").value(), "Q1");
    REQUIRE(scale);
    return scale->evidence + "|" + scale->warning + "|" + std::to_string(vote.filled()) + " " +
           std::to_string(vote.groups()) + " " + std::to_string(vote.no_answers());
  };
  AnswerVote a = left, b = right, c = left;
  a.merge(right);
  b.merge(left);
  c.merge(AnswerVote{});
  CHECK(shown(a) == shown(b));
  CHECK(shown(c) == shown(left));
  CHECK(shown(a) ==
        "satisfaction of column 'Q1': 'very satisfied' = 5, 'satisfied' = 4, 'very dissatisfied' = 1 "
        "(4 of 10 filled cells)||10 1 1");
}
