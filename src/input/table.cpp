#include "input/table.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "input/json_table.h"
#include "input/nameless_file.h"
#include "input/xlsx_table.h"

namespace verbatim {
namespace {

constexpr std::size_t kStartBytes = std::size_t{1} << 16;
constexpr std::size_t kCopyBytes = std::size_t{1} << 18;
constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::string_view kCompoundFile("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);

// A zip file is read from its end: the file itself where its bytes are the input's, else a copy of them.
Result<InputDescriptor> random_access(const std::string& path, const OpenBytes& open,
                                      std::string_view start) {
  InputDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  struct stat status {};
  if (file.get() >= 0 && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    std::string head(start.size(), '\0');
    const ssize_t got = ::pread(file.get(), head.data(), head.size(), 0);
    if (got == static_cast<ssize_t>(start.size()) && head == start) return file;
  }
  auto source = open();
  if (!source) return tl::unexpected(source.error());
  InputDescriptor copy(make_nameless_file());
  std::string buffer(kCopyBytes, '\0');
  for (;;) {
    auto got = (*source)->read(buffer.data(), buffer.size());
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return copy;
    std::string_view left(buffer.data(), *got);
    while (!left.empty()) {
      const ssize_t wrote = ::write(copy.get(), left.data(), left.size());
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) {
        return fail(
            Fault::bad_output,
            fmt::format("the workbook is copied to a temporary file first, and that failed: {}; set TMPDIR "
                        "to a folder with room",
                        std::strerror(errno)),
            {path, 0, 0});
      }
      left.remove_prefix(static_cast<std::size_t>(wrote));
    }
  }
}

// An old workbook and an encrypted new one are the same kind of file; the names of its streams tell them
// apart.
const char* compound_message(ByteSource& source) {
  using namespace std::string_view_literals;
  constexpr auto kEncrypted = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
  constexpr std::size_t kSearchedBytes = std::size_t{64} << 20;
  auto bytes = read_sample(source, kSearchedBytes);
  return bytes && bytes->bytes.find(kEncrypted) != std::string::npos
             ? "is a workbook protected by a password; save it without one"
             : "is an old Excel workbook (.xls); save it as .xlsx or CSV";
}

}  // namespace

Result<std::unique_ptr<Table>> open_table(const std::string& path, const OpenBytes& open,
                                          const TableOptions& options) {
  auto source = open();
  if (!source) return tl::unexpected(source.error());
  auto start = read_sample(**source, kStartBytes);
  if (!start) return tl::unexpected(start.error());
  const std::string_view bytes = start->bytes;
  if (looks_like_json(bytes)) return open_json_table(path, open);
  if (bytes.starts_with(kCompoundFile)) {
    auto again = open();
    if (!again) return tl::unexpected(again.error());
    return fail(Fault::bad_input, compound_message(**again), {path, 0, 0});
  }
  if (!bytes.starts_with(kZip)) return nullptr;
  auto file = random_access(path, open, bytes);
  if (!file) return tl::unexpected(file.error());
  return open_xlsx_table(path, *file, options);
}

}  // namespace verbatim
