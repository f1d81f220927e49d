// Where an input's bytes come from: a file, standard input, or memory in tests. Only forward reading, so that
// pipes and compressed streams fit.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "verbatim/error.h"

namespace verbatim {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Reads up to `size` bytes into `buffer` and returns how many: fewer than asked is normal, 0 only at the
  // end (or for size 0). A failure is Fault::bad_input with the file's name as its place.
  virtual Result<std::size_t> read(char* buffer, std::size_t size) = 0;
};

// Opens a file for reading; "-" is standard input. Refuses directories, and anything that cannot be opened,
// with Fault::bad_input and a message that says what to do.
Result<std::unique_ptr<ByteSource>> open_byte_source(const std::string& path);

// The first bytes of a source, for detection.
struct ByteSample {
  std::string bytes;
  bool is_whole = false;  // the source holds nothing more
};

// Reads until `size` bytes are there or the source ends. The bytes are gone from the source: hand them on to
// the reader (BlockReader takes them as `already_read`).
Result<ByteSample> read_sample(ByteSource& source, std::size_t size);

}  // namespace verbatim
