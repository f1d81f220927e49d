// Compressed inputs that are cut, damaged or made to do harm: gz01 to zst03 of the list of bad inputs (see
// bad_input_test.cpp) that container_input_test.cpp does not hold.
#include <doctest/doctest.h>

#include "support/job.h"
#include "support/packer.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

std::string table(int rows) {
  std::string text = "id,comment\n";
  for (int n = 1; n <= rows; ++n)
    text += std::to_string(n) + ",slow and rude staff " + std::to_string(n * 7919 % 10007) + "\n";
  return text;
}

const std::vector<std::string> kColumns = {"--text", "comment", "--id", "id"};

TEST_CASE("packed_input: what is cut or damaged publishes nothing (gz01 to gz03, gz07, zst01)") {
  const std::string text = table(2000);
  for (const Compression compression : kCompressions) {
    CAPTURE(name(compression));
    const std::string whole = packed(compression, text);
    std::string flipped = whole;
    flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 0x20);
    std::string sum = whole;
    if (compression == Compression::gzip)
      sum[whole.size() - 7] = static_cast<char>(sum[whole.size() - 7] ^ 1);
    for (const std::string& bytes :
         {whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 4), flipped, sum}) {
      if (bytes == whole) continue;
      const Job job(bytes, kColumns);
      CHECK(job.run.code == 3);
      CHECK(job.ledger == "none");
      CHECK(job.says("in.csv: "));
      CHECK(job.says("copy or download it again"));
    }
  }
}

TEST_CASE("packed_input: data made to fill a disk stops, and asks for no memory (gz08, zst03)") {
  const Job bomb(packed(Compression::gzip, "id,comment\n" + std::string(150'000'000, ' ')), kColumns);
  CHECK(bomb.run.code == 3);
  CHECK(bomb.says("unpacks to more than 200 times its size"));
  const Job window("\x28\xB5\x2F\xFD\x00\xA8\x01\x00\x00"s, kColumns);
  CHECK(window.run.code == 3);
  CHECK(window.says("needs too much memory"));
}

TEST_CASE("packed_input: gzip in gzip is unpacked, and all of gzip's header is passed over (gz09, gz13)") {
  CHECK(Job(packed(Compression::gzip, packed(Compression::gzip, table(20))), kColumns).ledger ==
        "analysed 20");
  const std::string plain = packed(Compression::gzip, table(20));
  // An extra field, a name, a comment and a check sum of the header, which here is wrong.
  const std::string header = "\x1F\x8B\x08\x1E\0\0\0\0\0\x03\x04\0abcdname\0comment\0\x12\x34"s;
  const Job wrong(header + plain.substr(10), kColumns);
  CHECK(wrong.run.code == 3);
  CHECK(wrong.says("is damaged: its gzip data is wrong"));
  const std::string unchecked = "\x1F\x8B\x08\x1C\0\0\0\0\0\x03\x04\0abcdname\0comment\0"s;
  CHECK(Job(unchecked + plain.substr(10), kColumns).ledger == "analysed 20");
}

TEST_CASE("packed_input: the members of a packed archive are one run, and a broken one publishes nothing") {
  const auto part = [](int n) { return "id,comment\n" + std::to_string(n) + ",slow and rude\n"; };
  Members members;
  for (int n = 1; n <= 40; ++n) members.emplace_back("part" + std::to_string(n) + ".csv", part(n));
  for (const Compression compression : kCompressions) {
    const std::string bytes = packed(compression, tar_of(members));
    const Job job(bytes, kColumns);
    CHECK(job.run.code == 0);
    CHECK(job.ledger == "analysed 40");
    CHECK(Job(bytes.substr(0, bytes.size() - 9), kColumns).run.code == 3);
  }
}

}  // namespace
}  // namespace verbatim
