#include "pipeline/customer_text.h"

#include <doctest/doctest.h>

#include <string>

#include "text/utf8.h"

namespace verbatim {
namespace {

std::string sentence(const std::string& text, const std::string& words) {
  const auto begin = static_cast<std::uint32_t>(text.find(words));
  const ByteRange range = sentence_around(text, {begin, begin + static_cast<std::uint32_t>(words.size())});
  return text.substr(range.begin, range.end - range.begin);
}

TEST_CASE("customer_text: what is spooled comes back, from memory and from disk") {
  for (const std::size_t memory : {std::size_t{1}, std::size_t{100}, std::size_t{1} << 20}) {
    SpooledText texts(memory);
    std::vector<std::uint64_t> places;
    for (int n = 0; n < 50; ++n) {
      CustomerText text;
      text.customer = "c" + std::to_string(n);
      text.record_id = n % 2 == 0 ? "" : "r";
      text.text = std::string(static_cast<std::size_t>(n), 'x');
      text.clause = {1, 2};
      if (n % 3 == 0) text.theme = ThemeId{static_cast<std::uint32_t>(n)};
      std::string bytes;
      append_customer_text(text, bytes);
      places.push_back(texts.size());
      REQUIRE(texts.add(bytes));
    }
    for (int n = 49; n >= 0; --n) {
      const auto text = read_customer_text(texts, places[static_cast<std::size_t>(n)]);
      REQUIRE(text.has_value());
      CHECK(text->customer == "c" + std::to_string(n));
      CHECK(text->record_id == (n % 2 == 0 ? "" : "r"));
      CHECK(text->text.size() == static_cast<std::size_t>(n));
      CHECK(text->clause == ByteRange{1, 2});
      CHECK(text->theme.has_value() == (n % 3 == 0));
    }
  }
}

TEST_CASE("customer_text: the sentence around words ends at its marks, not within numbers") {
  CHECK(sentence("All fine. I hurt my back! Bye.", "hurt my") == "I hurt my back!");
  CHECK(sentence("it cost 3.5 pounds and I fell", "fell") == "it cost 3.5 pounds and I fell");
  CHECK(sentence("one\n  I fell \ntwo", "fell") == "I fell");
  CHECK(sentence("fell", "fell") == "fell");
  CHECK(sentence("He fell.", "fell.") == "He fell.");
  std::string umlauts;
  for (int i = 0; i < 500; ++i) umlauts += "\xC3\xBC";
  const std::string cut = sentence(umlauts + "fell" + umlauts, "fell");
  CHECK(cut.size() <= 600);
  CHECK(is_valid_utf8(cut));
  CHECK(cut.find("fell") != std::string::npos);
}

}  // namespace
}  // namespace verbatim
