#include "drivers/signal_tally.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

std::vector<Signal> table() {
  return {{SignalFamily::effort, "effort.1", "Easy", "", 1},
          {SignalFamily::emotion, "emotion.worry", "Worry", "", 0}};
}

Analysis worried() {
  Analysis analysis;
  analysis.signals = {SignalId{1}};
  analysis.durations = {{45, {}, {}}, {StatedDuration::kLong, {}, {}}};
  analysis.ratings = {{8000, 10, {}, {}}};
  return analysis;
}

Analysis easy() {
  Analysis analysis;
  analysis.signals = {SignalId{0}};
  analysis.effort = 1;
  analysis.is_transcript = true;
  return analysis;
}

void add(SignalTally& tally, const std::vector<Analysis>& texts) {
  tally.begin_record();
  for (const Analysis& text : texts) tally.add(text);
  tally.end_record();
}

}  // namespace

TEST_CASE("signal_tally: a record counts once for what several of its texts say") {
  SignalTally tally(2);
  add(tally, {worried(), worried(), easy()});
  add(tally, {worried()});
  const SignalSummary summary = tally.summary(table());
  REQUIRE(summary.counts.size() == 1);
  CHECK(summary.counts[0].value == "worry");
  CHECK(summary.counts[0].comments == 2);
  CHECK(summary.effort[0] == 1);
  CHECK(summary.transcripts == 1);
  CHECK(summary.with_duration == 2);
  CHECK(summary.duration[0] == 2);  // 45 minutes tell more than "long"
  REQUIRE(summary.ratings.size() == 1);
  CHECK(summary.ratings[0].comments == 2);
}

TEST_CASE("signal_tally: parts merge to the same counts in any order, an empty one changes nothing") {
  SignalTally a(2), b(2), empty(2);
  add(a, {worried()});
  add(b, {easy(), worried()});
  add(b, {easy()});
  SignalTally ab = a;
  ab.merge(b);
  SignalTally ba = b;
  ba.merge(a);
  CHECK(ab == ba);
  SignalTally with_empty = empty;
  with_empty.merge(ab);
  CHECK(with_empty == ab);
  CHECK_FALSE(a == b);
}

}  // namespace verbatim
