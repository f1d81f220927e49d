#include "input/input_store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "input/nameless_file.h"

namespace verbatim {

namespace {

constexpr std::size_t kCopyBytes = std::size_t{1} << 20;

// Reads the copy of a pipe; several may read one copy, each at its own place.
class SpooledSource : public ByteSource {
 public:
  SpooledSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::pread(descriptor_, buffer, size, static_cast<off_t>(at_));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0)
        return fail(Fault::bad_input, fmt::format("cannot be read: {}", std::strerror(errno)), {name_, 0, 0});
      at_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
  }

 private:
  int descriptor_;
  std::uint64_t at_ = 0;
  std::string name_;
};

bool is_regular_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

bool write_all(int descriptor, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t wrote = ::write(descriptor, data, size);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    data += wrote;
    size -= static_cast<std::size_t>(wrote);
  }
  return true;
}

}  // namespace

InputStore::InputStore() = default;

InputStore::~InputStore() {
  for (const auto& [path, spool] : spools_) ::close(spool.descriptor);
}

Result<std::unique_ptr<ByteSource>> InputStore::open(const std::string& path) {
  if (const auto spooled = spools_.find(path); spooled != spools_.end()) {
    return std::make_unique<SpooledSource>(spooled->second.descriptor, path);
  }
  auto source = open_byte_source(path);
  if (!source || (path != "-" && is_regular_file(path))) return source;

  const auto no_room = [&] {
    return fail(Fault::bad_output,
                fmt::format("standard input and pipes are copied to a temporary file first, and that failed: "
                            "{}; set TMPDIR to a folder with room",
                            std::strerror(errno)),
                {path, 0, 0});
  };
  const int descriptor = make_nameless_file();
  if (descriptor < 0) return no_room();
  Spool spool{descriptor, 0};
  std::string buffer(kCopyBytes, '\0');
  for (;;) {
    auto got = (*source)->read(buffer.data(), buffer.size());
    if (!got) {
      ::close(descriptor);
      return tl::unexpected(got.error());
    }
    if (!write_all(descriptor, buffer.data(), *got)) {
      auto problem = no_room();
      ::close(descriptor);
      return problem;
    }
    if (*got == 0) break;
    spool.bytes += *got;
  }
  spools_.emplace(path, spool);
  return std::make_unique<SpooledSource>(descriptor, path);
}

std::uint64_t InputStore::size(const std::string& path) const {
  if (const auto spooled = spools_.find(path); spooled != spools_.end()) return spooled->second.bytes;
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::string InputStore::identity(const std::string& path) {
  struct stat status {};
  if (path == "-" || ::stat(path.c_str(), &status) != 0) return {};
  return fmt::format("{}:{}", status.st_dev, status.st_ino);
}

}  // namespace verbatim
