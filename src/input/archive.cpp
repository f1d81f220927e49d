#include "input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 16;
constexpr std::size_t kHeadBytes = 4096;
constexpr std::uint64_t kTrustedBytes = 100'000'000;  // as for compressed files
constexpr std::uint64_t kMostRatio = 200;

// libarchive over our bytes. Not to be moved: the library holds its address.
class Reader {
 public:
  Reader(ArchiveBytes bytes, std::string path)
      : bytes_(std::move(bytes)), path_(std::move(path)), buffer_(kReadBytes, '\0') {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    if (archive_ != nullptr) ::archive_read_free(archive_);
  }

  Result<void> open() {
    archive_ = ::archive_read_new();
    if (archive_ == nullptr) return fail(Fault::internal, "out of memory", {path_, 0, 0});
    ::archive_read_support_format_zip(archive_);
    ::archive_read_support_format_tar(archive_);
    ::archive_read_set_read_callback(archive_, &Reader::give);
    if (bytes_.is_seekable()) {
      ::archive_read_set_seek_callback(archive_, &Reader::seek);
      ::archive_read_set_skip_callback(archive_, &Reader::skip);
    }
    ::archive_read_set_callback_data(archive_, this);
    if (::archive_read_open1(archive_) != ARCHIVE_OK) return damaged();
    return {};
  }

  // The next member's entry, which lives until the next call; null at the end.
  Result<archive_entry*> next() {
    archive_entry* entry = nullptr;
    for (;;) {
      const int code = ::archive_read_next_header(archive_, &entry);
      if (code == ARCHIVE_EOF) return nullptr;
      if (code == ARCHIVE_RETRY) continue;
      // A warning is about a name in an odd character set; the data is whole.
      if (code < ARCHIVE_WARN) return damaged();
      return entry;
    }
  }

  Result<std::size_t> read(char* to, std::size_t size) {
    for (;;) {
      const auto got = ::archive_read_data(archive_, to, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (got != ARCHIVE_RETRY) return damaged();
    }
  }

  std::uint64_t taken() const { return taken_; }

 private:
  tl::unexpected<Error> damaged() {
    if (failure_) return tl::unexpected(*failure_);
    const char* why = archive_ != nullptr ? ::archive_error_string(archive_) : nullptr;
    return fail(Fault::bad_input,
                fmt::format("the archive is cut or damaged near byte {} ({}); copy or download it again", at_,
                            why != nullptr ? why : "unknown data"),
                {path_, 0, 0});
  }

  static la_ssize_t give(archive*, void* self, const void** buffer) {
    return static_cast<Reader*>(self)->give(buffer);
  }
  la_ssize_t give(const void** buffer) {
    *buffer = buffer_.data();
    std::size_t got = 0;
    if (bytes_.is_seekable()) {
      ssize_t n = 0;
      do {
        n = ::pread(bytes_.descriptor(), buffer_.data(), buffer_.size(), static_cast<off_t>(at_));
      } while (n < 0 && errno == EINTR);
      if (n < 0) {
        failure_ =
            Error{Fault::bad_input, "reading failed; check the disk or the network share", {path_, 0, 0}};
        return ARCHIVE_FATAL;
      }
      got = static_cast<std::size_t>(n);
    } else {
      auto read = bytes_.stream()->read(buffer_.data(), buffer_.size());
      if (!read) {
        failure_ = read.error();
        return ARCHIVE_FATAL;
      }
      got = *read;
    }
    at_ += got;
    taken_ += got;
    return static_cast<la_ssize_t>(got);
  }

  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    return static_cast<Reader*>(self)->seek(offset, whence);
  }
  la_int64_t seek(la_int64_t offset, int whence) {
    std::int64_t base = 0;
    if (whence == SEEK_CUR) base = static_cast<std::int64_t>(at_);
    if (whence == SEEK_END) {
      struct stat status {};
      if (::fstat(bytes_.descriptor(), &status) != 0) return ARCHIVE_FATAL;
      base = status.st_size;
    }
    if (base + offset < 0) return ARCHIVE_FATAL;
    at_ = static_cast<std::uint64_t>(base + offset);
    return base + offset;
  }

  static la_int64_t skip(archive*, void* self, la_int64_t bytes) {
    static_cast<Reader*>(self)->at_ += static_cast<std::uint64_t>(bytes);
    return bytes;
  }

