// Zip and tar archives: what is in them, and each member as a source of its own. No member is ever unpacked
// to disk, so its name is no more than a label.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "input/byte_source.h"
#include "verbatim/error.h"

namespace verbatim {

// Whether a stream begins as a zip archive (an XLSX workbook is one, too) or as a tar archive does.
bool is_zip(std::string_view head);
bool is_tar(std::string_view head);

// How many first bytes `is_tar` needs.
inline constexpr std::size_t kTarHeadBytes = 512;

// Where an archive's bytes come from: a file that can be read at any place, which a zip wants because its
// list stands at its end, else a stream. Owns what it holds.
class ArchiveBytes {
 public:
  explicit ArchiveBytes(int descriptor) : descriptor_(descriptor) {}
  explicit ArchiveBytes(std::unique_ptr<ByteSource> stream) : stream_(std::move(stream)) {}
  ArchiveBytes(ArchiveBytes&& other) noexcept;
  ArchiveBytes& operator=(ArchiveBytes&&) = delete;
  ~ArchiveBytes();

  bool is_seekable() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  ByteSource* stream() const { return stream_.get(); }

 private:
  int descriptor_ = -1;
  std::unique_ptr<ByteSource> stream_;
};

struct ArchiveMember {
  enum class Kind : std::uint8_t { file, folder, other };

  std::string name;  // as it stands, slashes and all
  std::size_t index = 0;
  Kind kind = Kind::file;
  bool is_encrypted = false;
  std::string head;  // its first bytes, for what it is
};

// The members in the order of the archive. `path` is the archive's name for messages. Errors:
// Fault::bad_input where the archive is cut or damaged.
Result<std::vector<ArchiveMember>> list_archive(ArchiveBytes bytes, const std::string& path);

// The member at `index` of that list. `member_path` is its name for messages. Errors, here and on reading:
// Fault::bad_input where it is damaged or encrypted, or swells to more than 200 times its size.
Result<std::unique_ptr<ByteSource>> open_member(ArchiveBytes bytes, std::size_t index,
                                                const std::string& member_path);

}  // namespace verbatim
