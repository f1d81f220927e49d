#include "pipeline/record_walk.h"

#include "input/block_reader.h"

namespace verbatim {

Result<void> walk_records(InputStore& store, const std::string& path, const CsvDetection& detection,
                          const RecordVisit& visit, std::uint64_t bytes) {
  auto source = store.open(path);
  if (!source) return tl::unexpected(source.error());
  BlockReaderOptions options;
  options.dialect = detection.layout.dialect;
  options.skip_bytes = detection.skip_bytes;
  options.skip_lines = detection.skip_lines;
  BlockReader reader(**source, options);
  CsvRecordParser parser(detection.layout);
  Block block;
  CsvRecord record;
  for (;;) {
    auto more = reader.next(block);
    if (!more) {
      Error error = more.error();
      if (error.place.file.empty()) error.place.file = path;
      return tl::unexpected(std::move(error));
    }
    if (!*more || block.first_byte >= bytes) return {};
    parser.open(block);
    while (parser.next(record)) {
      if (!visit(record)) return {};
    }
  }
}

}  // namespace verbatim
