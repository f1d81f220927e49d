// Which encoding a text is in: by its byte order mark, by the zero bytes of UTF-16 and UTF-32, by whether it
// is valid UTF-8, and only then by a guess from how often its bytes come. Names are those of the web
// (WHATWG): ISO-8859-1 is called windows-1252, as which everybody writes and reads it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "input/byte_source.h"
#include "verbatim/error.h"

namespace verbatim {

inline constexpr std::string_view kUtf8 = "UTF-8";

struct TextEncoding {
  std::string name = std::string(kUtf8);
  std::size_t mark_bytes = 0;  // length of the byte order mark, which is no text
  std::string reason;          // for people: how it was found
  bool is_guess = false;       // the bytes leave a doubt
};

// The name that we use for what the user calls it: "latin1" -> "windows-1252". Errors: Fault::usage with the
// nearest names. "UTF-16" and "UTF-32" stay as they are: their byte order is found.
Result<std::string> parse_encoding_name(const std::string& typed);

// Whether the first bytes are those of UTF-16 or UTF-32: by mark, or by zeros where the others are not.
bool is_wide_text(std::string_view head);

// Reads `source` from its start, as far as the question needs: to its 64th MiB at most. `told` is a name from
// parse_encoding_name, or empty; only a byte order mark is stronger. Errors: those of the source.
Result<TextEncoding> detect_encoding(ByteSource& source, std::string_view told);

}  // namespace verbatim
