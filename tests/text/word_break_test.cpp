#include "text/word_break.h"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace verbatim {
namespace {

using Ends = std::vector<std::uint32_t>;

Ends our_ends(std::string_view text, DictionaryBreaker& breaker) {
  Ends ends;
  word_boundaries(text, breaker, ends);
  return ends;
}

// The oracle: ICU's root word iterator over the whole text.
class Icu {
 public:
  Icu() {
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    REQUIRE(U_SUCCESS(status));
  }
  Icu(const Icu&) = delete;
  Icu& operator=(const Icu&) = delete;
  ~Icu() { utext_close(text_); }

  Ends ends(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    text_ = utext_openUTF8(text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    words_->setText(text_, status);
    Ends found;
    words_->first();
    for (auto at = words_->next(); at != icu::BreakIterator::DONE; at = words_->next()) {
      found.push_back(static_cast<std::uint32_t>(at));
    }
    return found;
  }

 private:
  std::unique_ptr<icu::BreakIterator> words_;
  UText* text_ = nullptr;
};

std::string show(std::string_view text, const Ends& ends) {
  std::string shown;
  std::size_t begin = 0;
  for (const std::uint32_t end : ends) {
    shown += "[" + std::string(text.substr(begin, end - begin)) + "]";
    begin = end;
  }
  return shown;
}

std::string words(std::string_view text) {
  DictionaryBreaker breaker;
  return show(text, our_ends(text, breaker));
}

// Where the real comments are, if at all: a folder of CSV files that is no part of the project.
std::filesystem::path real_data() {
  if (const char* folder = std::getenv("VERBATIM_REAL_DATA")) return folder;
#ifdef VERBATIM_SOURCE_DIR
  return std::filesystem::path(VERBATIM_SOURCE_DIR) / ".." / "shared" / "data";
#else
  return {};
#endif
}

}  // namespace

TEST_CASE("word_break: words, marks and joiners hold together, everything else is cut") {
  CHECK(words("The staff can't help.") == "[The][ ][staff][ ][can't][ ][help][.]");
  CHECK(words("3.14, 1,000.50 U.S.A. a_b") == "[3.14][,][ ][1,000.50][ ][U.S.A][.][ ][a_b]");
  CHECK(words("caf\u0065\u0301 na\u00AD\u00EFve") == "[cafe\u0301][ ][na\u00AD\u00EFve]");
  CHECK(words("a\r\nb\r\rc") == "[a][\r\n][b][\r][\r][c]");
  CHECK(words("\U0001F1EC\U0001F1E7\U0001F1EB") == "[\U0001F1EC\U0001F1E7][\U0001F1EB]");
  CHECK(words("\U0001F468\u200D\U0001F469\U0001F44D\U0001F3FD") ==
        "[\U0001F468\u200D\U0001F469][\U0001F44D\U0001F3FD]");
  CHECK(words("\u05D0\"\u05D1 \u05D0'") == "[\u05D0\"\u05D1][ ][\u05D0']");
}

TEST_CASE("word_break: a full stop with a forgotten space is cut by the rules for comments only") {
  const auto comment_end = [](std::string_view text) {
    return word_segment(text, 0, WordRules::comment).end;
  };
  CHECK(comment_end("rude.They") == 4);
  CHECK(comment_end("it's.He") == 4);
  CHECK(comment_end("J.Smith") == 1);
  CHECK(comment_end("U.S.A.") == 5);
  CHECK(comment_end("p.m.Then") == 3);
  CHECK(comment_end("e.g.the") == 3);
  CHECK(comment_end("3.14") == 4);
  CHECK(comment_end("a@b") == 1);
  CHECK(word_segment("rude.They", 0, WordRules::cldr).end == 9);
  CHECK(word_segment("a@b", 0, WordRules::cldr).end == 3);
}

TEST_CASE("word_break: boundaries equal ICU's on 200,000 made-up strings") {
  const std::vector<std::string> parts = {"a",
                                          "b",
                                          "Word",
                                          "the",
                                          "I",
                                          "x9",
                                          "7",
                                          "42",
                                          "1,000.5",
                                          "_",
                                          "'",
                                          "\"",
                                          ".",
                                          ",",
                                          ":",
                                          ";",
                                          "!",
                                          "?",
                                          "-",
                                          "/",
                                          "@",
                                          "#",
                                          "&",
                                          "(",
                                          ")",
                                          " ",
                                          "  ",
                                          "\t",
                                          "\n",
                                          "\r\n",
                                          "\r",
                                          "\v",
                                          "\u0085",
                                          "\u2028",
                                          "\u00A0",
                                          "\u3000",
                                          "\u2003",
                                          "\u202F",
                                          "\u00E9",
                                          "\u00C9",
                                          "\u00DF",
                                          "\u0301",
                                          "\u0308",
                                          "\u20E3",
                                          "\uFE0F",
                                          "\uFE0E",
                                          "\u200D",
                                          "\u200B",
                                          "\u200C",
                                          "\u00AD",
                                          "\u2060",
                                          "\uFEFF",
                                          "\u200E",
                                          "\u202E",
                                          "\u2019",
                                          "\u2018",
                                          "\u02BC",
                                          "\uFF07",
                                          "\u00B7",
                                          "\u2027",
                                          "\uFF0E",
                                          "\uFE55",
                                          "\uFF1A",
                                          "\u2024",
                                          "\u05D0",
                                          "\u05D1\u05D2",
                                          "\u05F4",
                                          "\u0627",
                                          "\u0661",
                                          "\u30AB",
                                          "\u30BF\u30AB\u30CA",
                                          "\u30FC",
                                          "\uFF76",
                                          "\uFF9E",
                                          "\u3042\u3044",
                                          "\u3072",
                                          "\u6F22",
                                          "\u5B57\u5316",
                                          "\u3005",
                                          "\u3007",
                                          "\u3031",
                                          "\u309B",
                                          "\uD55C",
                                          "\uAD6D\uC5B4",
                                          "\u1100\u1161",
                                          "\u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35",
                                          "\u0E01",
                                          "\u0E33",
                                          "\u0E50",
                                          "\u0E31",
                                          "\u0EAA\u0EB0",
                                          "\u1780\u17B6",
                                          "\u1019\u103C",
                                          "\u1A20",
                                          "\u0915\u094D\u0937",
                                          "\U0001F600",
                                          "\U0001F44D\U0001F3FD",
                                          "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                          "\u2764\uFE0F",
                                          "\u24C2",
                                          "\U0001F170",
                                          "\u00A9",
                                          "\U0001F1EC",
                                          "\U0001F1E7",
                                          "\U0001F1EC\U0001F1E7",
                                          "1\uFE0F\u20E3",
                                          "\U0001F3F4\U000E0067\U000E007F",
                                          "\uFFFD",
                                          "\uFF10",
                                          "\uFF3F",
                                          "\u203F",
                                          "\U0001D400",
                                          "\U00020000",
                                          "\u302A",
                                          "\U0001F200",
                                          "\u1D17\u0363",
                                          "\U000E0001"};
  std::mt19937 random(20230115);  // the engine's numbers are fixed by the standard
  Icu icu;
  DictionaryBreaker breaker;
  int different = 0;
  for (int i = 0; i < 200'000 && different < 20; ++i) {
    std::string text;
    const auto length = 1 + random() % 12;
    for (unsigned n = 0; n < length; ++n) {
      if (random() % 16 == 0) {
        char32_t any = static_cast<char32_t>(random() % (random() % 4 == 0 ? 0x110000 : 0x3100));
        if (any >= 0xD800 && any < 0xE000) any = 0xFFFD;
        append_utf8(any, text);
      } else {
        text += parts[random() % parts.size()];
      }
    }
    const Ends ours = our_ends(text, breaker);
    const Ends theirs = icu.ends(text);
    if (ours == theirs) continue;
    ++different;
    FAIL_CHECK("ours " << show(text, ours) << " ICU " << show(text, theirs));
  }
}

TEST_CASE("word_break: boundaries equal ICU's on real comments") {
  const std::filesystem::path folder = real_data();
  std::error_code error;
  if (folder.empty() || !std::filesystem::is_directory(folder, error)) {
    MESSAGE("skipped: no real comments here; set VERBATIM_REAL_DATA to a folder of CSV files");
    return;
  }
  Icu icu;
  DictionaryBreaker breaker;
  int different = 0;
  std::size_t lines = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    for (std::string line; std::getline(file, line) && different < 20;) {
      std::string text;
      repair_utf8(line, text);
      ++lines;
      const Ends ours = our_ends(text, breaker);
      const Ends theirs = icu.ends(text);
      if (ours == theirs) continue;
      ++different;
      FAIL_CHECK("ours " << show(text, ours) << " ICU " << show(text, theirs));
    }
  }
  MESSAGE("compared on " << lines << " lines");
}

