#include "input/zip_parts.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <algorithm>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 16;
constexpr std::uint64_t kTrustedBytes = 100'000'000;  // as for compressed files
constexpr std::uint64_t kMostRatio = 200;

struct CloseArchive {
  void operator()(archive* opened) const { archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

std::string plain_name(std::string_view name) {
  while (name.starts_with('/')) name.remove_prefix(1);
  std::string plain;
  for (const char c : name)
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '\\' ? '/' : c;
  return plain;
}

std::string name_of(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return plain_name(name == nullptr ? "" : name);
}

tl::unexpected<Error> broken(const std::string& path, archive* opened) {
  const char* why = opened == nullptr ? nullptr : archive_error_string(opened);
  return fail(Fault::bad_input,
              fmt::format("the workbook or zip file is damaged or cut off ({}); export or download it again",
                          why == nullptr ? "no reason known" : why),
              {path, 0, 0});
}

Archive open_archive(int descriptor) {
  Archive opened(archive_read_new());
  if (opened == nullptr || ::lseek(descriptor, 0, SEEK_SET) != 0) return nullptr;
  archive_read_support_format_zip_seekable(opened.get());
  if (archive_read_open_fd(opened.get(), descriptor, kReadBytes) != ARCHIVE_OK) {
    // The reason stays with the archive.
  }
  return opened;
}

class PartSource final : public ByteSource {
 public:
  PartSource(Archive opened, std::string path, std::string name)
      : opened_(std::move(opened)), path_(std::move(path)), name_(std::move(name)), taken_before_(taken()) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    for (;;) {
      const auto got = archive_read_data(opened_.get(), buffer, size);
      if (got == ARCHIVE_RETRY) continue;
      if (got < 0) return broken(path_, opened_.get());
      given_ += static_cast<std::uint64_t>(got);
      if (given_ > kTrustedBytes && given_ / kMostRatio > taken() - taken_before_ + kReadBytes) {
        return fail(
            Fault::bad_input,
            fmt::format("its part '{}' unpacks to more than {} times its size, as made to fill a disk; "
                        "if it is meant, save the sheet as CSV",
                        name_, kMostRatio),
            {path_, 0, 0});
      }
      return static_cast<std::size_t>(got);
    }
  }

 private:
  std::uint64_t taken() const {
    return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(opened_.get(), -1), 0));
  }

  Archive opened_;
  std::string path_;
  std::string name_;
  std::uint64_t taken_before_;
  std::uint64_t given_ = 0;
};

}  // namespace

Result<ZipParts> ZipParts::open(int descriptor, const std::string& path) {
  ZipParts parts(descriptor, path);
  const Archive opened = open_archive(descriptor);
  if (opened == nullptr) return broken(path, nullptr);
  for (;;) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(opened.get(), &entry);
    if (code == ARCHIVE_EOF) break;
    if (code == ARCHIVE_RETRY) continue;
    if (code < ARCHIVE_WARN) return broken(path, opened.get());
    if (archive_entry_is_data_encrypted(entry) == 1) {
      return fail(Fault::bad_input, "is protected by a password; save it without one", {path, 0, 0});
    }
    std::string name = name_of(entry);
    if (name.ends_with('/')) continue;
    parts.names_.push_back(std::move(name));
  }
  return parts;
}

bool ZipParts::has(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), plain_name(name)) != names_.end();
}

Result<std::unique_ptr<ByteSource>> ZipParts::part(std::string_view name) const {
  const std::string wanted = plain_name(name);
  if (std::count(names_.begin(), names_.end(), wanted) > 1) {
    return fail(
        Fault::bad_input,
        fmt::format("holds two parts named '{}'; open it in a spreadsheet program and save it again", wanted),
        {path_, 0, 0});
  }
  Archive opened = open_archive(descriptor_);
  if (opened == nullptr) return broken(path_, nullptr);
  for (;;) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(opened.get(), &entry);
    if (code == ARCHIVE_EOF) break;
    if (code == ARCHIVE_RETRY) continue;
    if (code < ARCHIVE_WARN) return broken(path_, opened.get());
    if (name_of(entry) == wanted) return std::make_unique<PartSource>(std::move(opened), path_, wanted);
  }
  return fail(
      Fault::bad_input,
      fmt::format("the workbook lacks its part '{}'; open it in a spreadsheet program and save it again",
                  wanted),
      {path_, 0, 0});
}

}  // namespace verbatim
