// A compressed stream, unpacked while it is read: gzip, zstd, bzip2 and xz, of any number of members. Needs
// the memory of one window, whatever comes out. The libraries themselves and not libarchive's filters,
// because those pass over the check sums of gzip.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "input/byte_source.h"

namespace verbatim {

enum class Compression : std::uint8_t { gzip, zstd, bzip2, xz };

std::string_view name(Compression compression);

// By the first bytes of a stream; 16 are enough.
std::optional<Compression> compression_of(std::string_view head);

// What is worth a word once a source is read to its end.
struct SourceRemarks {
  std::optional<std::uint64_t> ignored_from;  // bytes behind the end of the compressed data, from this one on
  std::uint64_t replaced = 0;                 // characters that the encoding does not have, now U+FFFD
  std::optional<std::uint64_t> bytes;         // how many came out
};

// `path` is the name for messages. Data that is cut or damaged is Fault::bad_input with the byte of the
// compressed data at which it shows; so is data that swells to more than 200 times its size (2,000 for what
// packs tighter than gzip) once 100 MB have come out. REQUIRES: remarks, if any, outlives the source.
std::unique_ptr<ByteSource> make_decompressed_source(Compression compression,
                                                     std::unique_ptr<ByteSource> packed, std::string path,
                                                     SourceRemarks* remarks = nullptr);

}  // namespace verbatim
