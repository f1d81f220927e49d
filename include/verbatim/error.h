// How the library says that something went wrong: one sentence, what to do, and the user's place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace verbatim {

// What kind of thing failed. The command line turns it into the exit code.
enum class Fault : std::uint8_t {
  usage,        // exit 2: an option or a configuration that cannot be meant
  bad_lexicon,  // exit 2: a lexicon file that cannot be used
  bad_input,    // exit 3: an input that cannot be read, or is not what it should be
  bad_output,   // exit 4: an output that cannot be written
  internal,     // exit 5: a promise of ours is broken
};

// A place in a file of the user's. Lines and columns count from 1; 0 means "not known".
struct Place {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;

  bool operator==(const Place&) const = default;
};

struct Error {
  Fault fault = Fault::internal;
  std::string message;  // "what is wrong; what to do", without the place and without a full stop
  Place place;
};

// Several problems found in one pass, in the order of the file.
using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;

// For loaders that report every problem, not only the first.
template <class T>
using Checked = tl::expected<T, Errors>;

inline tl::unexpected<Error> fail(Fault fault, std::string message, Place place = {}) {
  return tl::unexpected<Error>(Error{fault, std::move(message), std::move(place)});
}

// "FILE:LINE:COL: message", with the parts of the place that are known. Control characters in file
// names and messages are escaped, so that hostile input cannot drive a terminal.
std::string to_string(const Error& error);

}  // namespace verbatim
