// Where a finding stands, and which entry of the lexicon is behind it.
#pragma once

#include <cstdint>

namespace verbatim {

// Bytes [begin, end) of the original text: the decoded cell, before HTML entities are read.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const ByteRange&) const = default;
};

// Index of a lexicon entry (a sentiment term, a modifier or a rule) in the lexicon's entry table.
enum class EntryId : std::uint32_t {};

}  // namespace verbatim
