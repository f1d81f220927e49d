// The text form of rules: what binds first, and what is wrong with a rule that cannot be read, byte by byte.
#include "lexicon/rule_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace verbatim {
namespace {

// The rule with every operator in parentheses, or "OFFSET: what is wrong".
std::string read(std::string_view rule) {
  const auto rule_read = read_rule_text(rule);
  if (!rule_read) return std::to_string(rule_read.error().offset) + ": " + rule_read.error().message;
  return to_text(rule_read->tree);
}

// "OFFSET: remark", a line each.
std::string remarks(std::string_view rule) {
  const auto rule_read = read_rule_text(rule);
  REQUIRE(rule_read);
  std::string all;
  for (const RuleNote& note : rule_read->remarks)
    all += std::to_string(note.offset) + ": " + note.message + "\n";
  return all;
}

// The offset of the first problem; -1: none.
int problem_at(std::string_view rule) {
  const auto rule_read = read_rule_text(rule);
  return rule_read ? -1 : static_cast<int>(rule_read.error().offset);
}

}  // namespace

TEST_CASE("rule_text: words side by side are one phrase, with or without quotation marks of any kind") {
  CHECK(read("wait~") == "wait~");
  CHECK(read("  on   hold ") == "\"on hold\"");
  CHECK(read("\"on hold\"") == "\"on hold\"");
  CHECK(read("\u201Con hold\u201D") == "\"on hold\"");
  CHECK(read("\"wait~ (too|so|) long\"") == "\"wait~ (too|so|) long\"");
  CHECK(read("can't wait AND phone") == "\"can't wait\" AND phone");
  CHECK(read("and/or w/o 24/7 wait~ <2> long") == "\"and/or w/o 24/7 wait~ <2> long\"");
  CHECK(read("\"AND\" OR \"OR\"") == "\"AND\" OR \"OR\"");
}

TEST_CASE("rule_text: EXCEPT binds before NEAR and BEFORE, these before AND and NOT, these before OR") {
  CHECK(read("a EXCEPT b NEAR/2 c") == "(a EXCEPT b) NEAR/2 c");
  CHECK(read("a NEAR/2 b EXCEPT c") == "a NEAR/2 (b EXCEPT c)");
  CHECK(read("a NEAR/2 b AND c BEFORE/0 d") == "(a NEAR/2 b) AND (c BEFORE/0 d)");
  CHECK(read("a NEAR/2 b NEAR/3 c") == "(a NEAR/2 b) NEAR/3 c");
  CHECK(read("a AND b OR c NOT d") == "(a AND b) OR (c NOT d)");
  CHECK(read("a NOT b AND c AND NOT d") == "a NOT b AND c NOT d");
  CHECK(read("a AND (b OR c)") == "a AND (b OR c)");
  CHECK(read("(a AND b) AND c") == "(a AND b) AND c");
  CHECK(read("a OR b OR c") == "a OR b OR c");
  CHECK(read("a OR (b AND c) OR d") == "(a OR d) OR (b AND c)");
  CHECK(read("a MATCHING /x\\/y+/ NOT b") == "(a MATCHING /x\\/y+/) NOT b");
}

TEST_CASE("rule_text: reaches stand behind an operator's slash") {
  CHECK(read("a AND/SENTENCE b NOT/COMMENT c AND/CLAUSE d") == "a AND/SENTENCE b NOT/COMMENT c AND d");
  CHECK(read("a AND NOT/SENTENCE b") == "a NOT/SENTENCE b");
  CHECK(read("a MATCHING/COMMENT /x+/") == "a MATCHING/COMMENT /x+/");
  CHECK(read("a AND/LINE b") == "2: behind AND/ stands CLAUSE, SENTENCE or COMMENT");
  CHECK(read("a OR/SENTENCE b") == "2: nothing stands behind OR");
}

TEST_CASE("rule_text: names stand behind a circumflex") {
  CHECK(read("^wait.hold NOT ^a-b") == "^wait.hold NOT ^a-b");
  CHECK(problem_at("x OR ^") == 5);
  CHECK(problem_at("x OR ^Wait") == 5);
  CHECK(problem_at("x OR ^a..b") == 5);
}

TEST_CASE("rule_text: what cannot be read is told at its byte") {
  CHECK(read("") == "0: the rule is empty; write a term: wait~");
  CHECK(problem_at("a AND") == 5);
  CHECK(problem_at("a AND AND b") == 6);
  CHECK(problem_at("AND a") == 0);
  CHECK(problem_at("(a OR b") == 0);
  CHECK(problem_at("x (a OR b)") == 2);
  CHECK(problem_at("a)") == 1);
  CHECK(problem_at("()") == 1);
  CHECK(problem_at("a OR \"b") == 5);
  CHECK(problem_at("a OR \"  \"") == 5);
  CHECK(problem_at("\"a\" \"b\"") == 4);
  CHECK(problem_at("a \"b\"") == 2);
  CHECK(problem_at("a NEAR b") == 2);
  CHECK(problem_at("a NEAR/31 b") == 2);
  CHECK(problem_at("a NEAR5 b") == 2);
  CHECK(problem_at("a NEAR/x b") == 2);
  CHECK(problem_at("a near/5 b") == 2);
  CHECK(problem_at("a and/sentence b") == 2);
  CHECK(problem_at("a | b") == 2);
  CHECK(problem_at("a && b") == 2);
  CHECK(problem_at("(a|b)") == 1);
  CHECK(problem_at("a NEAR/3 NOT b") == 9);
  CHECK(problem_at("a NOT NOT b") == 6);
  CHECK(problem_at("a /b/") == 2);
  CHECK(problem_at("a MATCHING b") == 11);
  CHECK(problem_at("a MATCHING /b") == 11);
  CHECK(problem_at("a MATCHING /b(c/") == 12);
  CHECK(problem_at("a MATCHING /bb[z-a]/") == 15);
}

