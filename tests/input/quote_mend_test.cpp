#include "input/quote_mend.h"

#include <doctest/doctest.h>

namespace verbatim {
namespace {

// The fields joined by " | ", or "no".
std::string mended(std::string_view record, std::size_t width, const CsvDialect& dialect = {}) {
  std::vector<std::string> values;
  if (!mend_quotes(record, dialect, width, values)) return "no";
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : " | ") + value;
  return text;
}

TEST_CASE("quote_mend: a quote that is never closed is text") {
  CHECK(mended("a,\"6,c", 3) == "a | \"6 | c");
  CHECK(mended("a,b,\"", 3) == "a | b | \"");
  CHECK(mended("\"a,\"b, \"\"c\"\"\",d", 3) == "\"a | b, \"c\" | d");
}

TEST_CASE("quote_mend: quotes that nobody doubled stay in their field") {
  CHECK(mended("1,\"Round 48\"\",x", 3) == "1 | Round 48\" | x");
  CHECK(mended("1,\"a, 8\" x 11\"\",x", 3) == "1 | a, 8\" x 11\" | x");
  CHECK(mended("1,\"says \"no\", twice\",x", 3) == "1 | says \"no\", twice | x");
}

TEST_CASE("quote_mend: a record that fits is read by the rules") {
  CHECK(mended("1,\"a, \"\"b\"\"\" ,x", 3) == "1 | a, \"b\" | x");
  CsvDialect spaced;
  spaced.delimiter = ';';
  spaced.quote = '\'';
  spaced.skip_initial_space = true;
  CHECK(mended("1; 'a; b'; 'c", 3, spaced) == "1 | a; b | 'c");
}

TEST_CASE("quote_mend: what fits in no way is refused, and soon") {
  CHECK(mended("a,b", 3) == "no");
  CHECK(mended("a,b,c,d", 3) == "no");
  std::string quotes;
  for (int i = 0; i < 20000; ++i) quotes += "\"x,";
  CHECK(mended(quotes, 900) == "no");
  CsvDialect none;
  none.quote = 0;
  CHECK(mended("a,b,c", 3, none) == "no");
}

}  // namespace
}  // namespace verbatim
