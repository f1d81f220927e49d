// Slice tallies filled by hand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/slice_tally.h"
#include "drivers/unit_maker.h"

namespace verbatim::testing {

inline constexpr ScoreMeaning kSliceNps{.kind = ScoreKind::nps, .unit = TimeUnit::none, .low_is_good = false};

struct SliceRun {
  std::vector<DriverTheme> themes = small_tree();
  std::vector<ScoreMeaning> meanings = {kSliceNps};
  std::vector<std::string> names = {"nps"};
  std::vector<SliceEvent> events;
  SliceTally tally;

  explicit SliceRun(std::size_t segments, PeriodUnit unit = PeriodUnit::none, std::vector<SliceEvent> on = {})
      : events(std::move(on)),
        tally({.themes = themes,
               .scores = meanings,
               .segments = segments,
               .has_stages = false,
               .unit = unit,
               .events = events}) {}

  // `times` records of one group, with one complaint or none.
  void add(int times, const std::vector<std::string>& segments, std::optional<std::uint32_t> theme, int nps,
           std::optional<std::int32_t> day = std::nullopt, bool is_touched = true) {
    std::vector<ThemeFinding> found;
    if (theme) found.push_back({ThemeId{*theme}, Polarity::negative});
    const std::vector<ScoreValue> scores = {points(nps)};
    UnitFacts unit;
    unit.analysed = true;
    unit.wrote = true;
    unit.label = SentimentLabel::negative;
    unit.sentiment_milli = -500;
    unit.themes = found;
    unit.scores = scores;
    unit.day = day;
    const std::vector<std::uint8_t> touched(events.size(), is_touched ? 1 : 0);
    RecordCuts cuts;
    cuts.segments = segments;
    cuts.is_touched = touched;
    for (int i = 0; i < times; ++i) tally.add(unit, cuts);
  }
};

}  // namespace verbatim::testing
