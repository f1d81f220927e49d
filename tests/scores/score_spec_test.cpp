#include "scores/score_spec.h"

#include <doctest/doctest.h>

using namespace verbatim;

namespace {

ScoreSpec spec_of(std::string_view text) {
  const auto spec = parse_score_spec(text);
  CAPTURE(text);
  if (!spec) FAIL(spec.error().message);
  return *spec;
}

std::string error_of(std::string_view text) {
  const auto spec = parse_score_spec(text);
  CAPTURE(text);
  REQUIRE(!spec);
  CHECK(spec.error().fault == Fault::usage);
  return spec.error().message;
}

bool says(std::string_view message, std::string_view part) {
  return message.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("score_spec: NAME=COL:KIND is cut at the first '=' and from the right") {
  CHECK(spec_of("nps=NPS_SCORE:nps") ==
        ScoreSpec{"nps", "NPS_SCORE", "", {ScoreKind::nps, TimeUnit::none, false}});
  CHECK(spec_of("csat=CSAT Score:csat5").column == "CSAT Score");
  CHECK(spec_of("a=b=c:number") == ScoreSpec{"a", "b=c", "", {ScoreKind::number, TimeUnit::none, false}});
  CHECK(spec_of("nps=Q1: how likely?:nps").column == "Q1: how likely?");
  CHECK(spec_of("effort=#7:ces7:hard") ==
        ScoreSpec{"effort", "#7", "", {ScoreKind::ces7, TimeUnit::none, true}});
  CHECK(spec_of(" nps = Q2 :nps").name == "nps");
  CHECK(spec_of(" nps = Q2 :nps").column == "Q2");
  CHECK(spec_of("n=nps:nps").column == "nps");
  CHECK(spec_of("n=csat5:nps").column == "csat5");
}

TEST_CASE("score_spec: every kind is read back from its name") {
  for (const std::string_view kind : {"nps",
                                      "csat5",
                                      "csat7",
                                      "csat2",
                                      "ces7:easy",
                                      "ces7:hard",
                                      "ces5:easy",
                                      "ces5:hard",
                                      "stars5",
                                      "faces5",
                                      "rating10",
                                      "number",
                                      "ttr:s",
                                      "ttr:min",
                                      "ttr:h",
                                      "ttr:d",
                                      "delay:d",
                                      "delay:h",
                                      "event",
                                      "number:low",
                                      "stars5:low",
                                      "nps-group",
                                      "csat5:reversed",
                                      "csat7:reversed",
                                      "stars5:reversed",
                                      "faces5:reversed"}) {
    CAPTURE(kind);
    const auto meaning = parse_score_kind(kind);
    REQUIRE(meaning);
    CHECK(kind_name(*meaning) == kind);
    CHECK(spec_of("x=col:" + std::string(kind)).meaning == *meaning);
    CHECK(spec_of("x=col:" + std::string(kind)).column == "col");
  }
}

TEST_CASE("score_spec: ':low' says that low is good, and times are so anyway") {
  CHECK(spec_of("fft=FFT:number:low").meaning.low_is_good);
  CHECK(!spec_of("fft=FFT:number").meaning.low_is_good);
  CHECK(spec_of("t=a:ttr:min").meaning.low_is_good);
  CHECK(spec_of("t=a:ttr:min:low").meaning == spec_of("t=a:ttr:min").meaning);
  CHECK(spec_of("churn=Churned:event").meaning.low_is_good);
  CHECK(says(error_of("e=Q:ces7:easy:low"), "leave ':low' out"));
}

TEST_CASE("score_spec: ':reversed' turns a scale from 1 on, and others say it another way") {
  CHECK(spec_of("fft=FFT:csat5:reversed").meaning ==
        ScoreMeaning{ScoreKind::csat5, TimeUnit::none, false, true});
  CHECK(spec_of("fft=FFT:csat5:reversed").column == "FFT");
  CHECK(says(error_of("s=Q:csat5:reversed:low"), "take one"));
  CHECK(says(error_of("s=Q:csat5:low:reversed"), "take one"));
  CHECK(says(error_of("s=Q:nps:reversed"), "leave ':reversed' out"));
  CHECK(says(error_of("s=Q:nps-group:reversed"), "leave ':reversed' out"));
  CHECK(says(error_of("s=Q:ces5:easy:reversed"), "use ces5:hard instead"));
  CHECK(says(error_of("s=Q:ces7:hard:reversed"), "use ces7:easy instead"));
  CHECK(says(error_of("s=Q:rating10:reversed"), "use rating10:low"));
  CHECK(says(error_of("s=Q:csat2:reversed"), "use csat2:low"));
  CHECK(says(error_of("s=Q:nps-group:low"), "leave ':low' out"));
}

TEST_CASE("score_spec: COL1..COL2 is for ttr and delay alone") {
  const ScoreSpec span = spec_of("answer=Issue_reported at..issue_responded:ttr:min");
  CHECK(span.column == "Issue_reported at");
  CHECK(span.end_column == "issue_responded");
  CHECK(span.is_span());
  CHECK(span.column_text() == "Issue_reported at..issue_responded");
  CHECK(spec_of("late=#8..#7:delay:d").end_column == "#7");
  CHECK(!spec_of("t=minutes:ttr:min").is_span());
  CHECK(says(error_of("x=a..b:nps"), "only ttr and delay take two columns"));
  CHECK(says(error_of("x=a..b:nps"), "#n"));
  CHECK(says(error_of("x=..b:ttr:min"), "a column is missing beside '..'"));
  CHECK(says(error_of("x=a..:ttr:min"), "a column is missing beside '..'"));
  CHECK(says(error_of("x=a..b..c:ttr:min"), "#n"));
  CHECK(says(error_of("x=a...b:ttr:min"), "#n"));
}

TEST_CASE("score_spec: a wrong kind is named with the nearest one and the list") {
  CHECK(
      says(error_of("s=Q:csat"),
           "'csat' is no kind of score; did you mean csat5? The kinds are nps nps-group csat5 csat7 csat2 "));
  CHECK(says(error_of("s=Q:nsp"), "did you mean nps?"));
  CHECK(says(error_of("s=Q:NPS"), "did you mean nps?"));
  CHECK(says(error_of("s=Q:csat-5"), "did you mean csat5?"));
  CHECK(says(error_of("s=Q:rating"), "did you mean rating10?"));
  CHECK(says(error_of("s=Q:stars"), "did you mean stars5?"));
  CHECK(says(error_of("s=Q:ttr:minutes"), "did you mean ttr:min?"));
  CHECK(says(error_of("s=Q:ttr:hours"), "did you mean ttr:h?"));
  CHECK(says(error_of("s=Q:ces7:esay"), "did you mean ces7:easy?"));
  CHECK(!says(error_of("s=Q:elephant"), "did you mean"));
  CHECK(says(error_of("s=Q:elephant"), "ces5:hard stars5 faces5 rating10 number ttr:s ttr:min"));
}

TEST_CASE("score_spec: what is missing is said") {
  CHECK(spec_of("t=a..b:ttr:bh") ==
        ScoreSpec{"t", "a", "b", {ScoreKind::ttr, TimeUnit::business_hour, true}});
  CHECK(
      error_of("t=a:ttr:bh") ==
      "--score 't=a:ttr:bh': business hours are counted between two columns; a duration does not say when it "
      "was. Write COL1..COL2:ttr:bh, or ttr:h for a column of hours");
  CHECK(says(error_of("t=a..b:delay:bh"), "business hours are counted of ttr only"));
  CHECK(says(error_of("t=a:ttr"), "'ttr' needs its unit"));
  CHECK(says(error_of("t=a:delay"), "'delay' needs its unit"));
  CHECK(says(error_of("t=a:ces7"), "use ces7:easy or ces7:hard"));
  CHECK(says(error_of("NPS_SCORE:nps"), "there is no '='"));
  CHECK(says(error_of("=Q:nps"), "no name before '='"));
  CHECK(says(error_of("nps=Q"), "the kind is missing"));
  CHECK(says(error_of("nps=:nps"), "there is no column"));
  CHECK(says(error_of("nps=nps"), "the kind is missing"));
  CHECK(says(error_of("x=ces7:hard"), "there is no column"));
  CHECK(says(error_of("x=Q:"), "is no kind of score"));
  CHECK(says(error_of(""), "there is no '='"));
}

TEST_CASE("score_spec: a name is given once") {
  const std::vector<std::string> good = {"a=x:nps", "b=x:csat5"};
  REQUIRE(parse_score_specs(good));
  CHECK(parse_score_specs(good)->size() == 2);
  const std::vector<std::string> twice = {"a=x:nps", "a=y:csat5"};
  CHECK(says(parse_score_specs(twice).error().message, "a score of this name already"));
}
