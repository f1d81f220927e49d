// A fair draw of comments, the same whatever the order in which they come: of each class the K comments with
// the smallest hash. What a phrase is worth is counted on it, exactly, in bounded memory.
//
// Equal texts (see QuoteSample: ASCII letters of either case, any run of white space as one blank) are drawn
// once: of a text that a thousand people post, one speaks for all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

class CommentSample {
 public:
  static constexpr std::size_t kEach = 10'000;
  static constexpr std::size_t kMaxBytes = 1'000;  // of a text; what is longer is cut at a code point

  explicit CommentSample(std::size_t each = kEach) : each_(each) {}

  // `hash` is of the unit: the same in every run and partition.
  void add(std::uint64_t hash, std::string_view text);
  void merge(const CommentSample& other);

  // How many were offered, and the texts that were drawn, by hash.
  std::uint64_t offered() const { return offered_; }
  std::vector<std::string_view> texts() const;

  bool operator==(const CommentSample& other) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint64_t text_hash = 0;  // of the folded text
    std::string text;

    bool operator==(const Entry&) const = default;
  };

  // Sorts, drops repeats of a text and what lies behind the K-th.
  void settle() const;

  std::size_t each_;
  std::uint64_t offered_ = 0;
  // Up to 2 K entries, of which `settle` leaves K: their content, not their order, is what counts.
  mutable std::vector<Entry> entries_;
  mutable std::uint64_t limit_ = ~std::uint64_t{0};  // hashes above it are drawn no more
};

}  // namespace verbatim
