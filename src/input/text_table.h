// Many texts by number, close together: in memory up to a limit, in a nameless temporary file beyond it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

class TextTable {
 public:
  explicit TextTable(std::size_t memory_bytes = std::size_t{64} << 20) : memory_bytes_(memory_bytes) {}
  ~TextTable();
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

  std::size_t size() const { return ends_.size(); }

  // Errors: Fault::bad_output where the temporary file cannot be written.
  Result<void> add(std::string_view text);

  // Text `i`; it lives until the table or the scratch changes. REQUIRES: i < size().
  Result<std::string_view> at(std::size_t i, std::string& scratch) const;

 private:
  Result<void> spill();

  std::size_t memory_bytes_;
  std::string texts_;          // those that are not in the file
  std::uint64_t in_file_ = 0;  // bytes
  std::vector<std::uint64_t> ends_;
  int descriptor_ = -1;
};

}  // namespace verbatim
