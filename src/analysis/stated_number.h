// Numbers that customers state, from the words of a match: how long, and how many of how many.
#pragma once

#include <cstdint>
#include <optional>

#include "lexicon/signal_words.h"
#include "text/token.h"
#include "verbatim/byte_range.h"

namespace verbatim {

// "an hour and a half" is 90 minutes, "2-3 weeks" the middle of both. StatedDuration::kLong where nobody
// knows how many hours (or longer units); nothing where the words tell no duration ("several minutes").
std::optional<std::int64_t> read_minutes(const NumberWords& numbers, const TokenBuffer& tokens,
                                         ByteRange span);

struct RatingValue {
  std::int32_t value_milli = 0;
  std::int32_t scale = 0;
};

// "8 out of 10", "7.5/10", "four stars" (out of `stars`). Nothing if the value lies outside its scale.
std::optional<RatingValue> read_rating(const NumberWords& numbers, const TokenBuffer& tokens, ByteRange span,
                                       std::int32_t stars);

}  // namespace verbatim
