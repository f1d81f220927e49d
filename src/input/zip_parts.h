// The parts of a zip container that is one document (XLSX), read as streams. Nothing is unpacked to disk.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.h"
#include "verbatim/error.h"

namespace verbatim {

class ZipParts {
 public:
  // Lists the parts. `descriptor` is of a file that can be read from any place; it stays open and its place
  // is moved. `path` names the file in messages. Errors: Fault::bad_input for what is no whole zip file, or
  // is encrypted.
  static Result<ZipParts> open(int descriptor, const std::string& path);

  // Letter case aside, with or without a slash before the name.
  bool has(std::string_view name) const;

  // The part's bytes; an error if there is none of that name, or are two. One part at a time. Reading fails
  // for one that swells to more than 200 times its size once 100 MB have come out. REQUIRES: the source of
  // the part before is gone; the descriptor is still open.
  Result<std::unique_ptr<ByteSource>> part(std::string_view name) const;

 private:
  ZipParts(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

  int descriptor_;
  std::string path_;
  std::vector<std::string> names_;  // lower case, in the order of the file
};

}  // namespace verbatim