TEST_CASE("rule_text: a rule without a term that must be there is refused") {
  for (const char* rule : {"NOT a", "NOT a AND b", "a OR (NOT b)", "(NOT a) AND b"}) {
    CAPTURE(rule);
    CHECK(read(rule).find("NOT alone would match") != std::string::npos);
  }
}

TEST_CASE("rule_text: 'dress or not suit' is remarked on, whichever way it is written") {
  CHECK(read("dress OR NOT suit") == "dress NOT suit");
  CHECK(remarks("dress OR NOT suit") ==
        "6: OR NOT would match everything without what stands behind it; it is read as dress NOT suit\n");
  CHECK(remarks("dress or not suit").starts_with("6: 'or' is read as a word of the phrase;"));
  CHECK(remarks("\"dress or not suit\"").empty());
  CHECK(read("a OR b OR NOT c OR d") == "((a OR b) NOT c) OR d");
}

TEST_CASE("rule_text: AND mixed with OR is remarked on unless parentheses tell how it is meant") {
  CHECK(remarks("a AND b OR c") ==
        "8: AND or NOT is mixed with OR without parentheses; it is read as (a AND b) OR c\n");
  CHECK(remarks("x AND (a NOT b OR c)").starts_with("15: "));
  CHECK(remarks("(a AND b) OR c").empty());
  CHECK(remarks("a AND (b OR c) NOT d").empty());
}

TEST_CASE("rule_text: patterns that match nothing, are too large or too long are refused") {
  for (const char* pattern : {"a*", "", "\\b", "(x|)", "^", "a?$"}) {
    CAPTURE(pattern);
    CHECK(read("x MATCHING /" + std::string(pattern) + "/").find("matches where there is nothing") !=
          std::string::npos);
  }
  CHECK(read("x MATCHING /(\\pL{9}){90}/").starts_with("12: the pattern is too large"));
  CHECK(read("x MATCHING /(a{100}){100}/") ==
        "14: the pattern cannot be read: invalid repetition size: {100}");
  CHECK(read("x MATCHING /" + std::string(401, 'a') + "/")
            .starts_with("12: the pattern is longer than 400 bytes"));
}

TEST_CASE("rule_text: neither depth nor length is without end") {
  CHECK(problem_at(std::string(24, '(') + "a" + std::string(24, ')')) == -1);
  CHECK(read(std::string(5000, '(')).find("parentheses stand more than 24 deep") != std::string::npos);
  CHECK(read(std::string(9000, 'a')).find("longer than 8192 bytes") != std::string::npos);
  std::string chain = "a";
  for (int i = 0; i < 40; ++i) chain += " AND a";
  CHECK(read(chain).find("joins at most 32 parts") != std::string::npos);
  std::string list = "a";
  for (int i = 0; i < 500; ++i) list += " OR a";
  CHECK(problem_at(list) == -1);
  std::string unions = "a";
  for (int i = 0; i < 40; ++i) unions += " OR (a AND b)";
  CHECK(read(unions).find("joins at most 32 parts") != std::string::npos);
}

TEST_CASE("rule_text: any bytes are a rule or have a problem within them") {
  static constexpr std::string_view kPieces[] = {
      "a",         " ",    "(",  ")", "\"", "AND ",   "OR ",  "NOT ", "NEAR/2 ", "BEFORE/1 ", "EXCEPT ",
      "MATCHING ", "/a+/", "^b", "/", "\\", "\u201C", "\xFF", "~",    "|",       "<2>"};
  std::uint32_t random = 7;
  const auto next = [&](std::size_t below) {
    random = random * 1664525 + 1013904223;
    return (random >> 16) % below;
  };
  int good = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string rule;
    for (std::size_t pieces = 1 + next(9); pieces > 0; --pieces) rule += kPieces[next(std::size(kPieces))];
    const auto rule_read = read_rule_text(rule);
    if (rule_read) {
      ++good;
      // What it is read as is read as the same.
      CAPTURE(rule);
      const std::string text = to_text(rule_read->tree);
      CHECK(read(text) == text);
    } else {
      CHECK(rule_read.error().offset <= rule.size());
    }
  }
  CHECK(good > 500);
}

}  // namespace verbatim
