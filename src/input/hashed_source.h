// A source that takes the hash of what is read from it: how a report knows again the input that it was made
// from.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "input/byte_source.h"

namespace verbatim {

// Called once, at the end of the input: 128 bits of XXH3 over all its bytes, as 32 hexadecimal digits.
using HashTold = std::function<void(const std::string&)>;

std::unique_ptr<ByteSource> hashed_source(std::unique_ptr<ByteSource> source, HashTold told);

}  // namespace verbatim
