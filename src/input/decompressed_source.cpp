#include "input/decompressed_source.h"

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::size_t kPackedBytes = std::size_t{1} << 17;
constexpr std::uint64_t kXzMemoryBytes = std::uint64_t{256} << 20;  // xz -9 asks for 65 MiB
constexpr std::uint64_t kTrustedBytes = 100'000'000;                // before the ratio is looked at
constexpr std::uint64_t kGzipRatio = 200;
constexpr std::uint64_t kOtherRatio = 2000;
// The most that one call of a library takes: their counts have 32 bits.
constexpr std::size_t kMaxStep = std::size_t{1} << 30;

struct Step {
  std::size_t consumed = 0;
  std::size_t produced = 0;
  bool member_ended = false;
  std::string problem;     // not empty: the data is damaged
  bool too_large = false;  // it is sound, but asks for more memory than we give it
};

// One library, one member at a time.
class Codec {
 public:
  virtual ~Codec() = default;
  virtual Step decode(const char* in, std::size_t in_bytes, char* out, std::size_t out_bytes) = 0;
  virtual void restart() = 0;
};

class GzipCodec final : public Codec {
 public:
  GzipCodec() { ready_ = ::inflateInit2(&stream_, kGzipWindow) == Z_OK; }
  GzipCodec(const GzipCodec&) = delete;
  GzipCodec& operator=(const GzipCodec&) = delete;
  ~GzipCodec() override { ::inflateEnd(&stream_); }

  Step decode(const char* in, std::size_t in_bytes, char* out, std::size_t out_bytes) override {
    Step step;
    if (!ready_) return {0, 0, false, "out of memory", false};
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in));
    stream_.avail_in = static_cast<uInt>(in_bytes);
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(out_bytes);
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    step.consumed = in_bytes - stream_.avail_in;
    step.produced = out_bytes - stream_.avail_out;
    step.member_ended = code == Z_STREAM_END;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
      step.problem = stream_.msg != nullptr ? stream_.msg : "unknown data";
    return step;
  }
  void restart() override { ::inflateReset(&stream_); }

 private:
  static constexpr int kGzipWindow = 15 + 16;  // the largest window, with gzip's header and check sum
  z_stream stream_{};
  bool ready_ = false;
};

class ZstdCodec final : public Codec {
 public:
  ZstdCodec() : stream_(::ZSTD_createDStream()) {}
  ZstdCodec(const ZstdCodec&) = delete;
  ZstdCodec& operator=(const ZstdCodec&) = delete;
  ~ZstdCodec() override { ::ZSTD_freeDStream(stream_); }

  // The library's own limit of 128 MiB for a window stays.
  Step decode(const char* in, std::size_t in_bytes, char* out, std::size_t out_bytes) override {
    if (stream_ == nullptr) return {0, 0, false, "out of memory", false};
    ZSTD_inBuffer input{in, in_bytes, 0};
    ZSTD_outBuffer output{out, out_bytes, 0};
    const std::size_t code = ::ZSTD_decompressStream(stream_, &output, &input);
    Step step{input.pos, output.pos, code == 0, {}, false};
    if (::ZSTD_isError(code) != 0) step.problem = ::ZSTD_getErrorName(code);
    step.too_large = ::ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge;
    return step;
  }
  void restart() override { ::ZSTD_initDStream(stream_); }

 private:
  ZSTD_DStream* stream_;
};

class Bzip2Codec final : public Codec {
 public:
  Bzip2Codec() { ready_ = ::BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK; }
  Bzip2Codec(const Bzip2Codec&) = delete;
  Bzip2Codec& operator=(const Bzip2Codec&) = delete;
  ~Bzip2Codec() override { ::BZ2_bzDecompressEnd(&stream_); }

