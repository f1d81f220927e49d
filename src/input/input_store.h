// The inputs of a run by path, each readable more than once. What cannot be read twice (standard input, a
// pipe) is copied to a nameless temporary file on its first opening.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "input/byte_source.h"
#include "verbatim/error.h"

namespace verbatim {

class InputStore {
 public:
  InputStore();
  InputStore(const InputStore&) = delete;
  InputStore& operator=(const InputStore&) = delete;
  ~InputStore();

  // A fresh source at the input's first byte. Errors: as open_byte_source; Fault::bad_output if there is no
  // room for the copy of a pipe. REQUIRES: the store outlives the source.
  Result<std::unique_ptr<ByteSource>> open(const std::string& path);

  // The input's size in bytes; 0 if it is not known yet.
  std::uint64_t size(const std::string& path) const;

  // Two names of one file have the same identity. Empty for standard input and for what cannot be looked at.
  static std::string identity(const std::string& path);

 private:
  struct Spool {
    int descriptor = -1;
    std::uint64_t bytes = 0;
  };
  std::map<std::string, Spool> spools_;
};

}  // namespace verbatim