TEST_CASE("word_break: boundaries equal the cases of Unicode's WordBreakTest.txt but for CLDR's tailorings") {
  const char* folder = std::getenv("VERBATIM_UNICODE_DATA");
  const std::filesystem::path path =
      std::filesystem::path(folder ? folder : "/usr/share/unicode") / "auxiliary" / "WordBreakTest.txt";
  std::ifstream file(path);
  if (!file) {
    MESSAGE("skipped: no WordBreakTest.txt; install the package unicode-data or set VERBATIM_UNICODE_DATA");
    return;
  }
  // Cases that hold one of these are CLDR's to decide:
  const std::set<char32_t> tailored = {
      U':',       // CLDR 42 took the colon out of MidLetter: "a:" stays, "a:b" is cut
      U'\u3031',  // Katakana class in Kana runs: ICU asks its dictionary
  };
  DictionaryBreaker breaker;
  int cases = 0;
  int left_out = 0;
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    std::istringstream fields(line);
    std::string text;
    Ends expected;
    bool is_tailored = false;
    for (std::string field; fields >> field;) {
      if (field == "\u00F7") {
        if (!text.empty()) expected.push_back(static_cast<std::uint32_t>(text.size()));
      } else if (field != "\u00D7") {
        const char32_t code_point = static_cast<char32_t>(std::stoul(field, nullptr, 16));
        is_tailored |= tailored.contains(code_point);
        append_utf8(code_point, text);
      }
    }
    if (text.empty()) continue;
    if (is_tailored) {
      ++left_out;
      continue;
    }
    ++cases;
    CHECK_MESSAGE(our_ends(text, breaker) == expected, line);
  }
  CHECK(cases > 1000);
  MESSAGE(cases << " cases, " << left_out << " left to CLDR");
}

}  // namespace verbatim