  Step decode(const char* in, std::size_t in_bytes, char* out, std::size_t out_bytes) override {
    if (!ready_) return {0, 0, false, "out of memory", false};
    stream_.next_in = const_cast<char*>(in);
    stream_.avail_in = static_cast<unsigned>(in_bytes);
    stream_.next_out = out;
    stream_.avail_out = static_cast<unsigned>(out_bytes);
    const int code = ::BZ2_bzDecompress(&stream_);
    Step step{in_bytes - stream_.avail_in, out_bytes - stream_.avail_out, code == BZ_STREAM_END, {}, false};
    if (code != BZ_OK && code != BZ_STREAM_END) step.problem = "wrong check sum or unknown data";
    return step;
  }
  void restart() override {
    ::BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    ready_ = ::BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
  }

 private:
  bz_stream stream_{};
  bool ready_ = false;
};

class XzCodec final : public Codec {
 public:
  XzCodec() { restart(); }
  XzCodec(const XzCodec&) = delete;
  XzCodec& operator=(const XzCodec&) = delete;
  ~XzCodec() override { ::lzma_end(&stream_); }

  Step decode(const char* in, std::size_t in_bytes, char* out, std::size_t out_bytes) override {
    if (!ready_) return {0, 0, false, "out of memory", false};
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(in);
    stream_.avail_in = in_bytes;
    stream_.next_out = reinterpret_cast<std::uint8_t*>(out);
    stream_.avail_out = out_bytes;
    const lzma_ret code = ::lzma_code(&stream_, LZMA_RUN);
    Step step{in_bytes - stream_.avail_in, out_bytes - stream_.avail_out, code == LZMA_STREAM_END, {}, false};
    step.too_large = code == LZMA_MEMLIMIT_ERROR;
    if (code != LZMA_OK && code != LZMA_STREAM_END && code != LZMA_BUF_ERROR) {
      step.problem = "wrong check sum or unknown data";
    }
    return step;
  }
  void restart() override { ready_ = ::lzma_stream_decoder(&stream_, kXzMemoryBytes, 0) == LZMA_OK; }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ready_ = false;
};

std::unique_ptr<Codec> make_codec(Compression compression) {
  switch (compression) {
    case Compression::gzip:
      return std::make_unique<GzipCodec>();
    case Compression::zstd:
      return std::make_unique<ZstdCodec>();
    case Compression::bzip2:
      return std::make_unique<Bzip2Codec>();
    case Compression::xz:
      return std::make_unique<XzCodec>();
  }
  return nullptr;
}

class DecompressedSource final : public ByteSource {
 public:
  DecompressedSource(Compression compression, std::unique_ptr<ByteSource> packed, std::string path,
                     SourceRemarks* remarks)
      : compression_(compression),
        codec_(make_codec(compression)),
        packed_(std::move(packed)),
        path_(std::move(path)),
        remarks_(remarks),
        input_(kPackedBytes, '\0') {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t room = std::min(size, kMaxStep);
    while (room > 0 && !done_) {
      if (begin_ == end_) {
        if (auto filled = fill(1); !filled) return tl::unexpected(filled.error());
      }
      if (between_members_) {
        if (auto next = pass_between(); !next) return tl::unexpected(next.error());
        continue;
      }
      const Step step = codec_->decode(input_.data() + begin_, end_ - begin_, buffer, room);
      begin_ += step.consumed;
      taken_ += step.consumed;
      given_ += step.produced;
      if (step.too_large) {
        return fail(
            Fault::bad_input,
            fmt::format("its {} data needs too much memory to be unpacked on the way; unpack it first",
                        name(compression_)),
            {path_, 0, 0});
      }
      if (!step.problem.empty()) {
        return wrong(fmt::format("is damaged: its {} data is wrong near byte {} ({})", name(compression_),
                                 taken_, step.problem));
      }
      const std::uint64_t ratio = compression_ == Compression::gzip ? kGzipRatio : kOtherRatio;
      if (given_ > kTrustedBytes && given_ / ratio > taken_) {
        return fail(Fault::bad_input,
                    fmt::format("unpacks to more than {} times its size, as made to fill a disk; if it is "
                                "meant, unpack it first",
                                ratio),
                    {path_, 0, 0});
      }
      between_members_ = step.member_ended;
      if (step.produced > 0) return step.produced;
      if (!step.member_ended && step.consumed == 0 && begin_ == end_ && packed_ended_) {
        return wrong(
            fmt::format("was cut: its {} data breaks off after byte {}", name(compression_), taken_));
      }
    }
    return 0;
  }

