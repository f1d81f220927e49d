#include "input/transcoded_source.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::size_t kRawBytes = std::size_t{1} << 17;

struct CloseConverter {
  void operator()(UConverter* converter) const { ::ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Writes U+FFFD for what cannot be read, and counts it.
void U_CALLCONV replace(const void* context, UConverterToUnicodeArgs* arguments, const char*, std::int32_t,
                        UConverterCallbackReason reason, UErrorCode* code) {
  if (reason > UCNV_IRREGULAR) return;  // a reset or a clone, not a character
  *code = U_ZERO_ERROR;
  ++*static_cast<std::uint64_t*>(const_cast<void*>(context));
  static constexpr UChar kReplacement = 0xFFFD;
  ::ucnv_cbToUWriteUChars(arguments, &kReplacement, 1, 0, code);
}

class TranscodedSource final : public ByteSource {
 public:
  TranscodedSource(std::unique_ptr<ByteSource> source, std::string path, std::size_t mark_bytes,
                   SourceRemarks* remarks)
      : source_(std::move(source)),
        path_(std::move(path)),
        mark_left_(mark_bytes),
        remarks_(remarks),
        raw_(kRawBytes, '\0') {}
  TranscodedSource(const TranscodedSource&) = delete;
  TranscodedSource& operator=(const TranscodedSource&) = delete;

  bool open(const std::string& name) {
    UErrorCode code = U_ZERO_ERROR;
    from_.reset(::ucnv_open(name.c_str(), &code));
    to_.reset(::ucnv_open("UTF-8", &code));
    if (U_FAILURE(code)) return false;
    ::ucnv_setToUCallBack(from_.get(), &replace, &replaced_, nullptr, nullptr, &code);
    return U_SUCCESS(code) != 0;
  }

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    // A code point takes up to four bytes; ICU keeps what does not fit, so a smaller buffer is filled, too.
    char* target = buffer;
    while (target == buffer && size > 0 && !done_) {
      if (begin_ == end_ && !raw_ended_) {
        if (auto filled = fill(); !filled) return tl::unexpected(filled.error());
      }
      const char* source = raw_.data() + begin_;
      UErrorCode code = U_ZERO_ERROR;
      ::ucnv_convertEx(to_.get(), from_.get(), &target, buffer + size, &source, raw_.data() + end_,
                       pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), 0,
                       raw_ended_ ? 1 : 0, &code);
      begin_ = static_cast<std::size_t>(source - raw_.data());
      if (code == U_BUFFER_OVERFLOW_ERROR) break;
      if (U_FAILURE(code)) {
        return fail(Fault::internal, fmt::format("the conversion to UTF-8 failed: {}", ::u_errorName(code)),
                    {path_, 0, 0});
      }
      if (raw_ended_ && begin_ == end_) {
        done_ = true;
        if (remarks_ != nullptr) remarks_->replaced = replaced_;
      }
    }
    return static_cast<std::size_t>(target - buffer);
  }

 private:
  Result<void> fill() {
    begin_ = end_ = 0;
    for (;;) {
      auto got = source_->read(raw_.data(), raw_.size());
      if (!got) return tl::unexpected(got.error());
      raw_ended_ = *got == 0;
      const std::size_t mark = std::min(mark_left_, *got);
      mark_left_ -= mark;
      if (*got > 0 && mark == *got) continue;
      begin_ = mark;
      end_ = *got;
      return {};
    }
  }

  std::unique_ptr<ByteSource> source_;
  std::string path_;
  std::size_t mark_left_;
  SourceRemarks* remarks_;
  std::string raw_;  // bytes [begin_, end_) are read and not converted
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool raw_ended_ = false;
  bool done_ = false;
  std::uint64_t replaced_ = 0;
  Converter from_;
  Converter to_;
  std::array<UChar, 4096> pivot_{};
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
};

}  // namespace

Result<std::unique_ptr<ByteSource>> make_transcoded_source(const TextEncoding& encoding,
                                                           std::unique_ptr<ByteSource> source,
                                                           const std::string& path, SourceRemarks* remarks) {
  auto made = std::make_unique<TranscodedSource>(std::move(source), path, encoding.mark_bytes, remarks);
  if (!made->open(encoding.name)) {
    return fail(Fault::internal, fmt::format("the encoding {} is not built in", encoding.name), {path, 0, 0});
  }
  return made;
}

}  // namespace verbatim
