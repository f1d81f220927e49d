// Runs the real program as a user does, and keeps what came of it. Nothing goes through a shell.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verbatim {

struct ProgramCall {
  std::vector<std::string> arguments;                            // behind the program's name
  std::string input;                                             // standard input
  std::string folder;                                            // working folder; empty: this one
  std::vector<std::pair<std::string, std::string>> environment;  // set beside the present one
  std::string output_file;      // standard output goes there; empty: kept in `out`
  bool close_output = false;    // standard output is closed
  bool close_input = false;     // standard input is closed
  bool as_nobody = false;       // without the rights of root; see can_be_nobody
  unsigned limit_seconds = 60;  // a program that hangs is ended: `code` is then 128 + SIGALRM
};

struct ProgramRun {
  int code = -1;  // 128 + n if signal n ended it
  std::string out;
  std::string err;

  bool says(std::string_view text) const { return err.find(text) != std::string::npos; }
};

ProgramRun run_program(const ProgramCall& call);

// Is there an unprivileged user to become (root), or are we one already?
bool can_be_nobody();

// A folder of its own, gone with its guard.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  // Writes a file in it and returns its path.
  std::string put(std::string_view name, std::string_view bytes) const;

 private:
  std::string path_;
};

// The bytes of a file; empty if it cannot be read.
std::string bytes_of(const std::string& path);

// "a" "b" -> "a\nb\n".
std::string lines(std::initializer_list<std::string_view> all);

}  // namespace verbatim
