#include "drivers/run_tally.h"

#include <cassert>

#include "drivers/score_band.h"
#include "scores/period.h"

namespace verbatim {
namespace {

bool is_number(ScoreKind kind) {
  return kind == ScoreKind::ttr || kind == ScoreKind::delay || kind == ScoreKind::number;
}

}  // namespace

RunTally::RunTally(const RunTallyShape& shape)
    : is_whole_(shape.is_whole),
      drivers_(shape.themes, shape.scores,
               shape.is_whole ? DriverTally::Depth::whole : DriverTally::Depth::sums),
      quotes_(drivers_.tree()),
      signals_(shape.signals),
      conflicts_(shape.scores),
      unexplained_(shape.scores),
      waits_(shape.scores),
      unit_(shape.unit),
      times_(shape.themes, shape.scores, shape.segments) {
  for (std::size_t s = 0; s < shape.scores.size(); ++s) {
    if (is_number(shape.scores[s].kind)) continue;
    for (std::size_t n = 0; n < shape.scores.size(); ++n) {
      if (!is_number(shape.scores[n].kind)) continue;
      const CurveTally empty(shape.scores[s], shape.scores[n]);
      curves_.push_back({s, n, empty, empty});
    }
  }
  if (shape.is_adjusted) strata_.emplace(shape.themes, shape.scores);
  const SliceShape cuts{.themes = shape.themes,
                        .scores = shape.scores,
                        .segments = shape.segments,
                        .has_stages = shape.has_stages,
                        .unit = shape.unit,
                        .events = shape.events};
  if (is_whole_ && !cuts.is_empty()) slices_.emplace(cuts);
  if (is_whole_ && shape.areas != nullptr) journey_.emplace(*shape.areas, shape.has_benchmark);
}

void RunTally::add(const UnitFacts& unit, std::span<const RecordText> texts, const RecordCuts& cuts,
                   const QuoteEditor& edit) {
  const bool has_complaint = drivers_.add(unit);
  if (!is_whole_) return;
  for (Curve& curve : curves_) {
    curve.all.add(unit.scores[curve.score], unit.scores[curve.number], unit.weight);
    if (unit.analysed) curve.analysed.add(unit.scores[curve.score], unit.scores[curve.number], unit.weight);
  }
  if (strata_) strata_->add(cuts.stratum, unit);
  if (slices_) slices_->add(unit, cuts);
  times_.add(unit, cuts.segments);
  if (!unit.analysed) return;
  const std::optional<std::int32_t> period =
      unit.day && unit_ != PeriodUnit::none ? std::optional(period_of(*unit.day, unit_)) : std::nullopt;
  if (journey_) journey_->add(unit.themes, cuts.is_benchmark, period);
  signals_.begin_record();
  waits_.begin_record();
  for (const RecordText& text : texts) {
    signals_.add(*text.analysis);
    waits_.add(*text.analysis);
    if (!text.analysis->mentions.empty()) quotes_.add(text.quote, edit);
  }
  signals_.end_record();
  waits_.end_record(unit.scores);
  if (texts.empty()) return;
  // Of several texts the first speaks for the record.
  const QuoteUnit& first = texts.front().quote;
  conflicts_.add(unit, first, edit);
  unexplained_.add(unit, has_complaint, first.hash, first.text);
  if (period) recent_.add(*period, first.hash, first.text);
}

void RunTally::merge(const RunTally& other) {
  assert(is_whole_ == other.is_whole_ && curves_.size() == other.curves_.size());
  drivers_.merge(other.drivers_);
  if (!is_whole_) return;
  quotes_.merge(other.quotes_);
  signals_.merge(other.signals_);
  conflicts_.merge(other.conflicts_);
  unexplained_.merge(other.unexplained_);
  waits_.merge(other.waits_);
  for (std::size_t i = 0; i < curves_.size(); ++i) {
    curves_[i].all.merge(other.curves_[i].all);
    curves_[i].analysed.merge(other.curves_[i].analysed);
  }
  if (strata_) strata_->merge(*other.strata_);
  if (slices_) slices_->merge(*other.slices_);
  recent_.merge(other.recent_);
  if (journey_) journey_->merge(*other.journey_);
  times_.merge(other.times_);
}

std::vector<ScoreCurve> RunTally::curves(std::span<const std::string> score_names) const {
  std::vector<ScoreCurve> curves;
  for (const Curve& curve : curves_) {
    curves.push_back(curve.all.finish(curve.analysed));
    curves.back().score = score_names[curve.score];
    curves.back().number = score_names[curve.number];
  }
  return curves;
}

bool RunTally::operator==(const RunTally& other) const {
  return is_whole_ == other.is_whole_ && drivers_ == other.drivers_ && quotes_ == other.quotes_ &&
         signals_ == other.signals_ && conflicts_ == other.conflicts_ && unexplained_ == other.unexplained_ &&
         waits_ == other.waits_ && curves_ == other.curves_ && strata_ == other.strata_ &&
         slices_ == other.slices_ && recent_ == other.recent_;
}

}  // namespace verbatim
