#include "analysis/stated_number.h"

#include <doctest/doctest.h>

#include <string_view>

#include "text/tokenizer.h"
#include "verbatim/signal.h"

namespace verbatim {
namespace {

NumberWords words() {
  NumberWords all;
  all.units = {{"min", 1},   {"mins", 1},   {"minutes", 1},  {"minute", 1},
               {"hour", 60}, {"hours", 60}, {"weeks", 10080}};
  all.words = {{"a", 1},      {"an", 1},     {"two", 2},      {"five", 5}, {"twenty", 20},
               {"half", 0.5}, {"couple", 2}, {"several", -1}, {"ten", 10}};
  all.also = {"and"};
  all.ranges = {"to", "or"};
  return all;
}

TokenBuffer tokens_of(std::string_view text) {
  TokenizerScratch scratch;
  TokenBuffer tokens;
  Tokenizer({}).tokenize(text, scratch, tokens);
  return tokens;
}

std::int64_t minutes(std::string_view text) {
  const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
  return read_minutes(words(), tokens_of(text), all).value_or(0);
}

RatingValue rating(std::string_view text) {
  const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
  return read_rating(words(), tokens_of(text), all, 5).value_or(RatingValue{});
}

}  // namespace

TEST_CASE("stated_number: minutes are read from digits, words and parts") {
  CHECK(minutes("45 min") == 45);
  CHECK(minutes("45mins") == 45);
  CHECK(minutes("a 45-minute") == 45);
  CHECK(minutes("an hour") == 60);
  CHECK(minutes("an hour and a half") == 90);
  CHECK(minutes("half an hour") == 30);
  CHECK(minutes("2 1/2 hours") == 150);
  CHECK(minutes("2-1/2 hours") == 150);
  CHECK(minutes("1 hour 20 minutes") == 80);
  CHECK(minutes("1 hour and 20 minutes") == 80);
  CHECK(minutes("twenty five minutes") == 25);
  CHECK(minutes("a couple of hours") == 120);
  CHECK(minutes("20+ minutes") == 20);
}

TEST_CASE("stated_number: of a range the middle counts") {
  CHECK(minutes("2-3 weeks") == 25200);
  CHECK(minutes("2 to 3 hours") == 150);
  CHECK(minutes("two or five minutes") == 4);
}

TEST_CASE("stated_number: several hours are long, several minutes are no duration") {
  CHECK(minutes("several hours") == StatedDuration::kLong);
  CHECK(minutes("several minutes") == 0);
  CHECK(minutes("45") == 0);
}

TEST_CASE("stated_number: a rating has a value and a scale") {
  CHECK(rating("8 out of 10").value_milli == 8000);
  CHECK(rating("8 out of 10").scale == 10);
  CHECK(rating("7.5/10").value_milli == 7500);
  CHECK(rating("five stars").scale == 5);
  CHECK(rating("ten out of ten").value_milli == 10000);
}

TEST_CASE("stated_number: a value outside its scale is no rating") {
  CHECK(rating("11/10").scale == 0);
  CHECK(rating("stars").scale == 0);
}

}  // namespace verbatim
