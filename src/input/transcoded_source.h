// Text in any encoding as UTF-8, converted while it is read.
#pragma once

#include <memory>
#include <string>

#include "input/byte_source.h"
#include "input/decompressed_source.h"
#include "input/text_encoding.h"

namespace verbatim {

// What the encoding does not have becomes U+FFFD and is counted in `remarks` once the end is read. The result
// does not depend on how the source delivers its bytes. Errors: Fault::internal for an encoding that ICU does
// not know. REQUIRES: remarks, if any, outlives the source.
Result<std::unique_ptr<ByteSource>> make_transcoded_source(const TextEncoding& encoding,
                                                           std::unique_ptr<ByteSource> source,
                                                           const std::string& path,
                                                           SourceRemarks* remarks = nullptr);

}  // namespace verbatim
