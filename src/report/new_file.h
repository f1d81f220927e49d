// One file that is there whole or not at all: written beside its name and given it at the end.
#pragma once

#include <string>
#include <string_view>

#include "verbatim/error.h"

namespace verbatim {

class NewFile {
 public:
  // `path` "-" is standard output. A file of that name is refused unless it may be replaced. Rows are
  // private: mode 0600. Errors: Fault::usage for a name that is taken; Fault::bad_output where nothing can be
  // written.
  static Result<NewFile> open(const std::string& path, bool may_replace);

  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  // Removes what was written, unless it was published.
  ~NewFile();

  Result<void> write(std::string_view bytes);

  // The file that is written, for a library that writes by name; for standard output, a temporary file that
  // publish() copies there.
  const std::string& work_path() const { return work_; }

  // Nothing more can be written.
  Result<void> publish();

  bool is_closed_pipe() const { return is_closed_pipe_; }  // the reader of standard output has gone away

 private:
  NewFile(std::string path, std::string work, int descriptor, bool may_replace)
      : path_(std::move(path)), work_(std::move(work)), descriptor_(descriptor), may_replace_(may_replace) {}

  Result<void> copy_to_output();

  std::string path_;
  std::string work_;  // empty: published, or moved from
  int descriptor_;
  bool may_replace_;
  bool is_closed_pipe_ = false;
};

}  // namespace verbatim
