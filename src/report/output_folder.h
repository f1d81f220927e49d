// The report's folder: written beside the old one and exchanged with it in one rename, so that a reader never
// sees halves of two runs, and a run that fails leaves the old report as it was.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verbatim/error.h"

namespace verbatim {

// A file of the folder while it is written.
class OutputFile {
 public:
  OutputFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  Result<void> write(std::string_view bytes);
  // Flushes to the disk and closes. Errors of the whole file show here at the latest.
  Result<void> close();

 private:
  int descriptor_;
  std::string path_;
};

class OutputFolder {
 public:
  // The names that an earlier report may hold; "owners/" is a folder of reports per owner.
  static const std::vector<std::string>& known_files();

  // Checks `path` and makes the place to write to. Errors: Fault::usage if the folder holds anything but an
  // earlier report, or is a file; Fault::bad_output if it cannot be made. `inputs` must not lie in it.
  // Commands with outputs of another kind name the files of theirs.
  static Result<OutputFolder> open(const std::string& path, const std::vector<std::string>& inputs,
                                   const std::vector<std::string>& known = known_files());

  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  // Removes what was written, unless it was published.
  ~OutputFolder();

  // Files of rows are private: mode 0600; the others follow the umask.
  Result<OutputFile> create(const std::string& name, bool is_private);
  Result<void> write(const std::string& name, std::string_view bytes, bool is_private = false);

  // A folder within, such as "owners" and then "owners/Ann": files of that place may then be created.
  Result<void> make_folder(const std::string& name);

  // Puts the new report in the old one's place.
  Result<void> publish();

 private:
  OutputFolder(std::string path, std::string work, std::vector<std::string> known)
      : path_(std::move(path)), work_(std::move(work)), known_(std::move(known)) {}

  std::string path_;
  std::string work_;  // empty: published, or moved from
  std::vector<std::string> known_;
};

}  // namespace verbatim
