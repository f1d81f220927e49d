// The inputs of a run by path, each readable more than once, as UTF-8 text: what is compressed is unpacked,
// a member of an archive is read in its place, and other encodings are converted, all by content and while
// they are read. What cannot be read twice (standard input, a pipe) is copied to a nameless temporary file on
// its first opening.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "input/archive.h"
#include "input/byte_source.h"
#include "input/decompressed_source.h"
#include "input/table.h"
#include "input/text_encoding.h"
#include "verbatim/error.h"

namespace verbatim {

// What stands between a file's bytes and its text, found once and the same on each opening.
struct InputForm {
  std::vector<Compression> layers;  // outermost first
  bool is_archive = false;          // zip (or an XLSX workbook) or tar, below the layers
  TextEncoding encoding;

  // "gzip, encoding UTF-16LE (by its byte order mark)", for `inspect`.
  std::string describe() const;
};

class InputStore {
 public:
  InputStore();
  InputStore(const InputStore&) = delete;
  InputStore& operator=(const InputStore&) = delete;
  ~InputStore();

  // A fresh source at the first byte of the input's text; of JSON and XLSX, at the first of the rows that
  // stand for them (see table_row.h). A plain UTF-8 file is given as it is, and so is what is no text (a
  // picture, an archive). Errors: as open_byte_source and open_table; Fault::bad_input for data that is
  // compressed more than three times; Fault::bad_output if there is no room for the copy of a pipe. REQUIRES:
  // the store outlives the source.
  Result<std::unique_ptr<ByteSource>> open(const std::string& path);

  // The columns of an input that is a table already; nullptr for one whose form is to be sniffed.
  // REQUIRES: open(path) has succeeded.
  const CsvDetection* table(const std::string& path) const;

  // How tables are read that are opened from now on.
  void read_tables_as(const TableOptions& options) { table_options_ = options; }

  // How the input is packed and encoded. Errors: as `open`.
  Result<InputForm> form(const std::string& path);

  // The size of the input's text in bytes; 0 if it is not known yet: what is packed or converted must have
  // been read to its end, which the look at its start does for a small one.
  std::uint64_t size(const std::string& path) const;

  // The hash of the input's text (see hashed_source), once it has been read to its end; empty before.
  std::string hash(const std::string& path) const;

  // Characters that became U+FFFD when the input was converted, and what else is worth a word. Known once it
  // has been read to its end.
  std::uint64_t replaced(const std::string& path) const;
  std::vector<std::string> warnings(const std::string& path) const;

  // Every input is in this encoding (a name from parse_encoding_name), or this one is, whatever its bytes
  // look like. REQUIRES: no source of it is open.
  void tell_encoding(const std::string& name);
  void tell_encoding(const std::string& path, const std::string& name);

  // The members of an archive, and their names as inputs. REQUIRES: form(archive).is_archive.
  Result<std::vector<ArchiveMember>> list(const std::string& archive);
  // From now on `path` names that member.
  void add_member(const std::string& path, const std::string& archive, std::size_t index);
  // The file on disk that holds the input: the archive of a member, else the input itself.
  std::string file_of(const std::string& path) const;

  // Two names of one file have the same identity. Empty for standard input and for what cannot be looked at.
  static std::string identity(const std::string& path);

 private:
  struct Spool {
    int descriptor = -1;
    std::uint64_t bytes = 0;
  };
  struct Member {
    std::string archive;
    std::size_t index = 0;
  };

  Result<std::unique_ptr<ByteSource>> open_text(const std::string& path);
  Result<std::unique_ptr<ByteSource>> open_table_bytes(const std::string& path);
  Result<std::unique_ptr<ByteSource>> open_raw(const std::string& path);
  Result<std::unique_ptr<ByteSource>> open_unpacked(const std::string& path,
                                                    const std::vector<Compression>& layers,
                                                    SourceRemarks* remarks = nullptr);
  Result<ArchiveBytes> open_archive(const std::string& path, const InputForm& form);
  Result<void> unpack_archive(const std::string& path, const InputForm& form);
  Result<InputForm> look_at(const std::string& path);

  std::map<std::string, Spool> spools_;
  std::map<std::string, Member> members_;
  std::map<std::string, int> unpacked_archives_;  // descriptors, of compressed archives with several members
  std::map<std::string, InputForm> forms_;
  std::map<std::string, SourceRemarks> remarks_;  // of what is packed or converted
  std::string encoding_;
  std::map<std::string, std::string> encodings_;
  std::map<std::string, std::unique_ptr<Table>> tables_;  // nullptr: no table
  TableOptions table_options_;
  std::map<std::string, std::string> hashes_;  // of texts that were read to their end
};

}  // namespace verbatim
