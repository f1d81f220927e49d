// How the key of a join is written before it is compared: the same rule for both sides.
//
// Each column of a key is trimmed (see trim_cell) and composed (Unicode NFC), so that "é" is "é" whatever
// program wrote it. Everything else stays: letter case, unless it is to be ignored, leading zeros, decimals.
// A key of several columns is these, one behind the other, with U+001F between them. Where one of them is
// empty the key is, and an empty key matches nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim {

class JoinKeyWriter {
 public:
  explicit JoinKeyWriter(bool ignores_case) : ignores_case_(ignores_case) {}

  // Begins a key. What is asked of it afterwards is true until the next begin().
  void begin();
  void add(std::string_view cell);

  // The key to compare by; lives until the next begin().
  std::string_view key() const;
  // For people: the cells as they are written, trimmed, with ", " between them.
  const std::string& shown() const { return shown_; }

 private:
  bool ignores_case_;
  std::size_t cells_ = 0;
  bool has_empty_ = false;
  std::string key_;
  std::string shown_;
  std::string normal_;
};

// A key as people read it.
std::string shown_key(std::string_view key);

// Ways in which keys are written otherwise though the same is meant, for the advice where few match.
enum class KeyLikeness : std::uint8_t { letter_case, leading_zeros, decimals };

// The key with that difference taken away: in folded case; without zeros at the front of numbers; without
// ".0" at the end of them.
std::string loosened_key(std::string_view key, KeyLikeness likeness);

}  // namespace verbatim
