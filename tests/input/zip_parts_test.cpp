#include "input/zip_parts.h"

#include <fcntl.h>

#include <doctest/doctest.h>

#include "input/xlsx_table.h"
#include "support/packer.h"
#include "support/program.h"

namespace verbatim {
namespace {

struct Zip {
  ScratchFolder folder;
  InputDescriptor file;
  Result<ZipParts> parts;

  explicit Zip(const std::string& bytes)
      : file(::open(folder.put("in.zip", bytes).c_str(), O_RDONLY)),
        parts(ZipParts::open(file.get(), "in.zip")) {}

  // The part's bytes, or why there are none; of many bytes their number.
  std::string read(std::string_view name) const {
    if (!parts) return to_string(parts.error());
    auto source = parts->part(name);
    if (!source) return to_string(source.error());
    std::string bytes;
    std::string buffer(1 << 16, '\0');
    std::size_t count = 0;
    for (;;) {
      const auto got = (*source)->read(buffer.data(), buffer.size());
      if (!got) return to_string(got.error());
      if (*got == 0) return count > 1000 ? std::to_string(count) : bytes;
      count += *got;
      if (count <= 1000) bytes.append(buffer, 0, *got);
    }
  }
};

TEST_CASE("zip_parts: a part is found by its name, whatever its case and slashes") {
  const Zip zip(zip_of({{"xl/", ""}, {"xl/A.xml", "one"}, {"/Xl\\b.xml", "two"}}));
  REQUIRE(zip.parts);
  CHECK(zip.parts->has("XL/a.xml"));
  CHECK(zip.read("/xl/a.XML") == "one");
  CHECK(zip.read("xl/b.xml") == "two");
  CHECK_FALSE(zip.parts->has("xl/"));
  CHECK(zip.read("xl/c.xml").find("lacks its part 'xl/c.xml'") != std::string::npos);
}

TEST_CASE("zip_parts: of two parts of one name neither is taken; the others are") {
  const Zip zip(zip_of({{"a.xml", "one"}, {"b.xml", "two"}, {"A.xml", "three"}}));
  CHECK(zip.read("b.xml") == "two");
  CHECK(zip.read("a.xml").find("two parts named 'a.xml'") != std::string::npos);
}

TEST_CASE("zip_parts: a part made to fill a disk stops, and is named") {
  const Zip zip(zip_of({{"small.xml", "x"}, {"bomb.xml", std::string(150'000'000, ' ')}}));
  CHECK(zip.read("small.xml") == "x");
  CHECK(zip.read("bomb.xml").find("its part 'bomb.xml' unpacks to more than 200 times its size") !=
        std::string::npos);
}

TEST_CASE("zip_parts: what is cut, encrypted or no zip file is refused") {
  const std::string bytes = zip_of({{"a.xml", std::string(3000, 'a')}});
  CHECK(Zip(bytes.substr(0, bytes.size() / 2)).read("a.xml").find("is damaged or cut off") !=
        std::string::npos);
  CHECK(Zip("PK no zip").read("a.xml").find("is damaged or cut off") != std::string::npos);
  CHECK(Zip(zip_of({{"a.xml", "one"}}, "secret")).read("a.xml").find("protected by a password") !=
        std::string::npos);
}

}  // namespace
}  // namespace verbatim
