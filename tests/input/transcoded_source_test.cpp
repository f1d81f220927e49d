#include "input/transcoded_source.h"

#include <doctest/doctest.h>

#include "support/memory_source.h"
#include "support/packer.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

struct Read {
  std::string text;
  std::uint64_t replaced = 0;
  bool operator==(const Read&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Read& read) {
  return out << '"' << read.text << "\" with " << read.replaced << " replaced";
}

Read read_as(const std::string& encoding, const std::string& bytes, std::size_t mark = 0) {
  std::optional<Read> first;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{1} << 16}) {
    for (const std::size_t taken : {std::size_t{1}, std::size_t{5}, std::size_t{1} << 16}) {
      SourceRemarks remarks;
      auto source = make_transcoded_source({encoding, mark, {}}, std::make_unique<MemorySource>(bytes, piece),
                                           "in.csv", &remarks);
      REQUIRE(source);
      Read read;
      std::string buffer(taken, '\0');
      for (;;) {
        auto got = (*source)->read(buffer.data(), buffer.size());
        REQUIRE(got);
        if (*got == 0) break;
        read.text.append(buffer, 0, *got);
      }
      read.replaced = remarks.replaced;
      if (!first) first = read;
      CAPTURE(piece);
      CAPTURE(taken);
      CHECK(read == *first);
    }
  }
  return *first;
}

TEST_CASE("transcoded_source: every encoding comes out as UTF-8, cut anywhere") {
  struct Case {
    const char* encoding;
    const char* text;
  };
  for (const Case& expected :
       {Case{"UTF-16LE", "id,comment\n1,caf\u00E9 \U0001F600 \u6F22\n"},
        Case{"UTF-16BE", "id,comment\n1,caf\u00E9 \U0001F600 \u6F22\n"},
        Case{"UTF-32LE", "id,comment\n1,caf\u00E9 \U0001F600 \u6F22\n"},
        Case{"UTF-32BE", "id,comment\n1,caf\u00E9 \U0001F600 \u6F22\n"},
        Case{"windows-1252", "1,\u201Ccaf\u00E9\u201D \u20AC5\n"},
        Case{"windows-1251", "1,\u043F\u043B\u043E\u0445\u043E\n"},
        Case{"KOI8-R", "1,\u043F\u043B\u043E\u0445\u043E\n"},
        Case{"Shift_JIS", "1,\u30BD\u30FC\u30B9\u8868\n"},  // second bytes are 0x5C
        Case{"EUC-JP", "1,\u9045\u3044\n"}, Case{"windows-949", "1,\uB290\uB9BC\n"},
        Case{"GB18030", "1,\u592A\u6162 \U0001F600\n"}, Case{"Big5", "1,\u592A\u6162\n"}}) {
    CAPTURE(expected.encoding);
    CHECK(read_as(expected.encoding, encoded(expected.encoding, expected.text)) == Read{expected.text, 0});
  }
}

TEST_CASE("transcoded_source: the byte order mark is no text") {
  CHECK(read_as("UTF-16LE", "\xFF\xFEi\0d\0"s, 2) == Read{"id", 0});
  CHECK(read_as("UTF-32BE", "\0\0\xFE\xFF\0\0\0i"s, 4) == Read{"i", 0});
  CHECK(read_as("UTF-16LE", "\xFF\xFE"s, 2) == Read{"", 0});
}

TEST_CASE("transcoded_source: what the encoding does not have is replaced and counted") {
  CHECK(read_as("UTF-16LE", "a\0\0\xD8z\0"s) == Read{"a\uFFFDz", 1});  // half of a pair
  CHECK(read_as("UTF-16LE", "a\0b"s) == Read{"a\uFFFD", 1});           // an odd byte at the end
  CHECK(read_as("Shift_JIS", "a\x83"s) == Read{"a\uFFFD", 1});
  CHECK(read_as("UTF-32LE", "a\0\0\0\xFF\xFF\xFF\xFF"s) == Read{"a\uFFFD", 1});
  // The five places that windows-1252 leaves open.
  CHECK(read_as("windows-1252", "a\x81"s) == Read{"a\u0081", 0});
}

TEST_CASE("transcoded_source: an encoding that nobody knows is refused") {
  const auto source =
      make_transcoded_source({"no such", 0, {}}, std::make_unique<MemorySource>("a"), "in.csv");
  REQUIRE(!source);
  CHECK(source.error().fault == Fault::internal);
}

}  // namespace
}  // namespace verbatim
