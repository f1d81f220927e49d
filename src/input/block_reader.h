// Reads an input and cuts it into blocks at record ends, for workers to parse. Needs memory for one block and
// one record (within the dialect's limits), whatever the size of the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "input/byte_source.h"
#include "input/csv_dialect.h"
#include "input/csv_lexer.h"
#include "verbatim/error.h"

namespace verbatim {

// Whole records with their line ends, as they stand in the file.
struct Block {
  std::uint64_t sequence = 0;  // 0, 1, 2 ... within the input
  std::uint32_t source = 0;    // which input
  std::uint64_t first_row =
      1;  // number of its first record: 1 is the first after the header; blank lines have none
  std::uint64_t first_line = 1;  // physical line of its first byte: 1 is the file's first line
  std::uint64_t first_byte = 0;  // offset of its first byte in the (decoded) file
  std::uint64_t rows = 0;        // records in it, rejected ones included
  std::uint64_t lines = 0;       // physical lines in it
  std::string bytes;
  // The block is the first bytes of one record that was too long; `dropped_bytes` more are gone.
  bool is_cut_record = false;
  std::uint64_t dropped_bytes = 0;
};

struct BlockReaderOptions {
  CsvDialect dialect;
  std::uint32_t source = 0;
  // A block ends with the record that brings it to this size. REQUIRES: 64 .. 4 MiB, else the nearer end
  // counts.
  std::size_t block_bytes = std::size_t{1} << 20;
  // What stands before the first data record (preamble, header), as told by the detection.
  std::uint64_t skip_bytes = 0;
  std::uint64_t skip_lines = 0;
};

class BlockReader {
 public:
  // `already_read` holds the source's bytes that were read for detection. REQUIRES: source outlives the
  // reader.
  BlockReader(ByteSource& source, const BlockReaderOptions& options, std::string already_read = {});

  // Fills `block` with the next one, reusing the memory of its bytes; false when there is none. Where blocks
  // end depends on the bytes and the block size, not on how the source delivers them.
  Result<bool> next(Block& block);

 private:
  Result<bool> refill();
  std::string_view window() const { return std::string_view(buffer_).substr(begin_, end_ - begin_); }
  void take(Block& block, std::size_t upto);
  Result<bool> skip_head();
  Result<bool> fill_cut_record(Block& block);

  ByteSource& source_;
  BlockReaderOptions options_;
  CsvLexer lexer_;
  std::string buffer_;  // bytes [begin_, end_) are read and not handed out
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  bool head_skipped_ = false;
  LexedRecord long_record_;  // found, but the block before it goes out first
  bool has_long_record_ = false;
  std::uint64_t sequence_ = 0;
  std::uint64_t row_ = 1;   // of the next record
  std::uint64_t line_ = 1;  // of the next byte to hand out
  std::uint64_t byte_ = 0;
};

}  // namespace verbatim