  ArchiveBytes bytes_;
  std::string path_;
  std::string buffer_;
  archive* archive_ = nullptr;
  std::uint64_t at_ = 0;     // of the next byte to read
  std::uint64_t taken_ = 0;  // bytes read so far
  std::optional<Error> failure_;
};

class MemberSource final : public ByteSource {
 public:
  MemberSource(std::unique_ptr<Reader> reader, std::string path)
      : reader_(std::move(reader)), path_(std::move(path)), taken_before_(reader_->taken()) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (size == 0) return 0;
    auto got = reader_->read(buffer, size);
    if (!got) {
      Error error = got.error();
      error.place.file = path_;
      return tl::unexpected(std::move(error));
    }
    given_ += *got;
    if (given_ > kTrustedBytes && given_ / kMostRatio > reader_->taken() - taken_before_ + kReadBytes) {
      return fail(
          Fault::bad_input,
          fmt::format("unpacks to more than {} times its size, as made to fill a disk; if it is meant, "
                      "unpack it first",
                      kMostRatio),
          {path_, 0, 0});
    }
    return got;
  }

 private:
  std::unique_ptr<Reader> reader_;
  std::string path_;
  std::uint64_t taken_before_;
  std::uint64_t given_ = 0;
};

// Without a locale only the one or the other may be had.
std::string name_of(archive_entry* entry, std::size_t index) {
  if (const char* name = ::archive_entry_pathname_utf8(entry); name != nullptr) return name;
  if (const char* name = ::archive_entry_pathname(entry); name != nullptr) return name;
  return fmt::format("member {}", index + 1);
}

ArchiveMember::Kind kind_of(archive_entry* entry) {
  if (::archive_entry_hardlink(entry) != nullptr) return ArchiveMember::Kind::other;
  const auto type = ::archive_entry_filetype(entry);
  if (type == AE_IFDIR) return ArchiveMember::Kind::folder;
  return type == AE_IFREG || type == 0 ? ArchiveMember::Kind::file : ArchiveMember::Kind::other;
}

}  // namespace

bool is_zip(std::string_view head) {
  using namespace std::string_view_literals;
  return head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv);
}

bool is_tar(std::string_view head) {
  constexpr std::size_t kMagicAt = 257;
  return head.size() >= kTarHeadBytes && head.substr(kMagicAt, 5) == "ustar";
}

ArchiveBytes::ArchiveBytes(ArchiveBytes&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), stream_(std::move(other.stream_)) {}

ArchiveBytes::~ArchiveBytes() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::vector<ArchiveMember>> list_archive(ArchiveBytes bytes, const std::string& path) {
  Reader reader(std::move(bytes), path);
  if (auto opened = reader.open(); !opened) return tl::unexpected(opened.error());
  std::vector<ArchiveMember> members;
  for (;;) {
    auto entry = reader.next();
    if (!entry) return tl::unexpected(entry.error());
    if (*entry == nullptr) return members;
    ArchiveMember member;
    member.index = members.size();
    member.name = name_of(*entry, member.index);
    member.kind = kind_of(*entry);
    member.is_encrypted = ::archive_entry_is_encrypted(*entry) != 0;
    if (member.kind == ArchiveMember::Kind::file && !member.is_encrypted) {
      member.head.resize(kHeadBytes);
      std::size_t filled = 0;
      while (filled < kHeadBytes) {
        auto got = reader.read(member.head.data() + filled, kHeadBytes - filled);
        if (!got) {
          Error error = got.error();
          error.place.file = path + "/" + member.name;
          return tl::unexpected(std::move(error));
        }
        if (*got == 0) break;
        filled += *got;
      }
      member.head.resize(filled);
    }
    members.push_back(std::move(member));
  }
}

Result<std::unique_ptr<ByteSource>> open_member(ArchiveBytes bytes, std::size_t index,
                                                const std::string& member_path) {
  auto reader = std::make_unique<Reader>(std::move(bytes), member_path);
  if (auto opened = reader->open(); !opened) return tl::unexpected(opened.error());
  for (std::size_t i = 0;; ++i) {
    auto entry = reader->next();
    if (!entry) return tl::unexpected(entry.error());
    if (*entry == nullptr) {
      return fail(Fault::bad_input, "the archive has changed during the run; run again", {member_path, 0, 0});
    }
    if (i < index) continue;
    if (::archive_entry_is_encrypted(*entry) != 0) {
      return fail(Fault::bad_input, "is encrypted; unpack the archive with its password first",
                  {member_path, 0, 0});
    }
    return std::make_unique<MemberSource>(std::move(reader), member_path);
  }
}

}  // namespace verbatim
