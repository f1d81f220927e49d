#include "input/json_cursor.h"

#include <algorithm>
#include <cstring>

#include "input/byte_search.h"

namespace verbatim {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 18;
constexpr std::size_t kKeptOfLongValue = 4096;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool ends_scalar(char c) {
  return is_blank(c) || c == ',' || c == ']' || c == '}' || c == ':';
}

}  // namespace

JsonCursor::JsonCursor(ByteSource& source, std::size_t max_value_bytes)
    : source_(source), max_value_bytes_(max_value_bytes) {
  buffer_.resize(kReadBytes * 2 + kPadding);
}

// Reads on, behind the bytes that are not passed over; false at the end of the source.
Result<bool> JsonCursor::refill() {
  if (at_end_) return false;
  const std::size_t kept = end_ - begin_;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, kept);
    begin_ = 0;
    end_ = kept;
  }
  if (kept + kReadBytes + kPadding > buffer_.size()) buffer_.resize(buffer_.size() * 2);
  auto got = source_.read(buffer_.data() + end_, buffer_.size() - kPadding - end_);
  if (!got) return tl::unexpected(got.error());
  if (*got == 0) {
    at_end_ = true;
    std::memset(buffer_.data() + end_, 0, kPadding);
    return false;
  }
  end_ += *got;
  return true;
}

JsonPlace JsonCursor::place_at(std::size_t bytes) const {
  JsonPlace place = place_;
  const char* data = buffer_.data() + begin_;
  const auto lines = std::count(data, data + bytes, '\n');
  place.byte += bytes;
  if (lines == 0) {
    place.column += bytes;
    return place;
  }
  place.line += static_cast<std::uint64_t>(lines);
  const std::string_view passed(data, bytes);
  place.column = bytes - passed.rfind('\n');
  return place;
}

void JsonCursor::pass(std::size_t bytes) {
  place_ = place_at(bytes);
  begin_ += bytes;
}

Result<int> JsonCursor::peek() {
  for (;;) {
    std::size_t blank = 0;
    while (begin_ + blank < end_ && is_blank(buffer_[begin_ + blank])) ++blank;
    // A byte order mark, at the start or between concatenated files, is no part of the text.
    if (begin_ + blank + 3 <= end_ && std::memcmp(&buffer_[begin_ + blank], "\xEF\xBB\xBF", 3) == 0) {
      pass(blank + 3);
      continue;
    }
    if (blank > 0) pass(blank);
    if (begin_ + 3 <= end_ || at_end_) {
      if (begin_ == end_) return -1;
      return static_cast<unsigned char>(buffer_[begin_]);
    }
    auto more = refill();
    if (!more) return tl::unexpected(more.error());
  }
}

void JsonCursor::take() {
  pass(1);
}

Result<JsonPiece> JsonCursor::line() {
  JsonPiece piece;
  std::size_t length = 0;
  for (;;) {
    const void* found = std::memchr(buffer_.data() + begin_ + length, '\n', end_ - begin_ - length);
    if (found != nullptr) {
      length = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) - begin_;
      break;
    }
    length = end_ - begin_;
    if (length > max_value_bytes_) {
      // Its rest is passed over, whatever it is.
      piece.kind = JsonPiece::Kind::too_long;
      piece.place = piece.fault = place_;
      std::string head(buffer_, begin_, kKeptOfLongValue);
      for (;;) {
        const void* end = std::memchr(buffer_.data() + begin_, '\n', end_ - begin_);
        if (end != nullptr) {
          pass(static_cast<std::size_t>(static_cast<const char*>(end) - buffer_.data()) - begin_);
          break;
        }
        pass(end_ - begin_);
        auto more = refill();
        if (!more) return tl::unexpected(more.error());
        if (!*more) break;
      }
      open_ = std::move(head);
      piece.text = open_;
      return piece;
    }
    auto more = refill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
  }
  piece.place = piece.fault = place_;
  piece.text = std::string_view(buffer_).substr(begin_, length);
  while (!piece.text.empty() && is_blank(piece.text.back())) piece.text.remove_suffix(1);
  place_.byte += length;
  place_.column += length;
  begin_ += length;
  return piece;
}

Result<JsonPiece> JsonCursor::value() {
  JsonPiece piece;
  piece.place = place_;
  open_.clear();
  std::size_t at = 0;  // of the bytes from begin_ on
  bool in_text = false;
  std::size_t dropped = 0;  // bytes of a value that is too long
  std::string head;
  const auto finish = [&](JsonPiece::Kind kind, std::size_t length) {
    piece.kind = kind;
    piece.text = std::string_view(buffer_).substr(begin_, length);
    if (kind != JsonPiece::Kind::whole) piece.fault = place_at(length);
    if (dropped > 0) {
      if (kind == JsonPiece::Kind::whole) piece.kind = JsonPiece::Kind::too_long;
      open_ = std::move(head);
      piece.text = open_;
    }
    place_ = place_at(length);
    begin_ += length;
    return piece;
  };
  for (;;) {
    const char* data = buffer_.data() + begin_;
    const std::size_t size = end_ - begin_;
    while (at < size) {
      if (in_text) {
        at = find_one_of(data, at, size, '"', '\\', '\n', '\n');
        if (at == size) break;
        if (data[at] == '\\') {
          if (at + 1 == size) break;
          at += 2;
          continue;
        }
        if (data[at] == '\n') return finish(JsonPiece::Kind::unclosed, at);
        in_text = false;
        ++at;
        if (open_.empty()) return finish(JsonPiece::Kind::whole, at);
        continue;
      }
      const char c = data[at];
      if (c == '"') {
        in_text = true;
        ++at;
      } else if (c == '{' || c == '[') {
        open_ += c == '{' ? '}' : ']';
        ++at;
      } else if (c == '}' || c == ']') {
        if (open_.empty() || open_.back() != c) return finish(JsonPiece::Kind::mismatch, at);
        open_.pop_back();
        ++at;
        if (open_.empty()) return finish(JsonPiece::Kind::whole, at);
      } else if (open_.empty()) {
        while (at < size && !ends_scalar(data[at])) ++at;
        if (at < size) return finish(JsonPiece::Kind::whole, at == 0 ? 1 : at);
      } else {
        ++at;
      }
    }
    if (size > max_value_bytes_) {
      if (dropped == 0) head.assign(data, kKeptOfLongValue);
      dropped += at;
      pass(at);
      at = 0;
    }
    auto more = refill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) {
      const std::size_t left = end_ - begin_;
      const bool is_scalar = open_.empty() && !in_text;
      return finish(is_scalar ? JsonPiece::Kind::whole : JsonPiece::Kind::cut_off, left);
    }
  }
}

}  // namespace verbatim
