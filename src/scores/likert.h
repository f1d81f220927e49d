// The words and faces in which surveys let people answer: "Very satisfied", "Somewhat agree", "Not at all
// likely", "Exceeded my expectations", U+1F600, ":-(". A word alone says on which side of a scale it stands
// and how strongly; how many points that makes, only the whole column can say: see answer_scale.h.
//
// The words are English. They live here and not in the lexicon because a score is read where no lexicon is
// loaded (inspect, joins, plans).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace verbatim {

enum class LikertScale : std::uint8_t {
  any,  // "neutral", "neither": the middle of whatever scale
  satisfaction,
  agreement,
  ease,
  likelihood,
  quality,
  expectation,
  frequency,
  faces,
};
inline constexpr std::size_t kLikertScales = 9;

// "satisfaction", "agreement" ...
std::string_view name(LikertScale scale);

// Whether the upper end of the scale is good by itself. "Strongly agree" is only as good as its statement.
bool says_good(LikertScale scale);

struct LikertGrade {
  LikertScale scale = LikertScale::any;
  int side = 0;      // -1, 0 or 1
  int strength = 0;  // 0 in the middle, else 1..8: slightly 1, somewhat 2, moderately 3, plain 4, very 6,
                     // extremely 8
  // "not at all easy", "not so difficult": of a scale with one side only. -1 or 1: the side of its adjective;
  // 0: another word.
  int denied = 0;

  bool operator==(const LikertGrade&) const = default;
};

// A cell's answer as it is compared: without a number before or behind it, in small letters, with single
// blanks, without punctuation; a face without what follows it. Empty if nothing is left or it is too long for
// an answer. The result lives in `buffer`.
using AnswerBuffer = std::array<char, 80>;
std::string_view answer_key(std::string_view cell, AnswerBuffer& buffer);

// `key` is one of answer_key.
std::optional<LikertGrade> find_likert_grade(std::string_view key);

// "don't know", "not applicable", "prefer not to say".
bool is_no_answer(std::string_view key);

// "promoter" 1, "passive" and "neutral" 0, "detractor" -1.
std::optional<int> find_nps_group(std::string_view key);

// A face, thumb or emoticon that is clearly glad (true) or not (false).
std::optional<bool> find_yes_no_sign(std::string_view key);

// A cell of nothing but stars: U+2605, U+2B50 and U+1F31F count, U+2606 is an empty one. `total` counts both.
struct StarCount {
  int full = 0;
  int total = 0;
};
std::optional<StarCount> count_stars(std::string_view cell);

}  // namespace verbatim
