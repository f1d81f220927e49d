#include "input/text_encoding.h"

#include <doctest/doctest.h>

#include "support/memory_source.h"
#include "support/packer.h"

namespace verbatim {
namespace {

using namespace std::string_literals;

TextEncoding detected(const std::string& bytes, const std::string& told = {}) {
  std::optional<TextEncoding> first;
  for (const std::size_t piece : {std::size_t{1} << 20, std::size_t{1}}) {
    if (piece == 1 && bytes.size() > 100'000) continue;
    MemorySource source(bytes, piece);
    auto encoding = detect_encoding(source, told);
    REQUIRE(encoding);
    if (!first) first = *encoding;
    CHECK(encoding->name == first->name);
    CHECK(encoding->reason == first->reason);
  }
  return *first;
}

std::string named(const std::string& bytes) {
  return detected(bytes).name;
}

std::string times(const std::string& text, int n) {
  std::string all;
  for (int i = 0; i < n; ++i) all += text;
  return all;
}

TEST_CASE("text_encoding: a byte order mark decides, whatever was told") {
  const std::string text = "id,comment\n1,caf\u00E9\n";
  for (const char* name : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    CAPTURE(name);
    const std::string bytes = encoded(name, "\uFEFF" + text);
    for (const char* told : {"", "windows-1252"}) {
      const TextEncoding found = detected(bytes, told);
      CHECK(found.name == name);
      CHECK(found.mark_bytes == (std::string(name).find("32") != std::string::npos ? 4 : 2));
    }
    CHECK(is_wide_text(bytes));
  }
  CHECK(detected("\xEF\xBB\xBF" + text, "windows-1252").name == "UTF-8");
  CHECK(detected("\xEF\xBB\xBF" + text).mark_bytes == 0);
  CHECK(!is_wide_text("\xEF\xBB\xBF" + text));
}

TEST_CASE("text_encoding: UTF-16 and UTF-32 without a mark show by their zeros") {
  for (const char* name : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    CAPTURE(name);
    CHECK(named(encoded(name, "id,comment\n1,slow and rude\n")) == name);
    CHECK(named(encoded(name, times("\u592A\u6162\u4E86\uFF0C\u670D\u52A1\u5F88\u5DEE\n", 20))) == name);
    CHECK(is_wide_text(encoded(name, "id,comment\n1,slow and rude\n")));
  }
  CHECK(named("id,comment\n1,a\0b\n2,slow\n"s) == "UTF-8");  // a stray NUL is data
}

TEST_CASE("text_encoding: valid UTF-8 is UTF-8, and so is what mostly is") {
  CHECK(named("") == "UTF-8");
  CHECK(detected("id,comment\n1,slow\n").reason == "nothing but ASCII");
  CHECK(named("1,caf\u00E9\n") == "UTF-8");
  CHECK(named("1,caf\u00E9\n2,na\u00EFve\n3,caf\xE9\n") == "UTF-8");
  // The first byte that is not ASCII stands far below.
  CHECK(named(times("1,slow and rude\n", 300'000) + "2,tr\u00E8s lent\n") == "UTF-8");
  CHECK(named(times("1,slow and rude\n", 300'000) + times("2,tr\xE8s lent, caf\xE9 froid\n", 3)) ==
        "windows-1252");
}

TEST_CASE("text_encoding: Latin text in one byte is windows-1252") {
  CHECK(named("id,comment\n1,caf\xE9 tr\xE8s lent\n2,slow and rude\n") == "windows-1252");
  CHECK(named("1,\x93quoted\x94 and don\x92t \x80 5\n") == "windows-1252");
  CHECK(detected("1,caf\xE9\n").is_guess);
  CHECK(detected("1,caf\xE9\n").reason.find("--encoding") != std::string::npos);
}

TEST_CASE("text_encoding: a Western text is told from the encodings of other languages and of the Mac") {
  const std::string text =
      "1,\u00A35 for a coffee, it\u2019s a joke\n2,they said \u201Cno\u201D and didn\u2019t help\n"
      "3,tr\u00E8s lent, le caf\u00E9 \u00E9tait froid\n4,\u00A350 \u2013 never again\n";
  CHECK(named(encoded("windows-1252", times(text, 30))) == "windows-1252");
  CHECK(named(encoded("macintosh", times(text, 30))) == "macintosh");
  CHECK(named(encoded("windows-1252", times("1,\u00A35 and \u00A350\n2,it\u2019s\n", 100))) ==
        "windows-1252");
}

TEST_CASE("text_encoding: other scripts are told by their letters") {
  struct Case {
    const char* encoding;
    const char* text;
  };
  for (const Case& expected : {
           Case{"Shift_JIS",
                "1,\u914D\u9001\u304C\u3068\u3066\u3082\u9045\u304F\u3066\u56F0\u308A\u307E\u3057\u305F\n"
                "2,\u5BFE\u5FDC\u304C\u60AA\u3044\u3068\u601D\u3044\u307E\u3059\n"},
           Case{"EUC-JP",
                "1,\u914D\u9001\u304C\u3068\u3066\u3082\u9045\u304F\u3066\u56F0\u308A\u307E\u3057\u305F\n"
                "2,\u5BFE\u5FDC\u304C\u60AA\u3044\u3068\u601D\u3044\u307E\u3059\n"},
           Case{"GB18030",
                "1,\u9001\u8D27\u592A\u6162\u4E86\uFF0C\u670D\u52A1\u6001\u5EA6\u4E5F\u5F88\u5DEE\n"
                "2,\u6211\u7B49\u4E86\u4E00\u4E2A\u591A\u5C0F\u65F6\u624D\u6709\u4EBA\u63A5\u7535\u8BDD\n"},
           Case{"windows-949",
                "1,\uBC30\uC1A1\uC774 \uB108\uBB34 \uB290\uB838\uC2B5\uB2C8\uB2E4\n"
                "2,\uC9C1\uC6D0\uB4E4\uC774 \uBD88\uCE5C\uC808\uD588\uC2B5\uB2C8\uB2E4\n"},
           Case{"windows-1251",
                "1,\u0414\u043E\u0441\u0442\u0430\u0432\u043A\u0430 \u0431\u044B\u043B\u0430 "
                "\u043E\u0447\u0435\u043D\u044C \u043C\u0435\u0434\u043B\u0435\u043D\u043D\u043E\u0439\n"
                "2,\u041F\u0435\u0440\u0441\u043E\u043D\u0430\u043B \u043E\u0447\u0435\u043D\u044C "
                "\u0433\u0440\u0443\u0431\u044B\u0439\n"},
           Case{"KOI8-R",
                "1,\u0414\u043E\u0441\u0442\u0430\u0432\u043A\u0430 \u0431\u044B\u043B\u0430 "
                "\u043E\u0447\u0435\u043D\u044C \u043C\u0435\u0434\u043B\u0435\u043D\u043D\u043E\u0439\n"
                "2,\u041F\u0435\u0440\u0441\u043E\u043D\u0430\u043B \u043E\u0447\u0435\u043D\u044C "
                "\u0433\u0440\u0443\u0431\u044B\u0439\n"},
       }) {
    CAPTURE(expected.encoding);
    CHECK(named(encoded(expected.encoding, times(expected.text, 4))) == expected.encoding);
  }
}

TEST_CASE("text_encoding: what the user says is used") {
  CHECK(detected("1,caf\u00E9\n", "windows-1252").name == "windows-1252");
  CHECK(detected("1,caf\xE9\n", "UTF-8").name == "UTF-8");
  CHECK(detected(encoded("UTF-16BE", "id,comment\n1,slow\n"), "UTF-16").name == "UTF-16BE");
  CHECK(detected(encoded("UTF-16LE", "\u6F22\u6F22"), "UTF-16").name == "UTF-16LE");
}

TEST_CASE("text_encoding: names are known as people write them, and the nearest is told for others") {
  struct Case {
    const char* typed;
    const char* name;
  };
  for (const Case& expected :
       {Case{"utf8", "UTF-8"}, Case{"UTF-8-SIG", "UTF-8"}, Case{"latin1", "windows-1252"},
        Case{"ISO-8859-1", "windows-1252"}, Case{"cp1252", "windows-1252"},
        Case{"Windows-1250", "windows-1250"}, Case{"iso-8859-2", "ISO-8859-2"},
        Case{"shift_jis", "Shift_JIS"}, Case{"sjis", "Shift_JIS"}, Case{"gbk", "GB18030"},
        Case{"euc-kr", "windows-949"}, Case{"utf-16le", "UTF-16LE"}, Case{"utf16", "UTF-16"},
        Case{"koi8-r", "KOI8-R"}, Case{"big5", "Big5"}}) {
    CAPTURE(expected.typed);
    const auto known = parse_encoding_name(expected.typed);
    REQUIRE(known);
    CHECK(*known == expected.name);
  }
  for (const char* typed : {"windoes-1252", "", "utf-16,version=1", "nonsense"}) {
    CAPTURE(typed);
    const auto known = parse_encoding_name(typed);
    REQUIRE(!known);
    CHECK(known.error().fault == Fault::usage);
  }
  CHECK(parse_encoding_name("windoes-1252").error().message.find("did you mean windows-1252") !=
        std::string::npos);
}

TEST_CASE("text_encoding: errors of the source pass through") {
  MemorySource source("id", 1, 1);
  CHECK(!detect_encoding(source, ""));
}

}  // namespace
}  // namespace verbatim
