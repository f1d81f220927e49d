#include "input/archive.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include "support/memory_source.h"
#include "support/packer.h"
#include "support/program.h"

namespace verbatim {
namespace {

const Members kMembers = {{"a.csv", "id\n1\n"},           {"folder/", ""},
                          {"folder/b.csv", "id\n2\n"},    {"../../c.csv", "id\n3\n"},
                          {"caf\xC3\xA9.csv", "id\n4\n"}, {"empty.csv", ""}};

ArchiveBytes stream(const std::string& bytes, std::size_t piece = 1 << 20) {
  return ArchiveBytes(std::make_unique<MemorySource>(bytes, piece));
}

ArchiveBytes file(const std::string& path) {
  return ArchiveBytes(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

std::string all_of(Result<std::unique_ptr<ByteSource>> source) {
  if (!source) return to_string(source.error());
  std::string all;
  char buffer[3];
  for (;;) {
    auto got = (*source)->read(buffer, sizeof buffer);
    if (!got) return to_string(got.error());
    if (*got == 0) return all;
    all.append(buffer, *got);
  }
}

TEST_CASE("archive: members are listed in order and each is read in its place") {
  for (const bool as_zip : {true, false}) {
    CAPTURE(as_zip);
    const std::string bytes = as_zip ? zip_of(kMembers) : tar_of(kMembers);
    CHECK(is_zip(bytes) == as_zip);
    CHECK(is_tar(bytes) == !as_zip);
    const ScratchFolder folder;
    const std::string path = folder.put("in", bytes);
    for (int way = 0; way < 3; ++way) {
      CAPTURE(way);
      const auto open = [&] { return way == 0 ? file(path) : stream(bytes, way == 1 ? 1 << 20 : 1); };
      auto members = list_archive(open(), "in");
      REQUIRE(members);
      REQUIRE(members->size() == kMembers.size());
      for (std::size_t i = 0; i < kMembers.size(); ++i) {
        const ArchiveMember& member = (*members)[i];
        CAPTURE(kMembers[i].first);
        CHECK(member.name == kMembers[i].first);
        CHECK((member.kind == ArchiveMember::Kind::folder) == (i == 1));
        CHECK(member.head == kMembers[i].second);
        CHECK(all_of(open_member(open(), i, "in/x")) == kMembers[i].second);
      }
    }
  }
}

TEST_CASE("archive: an encrypted member says so") {
  const std::string bytes = zip_of({{"a.csv", "id\n1\n"}}, "secret");
  auto members = list_archive(stream(bytes), "in.zip");
  REQUIRE(members);
  CHECK((*members)[0].is_encrypted);
  CHECK(all_of(open_member(stream(bytes), 0, "in.zip/a.csv")) ==
        "in.zip/a.csv: is encrypted; unpack the archive with its password first");
}

TEST_CASE("archive: one that is cut is an error with its name") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += std::to_string(i * 7919);
  const ScratchFolder folder;
  for (const bool as_zip : {true, false}) {
    const std::string bytes = as_zip ? zip_of({{"a.csv", text}}) : tar_of({{"a.csv", text}});
    const std::string cut = folder.put("cut", bytes.substr(0, bytes.size() / 2));
    const auto members = list_archive(file(cut), "cut.zip");
    const std::string said =
        members ? all_of(open_member(file(cut), 0, "cut.zip/a.csv")) : to_string(members.error());
    CHECK(said.find("cut.zip") == 0);
    CHECK(said.find("the archive is cut or damaged near byte") != std::string::npos);
  }
}

TEST_CASE("archive: a wrong check sum is found") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += std::to_string(i * 7919);
  std::string bytes = zip_of({{"a.csv", text}});
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x08);
  const ScratchFolder folder;
  const std::string said = all_of(open_member(file(folder.put("in.zip", bytes)), 0, "in.zip/a.csv"));
  CHECK(said.find("in.zip/a.csv: the archive is cut or damaged") == 0);
}

TEST_CASE("archive: a member made to fill a disk stops") {
  const std::string bytes = zip_of({{"a.csv", std::string(150'000'000, ' ')}});
  auto source = open_member(stream(bytes), 0, "in.zip/a.csv");
  REQUIRE(source);
  std::string buffer(1 << 20, '\0');
  Result<std::size_t> got = 1;
  while (got && *got > 0) got = (*source)->read(buffer.data(), buffer.size());
  REQUIRE(!got);
  CHECK(got.error().message.find("unpacks to more than 200 times its size") == 0);
}

}  // namespace
}  // namespace verbatim
