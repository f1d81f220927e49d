// Writes what the readers of containers and encodings must read: compressed streams, archives, other
// encodings.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/decompressed_source.h"

namespace verbatim {

inline constexpr Compression kCompressions[] = {Compression::gzip, Compression::zstd, Compression::bzip2,
                                                Compression::xz};

std::string packed(Compression compression, std::string_view bytes);

using Members = std::vector<std::pair<std::string, std::string>>;  // names and bytes
std::string zip_of(const Members& members, const std::string& password = {});
std::string tar_of(const Members& members);

// `utf8` in an encoding that ICU knows.
std::string encoded(const std::string& encoding, std::string_view utf8);

}  // namespace verbatim
