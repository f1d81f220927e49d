// Records of one size by part of their key, in memory up to a limit and in nameless temporary files beyond
// it. The passes before the analysis look at one part after the other, so what they need stays small whatever
// the input holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

class SpilledBytes {
 public:
  static constexpr std::size_t kParts = 64;

  SpilledBytes(std::size_t record_bytes, std::size_t memory_bytes);
  ~SpilledBytes();
  SpilledBytes(const SpilledBytes&) = delete;
  SpilledBytes& operator=(const SpilledBytes&) = delete;

  // Errors: Fault::bad_output when a temporary file cannot be written.
  Result<void> add(std::size_t part, std::span<const std::byte> record);
  std::size_t bytes(std::size_t part) const;
  // Moves the part's records to `to`, in no promised order; the part is empty afterwards. REQUIRES: `to` is
  // as long as bytes(part).
  Result<void> take(std::size_t part, std::span<std::byte> to);

 private:
  Result<void> spill(std::size_t part);

  std::size_t part_limit_;
  std::vector<std::vector<std::byte>> parts_;
  std::vector<int> files_;  // -1: nothing spilled
  std::vector<std::size_t> spilled_;
};

// The same with a type. What has the same upper six bits of its hash is in one part.
template <class Record>
class SpilledRecords {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  static constexpr std::size_t kParts = SpilledBytes::kParts;

  explicit SpilledRecords(std::size_t memory_bytes) : bytes_(sizeof(Record), memory_bytes) {}

  Result<void> add(std::uint64_t hash, const Record& record) {
    return bytes_.add(static_cast<std::size_t>(hash >> 58), std::as_bytes(std::span(&record, 1)));
  }
  Result<std::vector<Record>> take(std::size_t part) {
    std::vector<Record> records(bytes_.bytes(part) / sizeof(Record));
    auto taken = bytes_.take(part, std::as_writable_bytes(std::span(records)));
    if (!taken) return tl::unexpected(taken.error());
    return records;
  }

 private:
  SpilledBytes bytes_;
};

}  // namespace verbatim
