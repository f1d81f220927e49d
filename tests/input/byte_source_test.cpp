#include "input/byte_source.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/memory_source.h"

using namespace verbatim;

namespace {

// A folder that goes away with the test.
struct TemporaryFolder {
  std::filesystem::path path;
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "byte_source_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string of(const std::string& name) const { return (path / name).string(); }
};

std::string failure(const std::string& path) {
  const auto source = open_byte_source(path);
  REQUIRE(!source.has_value());
  CHECK(source.error().fault == Fault::bad_input);
  CHECK(source.error().place.file == path);
  return source.error().message;
}

}  // namespace

TEST_CASE("byte_source: a file is read to its end, and then gives 0 bytes") {
  const TemporaryFolder folder;
  std::ofstream(folder.of("a b\n.csv")) << "id,comment\n1,Good\n";
  auto source = open_byte_source(folder.of("a b\n.csv"));
  REQUIRE(source.has_value());
  const Result<ByteSample> sample = read_sample(**source, 10);
  REQUIRE(sample.has_value());
  CHECK(sample->bytes == "id,comment");
  CHECK(!sample->is_whole);
  const Result<ByteSample> rest = read_sample(**source, 100);
  REQUIRE(rest.has_value());
  CHECK(rest->bytes == "\n1,Good\n");
  CHECK(rest->is_whole);
  char byte = 0;
  CHECK((*source)->read(&byte, 1).value() == 0);
}

TEST_CASE("byte_source: a sample is filled from small pieces") {
  MemorySource source("abcdef", 1);
  const Result<ByteSample> sample = read_sample(source, 4);
  REQUIRE(sample.has_value());
  CHECK(sample->bytes == "abcd");
  CHECK(!sample->is_whole);
}

TEST_CASE("byte_source: a failure while reading is an error, not an end") {
  MemorySource source("abcdef", 2, 4);
  const Result<ByteSample> sample = read_sample(source, 100);
  REQUIRE(!sample.has_value());
  CHECK(sample.error().message == "reading failed");
}

TEST_CASE("byte_source: what cannot be opened says why and what to do") {
  const TemporaryFolder folder;
  CHECK(failure(folder.path.string()) == "is a directory; name the files in it");
  CHECK(failure(folder.of("missing.csv")) == "no such file; check the name and the folder");
  CHECK(failure("") == "empty file name; name a file, or - for standard input");
  REQUIRE(::symlink("nowhere", folder.of("dangling").c_str()) == 0);
  CHECK(failure(folder.of("dangling")) ==
        "is a link to a file that does not exist; repair the link or name the file itself");
  REQUIRE(::symlink("loop", folder.of("loop").c_str()) == 0);
  CHECK(failure(folder.of("loop")) == "is a link that leads back to itself; name the file itself");
  std::ofstream(folder.of("plain")) << "x";
  CHECK(failure(folder.of("plain/x.csv")) ==
        "no such file: a part of the path is a file, not a folder; check the path");
  CHECK(failure(folder.of(std::string(300, 'n'))) == "the file name is too long; use a shorter path");
  CHECK(failure(std::string("a\0b", 3)) == "the file name holds a NUL byte; check the name");
  if (::geteuid() != 0) {  // root may read everything
    std::ofstream(folder.of("secret")) << "x";
    REQUIRE(::chmod(folder.of("secret").c_str(), 0) == 0);
    CHECK(failure(folder.of("secret")) == "cannot be read: Permission denied; ask for the right to read it");
  }
}

TEST_CASE("byte_source: a pipe needs no seek") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "id,comment\n", 11) == 11);
  ::close(ends[1]);
  auto source = open_byte_source("/dev/fd/" + std::to_string(ends[0]));
  REQUIRE(source.has_value());
  CHECK(read_sample(**source, 100)->bytes == "id,comment\n");
  ::close(ends[0]);
}
