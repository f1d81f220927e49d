#include "input/block_reader.h"

#include <doctest/doctest.h>

#include <chrono>

#include "support/cut_everywhere.h"

using namespace verbatim;

namespace {

std::vector<Block> blocks_of(const std::string& bytes, BlockReaderOptions options,
                             std::size_t piece = 1000000) {
  MemorySource source(bytes, piece);
  BlockReader reader(source, options);
  std::vector<Block> blocks;
  Block block;
  while (true) {
    const Result<bool> more = reader.next(block);
    REQUIRE(more.has_value());
    if (!*more) return blocks;
    blocks.push_back(block);
  }
}

}  // namespace

TEST_CASE("block_reader: blocks hold whole records and know their place") {
  std::string bytes = "id,comment\n";
  bytes += "1,\"" + std::string(60, 'a') + "\nmore\"\n";  // 70 bytes, 2 lines
  bytes += "\n2,b\n";
  bytes += "3,\"open\n";
  bytes += "4," + std::string(60, 'd') + "\n";
  bytes += "5,e";
  BlockReaderOptions options;
  options.block_bytes = 64;
  options.skip_bytes = 11;
  options.skip_lines = 1;
  options.source = 3;
  for (const std::size_t piece : {1U, 5U, 1000000U}) {
    const std::vector<Block> blocks = blocks_of(bytes, options, piece);
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[0].sequence == 0);
    CHECK(blocks[0].source == 3);
    CHECK(blocks[0].first_row == 1);
    CHECK(blocks[0].first_line == 2);
    CHECK(blocks[0].first_byte == 11);
    CHECK(blocks[0].rows == 1);
    CHECK(blocks[0].lines == 2);
    CHECK(blocks[1].sequence == 1);
    CHECK(blocks[1].first_row == 2);
    CHECK(blocks[1].first_line == 4);
    CHECK(blocks[1].first_byte == 81);
    CHECK(blocks[1].rows == 3);
    CHECK(blocks[1].lines == 4);
    CHECK(blocks[1].bytes == "\n2,b\n3,\"open\n4," + std::string(60, 'd') + "\n");
    CHECK(blocks[2].first_row == 5);
    CHECK(blocks[2].first_line == 8);
    CHECK(blocks[2].bytes == "5,e");
  }
}

TEST_CASE("block_reader: an empty input, and one that ends with its header, have no block") {
  BlockReaderOptions options;
  CHECK(blocks_of("", options).empty());
  options.skip_bytes = 11;
  options.skip_lines = 1;
  CHECK(blocks_of("id,comment\n", options).empty());
  CHECK(blocks_of("id", options).empty());
}

TEST_CASE("block_reader: goes on from the bytes that were read for detection") {
  for (std::size_t cut = 0; cut <= 18; ++cut) {
    const std::string bytes = "id,comment\n1,a\n2,b";
    MemorySource source(bytes.substr(cut), 3);
    BlockReaderOptions options;
    options.skip_bytes = 11;
    options.skip_lines = 1;
    BlockReader reader(source, options, bytes.substr(0, cut));
    Block block;
    REQUIRE(reader.next(block).value());
    CHECK(block.bytes == "1,a\n2,b");
    CHECK(block.first_byte == 11);
    CHECK(!reader.next(block).value());
    CHECK(!reader.next(block).value());
  }
}

TEST_CASE("block_reader: a failing source is an error") {
  MemorySource source("1,a\n2,b\n", 2, 6);
  BlockReader reader(source, {});
  Block block;
  const Result<bool> more = reader.next(block);
  REQUIRE(!more.has_value());
  CHECK(more.error().fault == Fault::bad_input);
  CHECK(more.error().message == "reading failed");
}

TEST_CASE("block_reader: a record that is too long is a block of its own, and needs no memory") {
  BlockReaderOptions options;
  options.dialect.max_record_bytes = 100000;
  const std::string bytes = "1,a\n2," + std::string(5000000, 'x') + "\r\n3,c\n";
  for (const std::size_t piece : {999U, 10000000U}) {
    const std::vector<Block> blocks = blocks_of(bytes, options, piece);
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[0].bytes == "1,a\n");
    CHECK(blocks[1].is_cut_record);
    CHECK(blocks[1].bytes == "2," + std::string(4094, 'x'));
    CHECK(blocks[1].bytes.size() + blocks[1].dropped_bytes == 5000004);
    CHECK(blocks[1].rows == 1);
    CHECK(blocks[2].bytes == "3,c\n");
    CHECK(blocks[2].first_row == 3);
    CHECK(blocks[2].first_line == 3);
    CHECK(blocks[2].first_byte == 5000008);
  }
}

TEST_CASE("block_reader: small blocks of unclosed quotes take time linear in the input") {
  std::string bytes;
  while (bytes.size() < 4000000) bytes += "1,\"\"open\n";
  BlockReaderOptions options;
  options.block_bytes = 64;
  options.dialect.max_quoted_lines = 100000;
  const auto start = std::chrono::steady_clock::now();
  MemorySource source(bytes, 4096);
  BlockReader reader(source, options);
  Block block;
  std::uint64_t rows = 0;
  while (reader.next(block).value()) rows += block.rows;
  CHECK(rows == (bytes.size() + 8) / 9);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  CHECK(seconds.count() < 10);
}
