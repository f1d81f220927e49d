#include "support/program.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace verbatim {

namespace {

std::string drain(int descriptor) {
  std::string bytes;
  char buffer[1 << 16];
  ::lseek(descriptor, 0, SEEK_SET);
  for (ssize_t got = 0; (got = ::read(descriptor, buffer, sizeof buffer)) > 0;) {
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(descriptor);
  return bytes;
}

void fill(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  ::lseek(descriptor, 0, SEEK_SET);
}

[[noreturn]] void become(const ProgramCall& call, char* const* arguments, int in, int out, int err) {
  if (!call.folder.empty() && ::chdir(call.folder.c_str()) != 0) ::_exit(126);
  if (!call.output_file.empty()) out = ::open(call.output_file.c_str(), O_WRONLY | O_CREAT, 0600);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  if (call.close_output) ::close(STDOUT_FILENO);
  if (call.close_input) ::close(STDIN_FILENO);
  for (const auto& [name, value] : call.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (call.as_nobody && ::geteuid() == 0) {
    const passwd* nobody = ::getpwnam("nobody");
    if (nobody == nullptr || ::setgid(nobody->pw_gid) != 0 || ::setuid(nobody->pw_uid) != 0) ::_exit(126);
  }
  ::alarm(call.limit_seconds);
  ::execv(VERBATIM_BINARY, arguments);
  ::_exit(127);
}

}  // namespace

ProgramRun run_program(const ProgramCall& call) {
  const int in = ::memfd_create("in", MFD_CLOEXEC);
  const int out = ::memfd_create("out", MFD_CLOEXEC);
  const int err = ::memfd_create("err", MFD_CLOEXEC);
  fill(in, call.input);
  std::vector<std::string> words = {VERBATIM_BINARY};
  words.insert(words.end(), call.arguments.begin(), call.arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  const pid_t child = ::fork();
  if (child == 0) become(call, pointers.data(), in, out, err);
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(in);
  ProgramRun run;
  run.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  run.out = drain(out);
  run.err = drain(err);
  return run;
}

bool can_be_nobody() {
  if (::geteuid() != 0) return true;
  // The build may lie where others may not look.
  if (::getpwnam("nobody") == nullptr) return false;
  ProgramCall call;
  call.arguments = {"--version"};
  call.as_nobody = true;
  return run_program(call).code == 0;
}

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "verbatim-test-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
  std::filesystem::permissions(path_, std::filesystem::perms{0755});
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string ScratchFolder::put(std::string_view name, std::string_view bytes) const {
  const std::string path = path_ + "/" + std::string(name);
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string lines(std::initializer_list<std::string_view> all) {
  std::string text;
  for (const std::string_view line : all) text.append(line).append("\n");
  return text;
}

}  // namespace verbatim
