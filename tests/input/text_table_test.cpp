#include "input/text_table.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

TEST_CASE("text_table: texts come back by number, from memory and from the file") {
  for (const std::size_t limit : {std::size_t{1}, std::size_t{10}, std::size_t{1} << 20}) {
    CAPTURE(limit);
    TextTable table(limit);
    for (int i = 0; i < 100; ++i)
      REQUIRE(table.add(i % 7 == 0 ? "" : "text " + std::to_string(i)).has_value());
    REQUIRE(table.size() == 100);
    std::string scratch;
    for (std::size_t i = 100; i-- > 0;) {
      const auto text = table.at(i, scratch);
      REQUIRE(text.has_value());
      CHECK(*text == (i % 7 == 0 ? "" : "text " + std::to_string(i)));
    }
  }
}

}  // namespace
}  // namespace verbatim
