// A ByteSource over bytes in memory, which can deliver them in small pieces and fail on the way.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

#include "input/byte_source.h"

namespace verbatim {

class MemorySource final : public ByteSource {
 public:
  // Gives at most `piece` bytes a time; fails once `fail_at` bytes are out.
  explicit MemorySource(std::string bytes, std::size_t piece = std::numeric_limits<std::size_t>::max(),
                        std::size_t fail_at = std::numeric_limits<std::size_t>::max())
      : bytes_(std::move(bytes)), piece_(piece), fail_at_(fail_at) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (at_ >= fail_at_) return fail(Fault::bad_input, "reading failed", {"memory"});
    const std::size_t step = std::min({size, piece_, bytes_.size() - at_, fail_at_ - at_});
    std::memcpy(buffer, bytes_.data() + at_, step);
    at_ += step;
    return step;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t fail_at_;
  std::size_t at_ = 0;
};

}  // namespace verbatim
