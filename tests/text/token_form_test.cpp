#include "text/token_form.h"

#include <doctest/doctest.h>

#include <string>

namespace verbatim {
namespace {

std::string form(std::string_view text, bool mends = false) {
  FormScratch scratch;
  std::string out;
  append_form(text, mends, scratch, out);
  return out;
}

std::string emoji_form(std::string_view text) {
  std::string out;
  append_emoji_form(text, out);
  return out;
}

}  // namespace

TEST_CASE("token_form: case is folded in full and the result is NFC") {
  CHECK(form("Staff") == "staff");
  CHECK(form("STRA\u00DFE") == "strasse");
  CHECK(form("CAF\u00C9") == "caf\u00E9");
  CHECK(form("CAFE\u0301") == "caf\u00E9");
  CHECK(form("\uFB01ne") == "fine");
  CHECK(form("\u0130") == "i\u0307");
  CHECK(form("\u039F\u03A3") == form("\u03BF\u03C2"));
  CHECK(form("\u212B") == "\u00E5");
  CHECK(form("q\u0323\u0307") == form("q\u0307\u0323"));
}

TEST_CASE("token_form: apostrophes are straight and ignorable code points gone") {
  CHECK(form("can\u2019t") == "can't");
  CHECK(form("can\u2018t") == "can't");
  CHECK(form("can\u02BCt") == "can't");
  CHECK(form("can\uFF07t") == "can't");
  CHECK(form("can\u00B4t", true) == "can't");
  CHECK(form("can`t", true) == "can't");
  CHECK(form("don\uFFFDt", true) == "don't");
  CHECK(form("\uFFFD") == "\uFFFD");
  CHECK(form("re\u00ADfund\u200D\u202E\uFEFF") == "refund");
}

TEST_CASE("token_form: an emoji loses selectors and skin tones but keeps its joiners") {
  CHECK(emoji_form("\u2764\uFE0F") == "\u2764");
  CHECK(emoji_form("\U0001F44D\U0001F3FD") == "\U0001F44D");
  CHECK(emoji_form("\U0001F937\U0001F3FB\u200D\u2640\uFE0F") == "\U0001F937\u200D\u2640");
  CHECK(emoji_form("1\uFE0F\u20E3") == "1\u20E3");
  CHECK(emoji_form("\U0001F3FD") == "\U0001F3FD");
}

TEST_CASE("token_form: a long form is cut between code points") {
  std::string text = "a";
  while (text.size() < 10'000) text += "\u00E9";
  CHECK(form(text).size() == kMaxFormBytes - 1);
  CHECK(form(std::string(9'000, 'A')) == std::string(kMaxFormBytes, 'a'));
  std::string capitals;
  while (capitals.size() < 100'000) capitals += "\u00C9";
  CHECK(form(capitals).size() == kMaxFormBytes);
}

TEST_CASE("token_form: all capitals means two letters or more, none of them small") {
  CHECK(is_all_caps("BAD"));
  CHECK(is_all_caps("DON'T"));
  CHECK(is_all_caps("\u00C9T\u00C9"));
  CHECK(is_all_caps("B2B"));
  CHECK_FALSE(is_all_caps("I"));
  CHECK_FALSE(is_all_caps("BAd"));
  CHECK_FALSE(is_all_caps("123"));
  CHECK_FALSE(is_all_caps("\u6F22\u5B57"));
}

}  // namespace verbatim
