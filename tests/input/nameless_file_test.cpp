#include "input/nameless_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>

#include "support/program.h"

namespace verbatim {
namespace {

TEST_CASE("nameless_file: it can be written and read, is private, and no folder holds it") {
  const ScratchFolder folder;
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TMPDIR", folder.path().c_str(), 1);
  const int file = make_nameless_file();
  ::setenv("TMPDIR", (folder / "none").c_str(), 1);
  const int none = make_nameless_file();
  if (before == nullptr) {
    ::unsetenv("TMPDIR");
  } else {
    ::setenv("TMPDIR", kept.c_str(), 1);
  }
  REQUIRE(file >= 0);
  CHECK(none == -1);
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(::write(file, "abc", 3) == 3);
  char back[3] = {};
  CHECK(::pread(file, back, 3, 0) == 3);
  CHECK(std::string(back, 3) == "abc");
  struct stat status {};
  REQUIRE(::fstat(file, &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  ::close(file);
}

}  // namespace
}  // namespace verbatim
