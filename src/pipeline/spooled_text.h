// Texts that are written once in order and a few of which are read at the end: in memory up to a limit, in a
// nameless temporary file beyond it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "verbatim/error.h"

namespace verbatim {

class SpooledText {
 public:
  explicit SpooledText(std::size_t memory_bytes = std::size_t{4} << 20) : limit_(memory_bytes) {}
  ~SpooledText();
  SpooledText(const SpooledText&) = delete;
  SpooledText& operator=(const SpooledText&) = delete;

  // How many bytes stand before what is added next.
  std::uint64_t size() const { return spilled_ + tail_.size(); }
  // Errors: Fault::bad_output when the temporary file cannot be written.
  Result<void> add(std::string_view bytes);
  // REQUIRES: at + count <= size().
  Result<std::string> read(std::uint64_t at, std::size_t count) const;

 private:
  std::size_t limit_;
  std::string tail_;           // what is not in the file yet
  std::uint64_t spilled_ = 0;  // bytes in the file
  int file_ = -1;
};

}  // namespace verbatim
