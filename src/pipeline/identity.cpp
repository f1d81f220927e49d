#include "pipeline/identity.h"

#include <algorithm>

namespace verbatim {

namespace {

constexpr std::size_t kClashesKept = 5;

bool by_id_text_place(const IdentityKey& a, const IdentityKey& b) {
  if (a.id_hash != b.id_hash) return a.id_hash < b.id_hash;
  if (a.text_hash != b.text_hash) return a.text_hash < b.text_hash;
  return a.ordinal < b.ordinal;
}

}  // namespace

bool Repeats::contains(Ordinal ordinal) const {
  return std::binary_search(folded.begin(), folded.end(), ordinal);
}

IdentityTable::IdentityTable(OnDuplicate policy, std::size_t memory_bytes)
    : policy_(policy), keys_(memory_bytes) {}

Result<void> IdentityTable::add(std::span<const IdentityKey> keys) {
  for (const IdentityKey& key : keys) {
    if (auto added = keys_.add(key.id_hash, key); !added) return added;
  }
  return {};
}

void IdentityTable::judge(std::vector<IdentityKey>& keys, Repeats& repeats) const {
  std::sort(keys.begin(), keys.end(), by_id_text_place);
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin + 1;
    while (end < keys.size() && keys[end].id_hash == keys[begin].id_hash) ++end;
    if (end - begin > 1) {
      const auto id_begin = keys.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto id_end = keys.begin() + static_cast<std::ptrdiff_t>(end);
      const auto by_place = [](const IdentityKey& a, const IdentityKey& b) { return a.ordinal < b.ordinal; };
      const auto first = std::min_element(id_begin, id_end, by_place);
      const Ordinal last = std::max_element(id_begin, id_end, by_place)->ordinal;
      for (std::size_t i = begin; i < end; ++i) {
        const bool same_as_before = i > begin && keys[i].text_hash == keys[i - 1].text_hash;
        const bool new_text = !same_as_before && keys[i].text_hash != first->text_hash;
        bool folds = false;
        if (policy_ == OnDuplicate::fold) folds = same_as_before;
        if (policy_ == OnDuplicate::first) folds = keys[i].ordinal != first->ordinal;
        if (policy_ == OnDuplicate::last) folds = keys[i].ordinal != last;
        if (folds) repeats.folded.push_back(keys[i].ordinal);
        if (new_text) {
          ++repeats.same_id_other_text;
          repeats.clashes.push_back({first->ordinal, keys[i].ordinal});
        }
      }
    }
    begin = end;
  }
  // The list of examples stays short, whatever the file holds.
  std::sort(repeats.clashes.begin(), repeats.clashes.end(),
            [](const IdentityClash& a, const IdentityClash& b) { return a.second < b.second; });
  if (repeats.clashes.size() > kClashesKept) repeats.clashes.resize(kClashesKept);
}

Result<Repeats> IdentityTable::finish() {
  Repeats repeats;
  for (std::size_t part = 0; part < SpilledRecords<IdentityKey>::kParts; ++part) {
    auto keys = keys_.take(part);
    if (!keys) return tl::unexpected(keys.error());
    judge(*keys, repeats);
  }
  std::sort(repeats.folded.begin(), repeats.folded.end());
  return repeats;
}

}  // namespace verbatim
