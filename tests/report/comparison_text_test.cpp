#include "report/comparison_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "report/comparison_csv.h"
#include "report/comparison_json.h"
#include "report/comparison_words.h"

namespace verbatim {
namespace {

Change change(double value, double half, double q) {
  return {.value = value, .low = value - half, .high = value + half, .p = q / 2, .q = q};
}

ThemeChange theme(std::string label, double before, double after, double q) {
  ThemeChange out;
  out.theme = "wait.hold";
  out.label = std::move(label);
  out.score = "nps";
  out.unit = "NPS points";
  out.before = {
      .comments = 51, .share = before, .rank = 3, .impact = -4.04, .impact_low = -5, .impact_high = -3};
  out.after = {.comments = 80, .share = after, .rank = 1, .impact = -7, .impact_low = -9, .impact_high = -5};
  out.share = change(after - before, 0.01, q);
  return out;
}

// An NPS that fell, a driver that rose and one that did not move.
Comparison sample() {
  Comparison out;
  out.before = {.name = "march\x1b[2J", .lexicon_version = "aa", .records = 1200, .analysed = 1000};
  out.after = {.name = "april", .lexicon_version = "aa", .records = 1100, .analysed = 1000};
  ScoreChange score;
  score.name = "nps";
  score.meaning = {ScoreKind::nps, TimeUnit::none, false};
  score.official = {.before = {1000, 21.0, 17, 25},
                    .after = {1000, 16.8, 12, 21},
                    .reported = {},
                    .change = change(-4.2, 2.3, 0.004)};
  score.commenters = score.official;
  score.smallest = 6.3;
  out.scores = {score};
  out.themes = {theme("Time on hold", 0.051, 0.080, 0.001), theme("Food", 0.02, 0.021, 0.9)};
  out.smallest_share = 0.03;
  return out;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string text_of(const Comparison& comparison) {
  std::string text;
  write_comparison_text(comparison, text);
  return text;
}

}  // namespace

TEST_CASE("comparison_text: the headline first, then who is compared and the tables") {
  const std::string text = text_of(sample());
  CAPTURE(text);
  CHECK(text.rfind("NPS fell by 4.2 points (95 % interval 1.9 to 6.5), from 21.0 to 16.8.\n"
                   "Complaints about Time on hold rose from 5.1 % to 8.0 %.\n\n"
                   "old: march\\x1b[2J (1,200 records, 1,000 analysed; lexicon aa)\n",
                   0) == 0);
  CHECK(has(text, "\n* NPS "));
  CHECK(has(text, "\n* Time on hold                         5.1 -> 8.0"));
  CHECK(has(text, "\n  Food                                 2.0 -> 2.1"));
  CHECK(has(text, "-4.0 -> -7.0"));
  CHECK(has(text, "3 -> 1\n"));
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "Our words"));
}

TEST_CASE("comparison_text: a change at the border is told, and is not counted as moved") {
  Comparison comparison = sample();
  comparison.themes.clear();
  comparison.scores[0].official.change = change(-4.2, 4.1, 0.09);
  comparison.scores[0].commenters = comparison.scores[0].official;
  CHECK(headline(comparison)[0] == "Nothing moved beyond chance.");
  CHECK(headline(comparison)[1] ==
        "NPS fell by 4.2 points (95 % interval -8.3 to -0.1), from 21.0 to 16.8: at the border, not counted "
        "as moved.");
  CHECK(headline(comparison)[2] ==
        "To be seen in four of five comparisons like this one, NPS would have had to move by 6.3 points, a "
        "complaint that 5 % voice by 3.0 percentage points.");
}

TEST_CASE("comparison_text: drivers that few voiced, and impacts that moved alone") {
  Comparison comparison = sample();
  comparison.themes[0].before = {};
  CHECK(headline(comparison)[1] ==
        "Complaints about Time on hold rose from fewer than 10 comments to 8.0 %.");
  CHECK(has(text_of(comparison), "<10 -> 8.0"));
  comparison = sample();
  comparison.themes[0].share = change(0.001, 0.01, 0.9);
  comparison.themes[0].impact = change(-2.96, 1, 0.01);
  CHECK(headline(comparison)[1] ==
        "Complaints about Time on hold: as frequent as before, but their impact went from -4.0 to -7.0 NPS "
        "points.");
  CHECK(has(text_of(comparison), "-4.0 -> -7.0 *"));
}

TEST_CASE("comparison_text: words and customers apart") {
  Comparison comparison = sample();
  comparison.before.is_read_again = true;
  for (ThemeChange& row : comparison.themes) row.reported = row.before;
  CHECK(headline(comparison)[0] ==
        "Our words changed: no driver of OLD reads otherwise with the words of today.");
  comparison.themes[0].reported->share = 0.041;
  comparison.themes[0].reported->comments = 41;
  const std::string text = text_of(comparison);
  CAPTURE(text);
  CHECK(has(text,
            "Our words changed: 1 of 2 drivers of OLD read otherwise with the words of today; most of all\n"
            "Complaints about Time on hold: 4.1 % as reported, 5.1 % now.\nCustomers changed:\n"));
  CHECK(has(text, "  Time on hold                           4.1       5.1       8.0      +1.0      +2.9 *"));
}

TEST_CASE("comparison_text: mix and rate, and their absence") {
  Comparison comparison = sample();
  CHECK(has(text_of(comparison), "Mix or rate: not known; run both with --segment."));
  comparison.mix_columns = {"region"};
  comparison.scores[0].mix = {{.column = "region", .mix = -1.2, .rate = -3.0}};
  CHECK(has(text_of(comparison),
            "Mix or rate\nNPS by region: -1.2 points as others answered (mix), -3.0 as they say"));
}

TEST_CASE("comparison_json and comparison_csv: the facts, and null or empty where there are none") {
  Comparison comparison = sample();
  comparison.themes[1].before = {};
  comparison.themes[1].share->p = comparison.themes[1].share->q = std::nullopt;
  std::string bytes;
  write_comparison_json(comparison, bytes);
  const nlohmann::json json = nlohmann::json::parse(bytes);
  CHECK(json["scores"][0]["official"]["change"]["moved"] == true);
  CHECK(json["scores"][0]["official"]["words"].is_null());
  CHECK(json["themes"][0]["share_change"]["value"] == 0.029);
  CHECK(json["themes"][1]["old"]["comments"].is_null());
  CHECK(json["themes"][1]["share_change"]["q"].is_null());
  CHECK(json["themes"][1]["share_change"]["moved"] == false);
  bytes.clear();
  write_comparison_csv(comparison, bytes);
  CHECK(has(
      bytes,
      "\ndriver,nps,wait.hold,Time on hold,leaf,complaint,NPS points,51,80,,0.051000,0.080000,0.029000,"));
  CHECK(has(bytes,
            "\ndriver,nps,wait.hold,Food,leaf,complaint,NPS "
            "points,,80,,,0.021000,0.001000,-0.009000,0.011000,,,no,,1,"));
  // As many fields in each row as in the header.
  std::size_t begin = 0;
  for (std::size_t end = bytes.find('\n'); end != std::string::npos;
       begin = end + 1, end = bytes.find('\n', begin))
    CHECK(std::count(bytes.begin() + static_cast<long>(begin), bytes.begin() + static_cast<long>(end), ',') ==
          27);
}

}  // namespace verbatim
