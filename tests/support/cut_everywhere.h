// Reads CSV through block reader and record parser as values that can be compared, with the source cut into
// single bytes and with several block sizes: all must give the same.
#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "input/block_reader.h"
#include "input/csv_record.h"
#include "input/csv_sniffer.h"
#include "support/memory_source.h"

namespace verbatim {

struct ReadRecord {
  CsvKind kind = CsvKind::record;
  std::uint64_t row = 0;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::uint64_t byte = 0;
  std::string raw;
  std::vector<std::string> fields;
  std::uint64_t stray_quotes = 0;
  std::string message;

  bool operator==(const ReadRecord&) const = default;
};

using Rows = std::vector<std::vector<std::string>>;

inline std::vector<ReadRecord> read_records(const std::string& bytes, const CsvLayout& layout,
                                            std::uint64_t skip_bytes, std::uint64_t skip_lines,
                                            std::size_t piece, std::size_t block_bytes) {
  MemorySource source(bytes, piece);
  BlockReaderOptions options;
  options.dialect = layout.dialect;
  options.block_bytes = block_bytes;
  options.skip_bytes = skip_bytes;
  options.skip_lines = skip_lines;
  BlockReader reader(source, options);
  CsvRecordParser parser(layout);
  std::vector<ReadRecord> all;
  Block block;
  CsvRecord record;
  std::string scratch;
  std::uint64_t sequence = 0;
  while (true) {
    const Result<bool> more = reader.next(block);
    REQUIRE(more.has_value());
    if (!*more) break;
    CHECK(block.sequence == sequence++);
    std::uint64_t rows = 0;
    parser.open(block);
    while (parser.next(record)) {
      ReadRecord read{record.kind,
                      record.row,
                      record.line,
                      record.column,
                      record.byte,
                      std::string(record.raw),
                      {},
                      record.stray_quotes,
                      reject_message(record)};
      for (std::size_t i = 0; i < record.fields.size(); ++i)
        read.fields.emplace_back(record.field(i, scratch));
      all.push_back(std::move(read));
      if (record.kind != CsvKind::blank) ++rows;
    }
    CHECK(rows == block.rows);
  }
  return all;
}

inline std::vector<ReadRecord> read_everywhere(const std::string& bytes, const CsvLayout& layout,
                                               std::uint64_t skip_bytes = 0, std::uint64_t skip_lines = 0) {
  constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max();
  const std::vector<ReadRecord> whole =
      read_records(bytes, layout, skip_bytes, skip_lines, kWhole, std::size_t{4} << 20);
  for (const std::size_t block_bytes : {64U, 65U, 1000U, 1U << 22}) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, kWhole}) {
      CAPTURE(block_bytes);
      CAPTURE(piece);
      CHECK(read_records(bytes, layout, skip_bytes, skip_lines, piece, block_bytes) == whole);
    }
  }
  return whole;
}

// A file detected and read, as a run would.
struct ReadFile {
  CsvDetection detection;
  std::vector<ReadRecord> records;

  std::uint64_t count(CsvKind kind) const {
    std::uint64_t n = 0;
    for (const ReadRecord& record : records) n += record.kind == kind ? 1 : 0;
    return n;
  }
  std::uint64_t ok() const { return count(CsvKind::record); }
  std::uint64_t rejected() const {
    return count(CsvKind::ragged) + count(CsvKind::unclosed_quote) + count(CsvKind::too_long);
  }
  Rows rows() const {
    Rows rows;
    for (const ReadRecord& record : records) {
      if (record.kind == CsvKind::record) rows.push_back(record.fields);
    }
    return rows;
  }
  const ReadRecord& first(CsvKind kind) const {
    for (const ReadRecord& record : records) {
      if (record.kind == kind) return record;
    }
    FAIL("no record of that kind");
    return records.front();
  }
};

inline ReadFile read_file(const std::string& bytes, const CsvOverrides& overrides = {}) {
  const Result<CsvDetection> detection = detect_csv(bytes, true, overrides);
  REQUIRE(detection.has_value());
  return {*detection,
          read_everywhere(bytes, detection->layout, detection->skip_bytes, detection->skip_lines)};
}

}  // namespace verbatim
