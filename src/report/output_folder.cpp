#include "report/output_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace verbatim {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(std::string_view what, const std::string& path, int code) {
  return fail(Fault::bad_output, fmt::format("{}: {}", what, std::strerror(code)), {path, 0, 0});
}

// The folder that holds `path`, "." for a bare name.
std::string parent_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

bool is_known(const std::string& name, const std::vector<std::string>& known) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool is_own_folder(const fs::directory_entry& entry) {
  std::error_code code;
  return !entry.is_symlink(code) && entry.is_directory(code);
}

// Nothing but folders with nothing but an owner's report in each.
bool is_owners_folder(const fs::directory_entry& folder) {
  static const std::vector<std::string> kFiles = {"report.html", "report.json", "drivers.csv", "themes.csv",
                                                  "callbacks.csv"};
  if (!is_own_folder(folder)) return false;
  std::error_code code;
  for (const fs::directory_entry& owner : fs::directory_iterator(folder.path(), code)) {
    if (!is_own_folder(owner)) return false;
    for (const fs::directory_entry& file : fs::directory_iterator(owner.path(), code)) {
      if (!is_known(file.path().filename().string(), kFiles) || file.is_directory(code)) return false;
    }
    if (code) return false;
  }
  return !code;
}

// The first file, by name, that no report of ours has; empty if there is none.
Result<std::string> foreign_file(const std::string& folder, const std::vector<std::string>& known) {
  std::error_code code;
  fs::directory_iterator entries(folder, code);
  if (code) return cannot("cannot be looked into", folder, code.value());
  std::string foreign;
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    const bool is_report = entry.is_directory(code) ? is_known(name + "/", known) && is_owners_folder(entry)
                                                    : is_known(name, known);
    if (!is_report && (foreign.empty() || name < foreign)) foreign = name;
  }
  return foreign;
}

void sync_folder(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(other.descriptor_), path_(std::move(other.path_)) {
  other.descriptor_ = -1;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor_, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return cannot("cannot be written; the old report, if any, is untouched", path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return {};
}

Result<void> OutputFile::close() {
  const int descriptor = descriptor_;
  descriptor_ = -1;
  // Some file systems refuse fsync (EINVAL); a real failure is told.
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
  const int sync_error = errno;
  if (::close(descriptor) != 0) return cannot("cannot be written", path_, errno);
  if (!synced) return cannot("cannot be written", path_, sync_error);
  return {};
}

const std::vector<std::string>& OutputFolder::known_files() {
  static const std::vector<std::string> kNames = {
      "report.html",   "report.xlsx", "report.md",    "report.sqlite", "report.json",
      "drivers.csv",   "themes.csv",  "comments.csv", "rejects.csv",   "callbacks.csv",
      "unmatched.csv", "owners/",     "run.json"};
  return kNames;
}

Result<OutputFolder> OutputFolder::open(const std::string& given, const std::vector<std::string>& inputs,
                                        const std::vector<std::string>& known) {
  std::string path = given;
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  const bool exists = fs::exists(status);
  // The folder behind a link is written, and the link stays.
  if (exists && fs::is_symlink(path)) path = fs::canonical(path, code).string();
  if (exists && !fs::is_directory(status))
    return fail(Fault::usage, "is a file; --out names a folder", {path, 0, 0});
  if (exists) {
    auto foreign = foreign_file(path, known);
    if (!foreign) return tl::unexpected(foreign.error());
    if (!foreign->empty()) {
      return fail(Fault::usage,
                  fmt::format("holds '{}', which is no part of a report; name a new or empty folder, or one "
                              "that holds nothing but an earlier report",
                              *foreign),
                  {path, 0, 0});
    }
    const fs::path real = fs::canonical(path, code);
    for (const std::string& input : inputs) {
      std::error_code ignored;
      const fs::path input_real = fs::canonical(input, ignored);
      bool lies_there = !ignored && (input_real.parent_path() == real ||
                                     input_real.string().starts_with((real / "owners/").string()));
      // By another name: a hard or a symbolic link.
      for (const std::string& name : known)
        lies_there = lies_there || fs::equivalent(real / name, input, ignored);
      if (lies_there)
        return fail(Fault::usage, "is an input and lies in the folder of --out; name another folder",
                    {input, 0, 0});
    }
    if (::access(path.c_str(), W_OK | X_OK) != 0) return cannot("cannot be written", path, errno);
  }
  const std::string parent = parent_of(path);
  if (!fs::is_directory(parent, code))
    return fail(Fault::bad_output, "the folder that should hold it does not exist; make it first",
                {path, 0, 0});
  const std::string base = fs::path(path).filename().string();
  std::string work;
  if (base != "." && base != "..") {
    work = fmt::format("{}/.{}.verbatim-{}", parent, base, ::getpid());
    std::error_code ignored;
    fs::remove_all(work, ignored);
    // Readable by whom the umask lets; private files have a mode of their own.
    if (::mkdir(work.c_str(), 0777) == 0) {
      if (exists) {
        struct stat old {};
        if (::stat(path.c_str(), &old) == 0) ::chmod(work.c_str(), old.st_mode & 07777);
      }
      return OutputFolder(path, work, known);
    }
    if (!exists) return cannot("cannot be made", path, errno);
  }
  // The parent cannot be written (or is this folder): work inside the folder itself.
  work = fmt::format("{}/.verbatim-{}", path, ::getpid());
  if (::mkdir(work.c_str(), 0700) != 0) return cannot("cannot be written", path, errno);
  return OutputFolder(path, work, known);
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)), work_(std::move(other.work_)), known_(std::move(other.known_)) {
  other.work_.clear();
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!work_.empty()) fs::remove_all(work_, ignored);
}

