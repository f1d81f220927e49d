#include "pipeline/identity.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "input/nameless_file.h"

namespace verbatim {

namespace {

constexpr std::size_t kClashesKept = 5;

Error no_room() {
  return {Fault::bad_output,
          fmt::format("a temporary file for finding repeated records cannot be written: {}; set TMPDIR to a "
                      "folder with room, or use --on-duplicate keep",
                      std::strerror(errno)),
          {}};
}

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
    : policy_(policy),
      part_limit_(std::max<std::size_t>(1, memory_bytes / sizeof(IdentityKey) / kParts)),
      parts_(kParts),
      files_(kParts, -1) {}

IdentityTable::~IdentityTable() {
  for (const int file : files_) {
    if (file >= 0) ::close(file);
  }
}

Result<void> IdentityTable::add(std::span<const IdentityKey> keys) {
  for (const IdentityKey& key : keys) {
    const std::size_t part = key.id_hash >> 58;
    parts_[part].push_back(key);
    if (parts_[part].size() < part_limit_) continue;
    if (auto spilled = spill(part); !spilled) return spilled;
  }
  return {};
}

Result<void> IdentityTable::spill(std::size_t part) {
  if (files_[part] < 0) files_[part] = make_nameless_file();
  if (files_[part] < 0) return tl::unexpected(no_room());
  const char* data = reinterpret_cast<const char*>(parts_[part].data());
  std::size_t size = parts_[part].size() * sizeof(IdentityKey);
  while (size > 0) {
    const ssize_t wrote = ::write(files_[part], data, size);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return tl::unexpected(no_room());
    data += wrote;
    size -= static_cast<std::size_t>(wrote);
  }
  parts_[part].clear();
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
  for (std::size_t part = 0; part < kParts; ++part) {
    std::vector<IdentityKey> keys = std::move(parts_[part]);
    parts_[part] = {};
    if (files_[part] >= 0) {
      const off_t size = ::lseek(files_[part], 0, SEEK_END);
      const std::size_t spilled = static_cast<std::size_t>(size) / sizeof(IdentityKey);
      const std::size_t here = keys.size();
      keys.resize(here + spilled);
      char* to = reinterpret_cast<char*>(keys.data() + here);
      std::size_t left = spilled * sizeof(IdentityKey);
      off_t at = 0;
      while (left > 0) {
        const ssize_t got = ::pread(files_[part], to, left, at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return tl::unexpected(no_room());
        to += got;
        at += got;
        left -= static_cast<std::size_t>(got);
      }
      ::close(files_[part]);
      files_[part] = -1;
    }
    judge(keys, repeats);
  }
  std::sort(repeats.folded.begin(), repeats.folded.end());
  return repeats;
}

}  // namespace verbatim
