#include "report/lexicon_diff_text.h"

#include <doctest/doctest.h>

#include <string>

namespace verbatim {
namespace {

LexiconDiff sample() {
  LexiconDiff out;
  out.name_before = "shipped";
  out.name_after = "words\x1b[2J";
  out.lexicon_before = "aa";
  out.lexicon_after = "bb";
  out.ledger_after.analysed = 40;
  out.compared = 40;
  out.flipped = 10;
  out.labels = {{"negative", "positive", 9}};
  out.themes = {{"wait.hold", "Time on hold", 20, 12, 0, 8, 1}};
  DriverMove move;
  move.theme = "wait.hold";
  move.label = "Time on hold";
  move.score = "nps";
  move.before = DriverFigures{1, 20, 0.5, -14.5};
  out.drivers = {move};
  move.after = DriverFigures{2, 12, 0.3, -14.0};
  move.label = "Food";
  out.drivers.push_back(move);
  FlippedComment comment;
  comment.source = "in.csv";
  comment.row = 3;
  comment.text = "rude\nstaff";
  comment.before.label = "negative";
  comment.before.sentiment = -0.5;
  comment.before.themes = {"staff:neg"};
  comment.before.evidence = {{"rude", "", -3, "rude", {"lexicons/en/a.json", 2, 1}, {}},
                             {"staff", "staff:neg", 0, "staff rule 1", {}, {}}};
  comment.after.label = "none";
  comment.after.evidence = {comment.before.evidence[1]};
  out.sample = {comment};
  return out;
}

TEST_CASE("lexicon_diff_text: counts, drivers by the size of their move, and only the words that differ") {
  std::string text;
  write_diff_text(sample(), text);
  CAPTURE(text);
  for (const char* line : {
           "old: shipped (version aa)\n",
           "10 of 40 comments flip (25.0 %)\n",
           "  negative   -> positive         9\n",
           "  wait.hold                             20      12       0       8       1\n",
           "1 -> -",
           "20 -> <10",
           "-14.50 -> -14.00",
           "    \"rude staff\"\n    old: negative -0.500; staff:neg\n    new: none; no theme\n      - 'rude' "
           "-3.00 by 'rude' "
           "[lexicons/en/a.json:2]\n",
       }) {
    CAPTURE(line);
    CHECK(text.find(line) != std::string::npos);
  }
  CHECK(text.find("'staff'") == std::string::npos);
  CHECK(text.find("Time on hold") < text.find("Food"));
  CHECK(text.find('\x1b') == std::string::npos);
}

}  // namespace
}  // namespace verbatim
