#include "input/input_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "input/csv_sniffer.h"
#include "input/hashed_source.h"
#include "input/nameless_file.h"
#include "input/transcoded_source.h"

namespace verbatim {

namespace {

constexpr std::size_t kCopyBytes = std::size_t{1} << 20;
constexpr std::size_t kHeadBytes = 8192;
constexpr std::size_t kMostLayers = 3;

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

// Tells how many bytes came out of a source, once they are out.
class CountedSource final : public ByteSource {
 public:
  CountedSource(std::unique_ptr<ByteSource> source, SourceRemarks& remarks)
      : source_(std::move(source)), remarks_(remarks) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    auto got = source_->read(buffer, size);
    if (!got) return got;
    bytes_ += *got;
    if (*got == 0 && size > 0) remarks_.bytes = bytes_;
    return got;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  SourceRemarks& remarks_;
  std::uint64_t bytes_ = 0;
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
  for (const auto& [path, descriptor] : unpacked_archives_) ::close(descriptor);
}

Result<std::unique_ptr<ByteSource>> InputStore::open(const std::string& path) {
  auto known = tables_.find(path);
  if (known == tables_.end()) {
    auto table = open_table(
        path, [this, path] { return open_table_bytes(path); }, table_options_);
    if (!table) return tl::unexpected(table.error());
    known = tables_.emplace(path, std::move(*table)).first;
  }
  auto source = known->second != nullptr ? known->second->rows() : open_text(path);
  if (!source) return source;
  return hashed_source(std::move(*source), [this, path](const std::string& hash) { hashes_[path] = hash; });
}

std::string InputStore::hash(const std::string& path) const {
  const auto known = hashes_.find(path);
  return known == hashes_.end() ? std::string() : known->second;
}

// JSON is Unicode: a guess at an 8-bit encoding is made from bytes that are broken. What is told is believed.
Result<std::unique_ptr<ByteSource>> InputStore::open_table_bytes(const std::string& path) {
  auto form_of = form(path);
  if (!form_of) return tl::unexpected(form_of.error());
  const bool is_told = !encoding_.empty() || encodings_.contains(path);
  if (is_told || form_of->encoding.name.starts_with("UTF-")) return open_text(path);
  return open_unpacked(path, form_of->layers);
}

const CsvDetection* InputStore::table(const std::string& path) const {
  const auto known = tables_.find(path);
  return known == tables_.end() || known->second == nullptr ? nullptr : &known->second->detection();
}

// A member, a file or the copy of a pipe, as its bytes stand.
Result<std::unique_ptr<ByteSource>> InputStore::open_raw(const std::string& path) {
  if (const auto member = members_.find(path); member != members_.end()) {
    const std::string& archive = member->second.archive;
    auto form_of = form(archive);
    if (!form_of) return tl::unexpected(form_of.error());
    auto bytes = open_archive(archive, *form_of);
    if (!bytes) return tl::unexpected(bytes.error());
    return open_member(std::move(*bytes), member->second.index, path);
  }
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

Result<std::unique_ptr<ByteSource>> InputStore::open_unpacked(const std::string& path,
                                                              const std::vector<Compression>& layers,
                                                              SourceRemarks* remarks) {
  auto source = open_raw(path);
  if (!source) return source;
  for (const Compression layer : layers)
    *source = make_decompressed_source(layer, std::move(*source), path, remarks);
  return source;
}

Result<ArchiveBytes> InputStore::open_archive(const std::string& path, const InputForm& form) {
  if (form.layers.empty() && !members_.contains(path)) {
    const auto spooled = spools_.find(path);
    const int descriptor = spooled != spools_.end() ? ::fcntl(spooled->second.descriptor, F_DUPFD_CLOEXEC, 0)
                                                    : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor >= 0) return ArchiveBytes(descriptor);
  }
  if (const auto unpacked = unpacked_archives_.find(path); unpacked != unpacked_archives_.end()) {
    const int descriptor = ::fcntl(unpacked->second, F_DUPFD_CLOEXEC, 0);
    if (descriptor >= 0) return ArchiveBytes(descriptor);
  }
  auto source = open_unpacked(path, form.layers);
  if (!source) return tl::unexpected(source.error());
  return ArchiveBytes(std::move(*source));
}

// To reach a member of a compressed archive, all before it is unpacked: of many members, each time again.
// Such an archive is unpacked once into a nameless file; where there is no room for it, it stays as it is.
Result<void> InputStore::unpack_archive(const std::string& path, const InputForm& form) {
  const int descriptor = make_nameless_file();
  if (descriptor < 0) return {};
  auto source = open_unpacked(path, form.layers);
  std::string buffer(kCopyBytes, '\0');
  while (source) {
    auto got = (*source)->read(buffer.data(), buffer.size());
    if (!got) {
      ::close(descriptor);
      return tl::unexpected(got.error());
    }
    if (*got == 0) {
      unpacked_archives_.emplace(path, descriptor);
      return {};
    }
    if (!write_all(descriptor, buffer.data(), *got)) break;
  }
  ::close(descriptor);
  return {};
}

Result<InputForm> InputStore::look_at(const std::string& path) {
  InputForm form;
  for (;;) {
    auto source = open_unpacked(path, form.layers);
    if (!source) return tl::unexpected(source.error());
    auto head = read_sample(**source, kHeadBytes);
    if (!head) return tl::unexpected(head.error());
    const auto told = encodings_.find(path);
    const bool is_told = told != encodings_.end() || !encoding_.empty();
    const auto layer = compression_of(head->bytes);
    if (!layer) {
      form.is_archive = is_zip(head->bytes) || is_tar(head->bytes);
      // What is no text is left as it is, for the message that says so.
      const bool is_text =
          is_told || is_wide_text(head->bytes) || check_is_delimited_text(head->bytes).has_value();
      if (form.is_archive || !is_text) return form;
      break;
    }
    if (form.layers.size() == kMostLayers) {
      return fail(Fault::bad_input,
                  fmt::format("is compressed more than {} times over; unpack it first", kMostLayers),
                  {path, 0, 0});
    }
    form.layers.push_back(*layer);
  }
  const auto told = encodings_.find(path);
  auto source = open_unpacked(path, form.layers);
  if (!source) return tl::unexpected(source.error());
  auto encoding = detect_encoding(**source, told != encodings_.end() ? told->second : encoding_);
  if (!encoding) return tl::unexpected(encoding.error());
  form.encoding = std::move(*encoding);
  return form;
}

void InputStore::tell_encoding(const std::string& name) {
  encoding_ = name;
  forms_.clear();
}

void InputStore::tell_encoding(const std::string& path, const std::string& name) {
  encodings_[path] = name;
  forms_.erase(path);
}

Result<InputForm> InputStore::form(const std::string& path) {
  const auto known = forms_.find(path);
  if (known != forms_.end()) return known->second;
  auto looked = look_at(path);
  if (looked) forms_.emplace(path, *looked);
  return looked;
}

Result<std::unique_ptr<ByteSource>> InputStore::open_text(const std::string& path) {
  auto form_of = form(path);
  if (!form_of) return tl::unexpected(form_of.error());
  const bool is_utf8 = form_of->encoding.name == kUtf8;
  if (form_of->layers.empty() && is_utf8 && !members_.contains(path)) return open_raw(path);
  SourceRemarks& remarks = remarks_[path];
  auto source = open_unpacked(path, form_of->layers, &remarks);
  if (!source) return source;
  if (!is_utf8) {
    source = make_transcoded_source(form_of->encoding, std::move(*source), path, &remarks);
    if (!source) return source;
  }
  return std::make_unique<CountedSource>(std::move(*source), remarks);
}

Result<std::vector<ArchiveMember>> InputStore::list(const std::string& archive) {
  auto form_of = form(archive);
  if (!form_of) return tl::unexpected(form_of.error());
  auto bytes = open_archive(archive, *form_of);
  if (!bytes) return tl::unexpected(bytes.error());
  auto members = list_archive(std::move(*bytes), archive);
  if (members && members->size() > 1 && !form_of->layers.empty() && !unpacked_archives_.contains(archive)) {
    if (auto unpacked = unpack_archive(archive, *form_of); !unpacked) return tl::unexpected(unpacked.error());
  }
  return members;
}

void InputStore::add_member(const std::string& path, const std::string& archive, std::size_t index) {
  members_[path] = {archive, index};
}

std::string InputStore::file_of(const std::string& path) const {
  const auto member = members_.find(path);
  return member != members_.end() ? member->second.archive : path;
}

std::uint64_t InputStore::replaced(const std::string& path) const {
  const auto remarks = remarks_.find(path);
  return remarks != remarks_.end() ? remarks->second.replaced : 0;
}

std::vector<std::string> InputStore::warnings(const std::string& path) const {
  const auto remarks = remarks_.find(path);
  if (remarks == remarks_.end() || !remarks->second.ignored_from) return {};
  return {fmt::format("{}: the bytes from {} on are no part of the compressed data and were left out", path,
                      *remarks->second.ignored_from)};
}

std::string InputForm::describe() const {
  std::string text;
  for (const Compression layer : layers) text += fmt::format("{}, ", name(layer));
  text += "encoding " + encoding.name;
  if (!encoding.reason.empty()) text += fmt::format(" ({})", encoding.reason);
  return text;
}

std::uint64_t InputStore::size(const std::string& path) const {
  if (const auto remarks = remarks_.find(path); remarks != remarks_.end())
    return remarks->second.bytes.value_or(0);
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
