// The hash is SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012), keyed per table:
// a scores file with a million keys made to collide under a known hash would otherwise take hours.
#include "scores/join_table.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <random>
#include <unordered_set>
#include <utility>

#include "scores/cell_trim.h"
#include "scores/join_key.h"

namespace verbatim {
namespace {

std::uint64_t load_word(std::string_view bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data(), bytes.size());
  return word;
}

struct SipState {
  std::uint64_t a, b, c, d;

  void round() {
    a += b;
    b = std::rotl(b, 13) ^ a;
    a = std::rotl(a, 32);
    c += d;
    d = std::rotl(d, 16) ^ c;
    a += d;
    d = std::rotl(d, 21) ^ a;
    c += b;
    b = std::rotl(b, 17) ^ c;
    c = std::rotl(c, 32);
  }

  void take(std::uint64_t word) {
    d ^= word;
    round();
    a ^= word;
  }
};

std::uint64_t sip_hash(std::string_view text, HashSeed seed) {
  SipState state{seed.low ^ 0x736f6d6570736575U, seed.high ^ 0x646f72616e646f6dU,
                 seed.low ^ 0x6c7967656e657261U, seed.high ^ 0x7465646279746573U};
  const std::uint64_t length = text.size();
  for (; text.size() >= 8; text.remove_prefix(8)) state.take(load_word(text.substr(0, 8)));
  state.take((length << 56) | load_word(text));
  state.c ^= 0xff;
  for (int i = 0; i < 3; ++i) state.round();
  return state.a ^ state.b ^ state.c ^ state.d;
}

constexpr std::size_t kFirstSlots = 16;

std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32);
}

std::string quoted_list(const std::vector<std::string>& keys) {
  std::string list;
  for (std::size_t i = 0; i < keys.size() && i < JoinTable::kExamples; ++i) {
    if (i != 0) list += ", ";
    list += "'" + keys[i] + "'";
  }
  return list.empty() ? "none" : list;
}

}  // namespace

HashSeed random_hash_seed() {
  std::random_device source;
  const auto word = [&] { return (std::uint64_t{source()} << 32) | source(); };
  const std::uint64_t low = word();
  return HashSeed{low, word()};
}

std::size_t JoinTable::field(JoinRow row, std::size_t index) const {
  const auto group = static_cast<std::size_t>(row);
  return (places_.empty() ? group : places_[group]) * (columns_ + 1) + index;
}

std::uint64_t JoinTable::hash(std::string_view key) const {
  return sip_hash(key, seed_);
}

