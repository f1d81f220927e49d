#include "report/safe_text.h"

#include <doctest/doctest.h>

#include "support/sample_report.h"

using namespace verbatim;

namespace {

std::string joined(const QuoteParts& parts) {
  return parts.before + "[" + parts.marked + "]" + parts.after;
}

}  // namespace

TEST_CASE("safe_text: ill-formed UTF-8 is replaced by its maximal subparts") {
  CHECK(valid_utf8("caf\xC3\xA9") == "caf\xC3\xA9");
  CHECK(valid_utf8("\xE2\x82") == "\xEF\xBF\xBD");
  CHECK(valid_utf8("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(valid_utf8("\xF0\x9F\x98x") == "\xEF\xBF\xBDx");
  CHECK(valid_utf8("\xF4\x90\x80\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("safe_text: nothing printable drives a terminal") {
  CHECK(printable("a\x1b[2Jb\x07") == "a\\x1b[2Jb\\x07");
  CHECK(printable("one\ntwo\r\tthree") == "one\\ntwo\\r\\tthree");
  CHECK(printable("c1 \xC2\x9B end") == "c1 \\u009b end");
  CHECK(printable("raw \x9B\xFF") == "raw \\x9b\\xff");
  CHECK(printable("override \xE2\x80\xAE txt") == "override \\u202e txt");
  CHECK(printable("caf\xC3\xA9 \xF0\x9F\x98\xA1") == "caf\xC3\xA9 \xF0\x9F\x98\xA1");
}

TEST_CASE("safe_text: a text is measured in columns and cut after a word") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("\xF0\x9F\x98\xA1") == 2);
  CHECK(display_width("\xE4\xB8\x8D\xE5\xA5\xBD") == 4);
  CHECK(clipped("short", 10) == "short");
  CHECK(clipped("waiting on the phone", 14) == "waiting on...");
  CHECK(clipped("incomprehensibilities", 10) == "incompr...");
  CHECK(clipped("abcdef", 2) == "..");
  CHECK(squeezed("  a \n\n b\t ") == "a b");
}

TEST_CASE("safe_text: a quote is split at its highlight, at whole code points") {
  Quote quote = testing::make_quote("on hold, again", "hold");
  CHECK(joined(split_quote(quote)) == "on [hold], again");
  quote.highlight = {3, 999};
  CHECK(joined(split_quote(quote)) == "on [hold, again]");
  quote.highlight = {99, 120};
  CHECK(joined(split_quote(quote)) == "on hold, again[]");
  quote.highlight = {5, 5};
  CHECK(joined(split_quote(quote)) == "on hold, again[]");
  quote.text = "\xC3\xA9\xC3\xA9\xC3\xA9";
  quote.highlight = {3, 3};
  CHECK(joined(split_quote(quote)) == "\xC3\xA9\xC3\xA9\xC3\xA9[]");
  quote.highlight = {3, 5};
  CHECK(joined(split_quote(quote)) == "\xC3\xA9[\xC3\xA9\xC3\xA9]");
}

TEST_CASE("safe_text: a long quote keeps the highlight and what stands around it") {
  const Quote quote = testing::make_quote(
      "one two three four five six seven eight nine ten HERE eleven twelve thirteen fourteen", "HERE");
  CHECK(joined(shorten(split_quote(quote), 200, "...")) == joined(split_quote(quote)));
  CHECK(joined(shorten(split_quote(quote), 30, "...")) == "...nine ten [HERE] eleven...");
  CHECK(joined(shorten(split_quote(testing::make_quote("all of it is marked", "all of it is marked")), 10,
                       "...")) == "[all of it]...");
  CHECK(joined(shorten(split_quote(testing::make_quote("nothing is marked here", "~")), 10, "...")) ==
        "nothing is...[]");
}

TEST_CASE("safe_text: every cut of a quote is whole code points") {
  const Quote quote = testing::make_quote(
      "\xF0\x9F\x98\xA1\xC3\xA9 \xE4\xB8\x8D x \xE5\xA5\xBD HERE e\xCC\x81\xC3\xA9", "HERE");
  for (std::size_t columns = 0; columns < 30; ++columns) {
    CAPTURE(columns);
    const std::string text = joined(shorten(split_quote(quote), columns, "..."));
    CHECK(valid_utf8(text) == text);
  }
}
