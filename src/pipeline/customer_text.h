// The texts beside a CustomerRecord: whose it is, and the words that call for a callback.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/spooled_text.h"
#include "verbatim/byte_range.h"
#include "verbatim/error.h"
#include "verbatim/finding.h"

namespace verbatim {

struct CustomerText {
  // Longer keys are cut: they are no keys.
  static constexpr std::size_t kMostBytes = 1000;

  std::string customer;
  std::string record_id;
  std::string text;              // the clause and some words around it, which redaction needs; may be empty
  ByteRange clause;              // in `text`
  ByteRange words;               // that gave the reason, in `text`
  std::optional<ThemeId> theme;  // that the clause complains of
};

void append_customer_text(const CustomerText& text, std::string& out);
// Reads what was appended at that place.
Result<CustomerText> read_customer_text(const SpooledText& texts, std::uint64_t at);

// The sentence around a place: from behind the last end of a sentence or line to the next one; at most 600
// bytes.
ByteRange sentence_around(std::string_view text, ByteRange place);

}  // namespace verbatim
