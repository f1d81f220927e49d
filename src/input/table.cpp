#include "input/table.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

// Whether what is named .json is rather a table of another kind: its first two lines hold as many delimiters,
// and no bracket or brace begins it. What is no text at all is told by the reader of CSV.
bool is_text_table(std::string_view start) {
  if (!check_is_delimited_text(start)) return true;
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const std::size_t from = start.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos || start[from] == '{' || start[from] == '[') return false;
  const std::size_t first_end = start.find('\n', from);
  if (first_end == std::string_view::npos) return false;
  const std::string_view first = start.substr(from, first_end - from);
  const std::size_t second_end = std::min(start.find('\n', first_end + 1), start.size());
  const std::string_view second = start.substr(first_end + 1, second_end - first_end - 1);
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const auto count = std::count(first.begin(), first.end(), delimiter);
    if (count > 0 && count == std::count(second.begin(), second.end(), delimiter)) return true;
  }
  return false;
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
  if (!bytes.starts_with(kZip)) {
    const JsonName name = json_name_of(path);
    if (name == JsonName::none || is_text_table(bytes)) return nullptr;
    const bool is_blank = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n") == std::string_view::npos;
    if (!is_blank) return open_json_table(path, open);
    // No lines are lines without a record; a document must have a value.
    if (name == JsonName::lines) return nullptr;
    return fail(Fault::bad_input, "holds no JSON; an export without records is written []", {path, 0, 0});
  }
  auto file = random_access(path, open, bytes);
  if (!file) return tl::unexpected(file.error());
  return open_xlsx_table(path, *file, options);
}

}  // namespace verbatim
