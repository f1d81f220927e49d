#include "input/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace verbatim {
namespace {

// Linux reads at most about 2 GiB at once; a smaller step keeps a signal's answer quick.
constexpr std::size_t kMaxReadBytes = std::size_t{1} << 26;

std::string errno_text(int number) {
  return std::generic_category().message(number);
}

// `read`, not `mmap`: a file that is cut under the reader is then an early end, not a signal.
class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(int descriptor, bool owns, std::string path)
      : descriptor_(descriptor), owns_(owns), path_(std::move(path)) {}
  ~DescriptorSource() override {
    if (owns_) ::close(descriptor_);
  }
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    while (true) {
      const ssize_t got = ::read(descriptor_, buffer, std::min(size, kMaxReadBytes));
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EINTR) continue;
      const int number = errno;
      if (number == EISDIR) return fail(Fault::bad_input, kDirectoryMessage, {path_});
      if (number == EBADF && !owns_) {
        return fail(Fault::bad_input, "standard input is closed; give it a file or a pipe", {path_});
      }
      return fail(Fault::bad_input,
                  "reading failed: " + errno_text(number) + "; check the disk or the network share", {path_});
    }
  }

  static constexpr const char* kDirectoryMessage = "is a directory; name the files in it";

 private:
  int descriptor_;
  bool owns_;
  std::string path_;
};

std::string open_failure(const std::string& path, int number) {
  struct stat status {};
  switch (number) {
    case ENOENT:
      if (::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode)) {
        return "is a link to a file that does not exist; repair the link or name the file itself";
      }
      return path.empty() ? "empty file name; name a file, or - for standard input"
                          : "no such file; check the name and the folder";
    case EACCES:
    case EPERM:
      return "cannot be read: " + errno_text(number) + "; ask for the right to read it";
    case ELOOP:
      return "is a link that leads back to itself; name the file itself";
    case ENOTDIR:
      return "no such file: a part of the path is a file, not a folder; check the path";
    case ENAMETOOLONG:
      return "the file name is too long; use a shorter path";
    case EMFILE:
    case ENFILE:
      return "cannot be opened: " + errno_text(number) + "; raise the limit on open files (ulimit -n)";
    default:
      return "cannot be opened: " + errno_text(number) + "; check that the file can be read";
  }
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_byte_source(const std::string& path) {
  if (path == "-") return std::make_unique<DescriptorSource>(STDIN_FILENO, false, path);
  // A name with a NUL would be cut there and open another file.
  if (path.find('\0') != std::string::npos) {
    return fail(Fault::bad_input, "the file name holds a NUL byte; check the name", {path});
  }
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return fail(Fault::bad_input, open_failure(path, errno), {path});
  auto source = std::make_unique<DescriptorSource>(descriptor, true, path);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    return fail(Fault::bad_input, DescriptorSource::kDirectoryMessage, {path});
  }
  return source;
}

Result<ByteSample> read_sample(ByteSource& source, std::size_t size) {
  ByteSample sample;
  sample.bytes.resize(size);
  std::size_t filled = 0;
  while (filled < size) {
    const Result<std::size_t> got = source.read(sample.bytes.data() + filled, size - filled);
    if (!got) return tl::unexpected<Error>(got.error());
    if (*got == 0) {
      sample.is_whole = true;
      break;
    }
    filled += *got;
  }
  sample.bytes.resize(filled);
  return sample;
}

}  // namespace verbatim
