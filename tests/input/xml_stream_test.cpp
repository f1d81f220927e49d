#include "input/xml_stream.h"

#include <doctest/doctest.h>

#include "support/memory_source.h"

namespace verbatim {
namespace {

// Writes what it is told: "<row r=5>text</row>".
class Echo final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    out += "<" + std::string(name);
    if (const char* value = attributes.find("r")) out += std::string(" r=") + value;
    out += ">";
  }
  void end(std::string_view name) override { out += "</" + std::string(name) + ">"; }
  void text(std::string_view part) override { out += part; }
  bool is_done() const override { return out.size() >= enough; }

  std::string out;
  std::size_t enough = 1 << 20;
};

std::string read(const std::string& xml, std::size_t piece = 1 << 20, std::size_t enough = 1 << 20) {
  MemorySource source(xml, piece);
  Echo echo;
  echo.enough = enough;
  const auto done = read_xml(source, echo, "book.xlsx", "xl/a.xml");
  return done ? echo.out : to_string(done.error());
}

TEST_CASE("xml_stream: names and attributes come without their prefix, however the bytes arrive") {
  const std::string xml = "<?xml version=\"1.0\"?><x:row x:r=\"5\" s=\"1\">a &lt; b<c/>\r\n</x:row>";
  for (std::size_t piece = 1; piece < xml.size(); ++piece)
    CHECK(read(xml, piece) == "<row r=5>a < b<c></c>\n</row>");
}

TEST_CASE("xml_stream: a handler that has enough ends the reading without an error") {
  CHECK(read("<a><b/><c>", 1 << 20, 3) == "<a>");
}

TEST_CASE("xml_stream: document types, endless depth and broken XML are errors with their place") {
  CHECK(read("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").find("a document type is declared") !=
        std::string::npos);
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  CHECK(read(deep).find("nested too deep") != std::string::npos);
  const std::string broken = read("<a>\n  <b></a>");
  CHECK(broken.starts_with("book.xlsx: its part 'xl/a.xml' cannot be read (mismatched tag, line 2, column"));
  CHECK(read("").find("no element found") != std::string::npos);
  CHECK(read("<a>&none;</a>").find("undefined entity") != std::string::npos);
}

}  // namespace
}  // namespace verbatim
