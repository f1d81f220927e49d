#include "analysis/transcript.h"

#include <doctest/doctest.h>

#include <string>

namespace verbatim {
namespace {

SpeakerMarks marks() {
  SpeakerMarks all;
  all.customers = {"customer", "visitor", "me"};
  all.agents = {"agent", "customer service", "support", "bot"};
  return all;
}

// What is left to read, turns joined by "|".
std::string read_part(const std::string& text) {
  std::vector<ByteRange> unread;
  find_unread_turns(text, marks(), unread);
  std::string left;
  std::size_t at = 0;
  for (const ByteRange& range : unread) {
    left += text.substr(at, range.begin - at) + '|';
    at = range.end;
  }
  return left + text.substr(at);
}

}  // namespace

TEST_CASE("transcript: only the customer's turns are read") {
  CHECK(read_part("Customer: My line is dead\nAgent: I am sorry\nCustomer: Still dead\n") ==
        "| My line is dead\n| Still dead\n");
  CHECK(read_part("Agent: Hello\nVisitor: It broke\n") == "| It broke\n");
}

TEST_CASE("transcript: heads carry times, names and brackets") {
  CHECK(read_part("[10:31] Anna (Agent): Hello\n[10:32] Visitor: It broke\n") == "| It broke\n");
  CHECK(read_part("Agent (Anna) 10:31 AM - Hello\nCustomer (Bob) 10:32 AM - It broke\n") == "| It broke\n");
  CHECK(read_part("Customer Service: Hello\nMe: It broke\n") == "| It broke\n");
}

TEST_CASE("transcript: turns on one line are told apart") {
  CHECK(read_part("Customer: it broke Agent: I am sorry Customer: thanks") == "| it broke | thanks");
}

TEST_CASE("transcript: who is known by name only is no customer") {
  CHECK(read_part("Anna: Hello\nBot: One moment\nCustomer: It broke\nAnna: Sorry\n") == "| It broke\n|");
}

TEST_CASE("transcript: a comment that mentions an agent is none") {
  for (const std::string text :
       {"The agent: rude. The price: high.", "Agent: rude, product: broken", "Customer: happy",
        "Call me at 10:30 or 11:30, agent!", "http://a.b see: this"})
    CHECK(read_part(text) == text);
}

}  // namespace verbatim
