// Made-up records for the tests of the drivers: a small theme tree, and draws that are the same everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/driver_tally.h"
#include "drivers/quote_sample.h"

namespace verbatim::testing {

// SplitMix64 (Steele, Lea and Flood): standard distributions differ between libraries.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  bool chance(double p) { return unit() < p; }

 private:
  std::uint64_t state_;
};

// wait > queue, hold; staff > attitude; food alone; general > praise.
enum : std::uint32_t { kFood, kGeneral, kGeneralPraise, kStaff, kAttitude, kWait, kHold, kQueue };

inline std::vector<DriverTheme> small_tree() {
  return {{"food", "Food", std::nullopt, false},
          {"general", "General", std::nullopt, true},
          {"general.praise", "General praise", ThemeId{kGeneral}, false},
          {"staff", "Staff", std::nullopt, false},
          {"staff.attitude", "Attitude", ThemeId{kStaff}, false},
          {"wait", "Waiting", std::nullopt, false},
          {"wait.hold", "On hold", ThemeId{kWait}, false},
          {"wait.queue", "Queues", ThemeId{kWait}, false}};
}

inline ScoreValue points(std::int64_t value) {
  return {.present = true, .milli = value * 1000};
}

// A record that owns what UnitFacts only views.
struct Unit {
  bool analysed = true;
  SentimentLabel label = SentimentLabel::negative;
  std::int32_t sentiment_milli = -500;
  std::vector<ThemeFinding> themes;
  std::vector<ScoreValue> scores;
  std::uint64_t row = 0;
  std::uint64_t hash = 0;
  std::string text;
  std::vector<ThemeMention> mentions;

  UnitFacts facts() const {
    UnitFacts facts;
    facts.analysed = facts.wrote = analysed;
    facts.label = label;
    facts.sentiment_milli = sentiment_milli;
    facts.themes = themes;
    facts.scores = scores;
    return facts;
  }
  QuoteUnit quote() const { return {0, row, 0, hash, "", text, themes, mentions}; }
};

// Random findings over the small tree, texts of which some are equal, an NPS and a ttr of which some are
// missing.
inline std::vector<Unit> random_units(std::size_t count, std::uint64_t seed) {
  Draw draw(seed);
  std::vector<Unit> units;
  for (std::size_t i = 0; i < count; ++i) {
    Unit unit;
    unit.analysed = !draw.chance(0.1);
    unit.label = static_cast<SentimentLabel>(draw.below(5));
    unit.sentiment_milli = static_cast<std::int32_t>(draw.below(2001)) - 1000;
    unit.row = i + 1;
    unit.hash = draw.below(count / 2 + 1);  // with ties
    unit.text = "Comment number " + std::to_string(draw.below(count / 3 + 1)) +
                (draw.chance(0.5) ? " is short" : " IS short");
    for (std::uint32_t theme = 0; theme < small_tree().size(); ++theme) {
      if (!draw.chance(0.2)) continue;
      const auto polarity = static_cast<Polarity>(draw.below(4));
      unit.themes.push_back({ThemeId{theme}, polarity});
      unit.mentions.push_back({ThemeId{theme}, EntryId{0}, polarity, {0, 7}, {0, 14}});
    }
    unit.scores.push_back(draw.chance(0.1) ? ScoreValue{}
                                           : points(static_cast<std::int64_t>(draw.below(11))));
    unit.scores.push_back(draw.chance(0.3)
                              ? ScoreValue{}
                              : ScoreValue{true, static_cast<std::int64_t>(draw.below(90'000'000))});
    units.push_back(std::move(unit));
  }
  return units;
}

}  // namespace verbatim::testing
