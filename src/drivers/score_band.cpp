#include "drivers/score_band.h"

namespace verbatim {
namespace {

struct Ends {
  std::int64_t low = 0;  // of the scale
  std::int64_t high = 0;
  std::int64_t bad = 0;   // up to here
  std::int64_t good = 0;  // from here on
};

std::optional<Ends> ends_of(ScoreKind kind) {
  switch (kind) {
    case ScoreKind::nps:
      return Ends{0, 10, 6, 9};
    case ScoreKind::nps_group:
      return Ends{-100, 100, -100, 100};
    case ScoreKind::csat5:
    case ScoreKind::ces5:
    case ScoreKind::stars5:
    case ScoreKind::faces5:
      return Ends{1, 5, 2, 4};
    case ScoreKind::csat7:
      return Ends{1, 7, 3, 6};
    case ScoreKind::ces7:
      return Ends{1, 7, 3, 5};
    case ScoreKind::rating10:
      return Ends{0, 10, 4, 8};
    case ScoreKind::csat2:
    case ScoreKind::event:
      return Ends{0, 1, 0, 1};
    case ScoreKind::number:
    case ScoreKind::ttr:
    case ScoreKind::delay:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ScoreBand> score_band(const ScoreMeaning& meaning, ScoreValue value) {
  const std::optional<Ends> ends = ends_of(meaning.kind);
  if (!ends || !value.present) return std::nullopt;
  const std::int64_t milli =
      meaning.low_is_good ? (ends->low + ends->high) * 1000 - value.milli : value.milli;
  if (milli <= ends->bad * 1000) return ScoreBand::bad;
  if (milli >= ends->good * 1000) return ScoreBand::good;
  return ScoreBand::middle;
}

}  // namespace verbatim
