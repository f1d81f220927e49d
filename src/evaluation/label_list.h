// The labels that stand in a cell: "Late flight; Lost luggage", "Parking|Food:neg", "['Food', \"Parking\"]",
// or a line each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"
#include "verbatim/finding.h"

namespace verbatim {

// What stands between labels. `none`: the cell is one label.
enum class LabelSeparator : std::uint8_t { none, newline, bar, semicolon, comma };

// "newlines", "|" ...: for messages.
std::string_view name(LabelSeparator separator);

// As typed in --separator: none, newline, or the character. Errors: Fault::usage.
Result<LabelSeparator> parse_separator(std::string_view text);

// The labels of a cell without the white space, quotes and brackets around them; empty ones are no labels. A
// separator inside quotes separates nothing. The views are of `cell`.
std::vector<std::string_view> split_labels(std::string_view cell, LabelSeparator separator);

// "Parking:neg" -> "Parking" and negative. Without a polarity behind the last colon the label is left as it
// is.
struct PolarLabel {
  std::string_view label;
  std::optional<Polarity> polarity;
};
PolarLabel split_polarity(std::string_view label);

// neg, negative, pos, positive, neu, neutral, mix, mixed in any letter case, - and +.
std::optional<Polarity> parse_polarity(std::string_view word);

}  // namespace verbatim
