#include "report/names.h"

#include <doctest/doctest.h>

using namespace verbatim;

TEST_CASE("names: words of the row files") {
  CHECK(short_name(Polarity::negative) == "neg");
  CHECK(short_name(Polarity::neutral) == "neu");
  CHECK(short_name(Polarity::positive) == "pos");
  CHECK(short_name(Polarity::mixed) == "mix");
  CHECK(name(SentimentLabel::none) == "none");
  CHECK(name(SentimentLabel::negative) == "negative");
  CHECK(name(SentimentLabel::neutral) == "neutral");
  CHECK(name(SentimentLabel::positive) == "positive");
  CHECK(name(SentimentLabel::mixed) == "mixed");
}

TEST_CASE("names: words of the driver table") {
  CHECK(name(DriverKind::complaint) == "complaint");
  CHECK(name(DriverKind::praise) == "praise");
  CHECK(polarity_name(DriverKind::complaint) == "neg");
  CHECK(polarity_name(DriverKind::praise) == "pos");
  CHECK(name(DriverLevel::leaf) == "leaf");
  CHECK(name(DriverLevel::parent) == "parent");
  CHECK(name(DriverLevel::general) == "general");
  CHECK(name(Fault::bad_output) == "bad output");
}
