#include "scores/likert.h"

#include <doctest/doctest.h>

#include <string>

using namespace verbatim;

namespace {

std::string key(std::string_view cell) {
  AnswerBuffer buffer;
  return std::string(answer_key(cell, buffer));
}

// "satisfaction +6"; "none".
std::string grade(std::string_view cell) {
  const auto found = find_likert_grade(key(cell));
  if (!found) return "none";
  const int place = found->side * found->strength;
  return std::string(name(found->scale)) + " " + (place > 0 ? "+" : "") + std::to_string(place) +
         (found->denied != 0 ? " denied" : "");
}

}  // namespace

TEST_CASE("likert: an answer is compared without case, blanks, numbers and punctuation") {
  CHECK(key("  Very   Satisfied ") == "very satisfied");
  CHECK(key("5 - Very satisfied") == "very satisfied");
  CHECK(key("(5) Very satisfied") == "very satisfied");
  CHECK(key("5. Very satisfied.") == "very satisfied");
  CHECK(key("Very satisfied (5)") == "very satisfied");
  CHECK(key("VERY_SATISFIED") == "very satisfied");
  CHECK(key("'Very-satisfied") == "very satisfied");
  CHECK(key("Don\xE2\x80\x99t know") == "dont know");
  CHECK(key("Very\xC2\xA0satisfied \xF0\x9F\x98\x80") == "very satisfied");
  CHECK(key("\xE2\x98\xB9\xEF\xB8\x8F") == "\xE2\x98\xB9");
  CHECK(key("\xF0\x9F\x98\x80 Very happy") == "\xF0\x9F\x98\x80");
  CHECK(key("5") == "");
  CHECK(key("") == "");
  CHECK(key(std::string(81, 'a')) == "");
}

TEST_CASE("likert: words have a scale, a side and a strength") {
  CHECK(grade("Very satisfied") == "satisfaction +6");
  CHECK(grade("Extremely dissatisfied") == "satisfaction -8");
  CHECK(grade("Somewhat satisfied") == "satisfaction +2");
  CHECK(grade("Satisfied") == "satisfaction +4");
  CHECK(grade("Neither satisfied nor dissatisfied") == "satisfaction 0");
  CHECK(grade("Neutral") == "answers 0");
  CHECK(grade("Strongly agree") == "agreement +8");
  CHECK(grade("Disagree strongly") == "agreement -8");
  CHECK(grade("Tend to agree") == "agreement +2");
  CHECK(grade("Very easy") == "ease +6");
  CHECK(grade("Difficult") == "ease -4");
  CHECK(grade("Very low effort") == "ease +6");
  CHECK(grade("Not at all likely") == "likelihood -8 denied");
  CHECK(grade("Not so easy") == "ease -4 denied");
  CHECK(grade("Not at all difficult") == "ease +8 denied");
  CHECK(grade("Excellent") == "quality +8");
  CHECK(grade("Very good") == "quality +6");
  CHECK(grade("Neither good nor poor") == "quality 0");
  CHECK(grade("Far below expectations") == "expectation -8");
  CHECK(grade("Exceeded my expectations") == "expectation +5");
  CHECK(grade("Met our expectations") == "expectation 0");
  CHECK(grade("Always") == "frequency +8");
  CHECK(grade(":-(") == "faces -4");
  CHECK(grade("\xF0\x9F\x98\xA1") == "faces -7");
  CHECK(grade("\xF0\x9F\x98\x90") == "faces 0");
}

TEST_CASE("likert: other words are no answers") {
  for (const std::string_view cell :
       {"very", "satisfied customer", "I am satisfied", "the staff were good", "met", "10", "N/A", "not",
        "expectations", "exceeded the budget", "\xF0\x9F\x9A\x80", "very very much", ""}) {
    CAPTURE(cell);
    const bool is_word_alone = cell == "met";  // of "Met", as in "Exceeded / Met / Below"
    CHECK((grade(cell) == "none") == !is_word_alone);
  }
}

TEST_CASE("likert: no answer, groups and thumbs") {
  CHECK(is_no_answer(key("Don't know")));
  CHECK(is_no_answer(key("Not applicable.")));
  CHECK(!is_no_answer(key("Neutral")));
  CHECK(find_nps_group(key("Promoter")) == 1);
  CHECK(find_nps_group(key("Passives")) == 0);
  CHECK(find_nps_group(key("Neutral")) == 0);
  CHECK(find_nps_group(key("DETRACTOR")) == -1);
  CHECK(!find_nps_group(key("10")));
  CHECK(find_yes_no_sign("\xF0\x9F\x91\x8D") == true);
  CHECK(find_yes_no_sign(":-(") == false);
  CHECK(!find_yes_no_sign("\xF0\x9F\x98\x90"));
}

TEST_CASE("likert: stars are counted, full and empty") {
  const auto stars = [](std::string_view cell) {
    const auto count = count_stars(cell);
    return count ? std::to_string(count->full) + " of " + std::to_string(count->total) : std::string("none");
  };
  CHECK(stars("\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x85\xE2\x98\x86") == "4 of 5");
  CHECK(stars("\xE2\xAD\x90\xE2\xAD\x90 \xE2\xAD\x90") == "3 of 3");
  CHECK(stars("\xE2\xAD\x90\xEF\xB8\x8F") == "1 of 1");
  CHECK(stars("\xF0\x9F\x8C\x9F") == "1 of 1");
  CHECK(stars("") == "none");
  CHECK(stars("\xE2\x98\x85 good") == "none");
}
