#include "input/decompressed_source.h"

#include <doctest/doctest.h>

#include "support/memory_source.h"
#include "support/packer.h"

namespace verbatim {
namespace {

struct Unpacked {
  std::string bytes;
  std::string error;
  SourceRemarks remarks;
};

// All that comes out, with pieces of that size going in and coming out.
Unpacked unpacked(Compression compression, std::string_view packed_bytes, std::size_t piece = 1 << 20,
                  bool keep = true) {
  Unpacked result;
  auto source =
      make_decompressed_source(compression, std::make_unique<MemorySource>(std::string(packed_bytes), piece),
                               "in.gz", &result.remarks);
  std::string buffer(piece, '\0');
  for (;;) {
    auto got = source->read(buffer.data(), buffer.size());
    if (!got) {
      CHECK(got.error().fault == Fault::bad_input);
      result.error = to_string(got.error());
      return result;
    }
    if (*got == 0) return result;
    if (keep) result.bytes.append(buffer, 0, *got);
  }
}

std::string rows(int n) {
  std::string text = "id,comment\n";
  for (int i = 1; i <= n; ++i) text += std::to_string(i) + ",slow answer " + std::to_string(i * 7919) + "\n";
  return text;
}

TEST_CASE("decompressed_source: what was packed comes out, however the bytes arrive") {
  const std::string text = rows(3000);
  for (const Compression compression : kCompressions) {
    CAPTURE(name(compression));
    const std::string bytes = packed(compression, text);
    REQUIRE(compression_of(bytes) == compression);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
      CAPTURE(piece);
      const Unpacked out = unpacked(compression, bytes, piece);
      CHECK(out.error.empty());
      CHECK(out.bytes == text);
    }
  }
}

TEST_CASE("decompressed_source: members follow one another, with zeros between and behind them") {
  for (const Compression compression : kCompressions) {
    CAPTURE(name(compression));
    const std::string two = packed(compression, "id\n1\n") + std::string(8, '\0') +
                            packed(compression, "2\n") + std::string(512, '\0');
    for (const std::size_t piece : {std::size_t{1}, std::size_t{1} << 20}) {
      const Unpacked out = unpacked(compression, two, piece);
      CHECK(out.error.empty());
      CHECK(out.bytes == "id\n1\n2\n");
      CHECK(!out.remarks.ignored_from);
    }
  }
  // A zstd frame to be skipped, and nothing packed at all.
  const std::string skipped("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  CHECK(compression_of(skipped) == Compression::zstd);
  CHECK(unpacked(Compression::zstd, skipped + packed(Compression::zstd, "id\n")).bytes == "id\n");
  CHECK(unpacked(Compression::gzip, packed(Compression::gzip, "")).bytes.empty());
}

TEST_CASE("decompressed_source: what stands behind the packed data is left out and told") {
  for (const Compression compression : kCompressions) {
    const std::string bytes = packed(compression, "id\n1\n");
    const Unpacked out = unpacked(compression, bytes + "garbage");
    CHECK(out.bytes == "id\n1\n");
    CHECK(out.remarks.ignored_from == bytes.size() + 1);
  }
}

TEST_CASE("decompressed_source: a file that is cut anywhere is an error, never a short file") {
  const std::string text = rows(20);
  for (const Compression compression : kCompressions) {
    CAPTURE(name(compression));
    const std::string bytes = packed(compression, text);
    for (std::size_t cut = 6; cut < bytes.size(); ++cut) {
      const Unpacked out = unpacked(compression, std::string_view(bytes).substr(0, cut));
      CAPTURE(cut);
      CHECK(out.error.find("in.gz: was cut: its " + std::string(name(compression)) +
                           " data breaks off after byte " + std::to_string(cut) + "; copy or download") == 0);
    }
  }
}

TEST_CASE("decompressed_source: a byte that is wrong is found by the check sum at the latest") {
  const std::string text = rows(200);
  for (const Compression compression : kCompressions) {
    CAPTURE(name(compression));
    const std::string bytes = packed(compression, text);
    // Behind gzip's header, where a time and a system stand that nobody checks.
    for (std::size_t at = 10; at < bytes.size(); at += 1 + bytes.size() / 100) {
      std::string wrong = bytes;
      wrong[at] = static_cast<char>(wrong[at] ^ 0x10);
      const Unpacked out = unpacked(compression, wrong);
      CAPTURE(at);
      CHECK((!out.error.empty() || out.bytes == text));
      CHECK((out.error.empty() || out.error.find("copy or download it again") != std::string::npos));
    }
  }
  std::string sum = packed(Compression::gzip, text);
  sum[sum.size() - 8] = static_cast<char>(sum[sum.size() - 8] ^ 1);
  CHECK(unpacked(Compression::gzip, sum).error.find("is damaged: its gzip data is wrong near byte") !=
        std::string::npos);
}

TEST_CASE("decompressed_source: data made to fill a disk stops") {
  const std::string bomb = packed(Compression::gzip, std::string(150'000'000, ' '));
  const Unpacked out = unpacked(Compression::gzip, bomb, 1 << 20, false);
  CHECK(out.error.find("unpacks to more than 200 times its size") != std::string::npos);
}

TEST_CASE("decompressed_source: a frame that asks for a window of 2 GiB is refused, not tried (zst03)") {
  // Magic, a header that says so (no single segment, no sizes), the window, and an empty last block.
  const std::string frame("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00", 9);
  const Unpacked out = unpacked(Compression::zstd, frame);
  CHECK(out.error == "in.gz: its zstd data needs too much memory to be unpacked on the way; unpack it first");
}

TEST_CASE("decompressed_source: errors of the source pass through") {
  auto source = make_decompressed_source(
      Compression::gzip, std::make_unique<MemorySource>(packed(Compression::gzip, rows(100)), 16, 64),
      "in.gz");
  std::string buffer(1 << 16, '\0');
  Result<std::size_t> got = 1;
  while (got && *got > 0) got = source->read(buffer.data(), buffer.size());
  REQUIRE(!got);
  CHECK(got.error().place.file == "memory");
}

TEST_CASE("decompressed_source: text is never taken for packed data") {
  for (const char* text : {"BZh9 is our new product", "id,comment\n", "PK", "(\xB5/", "\x1F\x8B", ""}) {
    CAPTURE(text);
    CHECK(!compression_of(text));
  }
}

}  // namespace
}  // namespace verbatim
