// Another table, held by key: the wanted cells of the first row of each key, built once and then shared as
// const.
//
// Keys are bytes, written by JoinKeyWriter, without the white space around them (trim_cell) and without
// Excel's apostrophe before a digit or a sign (without_text_mark): "00123" and "123" differ, so do "a" and
// "A", "1" and "1.0". An empty key matches nothing, not even another empty key. A key that stands again is
// counted and one of its rows is passed over, so a join never multiplies records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/options.h"
#include "verbatim/report.h"

namespace verbatim {

// A row that is kept, numbered in file order from 0.
enum class JoinRow : std::uint32_t {};

// The secret of a hash table: with it unknown, nobody can prepare keys that all fall into one place.
struct HashSeed {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

// A seed from the system's random source. Results do not depend on it, only where the keys lie in memory.
HashSeed random_hash_seed();

class JoinTable {
 public:
  // How many example keys are kept of each sort.
  static constexpr std::size_t kExamples = 3;

  std::uint64_t rows_read() const { return rows_read_; }
  std::uint64_t empty_keys() const { return empty_keys_; }
  // Keys that stand more than once, and the rows passed over for it.
  std::uint64_t duplicate_keys() const { return duplicate_keys_; }
  std::uint64_t duplicate_rows() const { return duplicate_rows_; }
  // The first of them in the order in which they were met again.
  const std::vector<std::string>& duplicate_examples() const { return duplicate_examples_; }

  // Distinct keys, and columns kept of each.
  std::size_t size() const { return places_.empty() ? ends_.size() / (columns_ + 1) : places_.size(); }
  std::size_t columns() const { return columns_; }

  std::optional<JoinRow> find(std::string_view key) const;
  // Views that live as long as the table. REQUIRES: row comes from this table; column < columns().
  std::string_view key(JoinRow row) const;
  std::string_view cell(JoinRow row, std::size_t column) const;

 private:
  friend class JoinTableBuilder;

  // One row in `arena_` is its key and then its cells; `ends_` holds where each of these ends.
  std::size_t field(JoinRow row, std::size_t index) const;
  std::uint64_t hash(std::string_view key) const;
  std::size_t slot_of(std::string_view key, std::uint64_t hash) const;

  // Open addressing with linear probing, a power of two long, at most half full.
  struct Slot {
    std::uint32_t row_plus_one = 0;  // 0: free
    std::uint32_t tag = 0;           // the hash's upper half, so that other keys are rarely compared
  };

  HashSeed seed_;
  std::size_t columns_ = 0;
  std::string arena_;
  std::vector<std::uint64_t> ends_;
  std::vector<std::uint32_t> places_;  // by row: which group of ends is its own; empty: that of its number
  std::vector<Slot> slots_;
  std::uint64_t rows_read_ = 0;
  std::uint64_t empty_keys_ = 0;
  std::uint64_t duplicate_keys_ = 0;
  std::uint64_t duplicate_rows_ = 0;
  std::vector<std::string> duplicate_examples_;
};

class JoinTableBuilder {
 public:
  // `columns`: how many cells each row has beside its key. `last_counts`: of the rows of one key, else the
  // first does.
  explicit JoinTableBuilder(std::size_t columns, HashSeed seed = random_hash_seed(),
                            bool last_counts = false);

  // Takes a row, in file order; says whether its key is new or empty. REQUIRES: as many cells as columns;
  // fewer than 2^32 - 1 rows with a key.
  bool add(std::string_view key, std::span<const std::string_view> cells);
  // The builder is empty afterwards.
  JoinTable finish();

 private:
  void grow();

  void append(std::string_view key, std::span<const std::string_view> cells);

  JoinTable table_;
  bool last_counts_;
  std::vector<bool> seen_again_;  // by row
};

// Which rows of a table were asked for. Each thread marks its own; merging them in any order gives the same.
class JoinUse {
 public:
  explicit JoinUse(const JoinTable& table);

  void mark(JoinRow row);
  // REQUIRES: both belong to the same table.
  void merge(const JoinUse& other);
  bool has(JoinRow row) const;

  std::uint64_t unused() const;
  // The first unused keys in file order. `table` is the one that this belongs to.
  std::vector<std::string> unused_examples(const JoinTable& table) const;

 private:
  std::size_t rows_ = 0;
  std::vector<std::uint64_t> bits_;
};

// Fills what the table knows: rows, duplicate keys, and the keys that no record asked for, with examples.
void describe_join(const JoinTable& table, const JoinUse& use, JoinSummary& summary);

// A loud warning with examples of both sides if more than half of the records found no partner; nothing
// otherwise.
std::optional<std::string> mismatch_warning(const JoinSummary& summary);

// What to do where more than half of the `unmatched` keys would be found if they were written a little
// otherwise: in one letter case, without zeros at the front, without decimals. Empty where that is not so.
std::string mismatch_advice(const JoinTable& table, const std::vector<std::string>& unmatched);

// How many keys of the joined file stand more than once and which row counts, if there are any.
std::optional<std::string> repeated_keys_warning(const JoinTable& table, const JoinSummary& summary);

}  // namespace verbatim
