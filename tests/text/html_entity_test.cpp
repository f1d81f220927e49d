#include "text/html_entity.h"

#include <doctest/doctest.h>

#include <string>

#include "text/utf8.h"

namespace verbatim {
namespace {

std::string decoded(std::string_view text) {
  std::string out;
  std::vector<EntityShift> shifts;
  return decode_html_entities(text, out, shifts) ? out : std::string(text);
}

}  // namespace

TEST_CASE("html_entity: named and numeric entities are read, once") {
  CHECK(decoded("M&amp;S &lt;3 &gt;&quot;&apos;") == "M&S <3 >\"'");
  CHECK(decoded("don&#39;t don&#x27;t don&#X27;t don&#0000039;t don&rsquo;t") ==
        "don't don't don't don't don\u2019t");
  CHECK(decoded("&pound;50 &euro;5 caf&eacute; &Ntilde; 20&deg; &hellip;") ==
        "\u00A350 \u20AC5 caf\u00E9 \u00D1 20\u00B0 \u2026");
  CHECK(decoded("&#128514;") == "\U0001F602");
  CHECK(decoded("&amp;lt;") == "&lt;");
  CHECK(decoded("it&#146;s") == "it\u2019s");
}

TEST_CASE("html_entity: what is incomplete, unknown or no character stays text") {
  for (const char* text :
       {"food & drink", "M&S", "&amp", "&amp no", "&;", "&#;", "&#x;", "&#0;", "&#1;", "&#xD800;",
        "&#1114112;", "&#99999999999;", "&bogus;", "&AMp;", "&#129;", "&", "&#", "&#xFFFE;"}) {
    CHECK(decoded(text) == text);
  }
}

TEST_CASE("html_entity: offsets of the decoded text lead back to the original") {
  const std::string text = "a &lt;3 caf&eacute; b";
  std::string out;
  std::vector<EntityShift> shifts;
  REQUIRE(decode_html_entities(text, out, shifts));
  REQUIRE(out == "a <3 caf\u00E9 b");
  OriginalOffsets original(shifts);
  CHECK(original.of(2) == 2);  // the start of the entity is '&'
  CHECK(original.of(3) == 6);  // its end is after ';'
  CHECK(original.of(4) == 7);
  CHECK(original.of(5) == 8);  // "caf"
  CHECK(original.of(10) == 19);
  CHECK(original.of(12) == 21);
}

}  // namespace verbatim
