// The tokenizer must cost no more than a few steps per byte, whatever the text: counted, not timed.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/tokenizer.h"

namespace verbatim {

TEST_CASE("linear: hostile repetitions cost a few steps per byte") {
  const std::vector<std::string> units = {"\U0001F600",
                                          ")",
                                          "(",
                                          "a",
                                          "A",
                                          "\u0301",
                                          "a\u0301",
                                          "&",
                                          "&a",
                                          ":",
                                          ":)",
                                          "@",
                                          "a@",
                                          "@a",
                                          "a@b.",
                                          "a@b.co",
                                          "#",
                                          "#a",
                                          "www.",
                                          "http://",
                                          "http://a,",
                                          "a.a.",
                                          "aa.",
                                          "a-",
                                          "a-a.",
                                          "a.b-",
                                          "a`",
                                          "a\uFFFDs",
                                          "a'",
                                          "'",
                                          "1",
                                          "1/",
                                          "1;",
                                          "1,",
                                          "$",
                                          "\u00A3",
                                          "1%",
                                          "_",
                                          "a_",
                                          "\n",
                                          " \n",
                                          "\u200D",
                                          "\U0001F600\u200D",
                                          "\U0001F1EC",
                                          "\u00C9",
                                          "\u00DF",
                                          "1\uFE0F\u20E3",
                                          "\uFE0F",
                                          "\u05D0\"",
                                          "\u05D0'",
                                          "a'\u0301",
                                          "a.a\u0301",
                                          "\u00A0",
                                          "\u200B",
                                          "&amp;",
                                          "&#39;",
                                          "a&lt;",
                                          "\uFFFD",
                                          "-",
                                          "a.com-",
                                          "x@a-b.",
                                          "\u2026",
                                          "\uD55C",
                                          "\u30AB",
                                          "XD",
                                          "o_",
                                          "8)",
                                          "<3",
                                          "\\",
                                          "a:/"};
  const Tokenizer tokenizer(
      std::vector<std::string>{":)", ":-)", ":(", ":D", ":/", "<3", "8)", "XD", "o_O", "(:", "((:"});
  TokenBuffer out;
  for (const std::string& unit : units) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    TokenizerScratch scratch;
    tokenizer.tokenize(text, scratch, out);
    CHECK_MESSAGE(scratch.steps() <= 6 * text.size(), unit << " " << scratch.steps());
    const std::string closed = "a" + text + "b";
    TokenizerScratch other;
    tokenizer.tokenize(closed, other, out);
    CHECK_MESSAGE(other.steps() <= 6 * closed.size(), unit << " " << other.steps());
  }
}

}  // namespace verbatim