// The slot that holds `key`, or the free one where it would go. REQUIRES: slots_ is not empty.
std::size_t JoinTable::slot_of(std::string_view key, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = static_cast<std::size_t>(hash) & mask;
  while (slots_[slot].row_plus_one != 0) {
    const bool same_tag = slots_[slot].tag == tag_of(hash);
    if (same_tag && this->key(JoinRow{slots_[slot].row_plus_one - 1}) == key) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

std::optional<JoinRow> JoinTable::find(std::string_view key) const {
  key = trim_cell(key);
  if (key.empty() || slots_.empty()) return std::nullopt;
  const std::uint32_t row_plus_one = slots_[slot_of(key, hash(key))].row_plus_one;
  if (row_plus_one == 0) return std::nullopt;
  return JoinRow{row_plus_one - 1};
}

std::string_view JoinTable::key(JoinRow row) const {
  const std::size_t index = field(row, 0);
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(arena_).substr(begin, ends_[index] - begin);
}

std::string_view JoinTable::cell(JoinRow row, std::size_t column) const {
  assert(column < columns_);
  const std::size_t index = field(row, column + 1);
  return std::string_view(arena_).substr(ends_[index - 1], ends_[index] - ends_[index - 1]);
}

JoinTableBuilder::JoinTableBuilder(std::size_t columns, HashSeed seed, bool last_counts)
    : last_counts_(last_counts) {
  table_.columns_ = columns;
  table_.seed_ = seed;
}

void JoinTableBuilder::append(std::string_view key, std::span<const std::string_view> cells) {
  table_.arena_ += key;
  table_.ends_.push_back(table_.arena_.size());
  for (const std::string_view cell : cells) {
    table_.arena_ += cell;
    table_.ends_.push_back(table_.arena_.size());
  }
}

bool JoinTableBuilder::add(std::string_view key, std::span<const std::string_view> cells) {
  assert(cells.size() == table_.columns_);
  ++table_.rows_read_;
  key = trim_cell(key);
  if (key.empty()) {
    ++table_.empty_keys_;
    return true;
  }
  if (2 * (table_.size() + 1) > table_.slots_.size()) grow();
  const std::uint64_t hash = table_.hash(key);
  JoinTable::Slot& slot = table_.slots_[table_.slot_of(key, hash)];
  if (slot.row_plus_one != 0) {
    ++table_.duplicate_rows_;
    const std::size_t row = slot.row_plus_one - 1;
    if (last_counts_) {
      table_.places_[row] = static_cast<std::uint32_t>(table_.ends_.size() / (table_.columns_ + 1));
      append(key, cells);
    }
    if (seen_again_[row]) return false;
    seen_again_[row] = true;
    ++table_.duplicate_keys_;
    if (table_.duplicate_examples_.size() < JoinTable::kExamples)
      table_.duplicate_examples_.emplace_back(key);
    return false;
  }
  assert(table_.size() < std::numeric_limits<std::uint32_t>::max() - 1);
  slot.row_plus_one = static_cast<std::uint32_t>(table_.size() + 1);
  slot.tag = tag_of(hash);
  seen_again_.push_back(false);
  if (last_counts_)
    table_.places_.push_back(static_cast<std::uint32_t>(table_.ends_.size() / (table_.columns_ + 1)));
  append(key, cells);
  return true;
}

void JoinTableBuilder::grow() {
  table_.slots_.assign(std::max(kFirstSlots, table_.slots_.size() * 2), JoinTable::Slot{});
  const std::size_t mask = table_.slots_.size() - 1;
  for (std::size_t row = 0; row < table_.size(); ++row) {
    const std::uint64_t hash = table_.hash(table_.key(JoinRow{static_cast<std::uint32_t>(row)}));
    std::size_t slot = static_cast<std::size_t>(hash) & mask;
    while (table_.slots_[slot].row_plus_one != 0) slot = (slot + 1) & mask;
    table_.slots_[slot] = JoinTable::Slot{static_cast<std::uint32_t>(row + 1), tag_of(hash)};
  }
}

JoinTable JoinTableBuilder::finish() {
  JoinTable done = std::exchange(table_, JoinTable{});
  table_.columns_ = done.columns_;
  table_.seed_ = done.seed_;
  seen_again_.clear();
  done.arena_.shrink_to_fit();
  done.ends_.shrink_to_fit();
  return done;
}

JoinUse::JoinUse(const JoinTable& table) : rows_(table.size()), bits_((table.size() + 63) / 64) {}

void JoinUse::mark(JoinRow row) {
  const auto index = static_cast<std::size_t>(row);
  assert(index < rows_);
  bits_[index / 64] |= std::uint64_t{1} << (index % 64);
}

void JoinUse::merge(const JoinUse& other) {
  assert(rows_ == other.rows_);
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
}

bool JoinUse::has(JoinRow row) const {
  const auto index = static_cast<std::size_t>(row);
  assert(index < rows_);
  return ((bits_[index / 64] >> (index % 64)) & 1) != 0;
}

std::uint64_t JoinUse::unused() const {
  std::uint64_t used = 0;
  for (const std::uint64_t word : bits_) used += static_cast<std::uint64_t>(std::popcount(word));
  return rows_ - used;
}

std::vector<std::string> JoinUse::unused_examples(const JoinTable& table) const {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < rows_ && keys.size() < JoinTable::kExamples; ++i) {
    const JoinRow row{static_cast<std::uint32_t>(i)};
    if (!has(row)) keys.push_back(shown_key(table.key(row)));
  }
  return keys;
}

void describe_join(const JoinTable& table, const JoinUse& use, JoinSummary& summary) {
  summary.rows = table.rows_read();
  summary.duplicate_keys = table.duplicate_keys();
  summary.passed_over = table.duplicate_rows();
  summary.unmatched_other = use.unused();
  summary.other_examples = use.unused_examples(table);
}

std::optional<std::string> mismatch_warning(const JoinSummary& summary) {
  if (summary.unmatched <= summary.matched) return std::nullopt;
  return std::to_string(summary.unmatched) + " of " + std::to_string(summary.matched + summary.unmatched) +
         " records have no partner in " + summary.file +
         "; compare how the keys are written: " + summary.key + " has " + quoted_list(summary.examples) +
         " and " + summary.other_key + " has " + quoted_list(summary.other_examples);
}

std::string mismatch_advice(const JoinTable& table, const std::vector<std::string>& unmatched) {
  struct Way {
    KeyLikeness likeness;
    std::string_view advice;
  };
  static constexpr Way kWays[] = {
      {KeyLikeness::letter_case, "if letter case is ignored: use --join-case ignore"},
      {KeyLikeness::leading_zeros,
       "without the zeros at their front, which spreadsheets drop: export the key of both files as text"},
      {KeyLikeness::decimals,
       "without '.0' at their end, which spreadsheets add: export the key of both files as text"},
  };
  for (const Way& way : kWays) {
    std::unordered_set<std::string> loosened;
    for (std::size_t row = 0; row < table.size(); ++row)
      loosened.insert(loosened_key(table.key(JoinRow{static_cast<std::uint32_t>(row)}), way.likeness));
    const auto would_match = static_cast<std::size_t>(std::count_if(
        unmatched.begin(), unmatched.end(),
        [&](const std::string& key) { return loosened.contains(loosened_key(key, way.likeness)); }));
    if (would_match * 2 <= unmatched.size()) continue;
    return std::to_string(would_match) + " of the first " + std::to_string(unmatched.size()) +
           " keys without a partner would match " + std::string(way.advice);
  }
  return {};
}

std::optional<std::string> repeated_keys_warning(const JoinTable& table, const JoinSummary& summary) {
  if (table.duplicate_keys() == 0) return std::nullopt;
  std::vector<std::string> examples;
  for (const std::string& key : table.duplicate_examples()) examples.push_back(shown_key(key));
  const bool one_key = table.duplicate_keys() == 1;
  const bool one_row = table.duplicate_rows() == 1;
  return summary.file + ": " + std::to_string(table.duplicate_keys()) +
         (one_key ? " key stands" : " keys stand") + " more than once (" + quoted_list(examples) + "); the " +
         (summary.last_counts ? "last" : "first") + " row of each counts and " +
         std::to_string(table.duplicate_rows()) + (one_row ? " row is" : " rows are") +
         " passed over; --on-many " + (summary.last_counts ? "first" : "last") +
         " takes the other, --on-many error stops";
}

}  // namespace verbatim
