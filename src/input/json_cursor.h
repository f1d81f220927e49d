// Goes through JSON text once, forward, and cuts whole values out of it. It knows brackets and strings, and
// no more: whether a piece is valid JSON is for JsonRecord to say. Needs memory for one value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/byte_source.h"
#include "verbatim/error.h"

namespace verbatim {

// A place in the file, in lines and bytes of the line from 1, and in bytes from 0.
struct JsonPlace {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  std::uint64_t byte = 0;
};

struct JsonPiece {
  enum class Kind : std::uint8_t {
    whole,
    cut_off,   // the file ends inside it
    unclosed,  // a text in it runs into a line end
    mismatch,  // a bracket closes what it did not open
    too_long,  // `text` holds its first bytes
  } kind = Kind::whole;
  std::string_view text;  // lives until the cursor's next call; kPadding readable bytes stand behind it
  JsonPlace place;        // of its first byte
  JsonPlace fault;        // where it stops being JSON, if it does
};

class JsonCursor {
 public:
  // simdjson reads so many bytes beyond a text's end.
  static constexpr std::size_t kPadding = 64;

  // REQUIRES: source outlives the cursor.
  explicit JsonCursor(ByteSource& source, std::size_t max_value_bytes = std::size_t{64} << 20);

  // The next byte that is no white space, or -1 at the end. Does not pass over it.
  Result<int> peek();

  // Passes over the byte that `peek` gave. REQUIRES: peek() gave one.
  void take();

  // The value that begins at the byte that `peek` gave. What is broken is passed over up to its fault.
  Result<JsonPiece> value();

  // What is left of the line, without its line end and the white space around it.
  Result<JsonPiece> line();

  const JsonPlace& place() const { return place_; }

 private:
  Result<bool> refill();
  void pass(std::size_t bytes);
  JsonPlace place_at(std::size_t bytes) const;

  ByteSource& source_;
  std::size_t max_value_bytes_;
  std::string buffer_;  // bytes [begin_, end_) are read and not passed over
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  JsonPlace place_;
  std::string open_;  // brackets of the value at hand
};

}  // namespace verbatim
