#include "pipeline/spooled_text.h"

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
  return {Fault::bad_output,
          fmt::format("a temporary file cannot be written: {}; set TMPDIR to a folder with room",
                      std::strerror(errno)),
          {}};
}

}  // namespace

SpooledText::~SpooledText() {
  if (file_ >= 0) ::close(file_);
}

Result<void> SpooledText::add(std::string_view bytes) {
  tail_ += bytes;
  if (tail_.size() < limit_) return {};
  if (file_ < 0) file_ = make_nameless_file();
  if (file_ < 0) return tl::unexpected(no_room());
  std::string_view left = tail_;
  while (!left.empty()) {
    const ssize_t wrote = ::write(file_, left.data(), left.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return tl::unexpected(no_room());
    left.remove_prefix(static_cast<std::size_t>(wrote));
  }
  spilled_ += tail_.size();
  tail_.clear();
  return {};
}

Result<std::string> SpooledText::read(std::uint64_t at, std::size_t count) const {
  assert(at + count <= size());
  std::string out;
  if (at < spilled_) {
    out.resize(static_cast<std::size_t>(std::min<std::uint64_t>(count, spilled_ - at)));
    for (std::size_t have = 0; have < out.size();) {
      const ssize_t got = ::pread(file_, out.data() + have, out.size() - have, static_cast<off_t>(at + have));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return tl::unexpected(no_room());
      have += static_cast<std::size_t>(got);
    }
  }
  if (out.size() < count)
    out += tail_.substr(static_cast<std::size_t>(at + out.size() - spilled_), count - out.size());
  return out;
}

}  // namespace verbatim
