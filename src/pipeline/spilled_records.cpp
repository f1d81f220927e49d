#include "pipeline/spilled_records.h"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "input/nameless_file.h"

namespace verbatim {

namespace {

Error no_room() {
  return {
      Fault::bad_output,
      fmt::format("a temporary file for what is kept of the records cannot be written: {}; set TMPDIR to a "
                  "folder with room, or use --on-duplicate keep and --keep-reposts",
                  std::strerror(errno)),
      {}};
}

}  // namespace

SpilledBytes::SpilledBytes(std::size_t record_bytes, std::size_t memory_bytes)
    : part_limit_(std::max<std::size_t>(1, memory_bytes / record_bytes / kParts) * record_bytes),
      parts_(kParts),
      files_(kParts, -1),
      spilled_(kParts) {}

SpilledBytes::~SpilledBytes() {
  for (const int file : files_) {
    if (file >= 0) ::close(file);
  }
}

Result<void> SpilledBytes::add(std::size_t part, std::span<const std::byte> record) {
  parts_[part].insert(parts_[part].end(), record.begin(), record.end());
  if (parts_[part].size() < part_limit_) return {};
  return spill(part);
}

Result<void> SpilledBytes::spill(std::size_t part) {
  if (files_[part] < 0) files_[part] = make_nameless_file();
  if (files_[part] < 0) return tl::unexpected(no_room());
  std::span<const std::byte> left = parts_[part];
  while (!left.empty()) {
    const ssize_t wrote = ::write(files_[part], left.data(), left.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return tl::unexpected(no_room());
    left = left.subspan(static_cast<std::size_t>(wrote));
  }
  spilled_[part] += parts_[part].size();
  parts_[part].clear();
  return {};
}

std::size_t SpilledBytes::bytes(std::size_t part) const {
  return spilled_[part] + parts_[part].size();
}

Result<void> SpilledBytes::take(std::size_t part, std::span<std::byte> to) {
  assert(to.size() == bytes(part));
  std::copy(parts_[part].begin(), parts_[part].end(), to.begin());
  to = to.subspan(parts_[part].size());
  parts_[part] = {};
  off_t at = 0;
  while (!to.empty()) {
    const ssize_t got = ::pread(files_[part], to.data(), to.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return tl::unexpected(no_room());
    to = to.subspan(static_cast<std::size_t>(got));
    at += got;
  }
  if (files_[part] >= 0) ::close(files_[part]);
  files_[part] = -1;
  spilled_[part] = 0;
  return {};
}

}  // namespace verbatim
