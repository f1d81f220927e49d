// The few items with the smallest keys, of texts that differ: the same ones for any order and partition of
// the input. A text that is dropped from a part stood behind enough other texts, and stands behind them in
// any whole.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace verbatim {

struct SampleKey {
  std::uint64_t rank = 0;  // the smallest first
  std::uint64_t hash = 0;  // of the unit: a fair draw among equal ranks
  std::uint32_t source = 0;
  std::uint64_t row = 0;
  std::uint64_t column = 0;
  auto operator<=>(const SampleKey&) const = default;
};

template <class T>
class FixedSample {
 public:
  explicit FixedSample(std::size_t size = 0) : size_(size) {}

  // Keeps what `make` returns, if the key is among the smallest; it is not called otherwise. `text_hash` says
  // which items are of one text, of which only the first counts.
  template <class Make>
  void add(const SampleKey& key, std::uint64_t text_hash, Make&& make) {
    if (wants(key, text_hash)) put({key, text_hash, make()});
  }

  void merge(const FixedSample& other) {
    for (const Item& item : other.items_) {
      if (wants(item.key, item.text_hash)) put(item);
    }
  }

  // Smallest key first.
  std::vector<T> values() const {
    std::vector<T> out;
    out.reserve(items_.size());
    for (const Item& item : items_) out.push_back(item.value);
    return out;
  }

 private:
  struct Item {
    SampleKey key;
    std::uint64_t text_hash = 0;
    T value;
  };

  bool wants(const SampleKey& key, std::uint64_t text_hash) const {
    for (const Item& item : items_) {
      if (item.text_hash == text_hash) return key < item.key;
    }
    return items_.size() < size_ || (size_ > 0 && key < items_.back().key);
  }

  void put(Item item) {
    std::erase_if(items_, [&](const Item& old) { return old.text_hash == item.text_hash; });
    const auto at = std::upper_bound(items_.begin(), items_.end(), item,
                                     [](const Item& a, const Item& b) { return a.key < b.key; });
    items_.insert(at, std::move(item));
    if (items_.size() > size_) items_.pop_back();
  }

  std::size_t size_;
  std::vector<Item> items_;  // sorted by key
};

}  // namespace verbatim
