// What is kept of a record whose customer is known, until all records are read: small, so that millions of
// them can wait on disk.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <span>

#include "verbatim/finding.h"

namespace verbatim {

// 128 bits of a hash of the customer's key: two customers with the same one are as good as impossible.
struct CustomerKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const CustomerKey&) const = default;
};

// Why a customer is called back, the most urgent first.
enum class CallbackReason : std::uint8_t { harm, vulnerable, legal, media, churn, complaint };
inline constexpr std::size_t kCallbackReasons = 6;

struct CustomerRecord {
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
  static constexpr std::size_t kThemes = 4;

  enum Fact : std::uint32_t {
    counts = 1U << 0,     // is a record of its own: not only there to tell of an opt-out
    wrote = 1U << 1,      // has a text, usable or not
    complains = 1U << 2,  // of a theme that is not general
    bad_score = 1U << 3,  // by the first score that has ends
    bad_words = 1U << 4,  // its sentiment is negative
    opt_out = 1U << 5,    // does not want to be contacted
    is_known = 1U << 6,   // whether the customer left
    left = 1U << 7,
    harm = 1U << 8,  // by CallbackReason, up to churn
    vulnerable = 1U << 9,
    legal = 1U << 10,
    media = 1U << 11,
    churn = 1U << 12,
  };

  CustomerKey key;
  std::uint64_t place = 0;   // the input's index in the upper 16 bits, its row below
  std::uint64_t text = 0;    // where its texts lie
  std::int32_t day = kNone;  // civil days since 1970
  std::int32_t score_milli = kNone;
  std::int32_t sentiment_milli = kNone;
  std::uint32_t facts = 0;
  // Complaints, as leaves. A record that complains of more than four is kept in several parts: the later ones
  // hold nothing else.
  std::array<ThemeId, kThemes> themes{};
  std::uint32_t theme_count = 0;
  std::uint32_t part = 0;

  bool has(Fact fact) const { return (facts & fact) != 0; }
  std::span<const ThemeId> complaints() const { return {themes.data(), theme_count}; }
};

// Which flag of a record stands for a reason. REQUIRES: not `complaint`.
constexpr CustomerRecord::Fact fact_of(CallbackReason reason) {
  return static_cast<CustomerRecord::Fact>(CustomerRecord::harm << static_cast<unsigned>(reason));
}

// The order in which a customer's records are read, and customers one after the other.
inline bool comes_before(const CustomerRecord& a, const CustomerRecord& b) {
  if (const auto order = a.key <=> b.key; order != 0) return order < 0;
  if (a.day != b.day) return a.day < b.day;
  if (a.place != b.place) return a.place < b.place;
  return a.part < b.part;
}

}  // namespace verbatim
