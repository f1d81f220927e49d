// What a comment tells beside its sentiment and themes: effort, emotions, intents, competitors, durations,
// ratings and flags. Plain values; every one carries its byte range and the lexicon line behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "verbatim/byte_range.h"

namespace verbatim {

// The columns of comments.csv that hold signals. The family of a signal is the part of its id before the dot.
enum class SignalFamily : std::uint8_t { effort, emotion, intent, expectation, competitor, flag };
inline constexpr std::size_t kSignalFamilies = 6;

// "effort", "emotion" ...: as in ids, in comments.csv and in report.json.
std::string_view name(SignalFamily family);

// One thing that rules of the lexicon look for: an entry of its signal table, which is sorted by family, then
// id.
struct Signal {
  SignalFamily family = SignalFamily::flag;
  std::string id;     // "emotion.anger"; of a competitor its name
  std::string label;  // what reports print
  std::string about;
  int level = 0;  // of effort: 1 easy .. 5 hard

  // What comments.csv shows: the id without its family ("anger"), or the competitor's name.
  std::string_view value() const {
    return family == SignalFamily::competitor ? std::string_view(id)
                                              : std::string_view(id).substr(id.find('.') + 1);
  }
};

// Index of a signal in the lexicon's signal table.
enum class SignalId : std::uint32_t {};

// One place where a comment gives a signal.
struct SignalMention {
  SignalId signal{};
  EntryId rule{};
  ByteRange span;
};

// "45 minutes", "forever".
struct StatedDuration {
  // Long, but nobody knows how long. Sorts last.
  static constexpr std::int64_t kLong = std::numeric_limits<std::int64_t>::max();

  std::int64_t minutes = 0;
  EntryId rule{};
  ByteRange span;
};

// "8 out of 10", "1*".
struct StatedRating {
  std::int32_t value_milli = 0;
  std::int32_t scale = 0;
  EntryId rule{};
  ByteRange span;
};

}  // namespace verbatim
