// Which records are repeats of one another: the pass before the analysis, frozen before it begins. It keeps
// 24 bytes a record, in memory up to a limit and in nameless temporary files beyond it, and leaves a sorted
// list of the records to pass over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/spilled_records.h"
#include "verbatim/error.h"
#include "verbatim/options.h"

namespace verbatim {

// A record's place in the run: the input's index in the upper 16 bits, its row below.
enum class Ordinal : std::uint64_t {};

constexpr Ordinal make_ordinal(std::uint32_t source, std::uint64_t row) {
  return Ordinal{static_cast<std::uint64_t>(source) << 48 | row};
}
constexpr std::uint32_t source_of(Ordinal ordinal) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(ordinal) >> 48);
}
constexpr std::uint64_t row_of(Ordinal ordinal) {
  return static_cast<std::uint64_t>(ordinal) & ((std::uint64_t{1} << 48) - 1);
}

struct IdentityKey {
  std::uint64_t id_hash = 0;
  std::uint64_t text_hash = 0;
  Ordinal ordinal{};
};

// Two records of one id whose texts differ.
struct IdentityClash {
  Ordinal first{};
  Ordinal second{};
};

struct Repeats {
  std::vector<Ordinal> folded;  // sorted: these records are passed over
  std::uint64_t same_id_other_text = 0;
  std::vector<IdentityClash> clashes;  // the first few, by place

  bool contains(Ordinal ordinal) const;
};

class IdentityTable {
 public:
  explicit IdentityTable(OnDuplicate policy, std::size_t memory_bytes = std::size_t{48} << 20);

  // In any order. Errors: Fault::bad_output when a temporary file cannot be written.
  Result<void> add(std::span<const IdentityKey> keys);
  // The table is empty afterwards. `fold` passes over records whose id and text stood before; `first` and
  // `last` keep one record of each id, whatever its text; `keep` passes over none.
  Result<Repeats> finish();

 private:
  void judge(std::vector<IdentityKey>& keys, Repeats& repeats) const;

  OnDuplicate policy_;
  SpilledRecords<IdentityKey> keys_;
};

}  // namespace verbatim
