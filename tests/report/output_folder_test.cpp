#include "report/output_folder.h"

#include <sys/stat.h>

#include <filesystem>

#include <doctest/doctest.h>

#include "support/program.h"

namespace verbatim {
namespace {

namespace fs = std::filesystem;

OutputFolder open_folder(const std::string& path, const std::vector<std::string>& inputs = {}) {
  auto folder = OutputFolder::open(path, inputs);
  if (!folder) FAIL(to_string(folder.error()));
  return std::move(*folder);
}

TEST_CASE("output_folder: nothing is seen before it is published, and nothing is left if it never is") {
  const ScratchFolder scratch;
  {
    OutputFolder folder = open_folder(scratch / "out");
    REQUIRE(folder.write("report.json", "{}"));
    CHECK(!fs::exists(scratch / "out"));
  }
  CHECK(fs::is_empty(scratch.path()));
  OutputFolder folder = open_folder(scratch / "out/");
  REQUIRE(folder.write("report.json", "{}"));
  REQUIRE(folder.write("comments.csv", "x", true));
  REQUIRE(folder.publish());
  CHECK(bytes_of(scratch / "out/report.json") == "{}");
  struct stat status {};
  REQUIRE(::stat((scratch / "out/comments.csv").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("output_folder: a new report replaces the old one whole") {
  const ScratchFolder scratch;
  for (const char* name : {"drivers.csv", "unmatched.csv"}) {
    OutputFolder folder = open_folder(scratch / "out");
    REQUIRE(folder.write(name, "x"));
    REQUIRE(folder.publish());
  }
  CHECK(!fs::exists(scratch / "out/drivers.csv"));
  CHECK(fs::exists(scratch / "out/unmatched.csv"));
  CHECK(std::distance(fs::directory_iterator(scratch.path()), {}) == 1);
}

TEST_CASE("output_folder: a file of the user's is refused before the run, and found after it") {
  const ScratchFolder scratch;
  fs::create_directory(scratch / "out");
  scratch.put("out/notes.txt", "mine");
  const auto refused = OutputFolder::open(scratch / "out", {});
  REQUIRE(!refused);
  CHECK(refused.error().fault == Fault::usage);
  CHECK(refused.error().message.starts_with("holds 'notes.txt'"));
  fs::remove(scratch / "out/notes.txt");

  OutputFolder folder = open_folder(scratch / "out");
  REQUIRE(folder.write("report.json", "{}"));
  scratch.put("out/late.txt", "mine");
  const auto late = folder.publish();
  REQUIRE(!late);
  CHECK(late.error().fault == Fault::bad_output);
  CHECK(bytes_of(scratch / "out/late.txt") == "mine");
}

TEST_CASE("output_folder: a folder of another kind of output is no report, and the other way round") {
  const ScratchFolder scratch;
  const std::vector<std::string> known = {"evaluation.json"};
  for (int run = 0; run < 2; ++run) {
    auto folder = OutputFolder::open(scratch / "out", {}, known);
    REQUIRE(folder.has_value());
    REQUIRE(folder->write("evaluation.json", "{}"));
    REQUIRE(folder->publish());
  }
  CHECK(!OutputFolder::open(scratch / "out", {}));
  OutputFolder report = open_folder(scratch / "report");
  REQUIRE(report.write("report.json", "{}"));
  REQUIRE(report.publish());
  CHECK(!OutputFolder::open(scratch / "report", {}, known));
}

TEST_CASE("output_folder: a folder with the name of a report file is no report") {
  const ScratchFolder scratch;
  fs::create_directories(scratch / "out/report.json");
  CHECK(!OutputFolder::open(scratch / "out", {}));
}

TEST_CASE("output_folder: inputs must not lie in it, under whatever name") {
  const ScratchFolder scratch;
  fs::create_directory(scratch / "out");
  const std::string inside = scratch.put("out/comments.csv", "x");
  const std::string outside = scratch.put("in.csv", "y");
  CHECK(!OutputFolder::open(scratch / "out", {inside}));
  CHECK(OutputFolder::open(scratch / "out", {outside, scratch / "none", "-"}));
  fs::create_hard_link(outside, scratch / "out/themes.csv");
  CHECK(!OutputFolder::open(scratch / "out", {outside}));
}

TEST_CASE("output_folder: a link to a folder stays one") {
  const ScratchFolder scratch;
  fs::create_directory(scratch / "real");
  fs::create_directory_symlink("real", scratch / "link");
  OutputFolder folder = open_folder(scratch / "link");
  REQUIRE(folder.write("report.json", "{}"));
  REQUIRE(folder.publish());
  CHECK(fs::is_symlink(scratch / "link"));
  CHECK(bytes_of(scratch / "real/report.json") == "{}");
}

TEST_CASE("output_folder: a place that cannot be is told") {
  const ScratchFolder scratch;
  const std::string file = scratch.put("file", "x");
  CHECK(OutputFolder::open(file, {}).error().fault == Fault::usage);
  CHECK(OutputFolder::open(scratch / "none/out", {}).error().fault == Fault::bad_output);
  CHECK(OutputFolder::open(file + "/out", {}).error().fault == Fault::bad_output);
}

TEST_CASE(
    "output_folder: reports of owners are replaced with the report, and a file of the user's among them is "
    "not") {
  const ScratchFolder scratch;
  for (const char* owner : {"owners/Ann", "owners/Bob"}) {
    OutputFolder folder = open_folder(scratch / "out");
    REQUIRE(folder.make_folder("owners"));
    REQUIRE(folder.make_folder(owner));
    REQUIRE(folder.write(std::string(owner) + "/drivers.csv", "x"));
    REQUIRE(folder.publish());
  }
  CHECK(!fs::exists(scratch / "out/owners/Ann"));
  CHECK(bytes_of(scratch / "out/owners/Bob/drivers.csv") == "x");
  // An input that would vanish with them.
  CHECK(!OutputFolder::open(scratch / "out", {scratch / "out/owners/Bob/drivers.csv"}));
  for (const char* mine : {"out/owners/Bob/notes.txt", "out/owners/notes.txt"}) {
    scratch.put(mine, "mine");
    const auto refused = OutputFolder::open(scratch / "out", {});
    REQUIRE(!refused);
    CHECK(refused.error().message.starts_with("holds 'owners'"));
    fs::remove(scratch / mine);
  }
  fs::create_directory_symlink(scratch / "out", scratch / "out/owners/link");
  CHECK(!OutputFolder::open(scratch / "out", {}));
}

}  // namespace
}  // namespace verbatim
