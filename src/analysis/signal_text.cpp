#include "analysis/signal_text.h"

#include <iterator>

#include <fmt/format.h>

namespace verbatim {

namespace {

void separate(bool& is_first, std::string& out) {
  if (!is_first) out += '|';
  is_first = false;
}

}  // namespace

void append_values(const Analysis& analysis, SignalFamily family, const std::vector<Signal>& table,
                   std::string& out) {
  bool is_first = true;
  for (const SignalId id : analysis.signals) {
    const Signal& signal = table[static_cast<std::size_t>(id)];
    if (signal.family != family) continue;
    separate(is_first, out);
    out += signal.value();
  }
}

void append_durations(const Analysis& analysis, std::string& out) {
  bool is_first = true;
  for (std::size_t i = 0; i < analysis.durations.size(); ++i) {
    const std::int64_t minutes = analysis.durations[i].minutes;
    if (i > 0 && analysis.durations[i - 1].minutes == minutes) continue;
    separate(is_first, out);
    if (minutes == StatedDuration::kLong) {
      out += "long";
    } else {
      fmt::format_to(std::back_inserter(out), "{}", minutes);
    }
  }
}

void append_rating(std::int32_t value_milli, std::int32_t scale, std::string& out) {
  fmt::format_to(std::back_inserter(out), "{}", value_milli / 1000);
  if (const int tenths = value_milli % 1000 / 100; tenths != 0)
    fmt::format_to(std::back_inserter(out), ".{}", tenths);
  fmt::format_to(std::back_inserter(out), " of {}", scale);
}

void append_ratings(const Analysis& analysis, std::string& out) {
  bool is_first = true;
  for (std::size_t i = 0; i < analysis.ratings.size(); ++i) {
    const StatedRating& rating = analysis.ratings[i];
    if (i > 0 && analysis.ratings[i - 1].scale == rating.scale &&
        analysis.ratings[i - 1].value_milli == rating.value_milli)
      continue;
    separate(is_first, out);
    append_rating(rating.value_milli, rating.scale, out);
  }
}

}  // namespace verbatim
