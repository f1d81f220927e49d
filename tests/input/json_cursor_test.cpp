#include "input/json_cursor.h"

#include <doctest/doctest.h>

#include "support/memory_source.h"

namespace verbatim {
namespace {

// Every value with its place, "1:3 [1]", those that are no whole ones with their kind and where they stop.
std::string values_of(const std::string& text, std::size_t piece = 1 << 20, std::size_t limit = 1 << 20) {
  MemorySource source(text, piece);
  JsonCursor cursor(source, limit);
  std::string out;
  for (;;) {
    const auto next = cursor.peek();
    REQUIRE(next);
    if (*next < 0) return out;
    const auto value = cursor.value();
    REQUIRE(value);
    if (!out.empty()) out += " | ";
    out += std::to_string(value->place.line) + ":" + std::to_string(value->place.column) + " ";
    static constexpr const char* kKinds[] = {"", "cut ", "unclosed ", "mismatch ", "long "};
    out += kKinds[static_cast<std::size_t>(value->kind)];
    if (value->kind != JsonPiece::Kind::whole)
      out += std::to_string(value->fault.line) + ":" + std::to_string(value->fault.column) + " ";
    out += value->text.substr(0, 40);
    if (value->kind == JsonPiece::Kind::mismatch) cursor.take();
  }
}

TEST_CASE("json_cursor: values end where their brackets do, however the bytes arrive") {
  const std::string text = "{\"a\":[1,\"]}\\\"\"]} 17\n \"x\" [ [ ] ]\xEF\xBB\xBF{}true";
  for (std::size_t piece = 1; piece < text.size(); ++piece) {
    CAPTURE(piece);
    CHECK(values_of(text, piece) ==
          "1:1 {\"a\":[1,\"]}\\\"\"]} | 1:18 17 | 2:2 \"x\" | 2:6 [ [ ] ] | 2:16 {} | 2:18 true");
  }
}

TEST_CASE("json_cursor: what is broken is passed over up to its fault, and is told") {
  CHECK(values_of("{\"a\":\"b\n}") == "1:1 unclosed 1:8 {\"a\":\"b | 2:1 mismatch 2:1 ");
  CHECK(values_of("[1}") == "1:1 mismatch 1:3 [1");
  CHECK(values_of("{\"a\":1") == "1:1 cut 1:7 {\"a\":1");
  CHECK(values_of("\"a") == "1:1 cut 1:3 \"a");
}

TEST_CASE("json_cursor: a value over the limit is passed over whole, with bounded memory") {
  const std::string text = "[\"" + std::string(2'000'000, 'x') + "\"] 7";
  CHECK(values_of(text, 1 << 16, 1 << 18).ends_with("| 1:2000006 7"));
  CHECK(values_of(text, 1 << 16, 1 << 18).find("1:1 long") == 0);
}

TEST_CASE("json_cursor: a line is given without its end, and a long one is passed over") {
  MemorySource source("  {\"a\":1} \r\n" + std::string(2'000'000, 'x') + "\n{}", 1 << 16);
  JsonCursor cursor(source, 1 << 18);
  REQUIRE(cursor.peek().value() == '{');
  CHECK(cursor.line()->text == "{\"a\":1}");
  REQUIRE(cursor.peek().value() == 'x');
  const auto lengthy = cursor.line();
  CHECK(lengthy->kind == JsonPiece::Kind::too_long);
  CHECK(lengthy->place.line == 2);
  REQUIRE(cursor.peek().value() == '{');
  const auto last = cursor.line();
  CHECK(last->text == "{}");
  CHECK(last->place.line == 3);
  CHECK(cursor.peek().value() == -1);
}

}  // namespace
}  // namespace verbatim
