// Values that stand for "no answer" because the user says so (--missing): -99, 999, "Not answered".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scores/score_number.h"

namespace verbatim {

struct MissingCode {
  std::string text;                   // in small letters, without white space around it
  std::optional<std::int64_t> milli;  // of a number: "-99" is "-99.0", too

  bool operator==(const MissingCode&) const = default;
};

// Empty codes are left out: an empty cell is missing anyway.
std::vector<MissingCode> make_missing_codes(std::span<const std::string> codes);

// Whether the cell is one of them, letter case aside; numbers by value.
bool is_missing_code(std::span<const MissingCode> codes, std::string_view cell, DecimalMark mark);

// Out-of-range values that exports are known to use as codes, for a hint: nothing is left out because of it.
inline constexpr std::size_t kLikelyCodes = 16;
std::optional<std::size_t> find_likely_code(std::string_view cell);
std::string_view likely_code(std::size_t index);

}  // namespace verbatim
