#include "lexicon/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/form_hash.h"
#include "text/token.h"

namespace verbatim {
namespace {

using Symbols = std::vector<Symbol>;

Symbols read(const Vocabulary& vocabulary, std::string_view form) {
  const auto symbols = vocabulary.symbols(vocabulary.find(form, form_hash(form)));
  return {symbols.begin(), symbols.end()};
}

}  // namespace

TEST_CASE("vocabulary: a form carries word, inflection and wildcard, in this order") {
  VocabularyBuilder builder;
  const Symbol prefix = builder.prefix_symbol("wait");
  const Symbol group = builder.group_symbol("wait", {"wait", "waited"});
  const Symbol word = builder.word_symbol("waited");
  const Vocabulary vocabulary = builder.finish();
  CHECK(read(vocabulary, "waited") == Symbols{word, group, prefix});
  CHECK(read(vocabulary, "wait") == Symbols{group, prefix});
  CHECK(read(vocabulary, "waiter") == Symbols{prefix});
  CHECK(read(vocabulary, "wai") == Symbols{});
  CHECK(vocabulary.knows("wait"));
  CHECK_FALSE(vocabulary.knows("waiter"));
}

TEST_CASE("vocabulary: the same word, inflection or wildcard has one symbol") {
  VocabularyBuilder builder;
  CHECK(builder.word_symbol("late") == builder.word_symbol("late"));
  CHECK(builder.prefix_symbol("late") == builder.prefix_symbol("late"));
  CHECK(builder.group_symbol("late", {"late"}) == builder.group_symbol("late", {"late"}));
  CHECK(builder.word_symbol("late") != builder.prefix_symbol("late"));
}

TEST_CASE("vocabulary: a longer wildcard is also read by the shorter ones") {
  VocabularyBuilder builder;
  const Symbol under = builder.prefix_symbol("under");
  const Symbol understaff = builder.prefix_symbol("understaff");
  const Vocabulary vocabulary = builder.finish();
  Symbols both = read(vocabulary, "understaffed");
  std::sort(both.begin(), both.end());
  CHECK(both == Symbols{under, understaff});
  CHECK(read(vocabulary, "underpaid") == Symbols{under});
}

TEST_CASE("vocabulary: elongated words and possessives are traced to the word") {
  VocabularyBuilder builder;
  const Symbol so = builder.word_symbol("so");
  const Symbol good = builder.word_symbol("good");
  const Symbol bank = builder.word_symbol("bank");
  const Vocabulary vocabulary = builder.finish();
  CHECK(read(vocabulary, "soooo") == Symbols{so});
  CHECK(read(vocabulary, "goooood") == Symbols{good});
  CHECK(read(vocabulary, "bank's") == Symbols{bank});
  CHECK(read(vocabulary, "soo") == Symbols{});
  CHECK(read(vocabulary, std::string(100'000, 'o')) == Symbols{});
}

TEST_CASE(
    "vocabulary: words written together are cut into known words, the fewest there are, or not at all") {
  VocabularyBuilder builder;
  for (const char* word : {"worst", "air", "line", "airline", "ever", "not", "cool", "no", "tc"})
    builder.word_symbol(word);
  const Vocabulary vocabulary = builder.finish();
  const auto words = [&](std::string_view form) {
    std::string all;
    for (const FormReading& reading : vocabulary.split_compound(form)) {
      for (const char* word : {"worst", "air", "line", "airline", "ever", "not", "cool", "no", "tc"}) {
        const FormReading known = vocabulary.find(word, form_hash(word));
        if (known.symbols_begin == reading.symbols_begin) all += (all.empty() ? "" : " ") + std::string(word);
      }
    }
    return all;
  };
  CHECK(words("worstairlineever") == "worst airline ever");
  CHECK(words("notcool") == "not cool");
  CHECK(words("worst") == "worst");
  CHECK(words("worstever2") == "");
  CHECK(words("xworst") == "");
  CHECK(words("") == "");
  CHECK(words(std::string(49, 'x')) == "");
  CHECK(words("coolcoolcoolcoolcoolcoolcoolcoolcoolcoolcoolcool") ==
        "cool cool cool cool cool cool cool cool cool cool cool cool");
}

TEST_CASE("vocabulary: numbers") {
  VocabularyBuilder builder;
  builder.add_number_word("several");
  const Symbol five = builder.word_symbol("5");
  const Symbol rating = builder.word_symbol("10/10");
  const Vocabulary vocabulary = builder.finish();
  CHECK(read(vocabulary, "several") == Symbols{kNumberSymbol});
  CHECK(read(vocabulary, "5") == Symbols{five, kNumberSymbol});
  CHECK(read(vocabulary, "10/10") == Symbols{rating});
  const auto number = vocabulary.symbols(vocabulary.number());
  CHECK(Symbols(number.begin(), number.end()) == Symbols{kNumberSymbol});
}

TEST_CASE("vocabulary: a spelling is read as the other word or words, unless the lexicon has it as a word") {
  VocabularyBuilder builder;
  const Symbol definitely = builder.word_symbol("definitely");
  const Symbol lot = builder.word_symbol("lot");
  const Symbol lose = builder.word_symbol("lose");
  const Symbol loose = builder.word_symbol("loose");
  builder.add_spelling("definately", {"definitely"});
  builder.add_spelling("alot", {"a", "lot"});
  builder.add_spelling("loose", {"lose"});
  const Vocabulary vocabulary = builder.finish();
  CHECK(read(vocabulary, "definately") == Symbols{definitely});
  CHECK(read(vocabulary, "loose") == Symbols{loose});
  CHECK(read(vocabulary, "lose") == Symbols{lose});
  const FormReading alot = vocabulary.find("alot", form_hash("alot"));
  REQUIRE(alot.expansion_count == 2);
  const auto second = vocabulary.symbols(vocabulary.expansion(alot)[1]);
  CHECK(Symbols(second.begin(), second.end()) == Symbols{lot});
}

TEST_CASE("vocabulary: an empty one finds nothing") {
  const Vocabulary vocabulary = VocabularyBuilder().finish();
  CHECK(read(vocabulary, "anything").empty());
  CHECK(read(vocabulary, "").empty());
}

}  // namespace verbatim
