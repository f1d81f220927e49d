#include "scores/unit_scale.h"

namespace verbatim {

std::int64_t kept_per_unit(const ScoreMeaning& meaning) {
  const bool is_time = meaning.kind == ScoreKind::ttr || meaning.kind == ScoreKind::delay;
  const bool counts_days = meaning.kind == ScoreKind::delay && meaning.unit == TimeUnit::day;
  if (!is_time || counts_days) return 1;
  switch (meaning.unit) {
    case TimeUnit::minute:
      return 60;
    case TimeUnit::hour:
    case TimeUnit::business_hour:
      return 3600;
    case TimeUnit::day:
      return 86400;
    case TimeUnit::second:
    case TimeUnit::none:
      break;
  }
  return 1;
}

}  // namespace verbatim
