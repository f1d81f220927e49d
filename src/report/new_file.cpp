#include "report/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace verbatim {
namespace {

constexpr std::size_t kCopyBytes = std::size_t{1} << 18;

tl::unexpected<Error> cannot(std::string_view what, const std::string& path, int code) {
  return fail(Fault::bad_output, fmt::format("{}: {}", what, std::strerror(code)), {path, 0, 0});
}

tl::unexpected<Error> is_taken(const std::string& path) {
  return fail(Fault::usage, "is there already; name another file, or replace it with --force", {path, 0, 0});
}

// False with errno set.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

}  // namespace

Result<NewFile> NewFile::open(const std::string& path, bool may_replace) {
  namespace fs = std::filesystem;
  if (path == "-") {
    const char* folder = std::getenv("TMPDIR");
    std::string name =
        std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/verbatim-XXXXXX";
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return cannot("a temporary file cannot be made; set TMPDIR", path, errno);
    return NewFile(path, name, descriptor, true);
  }
  struct stat status {};
  std::string target = path;
  if (::stat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return fail(Fault::usage, "is a folder; -o names a file", {path, 0, 0});
    if (!S_ISREG(status.st_mode))
      return fail(Fault::usage, "is no plain file; name another, or -", {path, 0, 0});
    if (!may_replace) return is_taken(path);
    // The file behind a link is replaced, and the link stays.
    std::error_code code;
    if (fs::is_symlink(path, code)) target = fs::canonical(path, code).string();
  }
  const fs::path name(target);
  const std::string folder = name.parent_path().empty() ? "." : name.parent_path().string();
  std::string work = fmt::format("{}/.verbatim-{}-XXXXXX", folder, ::getpid());
  const int descriptor = ::mkostemp(work.data(), O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT)
      return fail(Fault::bad_output, "the folder that should hold it does not exist; make it first",
                  {path, 0, 0});
    return cannot("cannot be made", path, errno);
  }
  return NewFile(target, work, descriptor, may_replace);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      work_(std::move(other.work_)),
      descriptor_(other.descriptor_),
      may_replace_(other.may_replace_),
      is_closed_pipe_(other.is_closed_pipe_) {
  other.work_.clear();
  other.descriptor_ = -1;
}

NewFile::~NewFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!work_.empty()) ::unlink(work_.c_str());
}

Result<void> NewFile::write(std::string_view bytes) {
  const int target = path_ == "-" ? STDOUT_FILENO : descriptor_;
  if (is_closed_pipe_ || write_all(target, bytes)) return {};
  if (path_ == "-" && errno == EPIPE) {
    is_closed_pipe_ = true;
    return {};
  }
  return cannot("cannot be written", path_, errno);
}

Result<void> NewFile::copy_to_output() {
  // A library has replaced the file of that name, or nothing was written there.
  const int from = ::open(work_.c_str(), O_RDONLY | O_CLOEXEC);
  if (from < 0) return cannot("a temporary file cannot be read", path_, errno);
  std::string buffer(kCopyBytes, '\0');
  Result<void> done;
  for (;;) {
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) done = cannot("a temporary file cannot be read", path_, errno);
    if (got <= 0) break;
    done = write(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
    if (!done) break;
  }
  ::close(from);
  return done;
}

Result<void> NewFile::publish() {
  if (path_ == "-") return copy_to_output();
  ::close(descriptor_);
  descriptor_ = ::open(work_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) return cannot("cannot be written", path_, errno);
  ::fchmod(descriptor_, 0600);
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS)
    return cannot("cannot be written", path_, errno);
  if (may_replace_) {
    if (::rename(work_.c_str(), path_.c_str()) != 0) return cannot("cannot be written", path_, errno);
  } else if (::renameat2(AT_FDCWD, work_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return is_taken(path_);
    // A file system without that call; a link fails likewise where the name is taken.
    if (::link(work_.c_str(), path_.c_str()) != 0)
      return errno == EEXIST ? is_taken(path_) : cannot("cannot be written", path_, errno);
    ::unlink(work_.c_str());
  }
  work_.clear();
  return {};
}

}  // namespace verbatim
