#include "input/input_store.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>

#include "support/packer.h"
#include "support/program.h"

namespace verbatim {
namespace {

std::string all_of(ByteSource& source) {
  auto sample = read_sample(source, 1 << 16);
  return sample ? sample->bytes : to_string(sample.error());
}

TEST_CASE("input_store: a file can be opened again and again, each time from its start") {
  const ScratchFolder folder;
  const std::string path = folder.put("a.csv", "id\n1\n");
  InputStore store;
  for (int i = 0; i < 3; ++i) {
    auto source = store.open(path);
    REQUIRE(source);
    CHECK(all_of(**source) == "id\n1\n");
  }
  CHECK(store.size(path) == 5);
}

TEST_CASE("input_store: a pipe is read once and can then be opened like a file, at two places at once") {
  const ScratchFolder folder;
  const std::string path = folder / "pipe";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(path) << "id\n1\n"; });
  InputStore store;
  auto first = store.open(path);
  writer.join();
  REQUIRE(first);
  auto second = store.open(path);
  REQUIRE(second);
  char head[2] = {};
  CHECK((*first)->read(head, 2).value() == 2);
  CHECK(all_of(**second) == "id\n1\n");
  CHECK(all_of(**first) == "\n1\n");
  CHECK(store.size(path) == 5);
}

TEST_CASE("input_store: packed and converted text is counted as it comes out, once it is out") {
  const ScratchFolder folder;
  const std::string text = "id,comment\n1,caf\u00E9 slow\n2,caf\u00E9 rude\n";
  const std::string path = folder.put("a.csv", packed(Compression::gzip, encoded("UTF-16BE", text)));
  InputStore store;
  CHECK(store.form(path)->describe() == "gzip, encoding UTF-16BE (by its zero bytes)");
  CHECK(store.size(path) != text.size());
  auto source = store.open(path);
  REQUIRE(source);
  CHECK(all_of(**source) == text);
  CHECK(store.size(path) == text.size());
  CHECK(store.replaced(path) == 0);
  CHECK(store.warnings(path).empty());
}

TEST_CASE("input_store: a plain file is given as it is, mark and bad bytes and all") {
  const ScratchFolder folder;
  InputStore store;
  for (const char* text : {"\xEF\xBB\xBFid\n1\n", "id\n1,caf\u00E9 \u00E9 \xE9\n", "\x89PNG\r\n"}) {
    const std::string path = folder.put(std::to_string(std::string_view(text).size()), text);
    CAPTURE(text);
    auto source = store.open(path);
    REQUIRE(source);
    CHECK(all_of(**source) == text);
    CHECK(store.size(path) == std::string_view(text).size());
  }
}

TEST_CASE("input_store: an encoding that is told is used, even after a look") {
  const ScratchFolder folder;
  const std::string path = folder.put("a.csv", "1,\xBF\xF3\xB3ty\n");
  InputStore store;
  CHECK(store.form(path)->encoding.is_guess);
  store.tell_encoding(path, "ISO-8859-2");
  auto source = store.open(path);
  REQUIRE(source);
  CHECK(all_of(**source) == "1,\u017C\u00F3\u0142ty\n");
}

TEST_CASE("input_store: what cannot be opened is told with its name") {
  const ScratchFolder folder;
  InputStore store;
  for (const std::string& path : {folder / "none.csv", folder.path()}) {
    const auto source = store.open(path);
    REQUIRE(!source);
    CHECK(source.error().fault == Fault::bad_input);
    CHECK(source.error().place.file == path);
  }
}

TEST_CASE("input_store: two names of one file have one identity") {
  const ScratchFolder folder;
  const std::string path = folder.put("a.csv", "id\n");
  const std::string other = folder.put("b.csv", "id\n");
  std::filesystem::create_symlink(path, folder / "link");
  std::filesystem::create_hard_link(path, folder / "hard");
  CHECK(InputStore::identity(folder / "link") == InputStore::identity(path));
  CHECK(InputStore::identity(folder / "hard") == InputStore::identity(path));
  CHECK(InputStore::identity(folder / "./a.csv") == InputStore::identity(path));
  CHECK(InputStore::identity(other) != InputStore::identity(path));
  CHECK(InputStore::identity("-").empty());
  CHECK(InputStore::identity(folder / "none").empty());
}

}  // namespace
}  // namespace verbatim
