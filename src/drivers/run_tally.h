// All that is kept of a run's records for its report: one value, filled record by record and merged from any
// parts, in any order, to the same bits.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/conflict_tally.h"
#include "drivers/driver_tally.h"
#include "drivers/journey_tally.h"
#include "drivers/quote_sample.h"
#include "drivers/recent_sample.h"
#include "drivers/score_curve.h"
#include "drivers/signal_tally.h"
#include "drivers/slice_tally.h"
#include "drivers/strata_tally.h"
#include "drivers/times_tally.h"
#include "drivers/unexplained_tally.h"
#include "drivers/wait_tally.h"

namespace verbatim {

// One usable text of a record.
struct RecordText {
  QuoteUnit quote;
  const Analysis* analysis = nullptr;
};

struct RunTallyShape {
  std::span<const DriverTheme> themes;
  std::span<const ScoreMeaning> scores;
  std::size_t signals = 0;  // of the lexicon
  bool is_adjusted = false;
  std::size_t segments = 0;  // columns of --segment
  bool has_stages = false;
  PeriodUnit unit = PeriodUnit::none;
  std::span<const SliceEvent> events = {};
  const AreaLayout* areas = nullptr;  // of the lexicon; null: none
  bool has_benchmark = false;
  // Without it only `drivers` is kept, without depth: for comparing lexicons.
  bool is_whole = true;
};

class RunTally {
 public:
  explicit RunTally(const RunTallyShape& shape);

  // `texts` are those of an analysed record that say something.
  void add(const UnitFacts& unit, std::span<const RecordText> texts, const RecordCuts& cuts,
           const QuoteEditor& edit);
  // REQUIRES: made for the same run.
  void merge(const RunTally& other);

  const DriverTally& drivers() const { return drivers_; }
  const QuoteSample& quotes() const { return quotes_; }
  const SignalTally& signals() const { return signals_; }
  const ConflictTally& conflicts() const { return conflicts_; }
  const UnexplainedTally& unexplained() const { return unexplained_; }
  const WaitTally& waits() const { return waits_; }
  // Null where nothing is cut.
  const SliceTally* slices() const { return slices_ ? &*slices_ : nullptr; }
  const RecentSample& recent() const { return recent_; }
  const JourneyTally* journey() const { return journey_ ? &*journey_ : nullptr; }
  const TimesTally& times() const { return times_; }
  const StrataTally* strata() const { return strata_ ? &*strata_ : nullptr; }

  // Each score with ends (NPS, CSAT, stars ...) by each time, delay and number of the run.
  std::vector<ScoreCurve> curves(std::span<const std::string> score_names) const;

  bool operator==(const RunTally& other) const;

 private:
  struct Curve {
    std::size_t score = 0;
    std::size_t number = 0;
    CurveTally all;
    CurveTally analysed;
    bool operator==(const Curve&) const = default;
  };

  bool is_whole_;
  DriverTally drivers_;
  QuoteSample quotes_;
  SignalTally signals_;
  ConflictTally conflicts_;
  UnexplainedTally unexplained_;
  WaitTally waits_;
  std::vector<Curve> curves_;
  std::optional<StrataTally> strata_;
  PeriodUnit unit_;
  std::optional<SliceTally> slices_;
  RecentSample recent_;
  std::optional<JourneyTally> journey_;
  TimesTally times_;
};

}  // namespace verbatim