 private:
  tl::unexpected<Error> wrong(std::string message) const {
    return fail(Fault::bad_input, std::move(message) + "; copy or download it again", {path_, 0, 0});
  }

  // Reads on until `wanted` bytes are there or the packed data ends.
  Result<void> fill(std::size_t wanted) {
    if (begin_ > 0) {
      std::memmove(input_.data(), input_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    while (end_ < wanted && !packed_ended_) {
      auto got = packed_->read(input_.data() + end_, input_.size() - end_);
      if (!got) return tl::unexpected(got.error());
      packed_ended_ = *got == 0;
      end_ += *got;
    }
    return {};
  }

  // Behind a member there may be another one, zeros (tapes and disks are filled up with them), or what is no
  // compressed data.
  Result<void> pass_between() {
    constexpr std::size_t kMagicBytes = 16;
    while (begin_ < end_ && input_[begin_] == '\0') {
      ++begin_;
      ++taken_;
    }
    if (end_ - begin_ < kMagicBytes && !packed_ended_) return fill(kMagicBytes);
    if (begin_ == end_) {
      done_ = true;
      return {};
    }
    const std::string_view head =
        std::string_view(input_).substr(begin_, std::min(end_ - begin_, kMagicBytes));
    if (compression_of(head) == compression_) {
      codec_->restart();
      between_members_ = false;
      return {};
    }
    done_ = true;
    if (remarks_ != nullptr) remarks_->ignored_from = taken_ + 1;
    return {};
  }

  Compression compression_;
  std::unique_ptr<Codec> codec_;
  std::unique_ptr<ByteSource> packed_;
  std::string path_;
  SourceRemarks* remarks_;
  std::string input_;  // bytes [begin_, end_) are read and not unpacked
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool packed_ended_ = false;
  bool between_members_ = false;
  bool done_ = false;
  std::uint64_t taken_ = 0;
  std::uint64_t given_ = 0;
};

}  // namespace

std::string_view name(Compression compression) {
  switch (compression) {
    case Compression::gzip:
      return "gzip";
    case Compression::zstd:
      return "zstd";
    case Compression::bzip2:
      return "bzip2";
    case Compression::xz:
      return "xz";
  }
  return "";
}

std::optional<Compression> compression_of(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\x1F\x8B\x08"sv)) return Compression::gzip;
  if (head.starts_with("\x28\xB5\x2F\xFD"sv)) return Compression::zstd;
  // A frame to be skipped, which may stand before the data.
  if (head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0) == 0x50 &&
      head.substr(1, 3) == "\x2A\x4D\x18"sv)
    return Compression::zstd;
  // "BZh9" could begin a text; the number behind it cannot.
  if (head.starts_with("BZh"sv) && head.size() >= 10 && head[3] >= '1' && head[3] <= '9' &&
      (head.substr(4, 6) == "\x31\x41\x59\x26\x53\x59"sv ||
       head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv))
    return Compression::bzip2;
  if (head.starts_with("\xFD\x37zXZ\0"sv)) return Compression::xz;
  return std::nullopt;
}

std::unique_ptr<ByteSource> make_decompressed_source(Compression compression,
                                                     std::unique_ptr<ByteSource> packed, std::string path,
                                                     SourceRemarks* remarks) {
  return std::make_unique<DecompressedSource>(compression, std::move(packed), std::move(path), remarks);
}

}  // namespace verbatim