Result<OutputFile> OutputFolder::create(const std::string& name, bool is_private) {
  const std::string path = work_ + "/" + name;
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, is_private ? 0600 : 0666);
  if (descriptor < 0) return cannot("cannot be made", path_ + "/" + name, errno);
  return OutputFile(descriptor, path_ + "/" + name);
}

Result<void> OutputFolder::write(const std::string& name, std::string_view bytes, bool is_private) {
  auto file = create(name, is_private);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(bytes); !written) return written;
  return file->close();
}

Result<void> OutputFolder::make_folder(const std::string& name) {
  const std::string path = work_ + "/" + name;
  if (::mkdir(path.c_str(), 0777) != 0) return cannot("cannot be made", path_ + "/" + name, errno);
  return {};
}

Result<void> OutputFolder::publish() {
  sync_folder(work_);
  std::error_code code;
  const bool inside = parent_of(work_) == path_;
  if (!inside) {
    // A long run leaves time to put something of one's own beside the old report: it must not vanish.
    if (fs::is_directory(path_, code)) {
      auto foreign = foreign_file(path_, known_);
      if (foreign && !foreign->empty()) {
        return fail(Fault::bad_output,
                    fmt::format("'{}' was put there during the run; move it, and run again", *foreign),
                    {path_, 0, 0});
      }
    }
    if (::rename(work_.c_str(), path_.c_str()) == 0) {
      // There was no folder, or an empty one.
      sync_folder(parent_of(path_));
      work_.clear();
      return {};
    }
    if (::renameat2(AT_FDCWD, work_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) == 0) {
      sync_folder(parent_of(path_));
      fs::remove_all(work_, code);  // now the old report
      work_.clear();
      return {};
    }
  }
  // No exchange here: file by file, run.json last, so that it never speaks of files that are not there yet.
  for (const std::string& name : known_) {
    const std::string from = work_ + "/" + name;
    const std::string to = path_ + "/" + name;
    const bool is_folder = name.ends_with('/');
    if (is_folder) fs::remove_all(to.substr(0, to.size() - 1), code);
    if (!fs::exists(from, code)) {
      if (!is_folder) fs::remove(to, code);
      continue;
    }
    if (::rename(from.c_str(), to.c_str()) != 0) return cannot("cannot be written", to, errno);
  }
  sync_folder(path_);
  fs::remove_all(work_, code);
  work_.clear();
  return {};
}

}  // namespace verbatim
