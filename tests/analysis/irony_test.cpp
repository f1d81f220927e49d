#include "analysis/irony.h"

#include <doctest/doctest.h>

#include <string>

#include "analysis/shipped_lexicon.h"

namespace verbatim {
namespace {

using namespace testing;

// Is any of its praise read as irony?
bool is_ironic(std::string_view text) {
  const Analyzer analyzer(shipped_lexicon());
  Scratch scratch;
  for (const ExplainedHit& hit : analyzer.explain(text, "", scratch).hits) {
    for (const std::string& reason : hit.because) {
      if (reason.starts_with("irony")) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("irony: bare praise before a complaint is blame") {
  for (const char* text :
       {"Great, another 2 hour wait. Thanks a lot!", "Oh great, my bag is lost again", "Great, another delay",
        "Well done for losing my luggage", "Love waiting an hour for a bus", "I just love being ignored",
        "Brilliant, locked out again", "Nice one, cancelled again", "Wow great, still no refund",
        "Congratulations on the worst app ever", "Thanks for the 3 hour delay"}) {
    CAPTURE(text);
    CHECK(label_of(text) == "negative");
  }
  CHECK(is_ironic("Great, another 2 hour wait. Thanks a lot!"));
  CHECK(is_ironic("I just love being ignored"));
}

TEST_CASE("irony: praise of something, a contrast or praise behind it is meant as it stands") {
  for (const char* text :
       {"Great staff, terrible wait", "Great, but slow", "Nice. A bit noisy", "Great, no complaints",
        "Lovely food. The room was dirty", "Great, the delay was sorted in minutes",
        "Excellent although I had to wait again", "The food was great, another wait though",
        "Thank you for sorting my problem", "I love this place, parking is terrible",
        "Great help when my bag was lost", "Thanks for fixing the fault", "Good. Great. Excellent."}) {
    CAPTURE(text);
    CHECK_FALSE(is_ironic(text));
  }
}

TEST_CASE("irony: a text of nothing but openings stays linear") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "great, love ";
  CHECK_FALSE(is_ironic(text));
}

}  // namespace verbatim
