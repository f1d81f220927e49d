#include "input/block_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace verbatim {
namespace {

constexpr std::size_t kMinBlockBytes = 64;
constexpr std::size_t kMaxBlockBytes = std::size_t{4} << 20;
constexpr std::size_t kMinBufferBytes = std::size_t{1} << 18;
// What is kept of a record that is too long: enough to recognise it in the reject file.
constexpr std::size_t kKeptOfLongRecord = 4096;

}  // namespace

BlockReader::BlockReader(ByteSource& source, const BlockReaderOptions& options, std::string already_read)
    : source_(source), options_(options), lexer_(options.dialect), buffer_(std::move(already_read)) {
  options_.block_bytes = std::clamp(options_.block_bytes, kMinBlockBytes, kMaxBlockBytes);
  end_ = buffer_.size();
  buffer_.resize(std::max({end_, kMinBufferBytes, options_.block_bytes * 2}));
}

// Makes room and reads until the buffer is full or the source ends; true if there are more bytes than before.
// Each byte is moved and lexed again a bounded number of times: the buffer doubles where less than half of it
// would become free.
Result<bool> BlockReader::refill() {
  const std::size_t kept = end_ - begin_;
  if (kept > buffer_.size() / 2) {
    std::string larger;
    larger.resize(buffer_.size() * 2);
    std::memcpy(larger.data(), buffer_.data() + begin_, kept);
    buffer_ = std::move(larger);
  } else if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, kept);
  }
  begin_ = 0;
  end_ = kept;
  while (end_ < buffer_.size()) {
    const Result<std::size_t> got = source_.read(buffer_.data() + end_, buffer_.size() - end_);
    if (!got) return tl::unexpected<Error>(got.error());
    if (*got == 0) {
      at_end_ = true;
      break;
    }
    end_ += *got;
  }
  return end_ > kept;
}

// Passes over the preamble and the header.
Result<bool> BlockReader::skip_head() {
  std::uint64_t left = options_.skip_bytes;
  while (true) {
    const std::size_t step = static_cast<std::size_t>(std::min<std::uint64_t>(left, end_ - begin_));
    begin_ += step;
    byte_ += step;
    left -= step;
    if (left == 0 || at_end_) break;
    const Result<bool> more = refill();
    if (!more) return more;
  }
  line_ += options_.skip_lines;
  head_skipped_ = true;
  return true;
}

// Moves the window's first `upto` bytes to the block.
void BlockReader::take(Block& block, std::size_t upto) {
  block.bytes.append(buffer_, begin_, upto);
  begin_ += upto;
  byte_ += upto;
}

// Hands out the start of a record that is too long and passes over the rest of it.
Result<bool> BlockReader::fill_cut_record(Block& block) {
  has_long_record_ = false;
  block.is_cut_record = true;
  const std::size_t content = long_record_.end - long_record_.begin;
  const std::size_t kept = long_record_.begin + std::min(content, kKeptOfLongRecord);
  std::uint64_t dropped = long_record_.next - kept;
  take(block, kept);
  begin_ += long_record_.next - kept;
  block.lines = long_record_.lines;
  while (true) {
    const LexedRecord rest = lexer_.next(window(), at_end_);
    if (rest.kind == LexKind::skipped) {
      begin_ += rest.next;
      dropped += rest.next;
      block.lines += rest.lines;
      if (rest.lines > 0) break;
      continue;
    }
    const Result<bool> more = refill();
    if (!more) return more;
  }
  block.dropped_bytes = dropped;
  block.rows = 1;
  byte_ += dropped;
  line_ += block.lines;
  ++row_;
  ++sequence_;
  return true;
}

Result<bool> BlockReader::next(Block& block) {
  if (!head_skipped_) {
    const Result<bool> skipped = skip_head();
    if (!skipped) return skipped;
  }
  block.sequence = sequence_;
  block.source = options_.source;
  block.first_row = row_;
  block.first_line = line_;
  block.first_byte = byte_;
  block.rows = 0;
  block.lines = 0;
  block.bytes.clear();
  block.is_cut_record = false;
  block.dropped_bytes = 0;
  if (has_long_record_) return fill_cut_record(block);

  std::size_t ready = 0;  // bytes of the window that belong to the block
  while (block.bytes.size() + ready < options_.block_bytes) {
    const LexedRecord record = lexer_.next(window().substr(ready), at_end_);
    if (record.kind == LexKind::end) break;
    if (record.kind == LexKind::need_more) {
      take(block, ready);
      ready = 0;
      const Result<bool> more = refill();
      if (!more) return more;
      continue;
    }
    if (record.kind == LexKind::too_long) {
      take(block, ready);
      ready = 0;
      long_record_ = record;
      has_long_record_ = true;
      if (block.bytes.empty()) return fill_cut_record(block);
      break;
    }
    ready += record.next;
    block.lines += record.lines;
    if (record.kind != LexKind::blank) ++block.rows;
  }
  take(block, ready);
  if (block.bytes.empty()) return false;
  line_ += block.lines;
  row_ += block.rows;
  ++sequence_;
  return true;
}

}  // namespace verbatim
