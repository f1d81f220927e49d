#include "input/text_table.h"

#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "input/nameless_file.h"

namespace verbatim {

TextTable::~TextTable() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> TextTable::add(std::string_view text) {
  texts_ += text;
  ends_.push_back(in_file_ + texts_.size());
  return texts_.size() < memory_bytes_ ? Result<void>() : spill();
}

Result<void> TextTable::spill() {
  if (descriptor_ < 0) descriptor_ = make_nameless_file();
  std::string_view left = texts_;
  while (descriptor_ >= 0 && !left.empty()) {
    const ssize_t wrote = ::pwrite(descriptor_, left.data(), left.size(), static_cast<off_t>(in_file_));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) break;
    left.remove_prefix(static_cast<std::size_t>(wrote));
    in_file_ += static_cast<std::uint64_t>(wrote);
  }
  if (descriptor_ < 0 || !left.empty()) {
    return fail(Fault::bad_output,
                fmt::format("a temporary file cannot be written: {}; set TMPDIR to a folder "
                            "with room",
                            std::strerror(errno)));
  }
  texts_.clear();
  return {};
}

Result<std::string_view> TextTable::at(std::size_t i, std::string& scratch) const {
  assert(i < ends_.size());
  const std::uint64_t begin = i == 0 ? 0 : ends_[i - 1];
  const auto size = static_cast<std::size_t>(ends_[i] - begin);
  if (begin >= in_file_)
    return std::string_view(texts_).substr(static_cast<std::size_t>(begin - in_file_), size);
  scratch.resize(size);
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t got =
        ::pread(descriptor_, scratch.data() + filled, size - filled, static_cast<off_t>(begin + filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      return fail(Fault::bad_output, "a temporary file cannot be read; check the disk, or set TMPDIR");
    filled += static_cast<std::size_t>(got);
  }
  return std::string_view(scratch);
}

}  // namespace verbatim
