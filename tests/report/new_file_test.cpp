#include "report/new_file.h"

#include <sys/stat.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "support/program.h"

namespace verbatim {
namespace {

std::size_t files_in(const ScratchFolder& folder) {
  const std::filesystem::directory_iterator all(folder.path());
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

TEST_CASE("new_file: the name is there when all is written, and only its owner may read it") {
  const ScratchFolder folder;
  auto file = NewFile::open(folder / "out.csv", false);
  REQUIRE(file);
  REQUIRE(file->write("id\n"));
  REQUIRE(file->write("1\n"));
  CHECK_FALSE(std::filesystem::exists(folder / "out.csv"));
  REQUIRE(file->publish());
  CHECK(bytes_of(folder / "out.csv") == "id\n1\n");
  struct stat status {};
  REQUIRE(::stat((folder / "out.csv").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(files_in(folder) == 1);
}

TEST_CASE("new_file: what is not published leaves nothing, and what was there stays") {
  const ScratchFolder folder;
  const std::string path = folder.put("out.csv", "old");
  {
    auto file = NewFile::open(path, true);
    REQUIRE(file);
    REQUIRE(file->write("new"));
    NewFile moved = std::move(*file);
  }
  CHECK(bytes_of(path) == "old");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("new_file: an earlier file is replaced only where that is meant, even if it comes late") {
  const ScratchFolder folder;
  auto early = NewFile::open(folder / "out.csv", false);
  REQUIRE(early);
  REQUIRE(early->write("mine"));
  const std::string path = folder.put("out.csv", "theirs");
  const auto late = early->publish();
  REQUIRE_FALSE(late);
  CHECK(late.error().fault == Fault::usage);
  CHECK(bytes_of(path) == "theirs");
  CHECK(NewFile::open(path, false).error().message.find("--force") != std::string::npos);
  auto forced = NewFile::open(path, true);
  REQUIRE(forced);
  REQUIRE(forced->write("mine"));
  REQUIRE(forced->publish());
  CHECK(bytes_of(path) == "mine");
}

TEST_CASE("new_file: the file behind a link is replaced, and the link stays") {
  const ScratchFolder folder;
  const std::string path = folder.put("data.csv", "old");
  std::filesystem::create_symlink(path, folder / "link.csv");
  auto file = NewFile::open(folder / "link.csv", true);
  REQUIRE(file);
  REQUIRE(file->write("new"));
  REQUIRE(file->publish());
  CHECK(bytes_of(path) == "new");
  CHECK(std::filesystem::is_symlink(folder / "link.csv"));
}

TEST_CASE("new_file: folders, devices and folders that do not exist are refused at once") {
  const ScratchFolder folder;
  CHECK(NewFile::open(folder.path(), true).error().message.find("is a folder") == 0);
  CHECK(NewFile::open("/dev/null", true).error().message.find("is no plain file") == 0);
  const auto missing = NewFile::open(folder / "none/out.csv", true);
  CHECK(missing.error().fault == Fault::bad_output);
  CHECK(missing.error().message.find("does not exist; make it first") != std::string::npos);
}

}  // namespace
}  // namespace verbatim
